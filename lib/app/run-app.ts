import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { OutputError } from '../output/output-error';
import { summary } from '../output/summary';
import { isSystemError } from '../util/system-error';
import { formatFindings, ValuesError } from '../values/finding';
import { type Environments, type SynthesizeOptions, synthesize } from './synthesize';

/**
 * What a cdk8s app does: renders the environments into the folder that the cdk8s CLI names, or `dist`.
 *
 * `--only NAME` renders one, `--strict` refuses warnings as errors. Findings go to standard error, and at the end what was
 * written. Where values are refused the process ends with status 1, and the previous output stays.
 *
 * @param environments the environments by the names of their folders
 * @throws whatever is a fault in the program
 */
export function runApp(environments: Environments): void {
  try {
    run(environments);
  } catch (error) {
    if (!isRefusal(error)) {
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

/** Whether the message says it all; of a fault in the program, the stack is wanted, too. */
function isRefusal(error: unknown): error is Error {
  return error instanceof ValuesError || error instanceof OutputError || isSystemError(error) || isOfArguments(error);
}

function isOfArguments(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_');
}

/** Shows on a terminal how far a run has got that takes longer than a second, and clears the line at its end. */
function progressLine(): (rendered: number, all: number) => void {
  const start = performance.now();
  return (rendered, all) => {
    if (process.stderr.isTTY && performance.now() - start > 1000) {
      process.stderr.write(rendered === all ? '\r\x1b[K' : `\r${rendered} of ${all} environments`);
    }
  };
}
