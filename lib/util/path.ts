import { describeName } from './describe';

/** Returns the path of a map's member, such as `backstage.image` or `annotations["example.com/owner"]`. */
export function childPath(path: string, key: string): string {
  if (!/^[A-Za-z_][\w-]*$/.test(key)) {
    return `${path}[${JSON.stringify(key)}]`;
  }
  return path === '' ? key : `${path}.${key}`;
}

/** Returns the path of a list's entry, such as `backstage.env[0]`. */
export function itemPath(path: string, index: number): string {
  return `${path}[${index}]`;
}

/** Returns the path of keys and indexes, such as `spec.ports[0].name`. It shortens keys that may hold a secret. */
export function pathOf(keys: readonly (string | number)[]): string {
  return keys.reduce<string>(
    (path, key) => (typeof key === 'number' ? itemPath(path, key) : childPath(path, describeName(key))),
    '',
  );
}

/** Returns the keys and indexes of a path, such as `spec`, `ports`, 0 and `name`. Undoes {@link pathOf}. */
export function keysOf(path: string): (string | number)[] {
  return [...path.matchAll(/\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|([^.[]+)/g)].map(([, index, quoted, name = '']) =>
    index !== undefined ? Number(index) : quoted !== undefined ? String(JSON.parse(quoted)) : name,
  );
}

/** Checks whether a path is another path, or a path inside its value. */
export function isWithin(path: string, outer: string): boolean {
  return path === outer || (path.startsWith(outer) && /^[.[]/.test(path.slice(outer.length)));
}

/** Maximum number of levels that {@link outerPaths} follows. Schemas and findings have fewer. */
const MAX_LEVELS = 200;

/** Returns a path and the paths of all values that contain its value. */
export function outerPaths(path: string): string[] {
  const outer = [path];
  for (const { index } of path.matchAll(/[.[]/g)) {
    if (outer.length > MAX_LEVELS) {
      break;
    }
    outer.push(path.slice(0, index));
  }
  return outer;
}

/** Checks whether a path is one of other paths, or a path inside one of their values. */
export function isWithinAny(path: string, outer: ReadonlySet<string>): boolean {
  return outerPaths(path).some((each) => outer.has(each));
}
