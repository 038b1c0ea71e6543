import { MEANINGS } from '../lib/app/exit-status';
import type { ChartVersion } from '../lib/backstage/profile';
import { DEFAULT_VERSION, type DefectId, isChartVersion, isDefectId, knownVersions, lineOf } from '../lib/lines';
import { nearest } from '../lib/util/nearest';
import { FIDELITIES, type Fidelity } from '../lib/values/fidelity';
import type { ResolveOptions } from '../lib/values/options';
import { type ParsedOptions, parseOptions, shown, UsageError } from './parse-options';

/** The parsed command line. */
export type Arguments = { readonly command: 'help' } | { readonly command: 'version' } | RenderArguments;

/** Mode of a run: what it does with the rendered objects. */
export type Mode =
  | { readonly name: 'print' | 'graph' | 'redirect-urls' }
  | { readonly name: 'write' | 'check'; readonly folder: string }
  | { readonly name: 'against'; readonly file: string };

/** A command line that renders: its values, options and mode. */
export interface RenderArguments {
  readonly command: 'render';
  readonly mode: Mode;
  /** Paths of values files, in order; `-` is standard input. */
  readonly valuesFiles: readonly string[];
  readonly set: readonly string[];
  readonly setString: readonly string[];
  readonly options: ResolveOptions<DefectId<ChartVersion>>;
  /** Whether warnings are treated as errors. */
  readonly strict: boolean;
  /** Whether differences show all values, secrets included. */
  readonly showValues: boolean;
}

const OPTIONS = {
  namespace: { type: 'string', short: 'n' },
  values: { type: 'string', short: 'f', multiple: true },
  set: { type: 'string', multiple: true },
  'set-string': { type: 'string', multiple: true },
  'chart-version': { type: 'string' },
  'kube-version': { type: 'string' },
  'managed-by': { type: 'string' },
  'namespace-object': { type: 'boolean' },
  fidelity: { type: 'string' },
  correct: { type: 'string', multiple: true },
  allow: { type: 'string', multiple: true },
  strict: { type: 'boolean' },
  output: { type: 'string', short: 'o' },
  check: { type: 'boolean' },
  against: { type: 'string' },
  'show-values': { type: 'boolean' },
  'redirect-urls': { type: 'boolean' },
  graph: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

const MANAGERS = ['cdk8s', 'Helm'] as const;

export const HELP = `Usage: backstage-synth [RELEASE] [options]
       backstage-synth COMMAND [options]

Renders OpenChoreo's Backstage portal as plain Kubernetes YAML: the objects that the OpenChoreo control-plane chart
renders for Backstage. RELEASE is the name of the release (default: openchoreo-control-plane).

Commands, each with its own --help:
  render [RELEASE]          render, as without a command; for a release that has the name of a command
  effects BEFORE AFTER      print what a change of manifests does to a running portal
  hand-over                 give the fields of objects in a cluster to another field manager
  upgrade [RELEASE]         upgrade values files to a newer version of the chart

Values:
  -f, --values FILE         read values from a YAML or JSON file, or from standard input if FILE is -; repeatable,
                            later files override earlier ones
      --set PATH=VALUE      set values in Helm's syntax: a.b=1,c[0]=x,d={1,2}; repeatable, overrides files
      --set-string P=VALUE  same as --set, but every value is a string; overrides --set
  -n, --namespace NS        namespace of the release (default: openchoreo-control-plane)
      --namespace-object    render the Namespace, too
      --chart-version V     version of the control-plane chart (default: ${DEFAULT_VERSION}):
                            ${knownVersions()}
      --kube-version V      oldest version of Kubernetes that the objects are for, as 1.<minor> (default: the newest)
      --managed-by TOOL     value of the label app.kubernetes.io/managed-by: cdk8s or Helm (default: cdk8s);
                            Helm also adds the label helm.sh/chart

Defects and rules:
      --fidelity FIDELITY   exact: render the same as the chart, with its defects; corrected: fix them (default: exact)
      --correct DEFECT      fix one defect of the chart and keep the others; repeatable
      --allow RULE          accept values that break this rule, * for all rules; repeatable
      --strict              treat warnings as errors, except warnings of rules that --allow names

Output:
  -o, --output DIR          write one file per object and a kustomization.yaml to DIR, instead of printing manifests
      --check               with --output: compare DIR with the rendered files, and write nothing
      --against FILE        compare the objects in FILE, such as the output of helm get manifest, with the rendered
                            objects, and print no manifests; - reads standard input
      --show-values         with --check or --against: show all values that differ, secrets included
      --graph               print the objects and their connections as a Mermaid flowchart, and no manifests
      --redirect-urls       print the redirect URLs that the OAuth client must have, one per line, and no manifests
  -h, --help                print this help
      --version             print the version

Prints manifests and differences to standard output, findings and other messages to standard error.

Exit status:
${exitStatuses()}
`;

function exitStatuses(): string {
  return Object.entries(MEANINGS)
    .map(([status, meaning]) => `  ${status.padStart(2)}  ${meaning}`)
    .join('\n');
}

/**
 * Parses the command line.
 *
 * @param args the arguments after the command's name
 * @throws UsageError if an argument is wrong
 */
export function readArguments(args: readonly string[]): Arguments {
  const { values, positionals } = parseOptions(args, OPTIONS);
  if (values.help) {
    return { command: 'help' };
  }
  if (values.version) {
    return { command: 'version' };
  }
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
  return {
    command: 'render',
    mode: readMode(values),
    valuesFiles,
    set: values.set ?? [],
    setString: values['set-string'] ?? [],
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
    showValues: readShowValues(values),
  };
}

type Values = ParsedOptions<typeof OPTIONS>['values'];

function readValuesFiles({ values: files = [], against }: Values): readonly string[] {
  if (files.includes('')) {
    throw new UsageError('--values must not be empty; set it to a file, or to - for standard input');
  }
  if ([...files, against].filter((file) => file === '-').length > 1) {
    throw new UsageError(
      'standard input (-) must be used only once, because it can be read only once; save one of the inputs as a file',
    );
  }
  return files;
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
  graph = false,
  'redirect-urls': redirectUrls = false,
}: Values): Mode {
  if (output === '') {
    throw new UsageError('--output must not be empty; set it to a folder');
  }
  if (check && output === undefined) {
    throw new UsageError('--check requires --output; set --output to the folder to compare');
  }
  if (against === '') {
    throw new UsageError('--against must not be empty; set it to a file, or to - for standard input');
  }
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
    return { name: 'against', file: against };
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
