import { describeName } from '../../util/describe';
import { isMap } from '../../util/members';
import { childPath } from '../../util/path';
import { definitions, type Structure, structureOf, typeIdOf, typeNameOf } from '../object-types';
import { entryKey, mergedMember } from './apply/merge-keys';
import { memberStructure } from './apply/server-form';
import type { Refusal } from './immutable-fields';

/** Returns the lists of an object with two entries of one key. Server-side apply cannot merge them, and refuses them. */
export function duplicateEntries(object: unknown): Refusal[] {
  return [...duplicatesIn(structureOf(typeIdOf(object)), object, '')];
}

function* duplicatesIn(structure: Structure, value: unknown, path: string): Iterable<Refusal> {
  const type = typeNameOf(structure);
  const own = type === undefined ? structure : (definitions()[type] ?? {});
  if (Array.isArray(value)) {
    for (const [index, entry] of value.entries()) {
      yield* duplicatesIn(own.items ?? {}, entry, `${path}[${index}]`);
    }
    return;
  }
  if (!isMap(value)) {
    return;
  }
  for (const [key, member] of Object.entries(value)) {
    const below = memberStructure(own, key);
    const { keys } = mergedMember(type, key, below);
    const at = childPath(path, describeName(key));
    if (keys !== undefined && Array.isArray(member)) {
      yield* duplicateKeys(member, keys, at);
    }
    yield* duplicatesIn(below, member, at);
  }
}

function* duplicateKeys(list: readonly unknown[], keys: readonly string[], path: string): Iterable<Refusal> {
  const seen = new Set<string>();
  for (const [index, entry] of list.entries()) {
    const key = entryKey(entry, keys);
    if (seen.has(key)) {
      yield {
        path: `${path}[${index}]`,
        message: `has the same ${keys.join(' and ')} as an earlier entry, which server-side apply refuses`,
        fix: 'remove one of the two entries',
      };
    }
    seen.add(key);
  }
}
