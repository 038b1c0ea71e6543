import { violationText } from '../../lib/util/violation';

test('renders a violation as one line with path, message and fix', () => {
  const problem = {
    path: 'port',
    message: 'must be an integer from 1 to 65535, got 0',
    fix: 'set it to the port that clients connect to',
  };
  expect(violationText(problem)).toBe(
    'port: must be an integer from 1 to 65535, got 0; set it to the port that clients connect to',
  );
});

test('escapes control characters', () => {
  expect(violationText({ path: '', message: 'got \n', fix: '\u001b' })).toBe(': got \\n; \\u001b');
});
