import type { Node, Section } from './node';

/**
 * Marks the values that this package adds to the chart's.
 *
 * @param schema the values of a chart version
 * @param paths dotted paths of the additions; a section's path stands for everything below it
 * @throws Error if the schema has no value at a path
 */
export function markAdditions<S extends Section>(schema: S, paths: readonly string[]): S {
  return paths.reduce<S>((marked, path) => mark(marked, path.split('.'), path), schema);
}

function mark<N extends Node>(node: N, [key, ...below]: readonly string[], path: string): N {
  if (key === undefined) {
    return { ...node, addition: true };
  }
  const child = node.properties?.[key];
  if (child === undefined) {
    throw new Error(`the schema has no value ${path}; correct the path`);
  }
  return { ...node, properties: { ...node.properties, [key]: mark(child, below, path) } };
}
