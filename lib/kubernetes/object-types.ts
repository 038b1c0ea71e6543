import { memberOf } from '../util/members';

/** Part of a JSON Schema that says which fields and types an object may have. */
export interface Structure {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  /** Whether null is the same as absent. @default true */
  readonly nullable?: boolean;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: Structure;
  readonly properties?: Readonly<Record<string, Structure>>;
  readonly required?: readonly string[];
  readonly minProperties?: number;
  readonly maxProperties?: number;
  /** Whether entries of a list must differ: as a whole in a `set`, by a member in a `map`. */
  readonly 'x-kubernetes-list-type'?: string;
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  /** Value that the API server sets if the member is absent or null. */
  readonly default?: unknown;
  /** Members that `properties` does not have. `false` also means that an absent member is the same as an empty one. */
  readonly additionalProperties?: boolean | Structure;
}

/** Versions of custom resources that have the members of another version. */
const SAME_VERSIONS: Readonly<Record<string, string>> = {
  'external-secrets.io/v1beta1/ExternalSecret': 'external-secrets.io/v1/ExternalSecret',
  'gateway.networking.k8s.io/v1beta1/HTTPRoute': 'gateway.networking.k8s.io/v1/HTTPRoute',
};

/** Returns the type of an object: its API version and kind, such as `apps/v1/Deployment`. */
export function typeIdOf(object: unknown): string {
  const written = `${String(memberOf(object, 'apiVersion'))}/${String(memberOf(object, 'kind'))}`;
  return SAME_VERSIONS[written] ?? written;
}

/** Structure of an object of a kind that this package does not render. */
const ANY_KIND: Structure = {
  type: 'object',
  properties: {
    apiVersion: { type: 'string' },
    kind: { type: 'string' },
    metadata: { $ref: '#/definitions/ObjectMeta' },
    status: { type: 'object' },
  },
  additionalProperties: true,
};

/** Built-in kinds that this package renders, and others that charts have beside them. The types have the names of the kinds. */
const BUILT_IN: readonly string[] = [
  'apps/v1/DaemonSet',
  'apps/v1/Deployment',
  'autoscaling/v2/HorizontalPodAutoscaler',
  'batch/v1/CronJob',
  'batch/v1/Job',
  'networking.k8s.io/v1/Ingress',
  'networking.k8s.io/v1/NetworkPolicy',
  'policy/v1/PodDisruptionBudget',
  'scheduling.k8s.io/v1/PriorityClass',
  'v1/ConfigMap',
  'v1/Namespace',
  'v1/PersistentVolumeClaim',
  'v1/Secret',
  'v1/Service',
  'v1/ServiceAccount',
];

const structures = new Map<string, Structure>();

/** Returns the structure of the objects of a type, which {@link typeIdOf} returned. */
export function structureOf(id: string): Structure {
  const structure = structures.get(id) ?? newStructureOf(id);
  structures.set(id, structure);
  return structure;
}

function newStructureOf(id: string): Structure {
  if (BUILT_IN.includes(id)) {
    return { $ref: `#/definitions/${id.slice(id.lastIndexOf('/') + 1)}` };
  }
  const schemas: typeof import('../../imports/custom-resources.json') = require('../../imports/custom-resources.json');
  const custom: Readonly<Record<string, Structure>> = schemas;
  const { properties, ...schema } = (Object.hasOwn(custom, id) ? custom[id] : undefined) ?? {};
  return properties === undefined ? ANY_KIND : { ...schema, properties: { ...ANY_KIND.properties, ...properties } };
}

// The definitions load when they are first used, because loading them is slow.

let loaded: Readonly<Record<string, Structure>> | undefined;

/** Returns the types of Kubernetes by name, to which structures refer. */
export function definitions(): Readonly<Record<string, Structure>> {
  if (loaded === undefined) {
    const types: typeof import('../../imports/kubernetes.json') = require('../../imports/kubernetes.json');
    loaded = types;
  }
  return loaded;
}

/** Prefix of the references to the types of Kubernetes. */
const PREFIX = '#/definitions/';

/** Returns the name of the type that a structure refers to; undefined if it refers to none. */
export function typeNameOf({ $ref }: Structure): string | undefined {
  return $ref?.slice(PREFIX.length);
}
