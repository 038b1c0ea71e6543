#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OutputError } from '../lib/output/output-error';
import { ValuesError } from '../lib/values/finding';
import { SetError } from '../lib/values/set';
import { HELP, readArguments, UsageError } from './arguments';
import { EXIT_STATUS, type ExitStatus } from './exit-status';
import { log, reasonOf } from './files';
import { render } from './render';

/** Errors that a user can fix. Any other error is a bug in this program, so Node.js prints its stack. */
const EXPECTED = [UsageError, SetError, OutputError];

process.stdout.on('error', endWithoutOutput);
process.exitCode = main(process.argv.slice(2));

function main(args: readonly string[]): ExitStatus {
  try {
    return run(args);
  } catch (error) {
    if (error instanceof ValuesError) {
      log(error.message);
      return EXIT_STATUS.refused;
    }
    if (error instanceof Error && EXPECTED.some((type) => error instanceof type)) {
      log(`backstage-synth: ${error.message}\nSee backstage-synth --help`);
      return EXIT_STATUS.usage;
    }
    throw error;
  }
}

function run(args: readonly string[]): ExitStatus {
  const parsed = readArguments(args);
  switch (parsed.command) {
    case 'help':
      process.stdout.write(HELP);
      return EXIT_STATUS.fine;
    case 'version':
      process.stdout.write(`${version()}\n`);
      return EXIT_STATUS.fine;
    case 'render':
      return render(parsed);
  }
}

/**
 * Ends the process after standard output failed. A reader such as `head` closes the pipe when it has read enough. That
 * does not change the exit status.
 */
function endWithoutOutput(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') {
    log(`backstage-synth: cannot write standard output: ${reasonOf(error)}`);
  }
  process.exit(error.code === 'EPIPE' ? process.exitCode : EXIT_STATUS.usage);
}

function version(): string {
  const { version } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8'));
  return version;
}
