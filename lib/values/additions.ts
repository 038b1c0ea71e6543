import type { Node, Section } from './node';

/**
 * Marks the values that this package adds to the chart's.
 *
 * @param schema the values of a chart version
 * @param paths dotted paths of the additions; a section's path stands for everything below it
 * @throws Error if the schema has no value at a path
 */
export function markAdditions<S extends Section>(schema: S, paths: readonly string[]): S {
  return mark(schema, '', paths);
}

/** Marks the values at paths. Copies each section once, because sections have many members. */
function mark<N extends Node>(node: N, prefix: string, paths: readonly string[]): N {
  const below = new Map<string, string[]>();
  for (const path of paths) {
    const key = path.slice(prefix.length).split('.', 1).join('');
    below.set(key, [...(below.get(key) ?? []), path]);
  }
  const properties: Record<string, Node> = { ...node.properties };
  for (const [key, inside] of below) {
    const path = prefix + key;
    const child = properties[key];
    if (child === undefined) {
      throw new Error(`the schema has no value ${path}; correct the path`);
    }
    const deeper = inside.filter((each) => each !== path);
    const marked = deeper.length > 0 ? mark(child, `${path}.`, deeper) : child;
    properties[key] = deeper.length < inside.length ? { ...marked, addition: true } : marked;
  }
  return { ...node, properties };
}
