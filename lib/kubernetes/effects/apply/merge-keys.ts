import { type Structure, typeNameOf } from '../../object-types';

/** Lists whose entries the API server merges by members, by type and key (Kubernetes: `x-kubernetes-list-map-keys`). */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  'Container.env': ['name'],
  'Container.ports': ['containerPort', 'protocol'],
  'Container.volumeDevices': ['devicePath'],
  'Container.volumeMounts': ['mountPath'],
  'ObjectMeta.ownerReferences': ['uid'],
  'PodSpec.containers': ['name'],
  'PodSpec.ephemeralContainers': ['name'],
  'PodSpec.hostAliases': ['ip'],
  'PodSpec.imagePullSecrets': ['name'],
  'PodSpec.initContainers': ['name'],
  'PodSpec.resourceClaims': ['name'],
  'PodSpec.schedulingGates': ['name'],
  'PodSpec.topologySpreadConstraints': ['topologyKey', 'whenUnsatisfiable'],
  'PodSpec.volumes': ['name'],
  'ResourceRequirements.claims': ['name'],
  'ServiceAccount.secrets': ['name'],
  'ServiceSpec.ports': ['port', 'protocol'],
};

/** Types and members whose maps one applier owns as a whole (Kubernetes: `x-kubernetes-map-type: atomic`). */
const WHOLE = new Set([
  'ConfigMapKeySelector',
  'CrossVersionObjectReference',
  'FileKeySelector',
  'LabelSelector',
  'LocalObjectReference',
  'NodeSelector',
  'NodeSelectorTerm',
  'ObjectFieldSelector',
  'ObjectReference',
  'OwnerReference',
  'PodSpec.nodeSelector',
  'ResourceFieldSelector',
  'SecretKeySelector',
  'ServiceBackendPort',
  'ServiceSpec.selector',
  'TypedLocalObjectReference',
]);

/** Values of which client-side apply removes the members that the new object does not have (`retainKeys`). */
const RETAINED = new Set(['DeploymentSpec.strategy', 'PodSpec.resourceClaims', 'PodSpec.volumes']);

/** A member of a type: its structure, and how an apply merges it. */
export interface Merged {
  readonly structure: Structure;
  /** Members that identify an entry of a list. Absent if the list is replaced as a whole. */
  readonly keys?: readonly string[];
  /** Whether a map is replaced as a whole. */
  readonly isWhole: boolean;
  /** Whether client-side apply removes the members that the new value does not have. */
  readonly isRetained: boolean;
}

/** Returns how an apply merges a member of a map. */
export function mergedMember(type: string | undefined, key: string, structure: Structure): Merged {
  const place = `${type}.${key}`;
  return {
    structure,
    keys: KEYS[place] ?? (isMergedList(structure) ? structure['x-kubernetes-list-map-keys'] : undefined),
    isWhole: WHOLE.has(place) || WHOLE.has(typeNameOf(structure) ?? ''),
    isRetained: RETAINED.has(place),
  };
}

function isMergedList({ 'x-kubernetes-list-type': type }: Structure): boolean {
  return type === 'map';
}

/** Returns the text that identifies an entry of a list by members of it. */
export function entryKey(entry: unknown, keys: readonly string[]): string {
  const members: Readonly<Record<string, unknown>> = typeof entry === 'object' && entry !== null ? { ...entry } : {};
  return JSON.stringify(keys.map((key) => members[key] ?? (key === 'protocol' ? 'TCP' : null)));
}
