import type { Manifest } from '../kubernetes/manifest';

/** Kinds in the order in which to apply them. A kind comes before the kinds that refer to it. */
const KINDS = [
  'Namespace',
  'PriorityClass',
  'ServiceAccount',
  'ExternalSecret',
  'Secret',
  'ConfigMap',
  'PersistentVolumeClaim',
  'Service',
  'Deployment',
  'HorizontalPodAutoscaler',
  'PodDisruptionBudget',
  'NetworkPolicy',
  'ServiceMonitor',
  'HTTPRoute',
  'Ingress',
  'Job',
];

/** Sorts manifests by the order in which to apply them, and manifests of the same kind by name. */
export function inApplyOrder(manifests: readonly Manifest[]): Manifest[] {
  return [...manifests].sort(
    (a, b) => rank(a) - rank(b) || compare(a.kind, b.kind) || compare(a.metadata.name, b.metadata.name),
  );
}

function rank({ kind }: Manifest): number {
  const index = KINDS.indexOf(kind);
  return index < 0 ? KINDS.length : index;
}

/** Compares texts by code units, so that the output does not depend on a locale. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
