import type { Violation } from '../../util/violation';
import { type ConfigTree, find } from '../config-tree';

/** Finds null at or above keys of the image's configuration that read a variable, or that are lists. */
export function* removedSections(
  { tree, pathOf }: ConfigTree,
  read: readonly string[],
  lists: readonly string[],
): Iterable<Violation> {
  const found = new Map<string, string>();
  for (const key of [...read, ...lists]) {
    const keys = key.split('.');
    const above = keys.findIndex((_, index) => find(tree, keys.slice(0, index + 1)) === null);
    // The rule app-config-conflicts refuses these keys themselves, except those of the portal's URL.
    const isRefused = above === keys.length - 1 && read.includes(key) && !/^(?:app|backend)\.baseUrl$/.test(key);
    if (above >= 0 && !isRefused) {
      const path = pathOf(keys.slice(0, above + 1));
      const part =
        above < keys.length - 1 ? `a part of the image's configuration, such as ${key}` : "the image's value";
      found.set(path, found.get(path) ?? part);
    }
  }
  for (const [path, part] of found) {
    yield { path, message: `removes ${part}`, fix: 'remove the null, or set only the keys that you want to change' };
  }
}
