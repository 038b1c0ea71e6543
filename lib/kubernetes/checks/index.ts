import type { ObjectMeta } from 'kubernetes-types/meta/v1';
import { claimChecks } from './claim';
import { customChecks, SAME_VERSIONS } from './custom-resources';
import { kindChecks } from './kinds';
import { metadataChecks } from './metadata';
import { checkObjectMetadata } from './object-metadata';
import { type ObjectViolation, Place, type Report } from './place';
import { podChecks } from './pod';
import { selectorChecks } from './selectors';
import { checkStructure, type Structure, type TypeSystem } from './structure';
import type { Given, TypeCheck, TypeChecks } from './type-check';
import { minorOf } from './version';

export type { ObjectViolation } from './place';

/** Settings of {@link checkObject}. */
export interface ObjectCheckOptions {
  /** Version of Kubernetes that the object is for, such as `1.30`. @default - the newest */
  readonly kubernetesVersion?: string;
}

/** Checks of the types of Kubernetes, by name. */
const CHECKS: TypeChecks = {
  ...claimChecks,
  ...metadataChecks,
  ...podChecks,
  ...selectorChecks,
  ...kindChecks,
};

/**
 * Returns what the API server, or later the kubelet, refuses in an object. Of kinds that this package does not render,
 * it checks only the metadata.
 *
 * @param object object in wire format, as it is applied
 */
export function checkObject(object: unknown, { kubernetesVersion }: ObjectCheckOptions = {}): ObjectViolation[] {
  const report: Report = { violations: [], paths: new Set(), minor: minorOf(kubernetesVersion ?? '') };
  const at = Place.of(report);
  const written = idOf(object);
  const id = SAME_VERSIONS[written] ?? written;
  const checked = checkStructure(structureOf(id), object, at, typeSystem());
  if (!at.isBroken) {
    checkMetadata(checked, id, report, at);
    const { spec } = checked as { readonly spec?: unknown };
    if (spec !== undefined) {
      // Each check gets specs of its own kind, because the structure was checked before.
      (customChecks[id] as TypeCheck<unknown> | undefined)?.(spec, at.at('spec'));
    }
  }
  return report.violations;
}

/** Checks the metadata of an object, if its members have the right types. */
function checkMetadata(checked: unknown, id: string, { violations }: Report, at: Place): void {
  const isBroken = violations.some(({ path, isOfType }) => isOfType && path.startsWith('metadata'));
  if (!isBroken) {
    const { metadata = {} } = checked as { readonly metadata?: Given<ObjectMeta> };
    checkObjectMetadata(metadata, id, at.at('metadata'));
  }
}

/** Returns API version and kind of an object, such as `apps/v1/Deployment`. */
function idOf(object: unknown): string {
  const { apiVersion, kind } = (object ?? {}) as { readonly apiVersion?: unknown; readonly kind?: unknown };
  return `${String(apiVersion)}/${String(kind)}`;
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

function structureOf(id: string): Structure {
  const structure = structures.get(id) ?? newStructureOf(id);
  structures.set(id, structure);
  return structure;
}

function newStructureOf(id: string): Structure {
  if (BUILT_IN.includes(id)) {
    return { $ref: `#/definitions/${id.slice(id.lastIndexOf('/') + 1)}` };
  }
  const schemas: typeof import('../../../imports/custom-resources.json') = require('../../../imports/custom-resources.json');
  const custom: Readonly<Record<string, Structure>> = schemas;
  const { properties, ...schema } = (Object.hasOwn(custom, id) ? custom[id] : undefined) ?? {};
  return properties === undefined ? ANY_KIND : { ...schema, properties: { ...ANY_KIND.properties, ...properties } };
}

// The definitions load when the first object is checked, because loading them is slow.

let loaded: TypeSystem | undefined;

function typeSystem(): TypeSystem {
  if (loaded === undefined) {
    const definitions: typeof import('../../../imports/kubernetes.json') = require('../../../imports/kubernetes.json');
    loaded = { definitions, checks: CHECKS };
  }
  return loaded;
}
