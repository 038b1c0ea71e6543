#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFolder } from '../lib/output/folder';
import { manifestStream } from '../lib/output/manifest-yaml';
import { renderManifests } from '../lib/render-manifests';
import { report, ValuesError } from '../lib/values/finding';
import { parseValues } from '../lib/values/load';
import { mergeValues, type YamlMap } from '../lib/values/merge';
import { SetError, setValues } from '../lib/values/set';
import { HELP, type RenderArguments, readArguments, UsageError } from './arguments';

const REFUSED = 1;
const USAGE = 2;

/** A file that cannot be read or written. */
class FileError extends Error {}

main(process.argv.slice(2));

function main(args: readonly string[]): void {
  // A reader that has seen enough, such as head, closes the pipe.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : USAGE));
  try {
    run(args);
  } catch (error) {
    if (error instanceof ValuesError) {
      process.stderr.write(`${error.message}\n`);
      process.exitCode = REFUSED;
    } else if (error instanceof UsageError || error instanceof SetError || error instanceof FileError) {
      process.stderr.write(`backstage-synth: ${error.message}\nSee backstage-synth --help\n`);
      process.exitCode = USAGE;
    } else {
      throw error;
    }
  }
}

function run(args: readonly string[]): void {
  const wanted = readArguments(args);
  switch (wanted.command) {
    case 'help':
      process.stdout.write(HELP);
      break;
    case 'version':
      process.stdout.write(`${version()}\n`);
      break;
    case 'render':
      render(wanted);
      break;
  }
}

function render({ output, valuesFiles, set, setString, ...options }: RenderArguments): void {
  const files = mergeValues(valuesFiles.map(readValues));
  const typed = set.reduce((values, assignments) => setValues(values, assignments, 'typed'), files);
  const values = setString.reduce((values, assignments) => setValues(values, assignments, 'string'), typed);
  const manifests = renderManifests(values, {
    ...options,
    onWarning: (warning) => process.stderr.write(`${report([warning])}\n`),
  });
  if (output === undefined) {
    process.stdout.write(manifestStream(manifests));
  } else {
    attempt(`write ${output}`, () => writeFolder(output, manifests));
  }
}

function readValues(file: string): YamlMap {
  const name = file === '-' ? 'standard input' : file;
  const bytes = attempt(`read ${name}`, () => readFileSync(file === '-' ? 0 : file));
  return parseValues(bytes, name);
}

/** Runs a file operation; where the system refuses it, throws a FileError that says what it was. */
function attempt<T>(what: string, operation: () => T): T {
  try {
    return operation();
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^\w+: /, '') : String(error);
    throw new FileError(`cannot ${what}: ${reason}`);
  }
}

function version(): string {
  const { version } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8'));
  return version;
}
