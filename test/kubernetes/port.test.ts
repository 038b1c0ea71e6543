import { portViolations } from '../../lib/kubernetes/port';

test.each([1, 80, 65535])('%p is a port', (port) => {
  expect(portViolations('port', port)).toEqual([]);
});

test.each([0, -1, 65536, 1.5, Number.NaN])('%p is no port', (port) => {
  expect(portViolations('service.port', port)).toEqual([
    { path: 'service.port', message: `must be 1 to 65535, got ${port}`, fix: 'set it to the port that is meant' },
  ]);
});

test('a missing port is refused', () => {
  expect(portViolations('service.port', undefined).map(({ message }) => message)).toEqual([
    'must be 1 to 65535, got no value',
  ]);
});
