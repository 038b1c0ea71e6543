import { YAMLException } from 'js-yaml';
import { InputError } from './input-error';

/** Error in a text that is not valid YAML. */
export interface YamlFault {
  /** Line of the error, from 1. */
  readonly line: number;
  /** Column of the error, from 1. */
  readonly column: number;
  /** Reason in the parser's words. */
  readonly reason: string;
}

/** Longest reason to read. The parser's quotes can be as long as the text. */
const MAX_REASON = 1000;

/**
 * Returns the error without the parts of the text that the parser quotes.
 *
 * They may be secret: a password without quotes can look like an alias or a tag.
 */
export function yamlFault({ reason, mark }: YAMLException): YamlFault {
  const { line, column } = mark ?? { line: 0, column: 0 };
  const text = reason.slice(0, MAX_REASON).replace(/ "[^"]*(?:"|$)| !<.*|: .*/g, '');
  const [, depth] = /^nesting exceeded maxDepth \((\d+)\)$/.exec(text) ?? [];
  return {
    line: line + 1,
    column: column + 1,
    reason: depth === undefined ? text : `must have at most ${depth} maps and lists inside each other`,
  };
}

/**
 * Runs a parser of YAML, and returns its result.
 *
 * @param name name of the text in messages
 * @throws InputError with line and column if the text is not valid YAML
 */
export function parsing<T>(name: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof YAMLException)) {
      throw error;
    }
    const { line, column, reason } = yamlFault(error);
    throw new InputError(`${name}:${line}:${column}: ${reason}; fix the YAML at this place`);
  }
}
