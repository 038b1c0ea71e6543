import type { Node as SchemaNode } from '../../lib/values/node';
import { type YamlNode, type YamlText, yamlNodes } from '../../lib/values/yaml-nodes';
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
  const nodes = nodesOf(text);
  if (nodes === undefined) {
    return secretLines(text, place);
  }
  const search = new Search(text, nodes.anchors);
  for (const root of [...(nodes.root ? [nodes.root] : []), ...nodes.others]) {
    search.visit(root, place);
  }
  return search.found;
}

/** Returns the nodes of all documents of a text; undefined if it is not valid YAML. */
function nodesOf(text: string): YamlText | undefined {
  try {
    return yamlNodes(text);
  } catch {
    return undefined;
  }
}

/** Finds the parts of a text that may be secret. */
class Search {
  readonly found: Range[] = [];

  constructor(
    private readonly text: string,
    private readonly anchors: ReadonlyMap<string, YamlNode>,
  ) {}

  visit(node: YamlNode, place: Place): void {
    switch (node.kind) {
      case 'map':
        for (const { key, value } of node.members) {
          this.visit(value, placeOfKey(place, key.kind === 'scalar' ? key.text : ''));
        }
        break;
      case 'list':
        for (const entry of node.items) {
          this.visit(entry, placeOfEntry(place));
        }
        break;
      case 'scalar':
        if (node.text === '' ? node.start >= 0 && place.isSecret : isHidden(node.text, node.isPlain, place)) {
          this.hide(node.start, node.text === '' ? this.endOfLine(node.start) : node.end);
        }
        break;
      case 'alias':
        // A secret without quotes can look like an alias, an anchor or a tag.
        if (place.isSecret && !this.anchors.has(node.anchor)) {
          this.hide(node.start, this.endOfLine(node.start));
        }
    }
  }

  /** Hides a part, without space at its end. */
  private hide(start: number, end: number): void {
    this.found.push([start, start + this.text.slice(start, end).trimEnd().length]);
  }

  private endOfLine(offset: number): number {
    const end = this.text.indexOf('\n', offset);
    return end < 0 ? this.text.length : end;
  }
}
