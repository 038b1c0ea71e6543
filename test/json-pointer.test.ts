import { canAdd, isJsonPointer, valueAt } from '../lib/json-pointer';

const DOCUMENT = { spec: { ports: [{ port: 80 }], 'a/b': 1, 'c~d': 2, none: null } };

test.each(['/', '/spec', '/spec/ports/0', '/a~1b', '/c~0d', '//'])('%p is a pointer', (pointer) => {
  expect(isJsonPointer(pointer)).toBe(true);
});

test.each(['', 'spec', 'spec/ports', '/a~', '/a~2'])('%p is no pointer to a member', (pointer) => {
  expect(isJsonPointer(pointer)).toBe(false);
});

test.each([
  ['/spec/ports/0/port', 80],
  ['/spec/a~1b', 1],
  ['/spec/c~0d', 2],
  ['/spec/none', null],
])('%p points to %p', (pointer, value) => {
  expect(valueAt(DOCUMENT, pointer)).toBe(value);
});

test.each(['/status', '/spec/ports/1', '/spec/ports/00', '/spec/ports/length', '/spec/none/x', '/spec/toString'])(
  '%p points to nothing',
  (pointer) => {
    expect(valueAt(DOCUMENT, pointer)).toBeUndefined();
  },
);

test.each(['/status', '/spec/ports', '/spec/ports/0', '/spec/ports/1', '/spec/ports/-'])(
  'there is something to add %p to',
  (pointer) => {
    expect(canAdd(DOCUMENT, pointer)).toBe(true);
  },
);

test.each([
  '',
  '/status/phase',
  '/spec/ports/2',
  '/spec/ports/00',
  '/spec/none/x',
  '/spec/__proto__',
  '/spec/constructor/prototype/x',
])('there is nothing to add %p to', (pointer) => {
  expect(canAdd(DOCUMENT, pointer)).toBe(false);
});

test('a map that is called constructor gets no prototype', () => {
  expect(canAdd({ constructor: {} }, '/constructor/name')).toBe(true);
  expect(canAdd({ constructor: {} }, '/constructor/prototype')).toBe(false);
});
