import type { Manifest } from '../../lib/kubernetes/manifest';
import { inApplyOrder } from '../../lib/output/apply-order';

const manifest = (kind: string, name: string): Manifest => ({ apiVersion: 'v1', kind, metadata: { name } });
const named = (manifests: readonly Manifest[]) => manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`);

test('sorts each object after the objects that it refers to', () => {
  const shuffled = [
    'HTTPRoute',
    'Namespace',
    'Deployment',
    'Service',
    'Secret',
    'PriorityClass',
    'ServiceAccount',
    'PersistentVolumeClaim',
  ];
  expect(named(inApplyOrder(shuffled.map((kind) => manifest(kind, 'a'))))).toEqual([
    'Namespace a',
    'PriorityClass a',
    'ServiceAccount a',
    'Secret a',
    'PersistentVolumeClaim a',
    'Service a',
    'Deployment a',
    'HTTPRoute a',
  ]);
});

test('sorts objects of the same kind by name, and unknown kinds last', () => {
  const manifests = [
    manifest('Widget', 'a'),
    manifest('HTTPRoute', 'b'),
    manifest('HTTPRoute', 'a'),
    manifest('Gadget', 'z'),
  ];
  expect(named(inApplyOrder(manifests))).toEqual(['HTTPRoute a', 'HTTPRoute b', 'Gadget z', 'Widget a']);
});
