import type { Manifest } from '../kubernetes/manifest';

/** Kinds in the order in which a cluster needs them: what others refer to first. */
const KINDS = [
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

/** The manifests in the order in which to apply them; those of one kind by name. */
export function inApplyOrder(manifests: readonly Manifest[]): Manifest[] {
  return [...manifests].sort(
    (a, b) => rank(a) - rank(b) || compare(a.kind, b.kind) || compare(a.metadata.name, b.metadata.name),
  );
}

function rank({ kind }: Manifest): number {
  const index = KINDS.indexOf(kind);
  return index < 0 ? KINDS.length : index;
}

/** By code units, so that no locale changes the output. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
