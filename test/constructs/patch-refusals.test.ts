// Reasons to refuse a JSON patch of an object.
import type { PatchOperation } from '../../lib/kubernetes/json-patch';
import { patched, refusal, withData } from './patch-support';

describe('refuses an operation on a missing member', () => {
  const ABSENT = '; correct the pointer';
  const NO_MEMBER = '; correct the pointer, or add the map or list first';

  test.each<[string, PatchOperation, string]>([
    [
      'to remove a member',
      { op: 'remove', path: '/data/no' },
      `path: must point to an existing value, got /data/no${ABSENT}`,
    ],
    [
      'to remove an item',
      { op: 'remove', path: '/data/list/3' },
      `path: must point to an existing value, got /data/list/3${ABSENT}`,
    ],
    [
      'to remove the item after the last',
      { op: 'remove', path: '/data/list/-' },
      `path: must point to an existing value, got /data/list/-${ABSENT}`,
    ],
    [
      'to replace a member',
      { op: 'replace', path: '/data/no', value: 1 },
      `path: must point to an existing value, got /data/no${ABSENT}, or use add`,
    ],
    [
      'to replace the item after the last',
      { op: 'replace', path: '/data/list/-', value: 1 },
      `path: must point to an existing value, got /data/list/-${ABSENT}, or use add`,
    ],
    [
      'to test a member',
      { op: 'test', path: '/data/no', value: 1 },
      `path: must point to an existing value, got /data/no${ABSENT}`,
    ],
    [
      'to move',
      { op: 'move', from: '/data/no', path: '/data/a' },
      `from: must point to an existing value, got /data/no${ABSENT}`,
    ],
    [
      'to copy',
      { op: 'copy', from: '/data/list/-', path: '/data/a' },
      `from: must point to an existing value, got /data/list/-${ABSENT}`,
    ],
    [
      'to add below',
      { op: 'add', path: '/data/no/a', value: 1 },
      `path: must point into an existing map or list, got /data/no/a${NO_MEMBER}`,
    ],
    [
      'to add below a text',
      { op: 'add', path: '/data/text/a', value: 1 },
      `path: must point into an existing map or list, got /data/text/a${NO_MEMBER}`,
    ],
    [
      'to copy below',
      { op: 'copy', from: '/data/text', path: '/data/no/a' },
      `path: must point into an existing map or list, got /data/no/a${NO_MEMBER}`,
    ],
    [
      'to add far after the last item',
      { op: 'add', path: '/data/list/4', value: 1 },
      `path: must point into an existing map or list, got /data/list/4${NO_MEMBER}`,
    ],
    [
      'to add at an invalid index',
      { op: 'add', path: '/data/list/one', value: 1 },
      `path: must point into an existing map or list, got /data/list/one${NO_MEMBER}`,
    ],
    [
      'to add at a negative index',
      { op: 'add', path: '/data/list/-1', value: 1 },
      `path: must point into an existing map or list, got /data/list/-1${NO_MEMBER}`,
    ],
    [
      'to add at an index with a leading zero',
      { op: 'add', path: '/data/list/01', value: 1 },
      `path: must point into an existing map or list, got /data/list/01${NO_MEMBER}`,
    ],
    [
      'to read at an index with a leading zero',
      { op: 'remove', path: '/data/list/00' },
      `path: must point to an existing value, got /data/list/00${ABSENT}`,
    ],
    [
      'to read a property of a list, such as length',
      { op: 'copy', from: '/data/list/length', path: '/data/a' },
      `from: must point to an existing value, got /data/list/length${ABSENT}`,
    ],
    [
      'to read a character of a text',
      { op: 'test', path: '/data/text/0', value: 't' },
      `path: must point to an existing value, got /data/text/0${ABSENT}`,
    ],
  ])('%s', (_, operation, problem) => {
    expect(refusal(operation)).toEqual([`[0].patch[0].${problem}`]);
  });

  test('also below null', () => {
    expect(refusal({ op: 'replace', path: '/data/text', value: null }, { op: 'remove', path: '/data/text/a' })).toEqual(
      [`[0].patch[1].path: must point to an existing value, got /data/text/a${ABSENT}`],
    );
  });

  test('and a test of another value, which the message does not show', () => {
    expect(refusal({ op: 'test', path: '/data/text', value: 'other' })).toEqual([
      '[0].patch[0].path: must point to the value that the test expects, but /data/text has another value; correct path or value',
    ]);
  });
});

