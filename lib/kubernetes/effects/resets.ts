import { isDeepStrictEqual } from 'node:util';
import { isMap, memberOf } from '../../util/members';
import { childPath } from '../../util/path';
import { isLive } from './apply/owned-fields';
import { affected, type Change, type KnownObject, kubectlName, type UpdatedObject } from './change';
import type { Effect } from './effect';
import { autoscalerOf } from './restarts';

/** Returns an effect for each field that leaves an object and falls back to its default. */
export function resets(change: Change): Effect[] {
  return change.updated.flatMap((each) => [...scaledDown(each, change), ...otherResets(each)]);
}

/** Yields the reset of the number of pods, which a new or running autoscaler corrects when it looks again. */
function* scaledDown(updated: UpdatedObject, { before, after, apply }: Change): Iterable<Effect> {
  const { identity, live } = updated;
  const old = memberOf(live, 'spec', 'replicas');
  const running = autoscalerOf(identity, before);
  const autoscaler = autoscalerOf(identity, after) ?? running;
  const isChosen = running !== undefined && !isLive(updated.before.original);
  // Client-side apply also removes a number that the autoscaler chose. Server-side apply removes only its own one.
  const isOwn = apply === 'client-side' ? isChosen || old !== DEFAULT_REPLICAS : old !== DEFAULT_REPLICAS;
  if (!isFallback(updated, 'spec', 'replicas') || !isOwn || ownsReplicas(updated, { before, apply })) {
    return;
  }
  const from = isChosen && apply === 'client-side' ? '' : `from ${old} `;
  const scaled = autoscaler === undefined ? '' : ` until the autoscaler ${autoscaler.identity.name} looks again`;
  yield {
    effect: 'resets',
    object: affected(updated),
    path: 'spec.replicas',
    message: `falls ${from}to ${DEFAULT_REPLICAS}${scaled}, because the new object does not have it`,
    fix: apply === 'server-side' ? handOver(updated) : forget(updated),
  };
}

/** Whether an autoscaler changed the number of pods that was applied, so that server-side apply does not remove it. */
export function ownsReplicas(
  { identity, live, before: { original } }: UpdatedObject,
  { before, apply }: Pick<Change, 'before' | 'apply'>,
): boolean {
  const running = autoscalerOf(identity, before);
  const isKnown = running === undefined || isLive(original);
  return apply === 'server-side' && !isKnown && !isWithin(memberOf(live, 'spec', 'replicas'), running);
}

/** Whether an autoscaler leaves a number of pods unchanged. Otherwise it changed the number, and owns it. */
function isWithin(replicas: unknown, { object }: KnownObject): boolean {
  const [minimum = 1, maximum] = ['minReplicas', 'maxReplicas'].map((key) => memberOf(object, 'spec', key));
  return Number(replicas) >= Number(minimum) && Number(replicas) <= Number(maximum);
}

/** Number of pods of a workload without `replicas`. */
const DEFAULT_REPLICAS = 1;

/**
 * Fields with other effects. Another function reports the number of pods. A changed template restarts the pods, and a
 * changed strategy affects the next restart only.
 */
const OTHER_EFFECTS = new Set(['spec.replicas', 'spec.strategy', 'spec.template', 'spec.updateStrategy']);

/** Yields the resets of other fields of the spec. */
function* otherResets(updated: UpdatedObject): Iterable<Effect> {
  for (const keys of fallbacks(updated, updated.live, updated.result, ['spec'])) {
    const path = keys.reduce(childPath, '');
    yield {
      effect: 'resets',
      object: affected(updated),
      path,
      message: 'falls back to its default, because the new object does not have it',
      fix: `add it to the new object to keep it, or write the default out`,
    };
  }
}

/** Returns the keys of the fields of a map that fall back to another value. */
function fallbacks(
  updated: UpdatedObject,
  live: unknown,
  result: unknown,
  keys: readonly string[],
): (readonly string[])[] {
  const [old, now] = [live, result].map((object) => memberOf(object, ...keys));
  if (isDeepStrictEqual(old, now) || OTHER_EFFECTS.has(keys.join('.'))) {
    return [];
  }
  if (isFallback(updated, ...keys)) {
    return now === undefined ? [] : [keys];
  }
  return isMap(old) && isMap(now)
    ? Object.keys(old).flatMap((key) => fallbacks(updated, live, result, [...keys, key]))
    : [];
}

/** Whether the apply removes a field, so that the API server sets its default. */
export function isFallback({ live, merged, result }: UpdatedObject, ...keys: readonly string[]): boolean {
  const [old, between, now] = [live, merged, result].map((object) => memberOf(object, ...keys));
  return old !== undefined && between === undefined && now !== undefined;
}

/** Returns the command after which another field manager keeps the number of pods. */
function handOver({ identity, object }: UpdatedObject): string {
  const namespace = identity.namespace === undefined ? '' : `, namespace: ${identity.namespace}`;
  const words = [String(object.apiVersion), identity.kind, identity.name, identity.namespace ?? ''];
  // Kubernetes allows no other names. The shell would run commands in them.
  if (!words.every((word) => /^[\w./-]*$/.test(word))) {
    return 'apply spec.replicas alone with another field manager before';
  }
  return [
    'kubectl apply --server-side --field-manager=replicas-handover --force-conflicts -f - <<EOF',
    `apiVersion: ${String(object.apiVersion)}`,
    `kind: ${identity.kind}`,
    `metadata: { name: ${identity.name}${namespace} }`,
    `spec: { replicas: $(kubectl get ${kubectlName(identity)} -o jsonpath='{.spec.replicas}') }`,
    'EOF',
  ].join('\n');
}

/** Returns the command after which client-side apply no longer knows that it applied the number of pods. */
function forget({ identity }: UpdatedObject): string {
  const name = kubectlName(identity);
  return [
    `kubectl apply view-last-applied ${name} -o json \\`,
    `  | node -e 'const o = JSON.parse(require("node:fs").readFileSync(0)); delete o.spec.replicas; console.log(JSON.stringify(o))' \\`,
    '  | kubectl apply set-last-applied -f -',
  ].join('\n');
}
