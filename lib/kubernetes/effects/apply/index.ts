import { isMap, listOf, memberOf } from '../../../util/members';
import { definitions, type Structure, structureOf, typeIdOf, typeNameOf } from '../../object-types';
import { entryKey, type Merged, mergedMember } from './merge-keys';
import { applierOf, type Fields, lastApplied, ownersOf } from './owned-fields';
import { givenForm, memberStructure, serverForm } from './server-form';

export { applierOf, serverForm };

/** Ways to apply objects: kubectl's `--server-side`, or the three-way merge of kubectl and of Argo CD by default. */
export type ApplyMode = 'server-side' | 'client-side';

/** All ways to apply objects. */
export const APPLY_MODES: readonly ApplyMode[] = ['server-side', 'client-side'];

/** An object before and after an apply, as the API server keeps it. */
export interface Applied {
  readonly live: Readonly<Record<string, unknown>>;
  /** The merged object, before the API server adds defaults. */
  readonly merged: Readonly<Record<string, unknown>>;
  readonly result: Readonly<Record<string, unknown>>;
}

/**
 * Returns the object in the cluster, and the object that an apply makes of it, whether or not the API server accepts it.
 *
 * @param before the object as it was applied, or as it is in the cluster
 * @param after the object to apply
 * @param mode how to apply
 * @param applier the manager that applies, if `before` has managed fields
 */
export function applied(before: unknown, after: unknown, mode: ApplyMode, applier: string | undefined): Applied {
  const live = serverForm(givenForm(before));
  const structure = structureOf(typeIdOf(after));
  const root: Merged = { structure, isWhole: false, isRetained: false };
  const next = givenForm(after);
  const all =
    mode === 'server-side'
      ? serverSide(root, live, ownersOf(before, applier), next)
      : clientSide(root, live, lastApplied(before), next, isCustom(structure));
  const merged = isMap(all) ? all : {};
  return { live, merged, result: adjusted(live, serverForm(merged)) };
}

function isCustom(structure: Structure): boolean {
  return typeNameOf(structure) === undefined;
}

/** Merges a value as server-side apply does: it removes what the applier owned, and has no more. */
function serverSide(
  merged: Merged,
  live: unknown,
  { own, others }: { readonly own: Fields; readonly others: Fields },
  next: unknown,
): unknown {
  if (next === undefined) {
    return own === undefined ? live : others;
  }
  if (isMap(live) && isMap(next) && !merged.isWhole) {
    return mergeMaps(merged, live, next, (below, key) =>
      serverSide(below, live[key], { own: memberOf(own, key), others: memberOf(others, key) }, memberOf(next, key)),
    );
  }
  const { keys } = merged;
  if (keys !== undefined && Array.isArray(live) && Array.isArray(next)) {
    const [owned, othersOwned] = [byKey(own, keys), byKey(others, keys)];
    return mergeLists(merged, live, next, keys, (below, key, entry, nextEntry) =>
      serverSide(below, entry, { own: owned.get(key), others: othersOwned.get(key) }, nextEntry),
    );
  }
  return next;
}

/** Merges a value as client-side apply does: it removes what it applied last, and applies no more. */
function clientSide(merged: Merged, live: unknown, last: Fields, next: unknown, isCustomKind: boolean): unknown {
  if (next === undefined) {
    return last === undefined ? live : undefined;
  }
  if (isMap(live) && isMap(next)) {
    return mergeMaps(merged, live, next, (below, key) => {
      const isRemoved = merged.isRetained && !Object.hasOwn(next, key);
      return isRemoved
        ? undefined
        : clientSide(below, live[key], memberOf(last, key), memberOf(next, key), isCustomKind);
    });
  }
  const { keys } = merged;
  // A merge patch of a custom resource replaces lists.
  if (keys !== undefined && !isCustomKind && Array.isArray(live) && Array.isArray(next)) {
    const [first = ''] = keys;
    const known = byKey(last, [first]);
    return mergeLists(merged, live, next, [first], (below, key, entry, nextEntry) =>
      clientSide(below, entry, known.get(key), nextEntry, isCustomKind),
    );
  }
  return next;
}

function mergeMaps(
  { structure }: Merged,
  live: Readonly<Record<string, unknown>>,
  next: Readonly<Record<string, unknown>>,
  merge: (below: Merged, key: string) => unknown,
): Readonly<Record<string, unknown>> {
  const type = typeNameOf(structure);
  const own = type === undefined ? structure : (definitions()[type] ?? {});
  const keys = [...new Set([...Object.keys(next), ...Object.keys(live)])];
  return Object.fromEntries(
    keys
      .map((key): [string, unknown] => [key, merge(mergedMember(type, key, memberStructure(own, key)), key)])
      .filter(([, value]) => value !== undefined),
  );
}

function mergeLists(
  { structure, isRetained }: Merged,
  live: readonly unknown[],
  next: readonly unknown[],
  keys: readonly string[],
  merge: (below: Merged, key: string, entry: unknown, nextEntry: unknown) => unknown,
): readonly unknown[] {
  const below: Merged = { structure: structure.items ?? {}, isWhole: false, isRetained };
  const [old, now] = [byKey(live, keys), byKey(next, keys)];
  return [...new Set([...now.keys(), ...old.keys()])]
    .map((key) => merge(below, key, old.get(key), now.get(key)))
    .filter((entry) => entry !== undefined);
}

function byKey(list: unknown, keys: readonly string[]): ReadonlyMap<string, unknown> {
  const entries = Array.isArray(list) ? list : [];
  return new Map(entries.map((entry: unknown) => [entryKey(entry, keys), entry]));
}

/** Members of a Service that its type does not need. The API server removes them if they did not change. */
function unused(type: unknown): readonly string[] {
  switch (type) {
    case 'LoadBalancer':
      return [];
    case 'NodePort':
      return ['allocateLoadBalancerNodePorts', 'loadBalancerClass'];
    default:
      return ['allocateLoadBalancerNodePorts', 'externalTrafficPolicy', 'healthCheckNodePort', 'loadBalancerClass'];
  }
}

/** Returns an object as the API server changes it in an update, after the merge. */
function adjusted(
  live: Readonly<Record<string, unknown>>,
  result: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const { spec } = result;
  if (result.kind !== 'Service' || !isMap(spec) || spec.type === memberOf(live, 'spec', 'type')) {
    return result;
  }
  const removed = unused(spec.type).filter((key) => spec[key] === memberOf(live, 'spec', key));
  const kept = Object.fromEntries(Object.entries(spec).filter(([key]) => !removed.includes(key)));
  const usesNodePorts = spec.type === 'NodePort' || spec.type === 'LoadBalancer';
  const oldPorts = new Set(listOf(live, 'spec', 'ports').map((port) => memberOf(port, 'nodePort')));
  const ports = listOf(spec, 'ports').map((port) => {
    const { nodePort, ...others } = isMap(port) ? port : {};
    return usesNodePorts || !oldPorts.has(nodePort) ? port : others;
  });
  return { ...result, spec: { ...kept, ...(ports.length > 0 && { ports }) } };
}
