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

/** Returns whether a path is another path, or a path inside its value. */
export function isWithin(path: string, outer: string): boolean {
  return path === outer || (path.startsWith(outer) && /^[.[]/.test(path.slice(outer.length)));
}
