import type { Node as SchemaNode } from '../../lib/values/node';
import { type YamlNode, type YamlScalar, yamlNodes } from '../../lib/values/yaml-nodes';
import type { Range } from './protocol';
import { secretLines } from './secret-lines';
import { isHidden, type Place, placeOfEntry, placeOfKey, placeOfValues } from './secret-places';

/**
 * Returns the offsets of the values in a text that may be secret: those of secret values and sections, and those of
 * unknown keys. The text may contain errors: then it may return more than that.
 *
 * @param text text of a values file
 * @param schema schema of the values
 */
export function secretRanges(text: string, schema: SchemaNode): Range[] {
  const place = placeOfValues(schema);
  const roots = rootsOf(text);
  if (roots === undefined) {
    return secretLines(text, place);
  }
  const found: Range[] = [];
  for (const root of roots) {
    visit(root, text, place, found);
  }
  return found;
}

/** Returns the nodes of all documents of a text; undefined if it is not valid YAML. */
function rootsOf(text: string): readonly YamlNode[] | undefined {
  try {
    const { root, others } = yamlNodes(text);
    return root === undefined ? [] : [root, ...others];
  } catch {
    return undefined;
  }
}

function visit(node: YamlNode, text: string, place: Place, found: Range[]): void {
  switch (node.kind) {
    case 'map':
      for (const { key, value } of node.members) {
        visit(value, text, placeOfKey(place, key.kind === 'scalar' ? key.text : ''), found);
      }
      break;
    case 'list':
      for (const entry of node.items) {
        visit(entry, text, placeOfEntry(place), found);
      }
      break;
    case 'scalar':
      if (node.text !== '' && isHidden(node.text, node.isPlain, place)) {
        found.push(rangeOf(node, text));
      }
  }
}

/** Returns the offsets of a scalar, without the end of its last line. */
function rangeOf({ start, end }: YamlScalar, text: string): Range {
  return [start, start + text.slice(start, end).trimEnd().length];
}
