import { checkInput } from '../../util/check-argument';
import { memberOf } from '../../util/members';
import { anyMap, boolean, listOf, membersOf, oneOf, optional } from '../../util/shape';
import type { Manifest } from '../manifest';
import { APPLY_MODES, type ApplyMode } from './apply';
import { affected, type Change, changeOf, type KnownObject, type UpdatedObject } from './change';
import { changedPaths, shownPaths } from './changed-paths';
import { EFFECTS, type Effect } from './effect';
import { isProtected, lostData } from './lost-data';
import { needs } from './needs';
import { refusals } from './refusals';
import { renames, renamesOf } from './renames';
import { isFallback, ownsReplicas, resets } from './resets';
import { restarts } from './restarts';
import { setReplicas } from './set-replicas';
import { stale } from './stale';

export type { ApplyMode } from './apply';
export { APPLY_MODES } from './apply';
export { type AffectedObject, type Effect, type EffectKind, HARMFUL } from './effect';

/** Settings of {@link effects}. */
export interface EffectsOptions {
  /**
   * How the objects are applied. `client-side` is `kubectl apply` without `--server-side`, and Argo CD without
   * `ServerSideApply=true`. @default 'server-side'
   */
  readonly apply?: ApplyMode;
  /** Whether objects that leave the list are deleted, as Argo CD and Flux do with pruning. @default true */
  readonly prune?: boolean;
}

const OPTIONS = membersOf<EffectsOptions>({ apply: optional(oneOf(...APPLY_MODES)), prune: optional(boolean) });

/**
 * Returns the effects of a change on a running portal, the heaviest first. Fields that only servers write, and the
 * defaults of Kubernetes, are no change. The function reads no cluster.
 *
 * `before` is the old output, or the output of `kubectl get -o yaml`. If it has managed fields, fields that other
 * managers own stay. Without managed fields, the same applier applied all of them.
 *
 * @param before objects that are applied now
 * @param after objects to apply
 * @param options how they are applied, and whether others are deleted
 * @throws InputError if an argument has the wrong type
 * @example
 * ```ts
 * import { effects, renderManifests } from 'cdk8s-openchoreo-backstage';
 *
 * const values = { backstage: { secretName: 'portal-credentials' } };
 * const found = effects(renderManifests(values), renderManifests(values, { fidelity: 'corrected' }));
 * const restarting = found.filter(({ effect }) => effect === 'restarts');
 * ```
 */
export function effects(
  before: readonly Manifest[],
  after: readonly Manifest[],
  options: EffectsOptions = {},
): Effect[] {
  checkInput('effects', 'before', before, listOf(anyMap));
  checkInput('effects', 'after', after, listOf(anyMap));
  checkInput('effects', 'options', options, OPTIONS);
  const { apply = 'server-side', prune = true } = options;
  const whole = changeOf(before, after, { apply, prune });
  const refused = refusals(whole);
  const refusedObjects = new Set(refused.map(({ object }) => JSON.stringify(object)));
  // The API server changes nothing in an object that it refuses.
  const updated = whole.updated.filter((each) => !refusedObjects.has(JSON.stringify(affected(each))));
  const change = { ...whole, updated };
  const replaced = renamesOf(change);
  const heavy = [
    ...refused,
    ...lostData(change),
    ...resets(change),
    ...needs(change),
    ...renames(change, replaced),
    ...restarts(change),
    ...stale(change),
    ...setReplicas(change),
  ];
  const told = new Set([
    ...heavy.filter(({ effect }) => effect !== 'needs').map(({ object }) => JSON.stringify(object)),
    ...replaced.map(({ to }) => JSON.stringify(affected(to))),
  ]);
  const isNew = (each: KnownObject) => !told.has(JSON.stringify(affected(each)));
  return [...heavy, ...deletes(change, isNew), ...creates(change, isNew), ...updates(change, isNew)].sort(
    (one, two) => EFFECTS.indexOf(one.effect) - EFFECTS.indexOf(two.effect),
  );
}

function deletes({ gone, prune }: Change, isNew: (each: KnownObject) => boolean): Effect[] {
  return gone
    .filter((each) => prune && !isProtected(each) && isNew(each))
    .map((each) => ({
      effect: 'deletes',
      object: affected(each),
      message: 'no longer in the output, so pruning deletes it',
    }));
}

function creates({ created }: Change, isNew: (each: KnownObject) => boolean): Effect[] {
  return created
    .filter(isNew)
    .map((each) => ({ effect: 'creates', object: affected(each), message: 'new in the output' }));
}

function updates(change: Change, isNew: (each: KnownObject) => boolean): Effect[] {
  return change.updated.filter(isNew).flatMap((each) => {
    const isKept = isFallback(each, 'spec', 'replicas') && ownsReplicas(each, change);
    const paths = changedPaths(each.live, each.result).filter((path) => !isKept || path !== 'spec.replicas');
    return paths.length === 0
      ? []
      : [{ effect: 'updates' as const, object: affected(each), message: updateText(each, paths) }];
  });
}

/** Paths of numbers that messages show, because they are the effect, and never secret. */
const SHOWN = [
  ['spec', 'replicas'],
  ['spec', 'resources', 'requests', 'storage'],
  ['spec', 'type'],
] as const;

function updateText({ live, result }: UpdatedObject, paths: readonly string[]): string {
  const [path, ...others] = paths;
  const keys = SHOWN.find((known) => known.join('.') === path);
  if (keys === undefined || others.length > 0) {
    return `changes ${shownPaths(paths)}`;
  }
  const [old, now] = [live, result].map((object) => memberOf(object, ...keys));
  const expansion = path === SHOWN[1].join('.') ? ', which its storage class must allow' : '';
  return `changes ${path} from ${old} to ${now}${expansion}`;
}
