import { parseArgs } from 'node:util';
import { type DefectId, isDefectId, lineOf } from '../lib/lines';
import { nearest } from '../lib/util/nearest';
import { FIDELITIES, type Fidelity } from '../lib/values/fidelity';
import type { ResolveOptions } from '../lib/values/options';

/** What the command line asks for. */
export type Arguments = { readonly command: 'help' } | { readonly command: 'version' } | RenderArguments;

/** What a rendering does with the objects. */
export type Mode =
  | { readonly name: 'print' | 'graph' | 'redirect-urls' }
  | { readonly name: 'write' | 'check'; readonly folder: string }
  | { readonly name: 'against'; readonly file: string };

/** A rendering: its values, its options, and its mode. */
export interface RenderArguments {
  readonly command: 'render';
  readonly mode: Mode;
  /** Values files in order; `-` is standard input. */
  readonly valuesFiles: readonly string[];
  readonly set: readonly string[];
  readonly setString: readonly string[];
  readonly options: ResolveOptions<DefectId>;
  /** Whether warnings are refused as errors are. */
  readonly strict: boolean;
}

/** Thrown where the command line is wrong. The message says what, and the fix. */
export class UsageError extends Error {}

const OPTIONS = {
  namespace: { type: 'string', short: 'n' },
  values: { type: 'string', short: 'f', multiple: true },
  set: { type: 'string', multiple: true },
  'set-string': { type: 'string', multiple: true },
  'managed-by': { type: 'string' },
  fidelity: { type: 'string' },
  correct: { type: 'string', multiple: true },
  allow: { type: 'string', multiple: true },
  strict: { type: 'boolean' },
  output: { type: 'string', short: 'o' },
  check: { type: 'boolean' },
  against: { type: 'string' },
  'redirect-urls': { type: 'boolean' },
  graph: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

const MANAGERS = ['cdk8s', 'Helm'] as const;

export const HELP = `Usage: backstage-synth [RELEASE] [options]

Renders the Backstage portal as plain Kubernetes YAML, as OpenChoreo's control-plane chart does.
RELEASE is the release's name, openchoreo-control-plane where none is given.

  -n, --namespace NS        namespace of the release (default: openchoreo-control-plane)
  -f, --values FILE         values in YAML or JSON, - for standard input; of several, later ones win
      --set PATH=VALUE      a value, as with Helm: a.b=1,c[0]=x,d={1,2}
      --set-string P=VALUE  the same, always as a string
      --managed-by WHO      label of the objects: cdk8s; or Helm, with helm.sh/chart beside it (default: cdk8s)
      --fidelity FIDELITY   exact: what the chart renders, its defects included; corrected: fixed (default: exact)
      --correct DEFECT      fix this defect of the chart and reproduce the others; repeatable
      --allow RULE          let values pass that break this rule; * for all rules
      --strict              refuse warnings as errors; --allow still lets them pass
  -o, --output DIR          write DIR, one file per object and a kustomization.yaml, instead of standard output
      --check               write nothing: tell whether DIR of --output is what the values render
      --against FILE        write nothing: tell how what Helm rendered differs, - for standard input
      --graph               print the objects and how they connect, as a Mermaid flowchart, and no manifests
      --redirect-urls       print the URLs that the OAuth client must carry, one a line, and no manifests
  -h, --help                show this
      --version             show the version

Manifests go to standard output; findings, and what was written, to standard error.
Exit status: 0 rendered, or nothing differs; 1 values refused, or something differs; 2 wrong usage or unreadable file.
`;

/**
 * Reads the command line.
 *
 * @param args the arguments behind the command's name
 * @throws UsageError where they are wrong
 */
export function readArguments(args: readonly string[]): Arguments {
  const { values, positionals } = parse(args);
  if (values.help) {
    return { command: 'help' };
  }
  if (values.version) {
    return { command: 'version' };
  }
  const [releaseName, chart] = positionals;
  if (chart !== undefined) {
    throw new UsageError(`takes one RELEASE, got ${chart} too; leave out the chart, it is built in`);
  }
  const { 'managed-by': managedBy = 'cdk8s' } = values;
  if (!isManager(managedBy)) {
    throw new UsageError(`--managed-by must be ${MANAGERS.join(' or ')}, got ${managedBy}`);
  }
  const valuesFiles = values.values ?? [];
  if ([...valuesFiles, values.against].filter((file) => file === '-').length > 1) {
    throw new UsageError('- must be there once: standard input can be read once');
  }
  return {
    command: 'render',
    mode: readMode(values),
    valuesFiles,
    set: values.set ?? [],
    setString: values['set-string'] ?? [],
    options: {
      releaseName,
      namespace: values.namespace,
      managedBy,
      fidelity: readFidelity(values),
      allow: values.allow ?? [],
    },
    strict: values.strict ?? false,
  };
}

type Values = ReturnType<typeof parse>['values'];

function readFidelity({ fidelity = 'exact', correct = [] }: Values): Fidelity<DefectId> {
  if (!isFidelityWord(fidelity)) {
    throw new UsageError(`--fidelity must be ${FIDELITIES.join(' or ')}, got ${fidelity}`);
  }
  if (correct.length === 0) {
    return fidelity;
  }
  if (fidelity === 'corrected') {
    throw new UsageError('--correct must stand without --fidelity corrected, which fixes every defect');
  }
  return correct.map(readDefectId);
}

function readDefectId(text: string): DefectId {
  if (!isDefectId(text)) {
    const known = lineOf().defects.map(({ id }) => id);
    const meant = nearest(text, known);
    throw new UsageError(
      `--correct must be the id of a defect, got ${text || 'none'}; use ${meant ?? `one of ${known.join(', ')}`}`,
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
    throw new UsageError('--output needs the name of a folder, got none');
  }
  if (check && output === undefined) {
    throw new UsageError('--check needs --output DIR, the folder to compare with');
  }
  if (against !== undefined && output !== undefined) {
    throw new UsageError('--against and --output must not stand together: the one compares, the other writes');
  }
  for (const [instead, isGiven] of Object.entries({ 'redirect-urls': redirectUrls, graph })) {
    if (isGiven && (output !== undefined || against !== undefined)) {
      throw new UsageError(`--${instead} must stand without --output and --against: it prints no manifests`);
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

function isFidelityWord(word: string): word is (typeof FIDELITIES)[number] {
  return FIDELITIES.some((fidelity) => fidelity === word);
}

function isManager(word: string): word is (typeof MANAGERS)[number] {
  return MANAGERS.some((manager) => manager === word);
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    const [, unknown] = /^Unknown option '(-[^']*)'/.exec(messageOf(error)) ?? [];
    if (unknown === undefined) {
      throw new UsageError(messageOf(error));
    }
    const meant = nearest(unknown.replace(/^-+/, ''), Object.keys(OPTIONS));
    throw new UsageError(`unknown option ${unknown}${meant === undefined ? '' : `, did you mean --${meant}?`}`);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
