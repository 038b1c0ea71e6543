import { readConfig } from '../lib/app/config/read-config';
import type { ExitStatus } from '../lib/app/exit-status';
import { Reporter } from '../lib/app/report/reporter';
import { runEnvironments } from '../lib/app/run/run-environments';
import type { RunOptions } from '../lib/app/run/run-options';
import { checkOnly } from './arguments';

/** Renders what a configuration file describes, and writes or compares it, depending on the options. */
export async function renderConfig(file: string, options: RunOptions): Promise<ExitStatus> {
  const config = configOf(file, options);
  if (typeof config === 'number') {
    return config;
  }
  checkOnly(options.only, file, config.isFlat);
  return runEnvironments(config, { ...options, strict: options.strict || config.strict });
}

/** Reads a configuration file. Returns the exit status if the file is wrong, and the report has told it. */
function configOf(file: string, { report }: RunOptions) {
  try {
    return readConfig(file);
  } catch (error) {
    return new Reporter(report).endWith(error);
  }
}
