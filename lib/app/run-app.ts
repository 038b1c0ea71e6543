import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { OutputError } from '../output/output-error';
import { summary } from '../output/summary';
import { isSystemError } from '../util/system-error';
import { formatFindings, ValuesError } from '../values/finding';
import { type Environments, type SynthesizeOptions, synthesize } from './synthesize';

/**
 * Runs a cdk8s app: renders the environments into the folder that the cdk8s CLI sets in `CDK8S_OUTDIR`, or into `dist`.
 *
 * The app accepts two options: `--only NAME` renders one environment, and `--strict` treats warnings as errors. It
 * prints findings and a summary to standard error. If values or options are invalid, or the output cannot be written,
 * it sets the exit status 1. The previous output then stays unchanged.
 *
 * @param environments environments by name, which is also the name of the folder in the output
 * @throws Error if the program has a bug
 */
export function runApp(environments: Environments): void {
  try {
    run(environments);
  } catch (error) {
    if (!isExpected(error)) {
      throw error;
    }
    console.error(error.message);
    process.exitCode = 1;
  }
}

function run(environments: Environments): void {
  const { only, strict } = parseArgs({ options: { only: { type: 'string' }, strict: { type: 'boolean' } } }).values;
  const outdir = process.env.CDK8S_OUTDIR ?? 'dist';
  const showProgress = progressLine();
  let written = {};
  const onProgress: SynthesizeOptions['onProgress'] = (rendered, all, objects) => {
    written = only === undefined ? { environment: rendered, object: objects } : { object: objects };
    showProgress(rendered, all);
  };
  const findings = synthesize(environments, outdir, { only, strict, onProgress });
  if (findings.length > 0) {
    console.error(formatFindings(findings));
  }
  const warnings = findings.filter(({ severity }) => severity === 'warning');
  const folder = only === undefined ? outdir : join(outdir, only);
  console.error(summary(folder, { ...written, warning: warnings.length }));
}

/** Whether a user can fix the error. For a bug in the program, Node.js prints the stack. */
function isExpected(error: unknown): error is Error {
  return error instanceof ValuesError || error instanceof OutputError || isSystemError(error) || isWrongUsage(error);
}

function isWrongUsage(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_');
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
