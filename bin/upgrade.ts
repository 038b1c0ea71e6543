import { basename, dirname, join, resolve } from 'node:path';
import { describeUpgrade } from '../lib/app/describe-upgrade';
import { EXIT_STATUS, type ExitStatus } from '../lib/app/exit-status';
import { readBytes } from '../lib/app/files';
import { type ParsedOptions, parseOptions, shown, UsageError } from '../lib/app/parse-options';
import { log, print } from '../lib/app/streams';
import { upgradeLayers } from '../lib/app/upgrade-layers';
import type { ChartVersion } from '../lib/backstage/profile';
import { isChartVersion, knownVersions } from '../lib/lines';
import { FIDELITIES } from '../lib/values/fidelity';
import { MAX_VALUES_BYTES, readValues } from '../lib/values/load';
import { rewriteYaml } from '../lib/values/rewrite-yaml';
import { upgradeComments } from '../lib/values/upgrade/comments';
import { writeFiles } from './write-files';

const OPTIONS = {
  namespace: { type: 'string', short: 'n' },
  from: { type: 'string' },
  to: { type: 'string' },
  values: { type: 'string', short: 'f', multiple: true },
  fidelity: { type: 'string' },
  'new-names': { type: 'boolean' },
  output: { type: 'string', short: 'o' },
  'in-place': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

type Options = ParsedOptions<typeof OPTIONS>['values'];

const HELP = `Usage: backstage-synth upgrade [RELEASE] --from V --to V [-f FILE]... [options]

Upgrades values files from one version of the control-plane chart to another one. Comments, order and quotes stay.
Prints the new values to standard output, and a report to standard error. Invents no value: a key that you must set has
a comment "decide", and a placeholder that the new chart refuses.

      --from V              version of the chart that the values belong to: ${knownVersions()}
      --to V                version of the chart to upgrade to; it must not be older
  -f, --values FILE         read values from a YAML or JSON file, or from standard input if FILE is -; repeatable,
                            later files override earlier ones
  -n, --namespace NS        namespace of the release (default: openchoreo-control-plane)
      --fidelity FIDELITY   exact or corrected, as you render the values (default: exact)
      --new-names           use the new chart's names of objects, instead of the names that the objects have
  -o, --output DIR          write the files to DIR, which must not contain them
      --in-place            overwrite the files
  -h, --help                print this help

With --output and --in-place, keys that Helm refuses are in a file of their own: in portal.yaml, or in another file that
has such keys already. Render with all files, and let Helm read the other ones.

OpenChoreo supports upgrades to the next minor version only. Each portal must have the version of its control plane.
`;

/** Name of the file for keys that Helm refuses. */
const PORTAL_FILE = 'portal.yaml';

/** First line of that file. */
const PORTAL_HEADER = '# Keys that Helm refuses. Only backstage-synth reads this file.\n';

/** Upgrades values files. Prints or writes them, and prints the report. */
export function upgradeCommand(args: readonly string[]): ExitStatus {
  const { values: options, positionals } = parseOptions(args, OPTIONS);
  if (options.help) {
    print(HELP);
    return EXIT_STATUS.fine;
  }
  const [releaseName, ...more] = positionals;
  if (more.length > 0) {
    throw new UsageError(
      `accepts one RELEASE, got ${positionals.length} arguments; write -f FILE for each values file`,
    );
  }
  const target = readTarget(options);
  const files = options.values === undefined ? [NO_FILE] : options.values.map(readFile);
  const [from, to] = [readVersion('from', options.from), readVersion('to', options.to)];
  const { layers, moves, additions, report } = upgradeLayers(
    files.map(({ values }) => values),
    {
      from,
      to,
      releaseName,
      namespace: options.namespace,
      fidelity: readFidelity(options.fidelity),
      newNames: options['new-names'] ?? false,
      separate: target.name !== 'print',
      ours: files.findIndex(({ path }) => basename(path) === PORTAL_FILE),
    },
  );
  const comments = upgradeComments(report, additions);
  const texts = layers.map((values, index) => {
    const { name = PORTAL_FILE, text = PORTAL_HEADER } = files[index] ?? {};
    return rewriteYaml(text, name, { values, moves, comments, removed: `removed by the upgrade to chart ${to}` });
  });
  if (target.name === 'print') {
    print(texts.join(''));
  } else {
    const mayExist = target.name === 'in-place' ? files.map(({ path }) => path) : [];
    writeFiles(new Map(texts.map((text, index) => [pathOf(target, files, index), text])), mayExist);
  }
  log(describeUpgrade(report));
  return EXIT_STATUS.fine;
}

/** Place of the new files. */
type Target = { readonly name: 'print' | 'in-place' } | { readonly name: 'write'; readonly folder: string };

/** A values file: its path, and its content. */
interface ValuesFile {
  readonly path: string;
  readonly name: string;
  readonly text: string;
  readonly values: ReturnType<typeof readValues>;
}

/** File without values, whose upgrade has the values that the defaults become. */
const NO_FILE: ValuesFile = { path: '-', name: 'values', text: '', values: {} };

function readTarget({ output, 'in-place': inPlace = false, values: files = [] }: Options): Target {
  if (files.includes('')) {
    throw new UsageError('--values must not be empty; set it to a file, or to - for standard input');
  }
  if (files.filter((file) => file === '-').length > 1) {
    throw new UsageError('standard input (-) must be used only once, because it can be read only once');
  }
  if (output === '') {
    throw new UsageError('--output must not be empty; set it to a folder');
  }
  if (output !== undefined && inPlace) {
    throw new UsageError('--output must not be set together with --in-place; remove one of the two');
  }
  if (inPlace && (files.length === 0 || files.includes('-'))) {
    throw new UsageError('--in-place requires files; name each with -f, and do not use standard input');
  }
  if (output !== undefined) {
    const names = files.map(nameIn);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined) {
      throw new UsageError(`--output would write two files ${twice}; rename one of them, or use --in-place`);
    }
    return { name: 'write', folder: output };
  }
  if (!inPlace && files.length > 1) {
    throw new UsageError(
      'several files require --output or --in-place, because each has its own text; add one of the two',
    );
  }
  return { name: inPlace ? 'in-place' : 'print' };
}

