import { withoutSlashes } from '../../lib/util/without-slashes';

test.each([
  ['', ''],
  ['/', ''],
  ['///', ''],
  ['/portal', '/portal'],
  ['/portal/', '/portal'],
  ['//a//b//', '//a//b'],
])('removes the slashes at the end of %j', (text, expected) => {
  expect(withoutSlashes(text)).toBe(expected);
});
