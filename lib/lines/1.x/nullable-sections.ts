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

function nullable<S extends Section>(section: S): S {
  const properties: Record<string, Node> = {};
  for (const [key, child] of Object.entries(section.properties)) {
    properties[key] = isSection(child) ? orNull(child) : child;
  }
  return { ...section, properties };
}

function orNull(node: Section): Section {
  const section = nullable(node);
  return node.type === 'object' ? Object.assign(section, { type: ['object', 'null'], nullOnlyInFiles: true }) : section;
}
