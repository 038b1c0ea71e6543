import { leaves } from '../../lib/backstage/app-config-leaves';
import type { JsonValue } from '../../lib/util/json';

const found = (value: JsonValue | undefined) =>
  [...leaves(value, 'backstage.appConfig')].map(({ path, key, value }) => [path, key, value]);

test('yields scalar values in order, each with its path and key', () => {
  expect(found({ b: { c: 'x', a: 1 }, a: [true, { d: null }] })).toEqual([
    ['backstage.appConfig.b.c', 'c', 'x'],
    ['backstage.appConfig.b.a', 'a', 1],
    ['backstage.appConfig.a[0]', 'a', true],
    ['backstage.appConfig.a[1].d', 'd', null],
  ]);
});

test('uses the nearest key above a value, even in nested lists', () => {
  expect(found({ token: [['a', ['b']], 'c'] })).toEqual([
    ['backstage.appConfig.token[0][0]', 'token', 'a'],
    ['backstage.appConfig.token[0][1][0]', 'token', 'b'],
    ['backstage.appConfig.token[1]', 'token', 'c'],
  ]);
});

test('quotes unusual keys in paths', () => {
  expect(found({ 'a b': { '': 1, 'x.y': { '/z': 2 } }, '0': { 'c-d': 3 } })).toEqual([
    ['backstage.appConfig["0"].c-d', 'c-d', 3],
    ['backstage.appConfig["a b"][""]', '', 1],
    ['backstage.appConfig["a b"]["x.y"]["/z"]', '/z', 2],
  ]);
});

test.each<JsonValue | undefined>([undefined, {}, [], { a: {} }, { a: [] }, { a: [[], {}, { b: [] }] }])(
  'yields nothing for %j',
  (value) => {
    expect(found(value)).toEqual([]);
  },
);

test('skips undefined members, which TypeScript treats like missing ones', () => {
  expect(found({ a: undefined, b: { c: undefined, d: 0 } })).toEqual([['backstage.appConfig.b.d', 'd', 0]]);
});

test.each(['', 0, false, null])('yields %j, too', (value) => {
  expect(found({ a: value })).toEqual([['backstage.appConfig.a', 'a', value]]);
});

test('yields a tree that is a scalar itself', () => {
  expect(found('x')).toEqual([['backstage.appConfig', '', 'x']]);
});

test('finds values under keys that every JavaScript object has', () => {
  const tree: JsonValue = JSON.parse('{"constructor": 1, "__proto__": {"toString": 2}}');
  expect(found(tree)).toEqual([
    ['backstage.appConfig.constructor', 'constructor', 1],
    ['backstage.appConfig.__proto__.toString', 'toString', 2],
  ]);
});

test('skips inherited members', () => {
  expect(found(Object.create({ a: 1 }))).toEqual([]);
});

test('handles deep and wide trees', () => {
  const deep = Array.from({ length: 500 }).reduce<JsonValue>((below) => ({ a: [below] }), 'x');
  expect(found(deep).map(([, key, value]) => [key, value])).toEqual([['a', 'x']]);
  expect(found({ list: Array.from({ length: 10_000 }, (_, index) => index) })).toHaveLength(10_000);
});
