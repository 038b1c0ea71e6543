import { parseArgs } from 'node:util';
import { type Environments, type SynthesizeOptions, synthesize } from './synthesize';
import { formatFindings } from './values/finding';

/**
 * What a cdk8s app does: renders the environments into the folder that the cdk8s CLI names, or `dist`.
 *
 * `--only NAME` renders one. Findings go to standard error. Where values are refused the process ends with status 1, and
 * the previous output stays.
 */
export function runApp(environments: Environments): void {
  try {
    const { values } = parseArgs({ options: { only: { type: 'string' } } });
    const outdir = process.env.CDK8S_OUTDIR ?? 'dist';
    const warnings = synthesize(environments, outdir, { ...values, onProgress: progressLine() });
    if (warnings.length > 0) {
      console.error(formatFindings(warnings));
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

/** Shows on a terminal how far a run has got that takes longer than a second, and clears the line at its end. */
function progressLine(): SynthesizeOptions['onProgress'] {
  if (!process.stderr.isTTY) {
    return undefined;
  }
  const start = performance.now();
  return (rendered, all) => {
    if (performance.now() - start > 1000) {
      process.stderr.write(rendered === all ? '\r\x1b[K' : `\r${rendered} of ${all} environments`);
    }
  };
}
