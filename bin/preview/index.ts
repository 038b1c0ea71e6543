import { EXIT_STATUS, type ExitStatus } from '../../lib/app/exit-status';
import { log } from '../../lib/app/files';
import { type ParsedOptions, parseOptions, shown, UsageError } from '../../lib/app/parse-options';
import { InputError } from '../../lib/util/input-error';
import { isMap } from '../../lib/util/members';
import { OPTIONS, renderArguments } from '../arguments';
import { previewHost } from './host';
import { PROTOCOL, type PreviewModule } from './protocol';

/** The npm package with the server and the page. */
const PACKAGE = 'cdk8s-openchoreo-backstage-preview';

/** Options of rendering that a preview has, and its own. */
const { namespace, values, set, fidelity, correct, allow, against, help } = OPTIONS;
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
  port: { type: 'string' },
  help,
} as const;

const HELP = `Usage: backstage-synth preview [RELEASE] -f FILE... [options]

Serves a page on this machine that shows the values files in an editor, the findings beside the lines that cause them,
the rendered objects, their differences and their graph. The page follows each change that you type, and each change of
the files. It writes a file only when you save it. Ctrl+C ends the command.

Requires the npm package ${PACKAGE}.

  -f, --values FILE         values file to show; repeatable, later files override earlier ones
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
  const render = renderArguments(parsed);
  if (render.valuesFiles.length === 0) {
    throw new UsageError('preview requires a values file; add -f FILE');
  }
  if (render.valuesFiles.includes('-') || parsed.values.against === '-') {
    throw new UsageError('preview must not read standard input (-), because it reads its input again; use a file');
  }
  const { servePreview } = loadPackage();
  const host = previewHost(render);
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
    ({ message }: Error) => {
      const reason = message.replace(/^listen [A-Z]+: /, '');
      log(`backstage-synth: cannot serve the preview on port ${port}: ${reason}; use another --port`);
      process.exitCode = EXIT_STATUS.usage;
    },
  );
  return EXIT_STATUS.fine;
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
