import type { YamlFault } from '../util/yaml-fault';
import { isShallow, isYaml, type YamlSource } from './helm-indentation';
import { type YamlNode, yamlNodes } from './yaml-nodes';

/** Cause of a fault in a text, which is often above the position at which the parser gives up. */
export interface YamlCause extends YamlFault {
  /** Instruction that fixes it. Absent if only the parser's reason is known. */
  readonly fix?: string;
}

/** Finds the cause of a fault in a text that is not valid YAML. */
export function causeOf({ text, lines }: YamlSource, fault: YamlFault): YamlCause {
  const { line, column, reason } = fault;
  if (/complex keys/.test(reason)) {
    // The parser does not know where.
    return {
      ...lines.positionOf(complexKey(text) ?? 0),
      reason: 'has a map or a list as a key',
      fix: 'put it in quotes; values files cannot contain templates such as {{ }}',
    };
  }
  if (/^unidentified alias/.test(reason)) {
    return { line, column: column - 1, reason };
  }
  if (/^cannot resolve a node/.test(reason)) {
    return { line, column, reason: 'has a tag that does not fit its value', fix: 'remove the tag' };
  }
  if (!UNCLOSED.test(reason)) {
    return fault;
  }
  const opening = unclosed(text.slice(0, lines.startOf(line + 1)));
  if (opening === undefined) {
    return fault;
  }
  const what = /["']/.test(text.charAt(opening)) ? 'quotes' : 'a bracket';
  return {
    ...lines.positionOf(opening),
    reason: isShallow(fault)
      ? `opens ${what}, but line ${line} is not indented enough to continue the value`
      : `opens ${what} without an end`,
    fix: `close the ${what.replace('a ', '')}${isShallow(fault) ? ` above line ${line}, or indent that line` : ''}`,
  };
}

/** Reasons of the parser for quotes and brackets without an end. */
const UNCLOSED = /^(?:deficient indentation$|unexpected end of the \w+ within a (?:\w+ quoted|flow) )/;

/** Maximum number of quotes and brackets that are tried. Each one parses the text again. */
const MAX_OPENINGS = 20;

/**
 * Returns the index of the quotes or the bracket that a text opens and does not close. The text before is valid YAML.
 * After it, there is no such index, because it would be inside.
 */
function unclosed(text: string): number | undefined {
  const openings = [...text.matchAll(/["'[{]/g)].slice(-MAX_OPENINGS).map(({ index }) => index);
  return openings.findLast((index) => isYaml(text.slice(0, index)));
}

/** Returns the index of the first key that is a map or a list, or of the template `{{ }}` that looks like one. */
function complexKey(text: string): number | undefined {
  const { root, anchors } = yamlNodes(text);
  const isComplex = (key: YamlNode) => (key.kind === 'alias' ? anchors.get(key.anchor) : key)?.kind !== 'scalar';
  const nodes: YamlNode[] = root === undefined ? [] : [root];
  for (let node = nodes.pop(); node !== undefined; node = nodes.pop()) {
    if (node.kind === 'map') {
      const key = node.members.find((member) => isComplex(member.key))?.key;
      if (key !== undefined) {
        return text.startsWith('{{', node.start) ? node.start : key.start;
      }
      nodes.push(...node.members.map(({ value }) => value).reverse());
    }
    if (node.kind === 'list') {
      nodes.push(...node.items.toReversed());
    }
  }
  return undefined;
}
