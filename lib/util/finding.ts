import type { Violation } from './violation';

/** Weight of a finding. An error stops the rendering, `--strict` also refuses warnings, and nothing refuses an info. */
export type Severity = 'error' | 'warning' | 'info';

/** Position in a file, or an option of the command line. */
export type FindingSource = FilePosition | { readonly option: string };

/** Position in a text file. */
export interface FilePosition {
  /** Path of the file as the caller wrote it. */
  readonly file: string;
  /** Line, from 1. */
  readonly line: number;
  /** Column in UTF-16 code units, from 1. */
  readonly column: number;
}

/** Returns a position as text: `values.yaml:12:5`, or the name of the option. */
export function sourceText(source: FindingSource): string {
  return 'option' in source ? source.option : `${source.file}:${source.line}:${source.column}`;
}

/** A problem in the values, or a note about them. No finding shows a secret value. */
export interface Finding extends Violation {
  /** Id of the rule that found it. `allow` accepts every id except `schema`, `yaml` and `options`. */
  readonly rule: string;
  /** Weight of the finding: an error stops the rendering. */
  readonly severity: Severity;
  /** Path in the values, such as `backstage.ingress.hosts[0].host`. Empty for the values as a whole. */
  readonly path: string;
  /** Description of the problem, with the value that was written. */
  readonly message: string;
  /** Instruction that fixes the problem. */
  readonly fix: string;
  /** Id of the chart's defect that the finding is about. Absent if it is about something else. */
  readonly defect?: string;
  /** Path of the construct. Absent for a finding about values. */
  readonly construct?: string;
  /** The object, as `<kind> <name>`. Absent for a finding about values. */
  readonly object?: string;
  /** File or option that set the value. @default - a program set the value, or it is a default */
  readonly source?: FindingSource;
  /** Names of the environments whose values have the finding. @default - the values belong to no environment */
  readonly environments?: readonly string[];
  /** Other places with the same finding, such as files of other environments. @default - there is one place */
  readonly alsoAt?: readonly FindingSource[];
}
