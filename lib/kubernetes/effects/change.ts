import { isMap, memberOf, textOf } from '../../util/members';
import { shellWord } from '../../util/shell-word';
import { type Identity, identityKey, identityOf } from '../across/identity';
import { type Applied, type ApplyMode, applied, applierOf } from './apply';
import { givenForm } from './apply/server-form';
import type { AffectedObject } from './effect';

/** An object of one of the two lists. */
export interface KnownObject {
  readonly identity: Identity;
  /** The object without what only servers write. */
  readonly object: Readonly<Record<string, unknown>>;
  /** The object as is. */
  readonly original: unknown;
}

/** An object of both lists: as it is in the cluster, and as the apply leaves it. */
export interface UpdatedObject extends KnownObject, Applied {
  /** The object in the first list. */
  readonly before: KnownObject;
}

/** Settings of the change. */
export interface ChangeOptions {
  readonly apply: ApplyMode;
  readonly prune: boolean;
}

/** The change from one list of objects to another. */
export interface Change extends ChangeOptions {
  readonly before: readonly KnownObject[];
  readonly after: readonly KnownObject[];
  /** Objects that only the second list has. */
  readonly created: readonly KnownObject[];
  /** Objects that only the first list has. */
  readonly gone: readonly KnownObject[];
  /** Objects of both lists. */
  readonly updated: readonly UpdatedObject[];
}

/** Objects that Kubernetes and Helm create in a namespace. No applier prunes them. */
const SYSTEM_OBJECTS = new Set(['ConfigMap kube-root-ca.crt', 'ServiceAccount default', 'Service kubernetes']);

/** Type of the Secrets in which Helm keeps its releases. */
const HELM_RELEASE = 'helm.sh/release.v1';

/** Returns the change between two lists of objects. */
export function changeOf(before: readonly unknown[], after: readonly unknown[], options: ChangeOptions): Change {
  const next = knownObjects(after);
  const applier = applierOf(before);
  const old = knownObjects(before.filter(isApplied)).map((each) => inNamespaceOf(each, next));
  const olds = new Map(old.map((each) => [identityKey(each.identity), each]));
  const news = new Map(next.map((each) => [identityKey(each.identity), each]));
  return {
    ...options,
    before: old,
    after: next,
    created: next.filter(({ identity }) => !olds.has(identityKey(identity))),
    gone: old.filter(({ identity }) => !news.has(identityKey(identity))),
    updated: next.flatMap((each) => {
      const known = olds.get(identityKey(each.identity));
      return known === undefined
        ? []
        : [{ ...each, before: known, ...applied(known.original, each.original, options.apply, applier) }];
    }),
  };
}

/** Returns an object as effects name it. */
export function affected({ object, identity: { kind, name, namespace } }: KnownObject): AffectedObject {
  return { apiVersion: textOf(object, 'apiVersion') ?? '', kind, ...(namespace !== undefined && { namespace }), name };
}

/** Returns the arguments that name an object for kubectl: `deployment/portal -n team-a`. */
export function kubectlName({ kind, name, namespace, group }: Identity): string {
  const type = group === '' || group === 'apps' ? kind.toLowerCase() : `${kind.toLowerCase()}.${group}`;
  return `${shellWord(`${type}/${name}`)}${namespace === undefined ? '' : ` -n ${shellWord(namespace)}`}`;
}

function knownObjects(objects: readonly unknown[]): KnownObject[] {
  return objects.flatMap((object) => {
    const identity = identityOf(object);
    return identity === undefined ? [] : [{ identity, object: givenForm(object), original: object }];
  });
}

/** Whether people or tools apply an object. Others belong to a controller, to Kubernetes or to Helm itself. */
function isApplied(object: unknown): boolean {
  const owners = memberOf(object, 'metadata', 'ownerReferences');
  const id = `${textOf(object, 'kind')} ${textOf(object, 'metadata', 'name')}`;
  return !Array.isArray(owners) && !SYSTEM_OBJECTS.has(id) && memberOf(object, 'type') !== HELM_RELEASE;
}

function moved({ identity, object, original }: KnownObject, namespace: string): KnownObject {
  const inNamespace = (members: unknown) => {
    const metadata = memberOf(members, 'metadata');
    return { ...(isMap(members) ? members : {}), metadata: { ...(isMap(metadata) ? metadata : {}), namespace } };
  };
  return { identity: { ...identity, namespace }, object: inNamespace(object), original: inNamespace(original) };
}

/** Returns an object without a namespace as the only one of its name in the other list, which has a namespace. */
function inNamespaceOf(each: KnownObject, others: readonly KnownObject[]): KnownObject {
  const { identity } = each;
  if (identity.isClusterScoped || identity.namespace !== undefined) {
    return each;
  }
  const same = others.filter((other) => other.identity.kind === identity.kind && other.identity.name === identity.name);
  const namespace = same.length === 1 ? same[0]?.identity.namespace : undefined;
  return namespace === undefined ? each : moved(each, namespace);
}
