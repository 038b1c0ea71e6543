import { isMap, listOf, memberOf, textOf } from '../../util/members';
import { podsOf } from '../across/pods';
import { affected, type Change, type KnownObject } from './change';
import type { Effect } from './effect';

/** A name that pods depend on: without the object, or its key, they do not start. */
interface Need {
  readonly kind: string;
  readonly name: string;
  /** Key in a ConfigMap or Secret. Absent for the whole object. */
  readonly key?: string;
}

/** API groups of Kubernetes, whose kinds every cluster has. */
const BUILT_IN_GROUP = /^(?:|[a-z]+|(?!gateway\.)[a-z.]+\.k8s\.io)$/;

/** Returns an effect for each kind and object that must be in the cluster before the change. */
export function needs(change: Change): Effect[] {
  const known = knownNeeds(change);
  return [...kinds(change), ...change.after.flatMap((each) => [...objectsOf(each, change, known)])];
}

/** Yields an effect for each kind that a CRD defines, and that no object before the change has. */
function* kinds({ before, after }: Change): Iterable<Effect> {
  const known = new Set(before.map(kindOf));
  for (const each of after) {
    const { group, kind } = each.identity;
    if (!BUILT_IN_GROUP.test(group) && !known.has(kindOf(each))) {
      known.add(kindOf(each));
      yield {
        effect: 'needs',
        object: affected(each),
        message: `the cluster must have the kind ${kind} of ${group}`,
        fix: `check it with kubectl api-resources --api-group=${group}, and install its CRD before the change`,
      };
    }
  }
}

function kindOf({ identity: { group, kind } }: KnownObject): string {
  return `${group}/${kind}`;
}

/** Yields an effect for each object that the pods of a workload depend on, and that the change does not create. */
function* objectsOf(workload: KnownObject, change: Change, known: ReadonlySet<string>): Iterable<Effect> {
  const missing = needsOf(workload.object).filter((need) => !isThere(need, workload, change.after));
  const deleted = missing.filter((need) => change.prune && isThere(need, workload, change.gone));
  const added = missing.filter((need) => !deleted.includes(need) && !known.has(needKey(workload, need)));
  for (const [kind, name, keys] of byObject(deleted)) {
    yield {
      effect: 'needs',
      object: affected(workload),
      message: `the pods depend on ${kind} ${name}${keysText(keys)}, which is no longer in the output, so pruning deletes it`,
      fix: `create another ${kind} before the change, or keep this one`,
    };
  }
  for (const [kind, name, keys] of byObject(added)) {
    yield {
      effect: 'needs',
      object: affected(workload),
      message: `the pods depend on ${kind} ${name}${keysText(keys)}, which the output does not contain`,
      fix: `create it before the change, unless it exists${keys.length > 0 ? ' with these keys' : ''}`,
    };
  }
}

function keysText(keys: readonly string[]): string {
  return keys.length === 0 ? '' : ` with the ${keys.length === 1 ? 'key' : 'keys'} ${keys.join(', ')}`;
}

/** Returns the needs by object, each with its keys. */
function byObject(found: readonly Need[]): (readonly [string, string, readonly string[]])[] {
  const objects = new Map<string, { readonly kind: string; readonly name: string; readonly keys: Set<string> }>();
  for (const { kind, name, key } of found) {
    const object = objects.get(`${kind}/${name}`) ?? { kind, name, keys: new Set() };
    objects.set(`${kind}/${name}`, object);
    if (key !== undefined) {
      object.keys.add(key);
    }
  }
  return [...objects.values()].map(({ kind, name, keys }) => [kind, name, [...keys]]);
}

/** Returns the needs of the pods before the change, which the cluster already meets. */
function knownNeeds({ before }: Change): ReadonlySet<string> {
  return new Set(before.flatMap((each) => needsOf(each.object).map((need) => needKey(each, need))));
}

