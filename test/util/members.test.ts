import fc from 'fast-check';
import { entriesOf, isMap, listOf, memberOf, textOf } from '../../lib/util/members';

describe('isMap', () => {
  test('accepts a map', () => {
    expect(isMap({})).toBe(true);
  });

  test.each([
    ['a list', []],
    ['null', null],
    ['undefined', undefined],
    ['a string', 'a'],
    ['a number', 1],
  ])('refuses %s', (_what, value) => {
    expect(isMap(value)).toBe(false);
  });
});

const OBJECT = { metadata: { name: 'portal', labels: {} }, spec: { ports: [{ port: 80, name: '' }] } };

describe('memberOf', () => {
  test.each<[string, (string | number)[], unknown]>([
    ['a member of a map', ['metadata', 'name'], 'portal'],
    ['a member of an entry of a list', ['spec', 'ports', 0, 'port'], 80],
    ['the value itself', [], OBJECT],
    ['no entry after the end of a list', ['spec', 'ports', 1], undefined],
    ['no member of a list', ['spec', 'ports', 'length'], undefined],
    ['no member of a text', ['metadata', 'name', 'length'], undefined],
    ['no inherited member', ['metadata', 'toString'], undefined],
  ])('returns %s', (_, keys, expected) => {
    expect(memberOf(OBJECT, ...keys)).toBe(expected);
  });

  test('never fails', () => {
    const keys = fc.array(fc.oneof(fc.string(), fc.nat(3)));
    fc.assert(fc.property(fc.anything(), keys, (value, path) => void memberOf(value, ...path)));
  });
});

test('textOf returns only texts that are not empty', () => {
  expect(textOf(OBJECT, 'metadata', 'name')).toBe('portal');
  expect(textOf({ name: '' }, 'name')).toBeUndefined();
  expect(textOf({ name: 1 }, 'name')).toBeUndefined();
});

test('listOf returns an empty list for a value that is not a list', () => {
  expect(listOf(OBJECT, 'spec', 'ports')).toBe(OBJECT.spec.ports);
  expect(listOf(OBJECT, 'spec')).toEqual([]);
});

test('entriesOf returns the members of maps and the entries of lists', () => {
  expect(entriesOf({ a: 1 })).toEqual([['a', 1]]);
  expect(entriesOf(['x'])).toEqual([[0, 'x']]);
  expect(entriesOf('text')).toEqual([]);
  expect(entriesOf(null)).toEqual([]);
});
