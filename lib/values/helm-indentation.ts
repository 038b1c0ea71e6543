import { parseEvents, YAMLException } from 'js-yaml';
import { type YamlFault, yamlFault } from '../util/yaml-fault';
import { TextLines } from './text-lines';

/** YAML text as the parser reads it. */
export interface YamlSource {
  readonly text: string;
  readonly lines: TextLines;
}

/** Result of {@link withHelmIndentation}. */
export interface Indented {
  readonly source: YamlSource;
  /** Fault that remains, at its position in the user's file. Absent if the text is YAML. */
  readonly fault?: YamlFault;
}

/** Maximum number of characters that are parsed to indent lines. The limit is for texts that are an attack. */
const MAX_PARSED = 20_000_000;

/**
 * Returns a text that the parser reads as Helm reads the original.
 *
 * Inside brackets and quotes, Helm accepts lines without indentation, for example a `}` below its key. The parser, which
 * follows YAML strictly, refuses them, so they get spaces. These are no part of a value.
 */
export function withHelmIndentation(original: string): Indented {
  const rows = original.split(/(?<=\n|\r(?!\n))/);
  const width = 1 + rows.reduce((most, row) => Math.max(most, /^[ \t]*(?:[-?:][ \t]+)*/.exec(row)?.[0].length ?? 0), 0);
  const faults: YamlFault[] = [];
  let text = original;
  let last: YamlFault | undefined;
  for (let parsed = 0; parsed < MAX_PARSED; parsed += text.length) {
    last = faultIn(text);
    const row = last && rows[last.line - 1];
    if (
      last === undefined ||
      row === undefined ||
      !isShallow(last) ||
      MARKER.test(row) ||
      faults.at(-1)?.line === last.line
    ) {
      break;
    }
    faults.push(last);
    rows[last.line - 1] = ' '.repeat(width) + row;
    text = rows.join('');
  }
  const added = new Map(faults.map(({ line }) => [line, width]));
  const source = { text, lines: new TextLines(text, added) };
  if (last === undefined) {
    return { source };
  }
  // A line after which the text is YAML is well. The last fault is then a different one.
  const next = [...faults, last].slice(faults.findLastIndex(({ line }) => isYaml(rows.slice(0, line).join(''))) + 1);
  const { line, column, reason } = next[0] ?? last;
  return { source, fault: { line, column: source.lines.columnInFile(line, column), reason } };
}

/** Checks whether the parser refuses a line because it is not indented enough. */
export function isShallow({ reason }: YamlFault): boolean {
  return reason === 'deficient indentation';
}

/** Line that begins or ends a document, even inside quotes. */
const MARKER = /^(?:---|\.\.\.)(?:\s|$)/;

/** Checks whether a text is YAML, apart from what its tags and aliases mean. */
export function isYaml(text: string): boolean {
  return faultIn(text) === undefined;
}

function faultIn(text: string): YamlFault | undefined {
  try {
    parseEvents(text, {});
    return undefined;
  } catch (error) {
    if (error instanceof YAMLException) {
      return yamlFault(error);
    }
    throw error;
  }
}
