import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { summary } from '../output/summary';
import { runStepsWithPauses } from '../util/steps';
import { formatFindings } from '../values/finding';
import { errorReport } from './error-report';
import { exitStatusOf } from './exit-status';
import { type Environments, type SynthesizeOptions, synthesizeInSteps } from './synthesize';

/**
 * Runs a cdk8s app: renders the environments into the folder that the cdk8s CLI sets in `CDK8S_OUTDIR`, or into `dist`.
 *
 * The app accepts two options: `--only NAME` renders one environment, and `--strict` treats warnings as errors. It
 * prints findings and a summary to standard error. If values or options are invalid, or the output cannot be written,
 * it prints the error and sets the exit status of `backstage-synth`. The previous output then stays unchanged. If the
 * process receives SIGINT, SIGTERM or SIGHUP, it removes its temporary files before it ends.
 *
 * @param environments environments by name, which is also the name of the folder in the output
 * @returns a promise that is fulfilled when the app has written its output, or reported why not
 */
export async function runApp(environments: Environments): Promise<void> {
  try {
    await run(environments);
  } catch (error) {
    process.exitCode = exitStatusOf(error);
    console.error(errorReport(error));
  }
}

async function run(environments: Environments): Promise<void> {
  const { only, strict } = parseArgs({ options: { only: { type: 'string' }, strict: { type: 'boolean' } } }).values;
  const outdir = process.env.CDK8S_OUTDIR ?? 'dist';
  const showProgress = progressLine();
  let written = {};
  const onProgress: SynthesizeOptions['onProgress'] = (rendered, all, objects) => {
    written = only === undefined ? { environment: rendered, object: objects } : { object: objects };
    showProgress(rendered, all);
  };
  const findings = await runStepsWithPauses(synthesizeInSteps(environments, outdir, { only, strict, onProgress }));
  if (findings.length > 0) {
    console.error(formatFindings(findings));
  }
  const warnings = findings.filter(({ severity }) => severity === 'warning');
  const folder = only === undefined ? outdir : join(outdir, only);
  console.error(summary(folder, { ...written, warning: warnings.length }));
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
