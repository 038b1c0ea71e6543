import { canAdd, isJsonPointer, valueAt } from '../../lib/util/json-pointer';

const DOCUMENT = { spec: { ports: [{ port: 80 }], 'a/b': 1, 'c~d': 2, none: null } };

test('a pointer to a member begins with a slash, and escapes slashes and tildes', () => {
  const pointers = ['/', '/spec', '/spec/ports/0', '/a~1b', '/c~0d', '//'];
  expect(pointers.filter((pointer) => !isJsonPointer(pointer))).toEqual([]);
  expect(['', 'spec', 'spec/ports', '/a~', '/a~2'].filter(isJsonPointer)).toEqual([]);
});

test('a pointer finds an existing member', () => {
  const expected = { '/spec/ports/0/port': 80, '/spec/a~1b': 1, '/spec/c~0d': 2, '/spec/none': null };
  const found = Object.keys(expected).map((pointer) => [pointer, valueAt(DOCUMENT, pointer)]);
  expect(Object.fromEntries(found)).toEqual(expected);
});

test('a pointer to a missing member finds nothing', () => {
  const pointers = [
    '/status',
    '/spec/ports/1',
    '/spec/ports/00',
    '/spec/ports/length',
    '/spec/none/x',
    '/spec/toString',
  ];
  expect(pointers.filter((pointer) => valueAt(DOCUMENT, pointer) !== undefined)).toEqual([]);
});

test('a member can be added to a map, and to a list up to its end', () => {
  const pointers = ['/status', '/spec/ports', '/spec/ports/0', '/spec/ports/1', '/spec/ports/-'];
  expect(pointers.filter((pointer) => !canAdd(DOCUMENT, pointer))).toEqual([]);
});

test('a member cannot be added to a missing parent, a scalar, or a prototype', () => {
  const pointers = [
    '',
    '/status/phase',
    '/spec/ports/2',
    '/spec/ports/00',
    '/spec/none/x',
    '/spec/__proto__',
    '/spec/constructor/prototype/x',
  ];
  expect(pointers.filter((pointer) => canAdd(DOCUMENT, pointer))).toEqual([]);
});

test('a prototype cannot be added to a map that is called constructor', () => {
  expect(canAdd({ constructor: {} }, '/constructor/name')).toBe(true);
  expect(canAdd({ constructor: {} }, '/constructor/prototype')).toBe(false);
});
