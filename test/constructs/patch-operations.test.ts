// Effects of each operation of a JSON patch on an object.
import { tryPatches } from '../../lib/constructs/patch-objects';
import type { PatchOperation } from '../../lib/kubernetes/json-patch';
import type { JsonMap, JsonValue } from '../../lib/util/json';
import { DATA, MAP, patched, refusal, TARGET, thing, withData } from './patch-support';

describe('an operation', () => {
  test.each<[string, PatchOperation, JsonMap]>([
    ['adds a member', { op: 'add', path: '/data/more', value: { a: [1] } }, { more: { a: [1] } }],
    ['replaces a member by add', { op: 'add', path: '/data/text', value: 7 }, { text: 7 }],
    [
      'adds before an item',
      { op: 'add', path: '/data/list/1', value: 'new' },
      { list: ['zero', 'new', 'one', { two: 2 }] },
    ],
    [
      'adds after the last item by index',
      { op: 'add', path: '/data/list/3', value: 'new' },
      { list: ['zero', 'one', { two: 2 }, 'new'] },
    ],
    [
      'adds after the last item by a hyphen',
      { op: 'add', path: '/data/list/-', value: 'new' },
      { list: ['zero', 'one', { two: 2 }, 'new'] },
    ],
    ['adds to an empty list', { op: 'add', path: '/data/none/0', value: 'new' }, { none: ['new'] }],
    ['adds a member named - to a map', { op: 'add', path: '/data/map/-', value: 5 }, { map: { ...MAP, '-': 5 } }],
    ['replaces a member', { op: 'replace', path: '/data/text', value: null }, { text: null }],
    ['replaces an item', { op: 'replace', path: '/data/list/0', value: [] }, { list: [[], 'one', { two: 2 }] }],
    ['removes a member', { op: 'remove', path: '/data/text' }, { text: undefined }],
    ['removes an item', { op: 'remove', path: '/data/list/1' }, { list: ['zero', { two: 2 }] }],
    [
      'moves a member',
      { op: 'move', from: '/data/text', path: '/data/list/0' },
      { text: undefined, list: ['text', 'zero', 'one', { two: 2 }] },
    ],
    [
      'moves an item',
      { op: 'move', from: '/data/list/2', path: '/data/list/0' },
      { list: [{ two: 2 }, 'zero', 'one'] },
    ],
    ['copies a member', { op: 'copy', from: '/data/map/nested', path: '/data/none/-' }, { none: [{ deep: true }] }],
    ['tests a text', { op: 'test', path: '/data/text', value: 'text' }, {}],
    [
      'tests a map, regardless of the order of its members',
      { op: 'test', path: '/data/list/2', value: { two: 2 } },
      {},
    ],
    ['tests a list', { op: 'test', path: '/data/list', value: ['zero', 'one', { two: 2 }] }, {}],
  ])('%s', (_, operation, change) => {
    expect(patched(operation)).toEqual(withData(change));
  });

  test('copies a value, so that changes of the copy do not affect the original', () => {
    expect(
      patched(
        { op: 'copy', from: '/data/map/nested', path: '/data/copy' },
        { op: 'replace', path: '/data/copy/deep', value: false },
      ),
    ).toEqual(withData({ copy: { deep: false } }));
  });
});

describe('a pointer', () => {
  test.each<[string, string, JsonValue]>([
    ['/data/map/a~1b', 'a slash', 1],
    ['/data/map/c~0d', 'a tilde', 2],
    ['/data/map/~01', 'a tilde and a one, which together are not a slash', 3],
    ['/data/map/', 'an empty name', 4],
  ])('%s refers to a key with %s', (path, _, value) => {
    expect(refusal({ op: 'test', path, value })).toEqual([]);
    expect(refusal({ op: 'test', path, value: 'other' })).toHaveLength(1);
  });

  test('can write a key with a slash and tildes', () => {
    expect(patched({ op: 'add', path: '/data/map/~1~0~01', value: 9 })).toHaveProperty(['map', '/~~1'], 9);
  });

  test('must begin with a slash', () => {
    const refused = (key: string) =>
      `[0].patch[0].${key}: must be a JSON pointer, got nowhere/data/text; write it as /spec/replicas`;
    expect(refusal({ op: 'replace', path: 'nowhere/data/text', value: 'x' })).toEqual([refused('path')]);
    expect(refusal({ op: 'copy', from: 'nowhere/data/text', path: '/data/a' })).toEqual([refused('from')]);
    expect(refusal({ op: 'move', from: 'nowhere/data/text', path: '/data/a' })).toEqual([refused('from')]);
  });

  test('can contain an index of two or three digits', () => {
    const chart = thing({ list: Array.from({ length: 101 }, (_, index) => index) });
    const patch: PatchOperation[] = [10, 12, 100].map((index) => ({
      op: 'test',
      path: `/data/list/${index}`,
      value: index,
    }));
    expect(tryPatches(chart, [{ target: TARGET, patch }])).toEqual([]);
  });
});

test('refuses to move a value into itself', () => {
  expect(refusal({ op: 'move', from: '/data/map', path: '/data/map/nested/inner' })).toEqual([
    '[0].patch[0].path: must not point into the moved value, got /data/map/nested/inner; correct path or from',
  ]);
});

test('copies a value into itself', () => {
  expect(patched({ op: 'copy', from: '/data/map', path: '/data/map/nested/inner' })).toEqual(
    withData({ map: { ...MAP, nested: { deep: true, inner: MAP } } }),
  );
});

test('moves a value to its own path', () => {
  expect(patched({ op: 'move', from: '/data/text', path: '/data/text' })).toEqual(DATA);
});
