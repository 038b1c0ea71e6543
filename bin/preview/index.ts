import { EXIT_STATUS, type ExitStatus } from '../../lib/app/exit-status';
import { type ParsedOptions, parseOptions, shown, UsageError } from '../../lib/app/parse-options';
import { log } from '../../lib/app/streams';
import { InputError } from '../../lib/util/input-error';
import { isMap } from '../../lib/util/members';
import { isOpenedInput } from '../../lib/util/read-bounded';
import { configOf, foundConfig, OPTIONS, renderArguments } from '../arguments';
import { previewHost } from './host';
import { inputOfArguments, inputOfConfig, type PreviewInput } from './input';
import { PROTOCOL, type PreviewModule } from './protocol';

/** The npm package with the server and the page. */
const PACKAGE = 'cdk8s-openchoreo-backstage-preview';

/** Options of rendering that a preview has, and its own. */
const { namespace, values, set, fidelity, correct, allow, against, config, only, help } = OPTIONS;
const PREVIEW_OPTIONS = {
  namespace,
  values,
  set,
  'set-string': OPTIONS['set-string'],
  'set-json': OPTIONS['set-json'],
  'set-file': OPTIONS['set-file'],
  'set-literal': OPTIONS['set-literal'],
  'chart-version': OPTIONS['chart-version'],
  'kube-version': OPTIONS['kube-version'],
  'managed-by': OPTIONS['managed-by'],
  'namespace-object': OPTIONS['namespace-object'],
  fidelity,
  correct,
  allow,
  against,
  config,
  only,
  port: { type: 'string' },
  help,
} as const;

const HELP = `Usage: backstage-synth preview [RELEASE] -f FILE... [options]
       backstage-synth preview [--config FILE] [--only NAME] [options]

Serves a page on this machine that shows the values files in an editor, the findings beside the lines that cause them,
the rendered objects, their differences and their graph. The page follows each change that you type, and each change of
the files. It writes a file only when you save it. Ctrl+C ends the command.

Without RELEASE and options that describe a release, it shows what backstage.config.yaml describes, and compares it with
the folder of its output.

Requires the npm package ${PACKAGE}.

  -f, --values FILE         values file to show; repeatable, later files override earlier ones
      --config FILE         show what this file describes (default: backstage.config.yaml, if it exists)
      --only NAME           environment of that file to show; required if it describes several
      --against PATH        compare with the objects in a folder or a file, too
      --port PORT           port of the page (default: any free port)
  -h, --help                print this help

--set and the other options that set values, --namespace, --namespace-object, --chart-version, --kube-version,
--managed-by, --fidelity, --correct and --allow are the same as in backstage-synth --help.
`;

/** Serves the page until a signal ends the process. */
export function previewCommand(args: readonly string[]): ExitStatus {
  const parsed = parseOptions(args, PREVIEW_OPTIONS);
  if (parsed.values.help) {
    process.stdout.write(HELP);
    return EXIT_STATUS.fine;
  }
  const port = readPort(parsed.values);
  const input = readInput(parsed);
  const { servePreview } = loadPackage();
  const host = previewHost(input);
  for (const file of host.paths.keys()) {
    host.read(file);
  }
  servePreview(host, port).then(
    ({ url, close }) => {
      process.stdout.write(`${url}\n`);
      log('The preview runs until you press Ctrl+C.');
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
        process.once(signal, () => void close());
      }
    },
    ({ message, code }: NodeJS.ErrnoException) => {
      const reason = message.replace(/^listen [A-Z]+: /, '');
      const [place, fix] = port === 0 ? ['', ''] : [` on port ${port}`, '; use another --port'];
      const isAddress = code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT';
      log(`backstage-synth: cannot serve the preview${place}: ${reason}${isAddress ? NO_LOOPBACK : fix}`);
      process.exitCode = EXIT_STATUS.usage;
    },
  );
  return EXIT_STATUS.fine;
}

/** Fix for a machine without the address of the server. */
const NO_LOOPBACK = '; enable IPv4 on the loopback interface of this machine';

/** Returns what to show: what the configuration file describes, or the command line. */
function readInput({ values, positionals }: ParsedOptions<typeof PREVIEW_OPTIONS>): PreviewInput {
  const { port: _, ...options } = values;
  const config = configOf(options, positionals, foundConfig());
  const input =
    config === undefined
      ? inputOfArguments(renderArguments({ values: options, positionals }))
      : inputOfConfig(config, options);
  if (input.valuesFiles.length === 0) {
    const fix = config === undefined ? 'add -f FILE, or write backstage.config.yaml' : `add values to ${config}`;
    throw new UsageError(`preview requires a values file; ${fix}`);
  }
  const once = [...input.valuesFiles, input.base?.path ?? ''].find((path) => path === '-' || isOpenedInput(path));
  if (once !== undefined) {
    throw new UsageError(
      `preview reads its input again and again, but ${once === '-' ? 'standard input (-)' : once} can be read only once; save it as a file`,
    );
  }
  return input;
}

function readPort({ port = '0' }: ParsedOptions<typeof PREVIEW_OPTIONS>['values']): number {
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new UsageError(`--port must be an integer from 0 to 65535, got ${shown(port)}`);
  }
  return Number(port);
}

/**
 * Loads the npm package. It is looked up beside this one, and not in the working directory, whose code may be that of
 * somebody else.
 *
 * @throws InputError if it is missing, or made for another version of this package
 */
function loadPackage(): PreviewModule {
  if (!isInstalled(PACKAGE)) {
    throw new InputError(
      `preview requires the npm package ${PACKAGE}, which is missing; run npm install --save-dev ${PACKAGE}, or npm run build:preview in a clone`,
    );
  }
  const exported = load(PACKAGE);
  if (!isPreview(exported)) {
    throw new InputError(
      `the npm package ${PACKAGE} belongs to another version of backstage-synth; install both packages in the same version`,
    );
  }
  return exported;
}

function isInstalled(name: string): boolean {
  try {
    require.resolve(name);
    return true;
  } catch {
    return false;
  }
}

/** Loads a module. The bundle of the command does not contain it, because its name is a variable. */
function load(name: string): unknown {
  return require(name);
}

function isPreview(exported: unknown): exported is PreviewModule {
  return isMap(exported) && exported.protocol === PROTOCOL && typeof exported.servePreview === 'function';
}
