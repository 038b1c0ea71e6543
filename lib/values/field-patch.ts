import type { Release } from '../backstage/release';
import { definitions, type Structure, structureOf } from '../kubernetes/object-types';
import { memberOf } from '../util/members';
import { keysOf } from '../util/path';
import { isToken } from '../util/tokens';
import type { Explanation } from './foreign-keys';

/** Object that a section of the values renders, and the parts of it that the section is about. */
interface RenderedObject {
  readonly kind: string;
  /** Returns the name of the object; undefined if the values do not render it. */
  name(values: unknown, release: Release): string | undefined;
  /** Parts of the object, each with the JSON pointer to it and its type. */
  readonly parts: readonly { readonly pointer: string; type(): Structure }[];
}

const ofKubernetes = (name: string) => () => definitions()[name] ?? {};
const ofCustomResource = (id: string, ...keys: readonly string[]) => {
  return () => (memberOf(structureOf(id), ...keys) ?? {}) as Structure;
};

const SERVICE_MONITOR = 'monitoring.coreos.com/v1/ServiceMonitor';

/** Objects by the path of the section that renders them. */
const RENDERED: Readonly<Record<string, RenderedObject>> = {
  backstage: {
    kind: 'Deployment',
    name: (_values, { names }) => names.workload,
    parts: [
      { pointer: '/spec/template/spec', type: ofKubernetes('PodSpec') },
      { pointer: '/spec/template/spec/containers/0', type: ofKubernetes('Container') },
      { pointer: '/spec', type: ofKubernetes('DeploymentSpec') },
    ],
  },
  'backstage.service': {
    kind: 'Service',
    name: (_values, { names }) => names.workload,
    parts: [
      { pointer: '/spec', type: ofKubernetes('ServiceSpec') },
      { pointer: '/metadata', type: ofKubernetes('ObjectMeta') },
    ],
  },
  'backstage.serviceAccount': {
    kind: 'ServiceAccount',
    name: (values, { profile }) => {
      const { create, name } = sectionOf(values, 'serviceAccount');
      return create === false ? undefined : textOr(name, profile.defaults.serviceAccountName);
    },
    parts: [{ pointer: '', type: ofKubernetes('ServiceAccount') }],
  },
  'backstage.priorityClass': {
    kind: 'PriorityClass',
    name: (values) => {
      const { create, name } = sectionOf(values, 'priorityClass');
      return create === true ? textOr(name) : undefined;
    },
    parts: [{ pointer: '', type: ofKubernetes('PriorityClass') }],
  },
  'backstage.autoscaling': {
    kind: 'HorizontalPodAutoscaler',
    name: ifEnabled('autoscaling'),
    parts: [{ pointer: '/spec', type: ofKubernetes('HorizontalPodAutoscalerSpec') }],
  },
  'backstage.podDisruptionBudget': {
    kind: 'PodDisruptionBudget',
    name: ifEnabled('podDisruptionBudget'),
    parts: [{ pointer: '/spec', type: ofKubernetes('PodDisruptionBudgetSpec') }],
  },
  'backstage.networkPolicy': {
    kind: 'NetworkPolicy',
    name: ifEnabled('networkPolicy'),
    parts: [{ pointer: '/spec', type: ofKubernetes('NetworkPolicySpec') }],
  },
  'backstage.metrics.serviceMonitor': {
    kind: 'ServiceMonitor',
    name: ifEnabled('metrics', 'serviceMonitor'),
    parts: [
      {
        pointer: '/spec/endpoints/0',
        type: ofCustomResource(SERVICE_MONITOR, 'properties', 'spec', 'properties', 'endpoints', 'items'),
      },
      { pointer: '/spec', type: ofCustomResource(SERVICE_MONITOR, 'properties', 'spec') },
    ],
  },
  'backstage.database.sqlite.persistence': {
    kind: 'PersistentVolumeClaim',
    name: (values, { names }) => {
      const { type } = sectionOf(values, 'database');
      const { enabled, existingClaim, claimName } = sectionOf(values, 'database', 'sqlite', 'persistence');
      return type !== 'postgresql' && enabled === true && !existingClaim ? textOr(claimName, names.claim) : undefined;
    },
    parts: [{ pointer: '/spec', type: ofKubernetes('PersistentVolumeClaimSpec') }],
  },
};

/**
 * Fields that a patch must not set: values render them in another way, or a Deployment must not have them. `hostname`
 * and `name` are also keys of other chart versions.
 */
const NOT_PATCHED: readonly string[] = [
  'accessModes',
  'activeDeadlineSeconds',
  'apiVersion',
  'containers',
  'egress',
  'ephemeralContainers',
  'externalName',
  'healthCheckNodePort',
  'hostname',
  'ingress',
  'kind',
  'labels',
  'metadata',
  'name',
  'namespace',
  'os',
  'overhead',
  'podSelector',
  'policyTypes',
  'ports',
  'priority',
  'priorityClassName',
  'restartPolicy',
  'scaleTargetRef',
  'securityContext',
  'selector',
  'serviceAccount',
  'serviceAccountName',
  'template',
  'volumeMounts',
  'volumes',
];

/** Lists that the object has already. A patch adds an entry. */
const APPENDED: readonly string[] = ['metrics'];

/**
 * Returns message and fix for an unknown key that is a field of the object that its section renders. The fix is the
 * patch that sets the field. Returns undefined for other keys.
 *
 * @param path path of the key
 * @param given the user's values
 * @param values values, merged with the defaults
 */
export function explainField(path: string, given: unknown, values: unknown, release: Release): Explanation | undefined {
  const keys = keysOf(path);
  const field = String(keys.at(-1));
  const section = path.slice(0, Math.max(0, path.lastIndexOf('.')));
  const object = Object.hasOwn(RENDERED, section) ? RENDERED[section] : undefined;
  const part = NOT_PATCHED.includes(field)
    ? undefined
    : object?.parts.find(({ type }) => Object.hasOwn(type().properties ?? {}, field));
  const name = part && object?.name(values, release);
  if (!object || !part || !name) {
    return undefined;
  }
  const value = memberOf(given, ...keys);
  const isScalar = typeof value === 'boolean' || typeof value === 'number' || isWord(value);
  const shown = isScalar ? JSON.stringify(value) : 'VALUE';
  const pointer = `${part.pointer}/${field}${APPENDED.includes(field) ? '/-' : ''}`;
  const patch = `{target: {kind: ${object.kind}, name: ${name}}, patch: [{op: add, path: ${pointer}, value: ${shown}}]}`;
  const where = APPENDED.includes(field) ? ', with each of its entries as VALUE' : ', with its content as VALUE';
  return {
    message: `unknown key, but a patch can set this field of the ${object.kind}`,
    fix: `remove it, and add this entry to backstage.patches${isScalar ? '' : where}: ${patch}`,
  };
}

function sectionOf(values: unknown, ...keys: readonly string[]): Readonly<Record<string, unknown>> {
  return (memberOf(values, 'backstage', ...keys) ?? {}) as Readonly<Record<string, unknown>>;
}

function ifEnabled(...keys: readonly string[]): RenderedObject['name'] {
  return (values, { names }) => (sectionOf(values, ...keys).enabled === true ? names.workload : undefined);
}

function textOr(value: unknown, otherwise?: string): string | undefined {
  return typeof value === 'string' && value !== '' ? value : otherwise;
}

/** Checks whether a value is a word of Kubernetes or a name, which is no secret. */
function isWord(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z][\w./-]{0,40}$/.test(value) && !isToken(value);
}
