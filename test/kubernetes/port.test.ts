import { portViolations } from '../../lib/kubernetes/port';

test.each([1, 80, 65535])('accepts the port %p', (port) => {
  expect(portViolations('port', port)).toEqual([]);
});

test.each([0, -1, 65536, 1.5, Number.NaN])('rejects the port %p', (port) => {
  expect(portViolations('service.port', port)).toEqual([
    {
      path: 'service.port',
      message: `must be an integer from 1 to 65535, got ${port}`,
      fix: 'set it to the port that clients connect to',
    },
  ]);
});

test('rejects a missing port', () => {
  expect(portViolations('service.port', undefined).map(({ message }) => message)).toEqual([
    'must be an integer from 1 to 65535, got no value',
  ]);
});
