import { isDeepStrictEqual } from 'node:util';
import { listOf, memberOf } from '../../util/members';
import { shellWord } from '../../util/shell-word';
import { checkObject } from '../checks';
import { affected, type Change, type KnownObject, kubectlName, type UpdatedObject } from './change';
import { duplicateEntries } from './duplicate-entries';
import type { Effect } from './effect';
import { immutableRefusals, type Refusal } from './immutable-fields';

/** Returns an effect for each change that the API server refuses. */
export function refusals({ created, updated, apply }: Change): Effect[] {
  const duplicates = (each: KnownObject) => (apply === 'server-side' ? duplicateEntries(each.object) : []);
  return [
    ...updated.flatMap((each) =>
      effectsOf(each, [...duplicates(each), ...immutableRefusals(each), ...leftFields(each, apply)]),
    ),
    ...created.flatMap((each) => effectsOf(each, duplicates(each))),
  ];
}

function effectsOf(object: KnownObject, found: readonly Refusal[]): Effect[] {
  return found.map((refusal) => ({ effect: 'refused', object: affected(object), ...refusal }));
}

/**
 * Yields a refusal for each field that the apply leaves beside its replacement. The API server set such a field by
 * default, so no applier owns it.
 */
function* leftFields(updated: UpdatedObject, apply: Change['apply']): Iterable<Refusal> {
  const { original, before, live, result } = updated;
  if (isDeepStrictEqual(live, result)) {
    return;
  }
  const known = new Set(
    [original, before.original, live].flatMap((object) => checkObject(object).map(({ path }) => path)),
  );
  for (const violation of checkObject(result)) {
    if (!known.has(violation.path)) {
      yield {
        path: violation.path,
        message: `the API server set this field by default, and ${apply} apply does not remove it: ${violation.message}`,
        fix: patchOf(updated, violation.keys),
      };
    }
  }
}

/** Returns the command that replaces the map around a left field by the one that will be applied. */
function patchOf({ identity, live, result, object }: UpdatedObject, keys: readonly (string | number)[]): string {
  const place = keys.slice(0, -1);
  const value = memberOf(object, ...place);
  const old = place.map((key, index) =>
    typeof key === 'number' ? indexOf(live, result, place.slice(0, index), key) : key,
  );
  // Other maps may hold secrets, such as the headers of a probe or the attributes of a storage driver.
  const isDriver = ['csi', 'flexVolume'].some((source) => memberOf(value, source) !== undefined);
  const isPublic = place.at(-1) === 'strategy' || (place.at(-2) === 'volumes' && !isDriver);
  if (!isPublic || value === undefined || memberOf(live, ...old) === undefined) {
    return 'apply it once with the default written out, then apply the change';
  }
  const path = old.map((key) => `/${key}`).join('');
  return `kubectl patch ${kubectlName(identity)} --type=json -p ${shellWord(JSON.stringify([{ op: 'replace', path, value }]))}`;
}

/** Returns the index that a named entry of a list has in the cluster. */
function indexOf(live: unknown, result: unknown, list: readonly (string | number)[], index: number): number {
  const name = memberOf(result, ...list, index, 'name');
  return listOf(memberOf(live, ...list)).findIndex((entry) => memberOf(entry, 'name') === name);
}
