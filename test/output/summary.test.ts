import { summary } from '../../lib/output/summary';

test('uses the singular for one and the plural for none', () => {
  expect(summary('dist', { environment: 3, object: 1, warning: 0 })).toBe('dist: 3 environments, 1 object, 0 warnings');
});

test('escapes control characters in the name of the folder', () => {
  expect(summary('::error::\n', { object: 1 })).toBe('\\u003a:error::\\n: 1 object');
});
