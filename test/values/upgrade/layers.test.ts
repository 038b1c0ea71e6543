import { markAdditions } from '../../../lib/values/additions';
import type { YamlMap } from '../../../lib/values/merge';
import { section, text } from '../../../lib/values/node';
import { defaultAt, isAddition, isKnown, Layers } from '../../../lib/values/upgrade/layers';

const schema = markAdditions(
  section('Values.', {
    a: section('Part.', { name: text('Name.', { default: 'x' }), extra: text('Addition.') }),
    open: section('Part.', {}, { open: true }),
  }),
  ['a.extra'],
);

const layersOf = (...values: YamlMap[]) =>
  new Layers(
    values.map((each) => ({ values: each, isOurs: false })),
    schema,
  );
const valuesOf = (layers: Layers) => layers.all.map(({ values }) => values);

test('a renamed key keeps its place in every file', () => {
  const layers = layersOf({ a: { b: 1, c: 2 } }, { a: { b: 3 } });
  layers.move('a.b', 'a.name');
  expect(valuesOf(layers).map((values) => JSON.stringify(values))).toEqual([
    '{"a":{"name":1,"c":2}}',
    '{"a":{"name":3}}',
  ]);
});

test('a map that moves merges with the one at its new path, which wins', () => {
  const layers = layersOf({ a: { x: { k: 1, l: 1 }, y: { l: 2 } } });
  layers.move('a.x', 'a.y');
  expect(valuesOf(layers)).toEqual([{ a: { y: { k: 1, l: 2 } } }]);
});

test('a value whose key is removed takes emptied maps with it, but no map that was empty before', () => {
  const layers = layersOf({ a: { b: { c: 1 } }, empty: {} });
  layers.drop('a.b.c');
  expect(valuesOf(layers)).toEqual([{ empty: {} }]);
});

test('a path is traced to the path before several moves', () => {
  const layers = layersOf({ a: { b: { c: 1 } } });
  layers.move('a.b', 'a.d');
  layers.move('a.d.c', 'a.d.e');
  expect(layers.pathBefore('a.d.e[0]')).toBe('a.b.c[0]');
  expect(layers.pathBefore('a.other')).toBe('a.other');
});

test('a new value is in the last file that has it, or in the one that has another value', () => {
  const layers = layersOf({ a: { name: 'x' } }, { open: {} });
  layers.set('a.name', 'y');
  layers.set('a.b', 1, 'a.name');
  layers.set('open.c', 2);
  expect(valuesOf(layers)).toEqual([{ a: { name: 'y', b: 1 } }, { open: { c: 2 } }]);
});

test('the schema says what is known, what is an addition, and what the default is', () => {
  expect([['a', 'name'], ['a', 'other'], ['open', 'any'], ['other']].map((keys) => isKnown(schema, keys))).toEqual([
    true,
    false,
    true,
    false,
  ]);
  expect(
    [
      ['a', 'name'],
      ['a', 'extra'],
    ].map((keys) => isAddition(schema, keys)),
  ).toEqual([false, true]);
  expect(
    [
      ['a', 'name'],
      ['a', 'extra'],
      ['open', 'any'],
    ].map((keys) => defaultAt(schema, keys)),
  ).toEqual(['x', undefined, undefined]);
});
