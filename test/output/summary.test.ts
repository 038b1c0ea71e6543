import { summary } from '../../lib/output/summary';

test('uses the singular for one and the plural for none', () => {
  expect(summary('dist', { environment: 3, object: 1, warning: 0 })).toBe('dist: 3 environments, 1 object, 0 warnings');
});
