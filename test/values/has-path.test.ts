import { isWithin } from '../../lib/util/path';
import { hasPath } from '../../lib/values/has-path';
import { section, text } from '../../lib/values/node';

const schema = section('Values.', {
  name: text('Name.'),
  portal: section('Portal.', { image: section('Image.', { tag: text('Tag.') }) }),
  open: section('Section with keys of others.', { port: text('Port.') }, { open: true }),
});

test.each(['name', 'portal', 'portal.image', 'portal.image.tag', 'open.port'])('the schema names %s', (path) => {
  expect(hasPath(schema, path)).toBe(true);
});

test.each(['', 'nam', 'names', 'portal.tag', 'portal.image.tag.x', 'open.other', 'image.tag'])(
  'the schema does not name %j',
  (path) => {
    expect(hasPath(schema, path)).toBe(false);
  },
);

test('a value, its members and its entries are within its path, another key with the same beginning is not', () => {
  expect(isWithin('a.b', 'a')).toBe(true);
  expect(isWithin('a[0]', 'a')).toBe(true);
  expect(isWithin('a', 'a')).toBe(true);
  expect(isWithin('ab', 'a')).toBe(false);
  expect(isWithin('b.a', 'a')).toBe(false);
});
