import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorReport } from '../lib/app/error-report';
import { EXIT_STATUS, type ExitStatus, exitStatusOf } from '../lib/app/exit-status';
import { reasonOf } from '../lib/app/files';
import { log, print, writeDirectly } from '../lib/app/streams';
import { DEFAULT_VERSION } from '../lib/lines';
import { ValuesError } from '../lib/values/finding';
import { foundConfig, readArguments } from './arguments';
import { render } from './render';

/** Runs a command with its arguments. */
type Command = (args: readonly string[]) => ExitStatus | Promise<ExitStatus>;

/** Commands by name. Each loads its code when it runs, so that rendering starts faster. */
const COMMANDS: ReadonlyMap<string, () => Command> = new Map([
  ['render', () => renderCommand],
  ['upgrade', () => (require('./upgrade') as typeof import('./upgrade')).upgradeCommand],
  ['effects', () => (require('./effects') as typeof import('./effects')).effectsCommand],
  ['preview', () => (require('./preview') as typeof import('./preview')).previewCommand],
  ['hand-over', () => (require('./hand-over') as typeof import('./hand-over')).handOverCommand],
]);

const isDirect = writeDirectly(reportLostOutput);

/** Name of what the run did, for the cache of compiled code. Unset if it failed or printed help: that needs little code. */
export let purpose: string | undefined;
main(process.argv.slice(2)).then((status) => {
  // A failure of standard output may have set it before.
  process.exitCode ??= status;
  // All is written. Without this, Node.js frees its memory first, which takes time. Signals that came during the run are
  // handled before. The server of the preview goes on.
  if (isDirect && process.argv[2] !== 'preview') {
    setImmediate(() => process.exit());
  }
});

/** Runs the command that the first argument names. Without a name, the arguments are those of `render`. */
async function main(args: readonly string[]): Promise<ExitStatus> {
  const [name = ''] = args;
  const command = COMMANDS.get(name);
  try {
    if (command === undefined) {
      return await renderCommand(args);
    }
    purpose = args.includes('--help') || args.includes('-h') ? undefined : name;
    return await command()(args.slice(1));
  } catch (error) {
    purpose = undefined;
    const status = exitStatusOf(error);
    const report = errorReport(error);
    const help = command === undefined ? '--help' : `${name} --help`;
    const hint = status === EXIT_STATUS.usage ? `\nSee backstage-synth ${help}` : '';
    // A report about values has one line per finding, in the form of warnings.
    log(error instanceof ValuesError ? report : `backstage-synth: ${report}${hint}`);
    return status;
  }
}

function renderCommand(args: readonly string[]): ExitStatus | Promise<ExitStatus> {
  const parsed = readArguments(args, foundConfig());
  switch (parsed.command) {
    case 'help':
      print((require('./help') as typeof import('./help')).HELP);
      return EXIT_STATUS.fine;
    case 'version':
      print(`${version()}\n`);
      return EXIT_STATUS.fine;
    case 'config':
      purpose = `config ${parsed.options.mode.name}`;
      return (require('./render-config') as typeof import('./render-config')).renderConfig(parsed.file, parsed.options);
    case 'render':
      purpose = `${parsed.mode.name} ${parsed.options.chartVersion ?? DEFAULT_VERSION}`;
      return render(parsed);
  }
}

/**
 * Reports that standard output failed. A reader such as `head` closes the pipe when it has read enough. That does not
 * change the exit status.
 */
function reportLostOutput(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') {
    log(`backstage-synth: cannot write standard output: ${reasonOf(error)}`);
    process.exitCode = EXIT_STATUS.notWritten;
  }
}

function version(): string {
  const { version } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8'));
  return version;
}
