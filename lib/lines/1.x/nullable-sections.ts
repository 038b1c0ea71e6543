import { isSection, type Node, type Section } from '../../values/node';

/**
 * Returns a schema whose sections accept null.
 *
 * The charts read a section only if something that uses it is enabled, so null is an error only then. The line's
 * requirements check that.
 */
export function withNullableSections<S extends Section>(schema: S): S {
  return nullable(schema);
}

function nullable<N extends Node>(node: N): N {
  if (!isSection(node)) {
    return node;
  }
  const properties = Object.entries(node.properties).map(([key, child]) => [
    key,
    isSection(child) ? orNull(nullable(child)) : child,
  ]);
  return { ...node, properties: Object.fromEntries(properties) };
}

function orNull(node: Section): Section {
  return node.type === 'object' ? { ...node, type: ['object', 'null'], nullOnlyInFiles: true } : node;
}
