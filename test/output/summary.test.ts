import { summary } from '../../lib/output/summary';

test('things are counted, one in the singular and none in the plural', () => {
  expect(summary('dist', { environment: 3, object: 1, warning: 0 })).toBe('dist: 3 environments, 1 object, 0 warnings');
});
