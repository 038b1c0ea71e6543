import type { App } from 'cdk8s';
import { Construct } from 'constructs';
import { keepObjectsOnly, refuseTemplates } from './cdk8s-cli';
import { errorReport } from './error-report';
import { EXIT_STATUS, type ExitStatus, exitStatusOf } from './exit-status';
import { runConstructs } from './run/run-constructs';
import { runEnvironments } from './run/run-environments';
import { parseRunOptions, RUN_HELP, type RunOptions } from './run/run-options';
import { print } from './streams';
import type { Environments } from './synthesize';

/**
 * Runs a cdk8s app: renders the environments into the folder that the cdk8s CLI sets in `CDK8S_OUTDIR`, or into `dist`.
 * If `CDK8S_RECORD_CONSTRUCT_METADATA` is `true`, as for validation plugins of the cdk8s CLI, it also writes
 * `construct-metadata.json`. Of an app of constructs, it prints the warnings and runs `synth()`, which writes to the
 * folder of that app.
 *
 * The app accepts the options that `--help` prints, for example `--only NAME`, `--check`, `--strict` and `--format`. It
 * prints findings and a summary to standard error. If values or options are invalid, or the output cannot be written, it
 * prints the error and sets the exit status of `backstage-synth`. The previous output then stays unchanged. If the
 * process receives SIGINT, SIGTERM or SIGHUP, it removes its temporary files before it ends.
 *
 * @param app environments by name, which is also the name of the folder in the output; or a cdk8s app, which accepts
 * all options except `--only`
 * @returns a promise that is fulfilled when the app has written its output, or reported why not
 */
export async function runApp(app: Environments | App): Promise<void> {
  try {
    const options = parseRunOptions();
    if (options === undefined) {
      print(HELP);
    } else {
      process.exitCode = await (isApp(app) ? runConstructs(app, options) : run(app, options));
    }
  } catch (error) {
    process.exitCode = exitStatusOf(error);
    console.error(errorReport(error));
  }
}

const HELP = `Usage: node main.js [options]

Renders each environment into its folder of the output: dist, or the folder in CDK8S_OUTDIR.

${RUN_HELP}`;

async function run(environments: Environments, options: RunOptions): Promise<ExitStatus> {
  const { CDK8S_OUTDIR: outdir = 'dist', CDK8S_RECORD_CONSTRUCT_METADATA: recording } = process.env;
  refuseTemplates(outdir);
  const status = await runEnvironments(
    { environments, outdir, recordConstructMetadata: recording === 'true' },
    options,
  );
  if (options.mode.name === 'write' && status === EXIT_STATUS.fine) {
    keepObjectsOnly(outdir, options.only === undefined ? Object.keys(environments) : [options.only]);
  }
  return status;
}

/** Checks whether a value is a cdk8s app. It may belong to another copy of cdk8s. */
function isApp(app: Environments | App): app is App {
  return Construct.isConstruct(app);
}
