import { type ParsedOptions, parseOptions, shown, UsageError } from '../parse-options';
import { REPORT_FORMATS, type ReportFormat } from '../report/report';
import type { ReporterSettings } from '../report/reporter';

/** Options of every run that renders environments: of the command with a configuration file, and of apps. */
export const RUN_OPTIONS = {
  only: { type: 'string' },
  check: { type: 'boolean' },
  against: { type: 'string' },
  accept: { type: 'string' },
  'show-values': { type: 'boolean' },
  strict: { type: 'boolean' },
  format: { type: 'string' },
  'skip-warnings': { type: 'boolean' },
  quiet: { type: 'boolean', short: 'q' },
} as const;

/** Values of {@link RUN_OPTIONS}. */
export type RunValues = ParsedOptions<typeof RUN_OPTIONS>['values'];

/** Objects to compare with the rendered ones, and the differences that are accepted. */
export interface Against {
  readonly name: 'against';
  /** Path of a file or folder, or `-` for standard input. */
  readonly path: string;
  /** Path of a file of accepted differences. @default - all differences count */
  readonly accept?: string;
}

/** Mode of a run, and settings of what it prints. */
export interface RunOptions {
  readonly mode: { readonly name: 'write' | 'check' } | Against;
  /** Name of the only environment. @default - all environments */
  readonly only?: string;
  /** Whether warnings are treated as errors. */
  readonly strict: boolean;
  /** Whether differences show all values, secrets included. */
  readonly showValues: boolean;
  readonly report: ReporterSettings;
}

/**
 * Reads the options of a run.
 *
 * @throws UsageError if an option is wrong
 */
export function readRunOptions(values: RunValues): RunOptions {
  const { only, check = false, against, accept, strict = false, 'show-values': showValues = false } = values;
  checkAgainst(values);
  if (check && against !== undefined) {
    throw new UsageError('--check must not be set together with --against; remove one of the two');
  }
  if (showValues && !check && against === undefined) {
    throw new UsageError('--show-values requires --check or --against; add one of the two, or remove it');
  }
  const mode: RunOptions['mode'] =
    against === undefined ? { name: check ? 'check' : 'write' } : { name: 'against', path: against, accept };
  return { mode, only, strict, showValues, report: readReport(values) };
}

/**
 * Checks `--against` and `--accept`.
 *
 * @throws UsageError if one of them is empty, or `--accept` stands alone
 */
export function checkAgainst({ against, accept }: Pick<RunValues, 'against' | 'accept'>): void {
  if (against === '') {
    throw new UsageError('--against must not be empty; set it to a file, to a folder, or to - for standard input');
  }
  if (accept === '') {
    throw new UsageError('--accept must not be empty; set it to a file, or to - for standard input');
  }
  if (accept !== undefined && against === undefined) {
    throw new UsageError('--accept requires --against; add it, or remove --accept');
  }
}

/**
 * Reads the settings of the report.
 *
 * @throws UsageError if the format is unknown
 */
export function readReport(values: RunValues): ReporterSettings & { readonly format: ReportFormat } {
  const { format = 'text', 'skip-warnings': skipWarnings, quiet } = values;
  const known = REPORT_FORMATS.find((each) => each === format);
  if (known === undefined) {
    throw new UsageError(`--format must be one of ${REPORT_FORMATS.join(', ')}, got ${shown(format)}`);
  }
  return { format: known, skipWarnings, quiet };
}

/** Lines of help about {@link RUN_OPTIONS}. */
export const RUN_HELP = `      --only NAME           render or compare only this environment
      --check               compare the output with the rendered files, and write nothing
      --against PATH        compare the objects in a file or folder with the rendered objects, and write nothing;
                            - reads standard input
      --accept FILE         with --against: leave out the differences that FILE lists as ignoreDifferences of Argo CD
      --show-values         with --check or --against: show all values that differ, secrets included
      --strict              treat warnings as errors, except warnings of rules that are allowed
      --format FORMAT       format of findings, differences and effects: text, json, github (annotations of GitHub
                            Actions) or sarif (default: text). All but text go to standard output
      --skip-warnings       print no warnings and infos
  -q, --quiet               print nothing but errors and differences
  -h, --help                print this help
`;

/** Parses the arguments of the process, which is an app. Returns undefined if they ask for help. */
export function parseRunOptions(): RunOptions | undefined {
  const options = { ...RUN_OPTIONS, help: { type: 'boolean', short: 'h' } } as const;
  const { values, positionals } = parseOptions(process.argv.slice(2), options);
  if (values.help) {
    return undefined;
  }
  if (positionals.length > 0) {
    throw new UsageError(`accepts options only, got ${positionals.length} arguments; remove them`);
  }
  return readRunOptions(values);
}
