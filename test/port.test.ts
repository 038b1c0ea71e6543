import { portProblems } from '../lib/port';

test.each([1, 80, 65535])('%p is a port', (port) => {
  expect(portProblems('port', port)).toEqual([]);
});

test.each([0, -1, 65536, 1.5, Number.NaN, null])('%p is none', (port) => {
  expect(portProblems('service.port', port)).toEqual([
    { path: 'service.port', message: `must be 1 to 65535, got ${port}`, mend: 'set it to the port that is meant' },
  ]);
});