function needKey({ identity: { namespace = '' } }: KnownObject, { kind, name, key = '' }: Need): string {
  return [namespace, kind, name, key].join('/');
}

/** Whether objects contain what a workload needs, or make another controller create it. */
function isThere({ kind, name, key }: Need, { identity }: KnownObject, objects: readonly KnownObject[]): boolean {
  return objects.some(({ identity: other, object }) => {
    const isInNamespace = other.isClusterScoped || other.namespace === identity.namespace;
    if (kind === 'Secret' && other.kind === 'ExternalSecret' && isInNamespace) {
      return (textOf(object, 'spec', 'target', 'name') ?? other.name) === name && hasEntry(object, key);
    }
    const isSame = other.kind === kind && other.name === name && isInNamespace;
    return isSame && (key === undefined || hasKey(object, key));
  });
}

function hasKey(object: unknown, key: string): boolean {
  return ['data', 'binaryData'].some((member) => memberOf(object, member, key) !== undefined);
}

/** Whether the External Secrets Operator writes a key to its Secret. */
function hasEntry(object: unknown, key: string | undefined): boolean {
  return (
    key === undefined ||
    listOf(object, 'spec', 'dataFrom').length > 0 ||
    isMap(memberOf(object, 'spec', 'target', 'template')) ||
    listOf(object, 'spec', 'data').some((entry) => memberOf(entry, 'secretKey') === key)
  );
}

/** Returns the required objects and keys of the pods of an object. */
function needsOf(object: unknown): Need[] {
  const { spec } = podsOf(object) ?? {};
  if (spec === undefined) {
    return [];
  }
  const containers = ['initContainers', 'containers'].flatMap((list) => listOf(spec, list));
  return [
    ...named('ServiceAccount', textOf(spec, 'serviceAccountName')),
    ...named('PriorityClass', textOf(spec, 'priorityClassName')),
    ...listOf(spec, 'volumes').flatMap(volumeNeeds),
    ...containers.flatMap((container) => [
      ...listOf(container, 'envFrom').flatMap((source) => [
        ...required('Secret', memberOf(source, 'secretRef')),
        ...required('ConfigMap', memberOf(source, 'configMapRef')),
      ]),
      ...listOf(container, 'env').flatMap((variable) => [
        ...required('Secret', memberOf(variable, 'valueFrom', 'secretKeyRef')),
        ...required('ConfigMap', memberOf(variable, 'valueFrom', 'configMapKeyRef')),
      ]),
    ]),
  ];
}

/** Names that exist in every cluster or namespace. */
const BUILT_IN_NAMES = new Set(['default', 'system-cluster-critical', 'system-node-critical']);

function named(kind: string, name: string | undefined): Need[] {
  return name === undefined || BUILT_IN_NAMES.has(name) ? [] : [{ kind, name }];
}

/** Returns the need of a reference, unless it is optional. */
function required(kind: string, reference: unknown): Need[] {
  const name = textOf(reference, 'name') ?? textOf(reference, 'secretName');
  if (name === undefined || memberOf(reference, 'optional') === true) {
    return [];
  }
  const keys = [textOf(reference, 'key'), ...listOf(reference, 'items').map((item) => textOf(item, 'key'))];
  const known = keys.filter((key) => key !== undefined);
  return known.length === 0 ? [{ kind, name }] : known.map((key) => ({ kind, name, key }));
}

function volumeNeeds(volume: unknown): Need[] {
  return [
    ...required('Secret', memberOf(volume, 'secret')),
    ...required('ConfigMap', memberOf(volume, 'configMap')),
    ...named('PersistentVolumeClaim', textOf(volume, 'persistentVolumeClaim', 'claimName')),
    ...listOf(volume, 'projected', 'sources').flatMap((source) => [
      ...required('Secret', memberOf(source, 'secret')),
      ...required('ConfigMap', memberOf(source, 'configMap')),
    ]),
  ];
}
