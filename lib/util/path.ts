/** Path of a map's member: `backstage.image`, or `annotations["example.com/owner"]` where the key is not a plain word. */
export function childPath(path: string, key: string): string {
  if (!/^[A-Za-z_][\w-]*$/.test(key)) {
    return `${path}[${JSON.stringify(key)}]`;
  }
  return path === '' ? key : `${path}.${key}`;
}

/** Path of a list's entry: `backstage.env[0]`. */
export function itemPath(path: string, index: number): string {
  return `${path}[${index}]`;
}
