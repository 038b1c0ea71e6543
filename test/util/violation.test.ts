import { violationText } from '../../lib/util/violation';

test('a violation is one line with path, message and fix', () => {
  const problem = { path: 'port', message: 'must be 1 to 65535, got 0', fix: 'set it to the port that is meant' };
  expect(violationText(problem)).toBe('port: must be 1 to 65535, got 0; set it to the port that is meant');
});
