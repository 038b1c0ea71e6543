import type { Node } from '../../../lib/values/node';

/** Yields all nodes below a node with their paths, including entries of lists and values of maps. */
export function* nodes(node: Node, path = ''): Iterable<[string, Node]> {
  yield [path, node];
  for (const [key, child] of Object.entries(node.properties ?? {})) {
    yield* nodes(child, path === '' ? key : `${path}.${key}`);
  }
  if (node.items) {
    yield* nodes(node.items, `${path}[]`);
  }
  if (typeof node.additionalProperties === 'object') {
    yield* nodes(node.additionalProperties, `${path}.*`);
  }
}
