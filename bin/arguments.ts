import { existsSync } from 'node:fs';
import { type ParsedOptions, parseOptions, shown, UsageError } from '../lib/app/parse-options';
import type { ReportFormat } from '../lib/app/report/report';
import type { ReporterSettings } from '../lib/app/report/reporter';
import { checkAgainst, RUN_OPTIONS, type RunOptions, readReport, readRunOptions } from '../lib/app/run/run-options';
import type { ChartVersion } from '../lib/backstage/profile';
import { DEFAULT_VERSION, type DefectId, isChartVersion, isDefectId, knownVersions, lineOf } from '../lib/lines';
import { nearest } from '../lib/util/nearest';
import { FIDELITIES, type Fidelity } from '../lib/values/fidelity';
import type { ResolveOptions } from '../lib/values/options';
import { SET_OPTIONS } from '../lib/values/set';
import type { SetOption } from '../lib/values/written';

/** The parsed command line. */
export type Arguments =
  | { readonly command: 'help' }
  | { readonly command: 'version' }
  | { readonly command: 'config'; readonly file: string; readonly options: RunOptions }
  | RenderArguments;

/** Mode of a run: what it does with the rendered objects. */
export type Mode =
  | { readonly name: 'print' | 'graph' | 'redirect-urls' }
  | { readonly name: 'write' | 'check'; readonly folder: string }
  | { readonly name: 'against'; readonly path: string; readonly accept?: string };

/** A command line that renders: its values, options and mode. */
export interface RenderArguments {
  readonly command: 'render';
  readonly mode: Mode;
  /** Paths of values files, in order; `-` is standard input. */
  readonly valuesFiles: readonly string[];
  /** Texts of the options that set values, in Helm's order. */
  readonly assignments: readonly { readonly option: SetOption; readonly text: string }[];
  readonly options: ResolveOptions<DefectId<ChartVersion>>;
  /** Whether warnings are treated as errors. */
  readonly strict: boolean;
  /** Settings of the report. */
  readonly report: ReporterSettings & { readonly format: ReportFormat };
  /** Whether differences show all values, secrets included. */
  readonly showValues: boolean;
}

