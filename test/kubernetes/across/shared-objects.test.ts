import { sharedFindings } from '../../../lib/kubernetes/across/shared-findings';
import { ObjectGroups } from '../../../lib/kubernetes/across/shared-objects';

function object(kind: string, name: string, namespace?: string, more: object = {}): object {
  const apiVersion = kind === 'PriorityClass' ? 'scheduling.k8s.io/v1' : 'v1';
  return { apiVersion, kind, metadata: { name, namespace }, ...more };
}

/** Returns the messages about the objects of groups. */
function messages(groups: Readonly<Record<string, readonly unknown[]>>): string[] {
  const all = new ObjectGroups();
  for (const [name, objects] of Object.entries(groups)) {
    all.add(name, objects);
  }
  return sharedFindings(all.shared()).map(({ message }) => message);
}

const SERVICE = object('Service', 'portal', 'team-a');

test('reports an object that two groups contain', () => {
  expect(messages({ staging: [SERVICE], production: [SERVICE] })).toEqual([
    'staging and production both render Service portal in the namespace team-a. In one cluster, they overwrite each other',
  ]);
});

test('folds the objects of the same groups and namespace', () => {
  const objects = ['a', 'b', 'c'].map((name) => object('Service', name, 'team-a'));
  expect(messages({ staging: objects, production: objects })).toEqual([
    'staging and production both render Service a in the namespace team-a, and 2 more of the same objects. In one cluster, they overwrite each other',
  ]);
});

test('folds many groups', () => {
  const groups = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`e${index}`, [SERVICE]]));
  expect(messages(groups)).toEqual([expect.stringContaining('e0, e1, e2 and 6 more all render Service portal')]);
});

test('reports each set of groups', () => {
  const other = object('Service', 'other', 'team-a');
  expect(messages({ a: [SERVICE, other], b: [SERVICE], c: [other] })).toHaveLength(2);
});

test('reports cluster-scoped objects if they differ', () => {
  const [low, high] = [1, 2].map((value) => object('PriorityClass', 'portal', undefined, { value }));
  expect(messages({ staging: [low], production: [high] })).toEqual([
    'staging and production render different objects PriorityClass portal. In one cluster, they overwrite each other',
  ]);
});

test.each([
  [
    'equal cluster-scoped objects',
    object('PriorityClass', 'a', undefined, { x: 1, y: 2 }),
    object('PriorityClass', 'a', undefined, { y: 2, x: 1 }),
  ],
  ['objects of different namespaces', SERVICE, object('Service', 'portal', 'team-b')],
  ['objects with different names', SERVICE, object('Service', 'other', 'team-a')],
  ['objects without a kind', { metadata: { name: 'a' } }, { metadata: { name: 'a' } }],
])('does not report %s', (_, one, two) => {
  expect(messages({ staging: [one], production: [two] })).toEqual([]);
});

test('does not report an object twice in one group', () => {
  expect(messages({ staging: [SERVICE, SERVICE] })).toEqual([]);
});
