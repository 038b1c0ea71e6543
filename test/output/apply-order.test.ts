import type { Manifest } from '../../lib/kubernetes/manifest';
import { inApplyOrder } from '../../lib/output/apply-order';

const manifest = (kind: string, name: string): Manifest => ({ apiVersion: 'v1', kind, metadata: { name } });
const named = (manifests: readonly Manifest[]) => manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`);

test('objects stand behind those that they refer to', () => {
  const shuffled = [
    'HTTPRoute',
    'Deployment',
    'Service',
    'Secret',
    'PriorityClass',
    'ServiceAccount',
    'PersistentVolumeClaim',
  ];
  expect(named(inApplyOrder(shuffled.map((kind) => manifest(kind, 'a'))))).toEqual([
    'PriorityClass a',
    'ServiceAccount a',
    'Secret a',
    'PersistentVolumeClaim a',
    'Service a',
    'Deployment a',
    'HTTPRoute a',
  ]);
});

test('objects of one kind stand by name, and those of unknown kinds last', () => {
  const manifests = [
    manifest('Widget', 'a'),
    manifest('HTTPRoute', 'b'),
    manifest('HTTPRoute', 'a'),
    manifest('Gadget', 'z'),
  ];
  expect(named(inApplyOrder(manifests))).toEqual(['HTTPRoute a', 'HTTPRoute b', 'Gadget z', 'Widget a']);
});