function readFile(path: string): ValuesFile {
  const { bytes, name } = readBytes(path, MAX_VALUES_BYTES);
  return { path, name, text: bytes.toString('utf8'), values: readValues(bytes, name) };
}

function readVersion(option: 'from' | 'to', version: string | undefined): ChartVersion {
  if (version === undefined) {
    throw new UsageError(`--${option} is required; set it to a version of the chart: ${knownVersions()}`);
  }
  if (!isChartVersion(version)) {
    throw new UsageError(`--${option} must be one of ${knownVersions()}, got ${shown(version)}`);
  }
  return version;
}

function readFidelity(word = 'exact'): (typeof FIDELITIES)[number] {
  const fidelity = FIDELITIES.find((known) => known === word);
  if (fidelity === undefined) {
    throw new UsageError(`--fidelity must be ${FIDELITIES.join(' or ')}, got ${shown(word)}`);
  }
  return fidelity;
}

/** Returns the path of a file in the output. The last file may be the one for keys that Helm refuses. */
function pathOf(target: Target, files: readonly ValuesFile[], index: number): string {
  const { path = '-' } = files[index] ?? {};
  if (target.name === 'write') {
    return join(target.folder, index < files.length ? nameIn(path) : PORTAL_FILE);
  }
  return index < files.length ? path : join(dirname(resolve(files[0]?.path ?? '')), PORTAL_FILE);
}

function nameIn(path: string): string {
  return path === '-' ? 'values.yaml' : basename(path);
}
