import type { YAMLException } from 'js-yaml';

/** Why a text is no YAML. */
export interface YamlFault {
  /** Line of the text, from 1. */
  readonly line: number;
  /** Column of the line, from 1. */
  readonly column: number;
  /** The parser's words. */
  readonly reason: string;
}

/**
 * What the parser says about a fault, less what it quotes: a password without quotes may look like an alias or a tag.
 */
export function yamlFault({ reason, mark }: YAMLException): YamlFault {
  const { line, column } = mark ?? { line: 0, column: 0 };
  return { line: line + 1, column: column + 1, reason: reason.replace(/ "[^"]*"| !<.*>|: .*/g, '') };
}
