import { type FieldSet, union } from '../../lib/kubernetes/field-set';

const NAME = { 'f:name': {} };

test.each<[string, FieldSet, FieldSet, FieldSet]>([
  ['both fields', { 'f:a': {} }, { 'f:b': {} }, { 'f:a': {}, 'f:b': {} }],
  [
    'fields below the same field',
    { 'f:a': { 'f:b': {} } },
    { 'f:a': { 'f:c': {} } },
    { 'f:a': { 'f:b': {}, 'f:c': {} } },
  ],
  ['a field once, if both have it', { 'f:a': {} }, { 'f:a': {} }, { 'f:a': {} }],
  [
    'a field itself and fields below it',
    { 'f:labels': {} },
    { 'f:labels': { 'f:app': {} } },
    { 'f:labels': { '.': {}, 'f:app': {} } },
  ],
  [
    'list items with different keys',
    { 'f:env': { 'k:{"name":"A"}': { '.': {}, ...NAME } } },
    { 'f:env': { 'k:{"name":"B"}': NAME } },
    { 'f:env': { 'k:{"name":"A"}': { '.': {}, ...NAME }, 'k:{"name":"B"}': NAME } },
  ],
])('the union has %s', (_, one, other, all) => {
  expect(union(one, other)).toEqual(all);
  expect(union(other, one)).toEqual(all);
});
