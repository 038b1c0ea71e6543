import { isDeepStrictEqual } from 'node:util';
import { describeName } from '../../util/describe';
import { entriesOf, isMap, textOf } from '../../util/members';
import { childPath } from '../../util/path';

/** Returns the paths of the fields that differ between two values, such as `spec.containers[backstage].image`. */
export function changedPaths(before: unknown, after: unknown, path = ''): string[] {
  if (isDeepStrictEqual(before, after)) {
    return [];
  }
  if (isMap(before) && isMap(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) => changedPaths(before[key], after[key], childPath(path, describeName(key))));
  }
  const [old, now] = [named(before), named(after)];
  if (old === undefined || now === undefined) {
    return [path];
  }
  const names = [...new Set([...now.keys(), ...old.keys()])];
  const changed = names.flatMap((name) => changedPaths(old.get(name), now.get(name), `${path}[${describeName(name)}]`));
  // Only the order differs.
  return changed.length > 0 ? changed : [path];
}

/** Maximum number of paths in a message. */
const MAX_PATHS = 3;

/** Returns paths as a message shows them: the first ones, and the number of the others. */
export function shownPaths(paths: readonly string[]): string {
  const more = paths.length - MAX_PATHS;
  const shown = more === 1 ? paths : paths.slice(0, MAX_PATHS);
  return more > 1 ? `${shown.join(', ')} and ${more} more fields` : shown.join(', ');
}

/** Returns the entries of a list by name; undefined if it is no list, or its names are not unique. */
function named(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (!Array.isArray(value)) {
    return undefined;
  }
  const entries = entriesOf(value).map(([, entry]): [string, unknown] => [nameOf(entry), entry]);
  const names = new Map(entries);
  return names.size === entries.length && !names.has('') ? names : undefined;
}

function nameOf(entry: unknown): string {
  return textOf(entry, 'name') ?? textOf(entry, 'mountPath') ?? '';
}
