import { eventsToAst, type MappingNode, type Node, parseEvents } from 'js-yaml';
import { isMap, memberOf } from '../util/members';
import { HELM_SCHEMA } from './helm-yaml';
import type { Keys } from './tree';

/** Text of a value as the user wrote it. YAML reads `1.10` as the number 1.1, so the value alone does not have it. */
export interface Written {
  readonly text: string;
  /** Option of the command line that sets the value. Absent for a value of a file. */
  readonly option?: '--set' | '--set-string';
}

/** One of the sources of merged values: a file, an option, or an object of a program. */
interface Source {
  /**
   * Returns the text of a value. Returns null if the source has the value, or a value around it, but no text for it.
   * Returns undefined if the source does not set the value.
   */
  find(keys: Keys): Written | null | undefined;
}

/** Sources of values, in the order in which they override each other. */
const SOURCES = new WeakMap<object, readonly Source[]>();

function sourcesOf(values: object): readonly Source[] {
  return SOURCES.get(values) ?? [{ find: (keys) => (reaches(values, keys) ? null : undefined) }];
}

/** Remembers that values were merged from others, later ones winning. */
export function rememberLayers<Values extends object>(values: Values, layers: readonly object[]): Values {
  SOURCES.set(values, layers.flatMap(sourcesOf));
  return values;
}

/** Remembers the text of the YAML file that values were read from. Only a finding about a value parses it again. */
export function rememberFile<Values extends object>(values: Values, text: string): Values {
  let parsed: { readonly root: Node | null; readonly anchors: ReadonlyMap<string, Node> } | undefined;
  const find: Source['find'] = (keys) => {
    parsed ??= parse(text);
    return parsed.root ? textAt(parsed.root, keys, parsed.anchors) : undefined;
  };
  SOURCES.set(values, [{ find }]);
  return values;
}

function parse(text: string) {
  const [document] = eventsToAst(parseEvents(text, {}), { source: text, schema: HELM_SCHEMA });
  const root = document?.contents ?? null;
  return { root, anchors: root ? anchorsIn(root) : new Map<string, Node>() };
}

/** Value that an option of the command line assigns. */
export interface Assignment {
  readonly keys: Keys;
  /** Text of the value, or of each entry of a list. */
  readonly text: string | readonly string[];
}

/** Remembers that an option of the command line changed values. */
export function rememberOption<Values extends object>(
  values: Values,
  before: object,
  option: '--set' | '--set-string',
  assignments: readonly Assignment[],
): Values {
  const find: Source['find'] = (keys) => {
    const assignment = assignments.findLast((each) => each.keys.every((key, index) => keys[index] === key));
    if (assignment === undefined) {
      return undefined;
    }
    const text = memberOf({ text: assignment.text }, 'text', ...keys.slice(assignment.keys.length));
    return typeof text === 'string' ? { text, option } : null;
  };
  SOURCES.set(values, [...sourcesOf(before), { find }]);
  return values;
}

/** Returns the text of a value as the user wrote it; undefined if it is unknown, as for values of a program. */
export function writtenAt(values: object, keys: Keys): Written | undefined {
  for (const source of sourcesOf(values).toReversed()) {
    const written = source.find(keys);
    if (written !== undefined) {
      return written ?? undefined;
    }
  }
  return undefined;
}

/** Checks whether values set a path, or replace a value around it. */
function reaches(values: unknown, [key, ...below]: Keys): boolean {
  if (key === undefined || !isMap(values)) {
    return values !== undefined;
  }
  return Object.hasOwn(values, key) && reaches(values[key], below);
}

/** Returns the text of a scalar inside a node, in the form of {@link Source.find}. */
function textAt(node: Node, keys: Keys, anchors: ReadonlyMap<string, Node>): Written | null | undefined {
  if (node.kind === 'alias') {
    const target = anchors.get(node.anchor);
    return target === undefined ? null : textAt(target, keys, anchors);
  }
  const [key, ...below] = keys;
  if (key === undefined) {
    return node.kind === 'scalar' ? { text: node.value } : null;
  }
  if (node.kind === 'sequence') {
    const entry = typeof key === 'number' ? node.items[key] : undefined;
    return entry === undefined ? null : textAt(entry, below, anchors);
  }
  if (node.kind === 'scalar') {
    return null;
  }
  const member = memberNode(node, String(key));
  if (member === undefined) {
    return memberNode(node, '<<') ? null : undefined;
  }
  return textAt(member, below, anchors);
}

/** Returns the node of a map's member. Helm takes the last one if a key occurs twice. */
function memberNode({ items }: MappingNode, name: string): Node | undefined {
  return items.findLast(({ key }) => key.kind === 'scalar' && key.value === name)?.value;
}

/** Returns the nodes of a document that have anchors, by the names of these. */
function anchorsIn(root: Node): Map<string, Node> {
  const found = new Map<string, Node>();
  const visit = (node: Node) => {
    if (node.kind !== 'alias' && node.anchor !== undefined) {
      found.set(node.anchor, node);
    }
    if (node.kind === 'sequence') {
      node.items.forEach(visit);
    } else if (node.kind === 'mapping') {
      for (const { value } of node.items) {
        visit(value);
      }
    }
  };
  visit(root);
  return found;
}
