import { childPath, isWithin } from '../util/path';
import type { Node } from './node';

/** Checks whether a schema names a path. A map that accepts any key names none of them. */
export function hasPath(schema: Node, path: string, here = ''): boolean {
  return Object.entries(schema.properties ?? {}).some(([key, node]) => {
    const below = childPath(here, key);
    return path === below || (isWithin(path, below) && hasPath(node, path, below));
  });
}