describe('refuses to change kind or name', () => {
  const FIX = 'change the value that sets the kind or name';

  test('by an operation on them', () => {
    const operations: PatchOperation[] = [
      { op: 'replace', path: '/kind', value: 'Other' },
      { op: 'add', path: '/kind', value: 'Other' },
      { op: 'remove', path: '/kind' },
      { op: 'replace', path: '/metadata/name', value: 'other' },
      { op: 'add', path: '/metadata/name', value: 'other' },
      { op: 'remove', path: '/metadata/name' },
      { op: 'move', from: '/data/text', path: '/metadata/name' },
      { op: 'copy', from: '/data/text', path: '/kind' },
    ];
    expect(operations.map((operation) => refusal(operation))).toEqual(
      operations.map(({ path }) => [
        `[0].patch[0].path: must not change the object's kind or name, because other objects refer to them; got ${path}; ${FIX}`,
      ]),
    );
  });

  test('by an operation on a value that contains them', () => {
    const operations: PatchOperation[] = [
      { op: 'move', from: '/kind', path: '/data/was' },
      { op: 'move', from: '/metadata/name', path: '/data/was' },
      { op: 'move', from: '/metadata', path: '/data/was' },
      { op: 'remove', path: '/metadata' },
      { op: 'replace', path: '/metadata', value: { name: 'other' } },
      { op: 'add', path: '/metadata', value: { name: 'other' } },
      { op: 'copy', from: '/data', path: '/metadata' },
      { op: 'replace', path: '', value: { apiVersion: 'v1', kind: 'Other', metadata: { name: 'other' } } },
      { op: 'remove', path: '' },
      { op: 'move', from: '/data', path: '' },
    ];
    expect(operations.filter((operation) => refusal(operation).length !== 1)).toEqual([]);
  });

  test('but accepts operations that keep them the same', () => {
    expect(refusal({ op: 'test', path: '/kind', value: 'Thing' })).toEqual([]);
    expect(refusal({ op: 'test', path: '/metadata/name', value: 'thing' })).toEqual([]);
    expect(refusal({ op: 'replace', path: '/metadata/name', value: 'thing' })).toEqual([]);
    expect(refusal({ op: 'add', path: '/metadata/labels', value: { team: 'a' } })).toEqual([]);
    expect(patched({ op: 'copy', from: '/metadata/name', path: '/data/text' })).toEqual(withData({ text: 'thing' }));
  });

  test('even if a later operation reverts the change', () => {
    const operations: PatchOperation[] = [
      { op: 'replace', path: '/metadata/name', value: 'other' },
      { op: 'replace', path: '/metadata/name', value: 'thing' },
    ];
    expect(refusal(...operations)).toHaveLength(1);
  });

  test('but accepts a member of the same name elsewhere', () => {
    expect(patched({ op: 'add', path: '/data/kind', value: 'x' })).toEqual(withData({ kind: 'x' }));
  });
});

describe('keys of prototypes', () => {
  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('are not found at %s', (key) => {
    expect(refusal({ op: 'test', path: `/data/${key}`, value: {} })).toHaveLength(1);
    expect(refusal({ op: 'copy', from: `/data/${key}`, path: '/data/a' })).toHaveLength(1);
    expect(refusal({ op: 'add', path: `/data/${key}/polluted`, value: true })).toHaveLength(1);
  });

  test('are not written, and no other object changes', () => {
    expect(refusal({ op: 'add', path: '/data/__proto__', value: { polluted: true } })).toHaveLength(1);
    expect(refusal({ op: 'add', path: '/data/constructor/prototype/polluted', value: true })).toHaveLength(1);
    expect({}).not.toHaveProperty('polluted');
  });

  test('can be names of labels', () => {
    expect(patched({ op: 'add', path: '/data/map/constructor', value: 'x' })).toHaveProperty(
      ['map', 'constructor'],
      'x',
    );
  });

  test('are refused in values, too', () => {
    expect(
      refusal(
        { op: 'add', path: '/data/constructor', value: {} },
        { op: 'add', path: '/data/constructor/prototype', value: { polluted: true } },
      ),
    ).toHaveLength(1);
  });
});