/** Options of a command that renders. */
export const OPTIONS = {
  namespace: { type: 'string', short: 'n' },
  values: { type: 'string', short: 'f', multiple: true },
  set: { type: 'string', multiple: true },
  'set-string': { type: 'string', multiple: true },
  'set-json': { type: 'string', multiple: true },
  'set-file': { type: 'string', multiple: true },
  'set-literal': { type: 'string', multiple: true },
  'chart-version': { type: 'string' },
  'kube-version': { type: 'string' },
  'managed-by': { type: 'string' },
  'namespace-object': { type: 'boolean' },
  fidelity: { type: 'string' },
  correct: { type: 'string', multiple: true },
  allow: { type: 'string', multiple: true },
  output: { type: 'string', short: 'o' },
  'redirect-urls': { type: 'boolean' },
  graph: { type: 'boolean' },
  config: { type: 'string' },
  ...RUN_OPTIONS,
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

/** Name of the file that describes what to render. */
const CONFIG_FILE = 'backstage.config.yaml';

const MANAGERS = ['cdk8s', 'Helm'] as const;

/**
 * Parses the command line.
 *
 * @param args the arguments after the command's name
 * @param config configuration file in the working directory; undefined if there is none
 * @throws UsageError if an argument is wrong
 */
export function readArguments(args: readonly string[], config?: string): Arguments {
  const parsed = parseOptions(args, OPTIONS);
  const { values, positionals } = parsed;
  if (values.help) {
    return { command: 'help' };
  }
  if (values.version) {
    return { command: 'version' };
  }
  const file = configOf(values, positionals, config);
  if (file !== undefined) {
    return { command: 'config', file, options: readRunOptions(values) };
  }
  return renderArguments(parsed);
}

/**
 * Returns the command line of a rendering.
 *
 * @param parsed options and positional arguments; a command may have less options than rendering
 * @throws UsageError if an argument is wrong
 */
export function renderArguments({ values, positionals }: RenderOptions): RenderArguments {
  const [releaseName, chart] = positionals;
  if (chart !== undefined) {
    // The argument may be a secret, for example the value of a --set without an equals sign.
    throw new UsageError(
      `accepts one RELEASE, got ${positionals.length} arguments; remove the others, because the chart is built in, and write --set PATH=VALUE without spaces`,
    );
  }
  const { 'managed-by': managedBy = 'cdk8s' } = values;
  if (!isManager(managedBy)) {
    throw new UsageError(`--managed-by must be ${MANAGERS.join(' or ')}, got ${shown(managedBy)}`);
  }
  const valuesFiles = readValuesFiles(values);
  const chartVersion = readChartVersion(values);
  const mode = readMode(values);
  return {
    command: 'render',
    mode,
    valuesFiles,
    assignments: SET_OPTIONS.flatMap((option) => (values[SET_NAMES[option]] ?? []).map((text) => ({ option, text }))),
    options: {
      chartVersion,
      releaseName,
      namespace: values.namespace,
      namespaceObject: values['namespace-object'],
      kubernetesVersion: values['kube-version'],
      managedBy,
      fidelity: readFidelity(values, chartVersion),
      allow: values.allow ?? [],
    },
    strict: values.strict ?? false,
    report: readReportOf(values, mode),
    showValues: readShowValues(values),
  };
}

type RenderOptions = ParsedOptions<typeof OPTIONS>;

type Values = RenderOptions['values'];

/** Options that do not describe what to render, so that a configuration file can. */
const WITH_CONFIG: readonly string[] = ['config', ...Object.keys(RUN_OPTIONS)];

/** Returns the configuration file in the working directory; undefined if there is none. */
export function foundConfig(): string | undefined {
  return existsSync(CONFIG_FILE) ? CONFIG_FILE : undefined;
}

/**
 * Returns the configuration file to use, if the arguments do not describe what to render.
 *
 * @param values options of the command line
 * @param positionals positional arguments
 * @param found configuration file in the working directory; undefined if there is none
 * @throws UsageError if the options contradict each other
 */
export function configOf(
  values: Values,
  positionals: readonly string[],
  found: string | undefined,
): string | undefined {
  const describing = Object.keys(values).find((option) => !WITH_CONFIG.includes(option));
  const describes = describing !== undefined || positionals.length > 0;
  if (values.config === '') {
    throw new UsageError('--config must not be empty; set it to a configuration file');
  }
  if (values.config !== undefined && describes) {
    const other = describing === undefined ? 'RELEASE' : `--${describing}`;
    throw new UsageError(`--config must not be set together with ${other}; write it into the file, or remove --config`);
  }
  const file = values.config ?? (describes ? undefined : found);
  if (values.only !== undefined && file === undefined) {
    throw new UsageError('--only requires a configuration file; add --config FILE, or remove --only');
  }
  return file;
}

/**
 * Checks that `--only` has environments to choose from.
 *
 * @param only name of the environment
 * @param file configuration file
 * @param isFlat whether the file describes only one
 * @throws UsageError if it does
 */
export function checkOnly(only: string | undefined, file: string, isFlat: boolean): void {
  if (only !== undefined && isFlat) {
    throw new UsageError(`--only requires environments, but ${file} describes one; remove it`);
  }
}

/** Names of the options that set values, without dashes. */
const SET_NAMES = {
  '--set-json': 'set-json',
  '--set': 'set',
  '--set-string': 'set-string',
  '--set-file': 'set-file',
  '--set-literal': 'set-literal',
} as const satisfies Record<SetOption, keyof typeof OPTIONS>;

function readValuesFiles({ values: lists = [], against, accept }: Values): readonly string[] {
  const files = lists.flatMap(filesIn);
  if (files.includes('')) {
    throw new UsageError('--values must not be empty; set it to a file, or to - for standard input');
  }
  if ([...files, against, accept].filter((file) => file === '-').length > 1) {
    throw new UsageError(
      'standard input (-) must be used only once, because it can be read only once; save one of the inputs as a file',
    );
  }
  return files;
}

/** Returns the files in an argument. As in Helm, commas separate them, and quotes keep a file with a comma together. */
function filesIn(list: string): string[] {
  if (!list.includes(',') && !list.includes('"')) {
    return [list];
  }
  return [...list.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"(?=,|$)|([^,]*))/g)].map(
    ([, quoted, plain = '']) => quoted?.replaceAll('""', '"') ?? plain,
  );
}

function readReportOf(values: Values, mode: Mode): RenderArguments['report'] {
  const report = readReport(values);
  if (report.format !== 'text' && (mode.name === 'graph' || mode.name === 'redirect-urls')) {
    throw new UsageError(`--format must not be set together with --${mode.name}; remove one of the two`);
  }
  return report;
}

function readChartVersion({ 'chart-version': version }: Values): ChartVersion | undefined {
  if (version === undefined || isChartVersion(version)) {
    return version;
  }
  throw new UsageError(`--chart-version must be one of ${knownVersions()}, got ${shown(version)}`);
}

function readFidelity(
  { fidelity = 'exact', correct = [] }: Values,
  chartVersion: ChartVersion | undefined,
): Fidelity<DefectId<ChartVersion>> {
  if (!isFidelityWord(fidelity)) {
    throw new UsageError(`--fidelity must be ${FIDELITIES.join(' or ')}, got ${shown(fidelity)}`);
  }
  if (correct.length === 0) {
    return fidelity;
  }
  if (fidelity === 'corrected') {
    throw new UsageError(
      '--correct must not be set together with --fidelity corrected, which fixes all defects; remove one of the two',
    );
  }
  return correct.map((text) => readDefectId(text, chartVersion));
}

function readDefectId(text: string, chartVersion: ChartVersion | undefined): DefectId<ChartVersion> {
  if (!isDefectId(text, chartVersion)) {
    const known = lineOf(chartVersion).defects.map(({ id }) => id);
    const suggestion = nearest(text, known);
    const fix = suggestion ? `use ${suggestion}` : `remove it, or use one of ${known.join(', ')}`;
    throw new UsageError(
      `--correct must be the id of a defect of chart ${chartVersion ?? DEFAULT_VERSION}, got ${shown(text)}; ${fix}`,
    );
  }
  return text;
}

function readMode({
  output,
  check = false,
  against,
  accept,
  graph = false,
  'redirect-urls': redirectUrls = false,
}: Values): Mode {
  if (output === '') {
    throw new UsageError('--output must not be empty; set it to a folder');
  }
  if (check && output === undefined) {
    throw new UsageError('--check requires --output or a configuration file; set --output to the folder to compare');
  }
  checkAgainst({ against, accept });
  if (against !== undefined && output !== undefined) {
    throw new UsageError('--against must not be set together with --output; remove one of the two');
  }
  if (redirectUrls && graph) {
    throw new UsageError('--redirect-urls must not be set together with --graph; remove one of the two');
  }
  for (const [option, isSet] of Object.entries({ 'redirect-urls': redirectUrls, graph })) {
    if (isSet && (output !== undefined || against !== undefined)) {
      throw new UsageError(`--${option} must not be set together with --output or --against; remove one of them`);
    }
  }
  if (redirectUrls) {
    return { name: 'redirect-urls' };
  }
  if (against !== undefined) {
    return { name: 'against', path: against, accept };
  }
  if (output !== undefined) {
    return { name: check ? 'check' : 'write', folder: output };
  }
  return { name: graph ? 'graph' : 'print' };
}

function readShowValues({ 'show-values': showValues = false, check, against }: Values): boolean {
  if (showValues && !check && against === undefined) {
    throw new UsageError('--show-values requires --check or --against; add one of the two, or remove it');
  }
  return showValues;
}

function isFidelityWord(word: string): word is (typeof FIDELITIES)[number] {
  return FIDELITIES.some((fidelity) => fidelity === word);
}

function isManager(word: string): word is (typeof MANAGERS)[number] {
  return MANAGERS.some((manager) => manager === word);
}
