import type { YAMLException } from 'js-yaml';

/** Error in a text that is not valid YAML. */
export interface YamlFault {
  /** Line of the error, from 1. */
  readonly line: number;
  /** Column of the error, from 1. */
  readonly column: number;
  /** Reason in the parser's words. */
  readonly reason: string;
}

/**
 * Returns the error without the parts of the text that the parser quotes.
 *
 * They may be secret: a password without quotes can look like an alias or a tag.
 */
export function yamlFault({ reason, mark }: YAMLException): YamlFault {
  const { line, column } = mark ?? { line: 0, column: 0 };
  return { line: line + 1, column: column + 1, reason: reason.replace(/ "[^"]*"| !<.*>|: .*/g, '') };
}
