import { problemText } from '../lib/problem';

test('a problem is one line: where, what, and how to mend it', () => {
  const problem = { path: 'port', message: 'must be 1 to 65535, got 0', mend: 'set it to the port that is meant' };
  expect(problemText(problem)).toBe('port: must be 1 to 65535, got 0; set it to the port that is meant');
});
