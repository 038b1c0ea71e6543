import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { App } from 'cdk8s';
import { Construct } from 'constructs';
import { warningsOf } from '../constructs/warnings';
import { summary } from '../output/summary';
import { printable } from '../util/printable';
import { runStepsWithPauses } from '../util/steps';
import { type Finding, formatFindings, refuseWarnings } from '../values/finding';
import { keepObjectsOnly, refuseTemplates } from './cdk8s-cli';
import { errorReport } from './error-report';
import { EXIT_STATUS, exitStatusOf } from './exit-status';
import { type Environments, type SynthesizeOptions, synthesizeInSteps } from './synthesize';

/**
 * Runs a cdk8s app: renders the environments into the folder that the cdk8s CLI sets in `CDK8S_OUTDIR`, or into `dist`.
 * If `CDK8S_RECORD_CONSTRUCT_METADATA` is `true`, as for validation plugins of the cdk8s CLI, it also writes
 * `construct-metadata.json`. Of an app of constructs, it prints the warnings and runs `synth()`, which writes to the folder of that app.
 *
 * The app accepts two options: `--only NAME` renders one environment, and `--strict` treats warnings as errors. It
 * prints findings and a summary to standard error. If values or options are invalid, or the output cannot be written,
 * it prints the error and sets the exit status of `backstage-synth`. The previous output then stays unchanged. If the
 * process receives SIGINT, SIGTERM or SIGHUP, it removes its temporary files before it ends.
 *
 * @param app environments by name, which is also the name of the folder in the output; or a cdk8s app, which accepts
 * only `--strict`
 * @returns a promise that is fulfilled when the app has written its output, or reported why not
 */
export async function runApp(app: Environments | App): Promise<void> {
  try {
    if (isApp(app)) {
      runConstructs(app);
    } else {
      await run(app);
    }
  } catch (error) {
    process.exitCode = exitStatusOf(error);
    console.error(errorReport(error));
  }
}

async function run(environments: Environments): Promise<void> {
  const { only, strict } = parseArgs({ options: { only: { type: 'string' }, strict: { type: 'boolean' } } }).values;
  const { CDK8S_OUTDIR: outdir = 'dist', CDK8S_RECORD_CONSTRUCT_METADATA: recording } = process.env;
  refuseTemplates(outdir);
  const showProgress = progressLine();
  let written = {};
  const onProgress: SynthesizeOptions['onProgress'] = (rendered, all, objects) => {
    written = only === undefined ? { environment: rendered, object: objects } : { object: objects };
    showProgress(rendered, all);
  };
  const recordConstructMetadata = recording === 'true';
  const options = { only, strict, recordConstructMetadata, onProgress };
  const findings = await runStepsWithPauses(synthesizeInSteps(environments, outdir, options));
  keepObjectsOnly(outdir, only === undefined ? Object.keys(environments) : [only]);
  print(findings);
  const warnings = findings.filter(({ severity }) => severity === 'warning');
  const folder = only === undefined ? outdir : join(outdir, only);
  console.error(summary(folder, { ...written, warning: warnings.length }));
}

/** Checks whether a value is a cdk8s app. It may belong to another copy of cdk8s. */
function isApp(app: Environments | App): app is App {
  return Construct.isConstruct(app);
}

/** Synthesizes an app of constructs. */
function runConstructs(app: App): void {
  const { strict } = parseArgs({ options: { strict: { type: 'boolean' } } }).values;
  const findings = warningsOf(app);
  if (strict) {
    refuseWarnings(findings);
  }
  print(findings);
  const problems = app.node.findAll().flatMap(({ node }) => node.validate());
  if (problems.length > 0) {
    process.exitCode = EXIT_STATUS.refused;
    console.error(problems.map((problem) => printable(`error ${problem}`)).join('\n'));
    return;
  }
  app.synth();
}

function print(findings: readonly Finding[]): void {
  if (findings.length > 0) {
    console.error(formatFindings(findings));
  }
}

/** Returns a function that shows the progress on a terminal, once a run takes longer than a second. */
function progressLine(): (rendered: number, all: number) => void {
  const start = performance.now();
  return (rendered, all) => {
    if (process.stderr.isTTY && performance.now() - start > 1000) {
      process.stderr.write(rendered === all ? '\r\x1b[K' : `\r${rendered} of ${all} environments`);
    }
  };
}
