#!/usr/bin/env node
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeDifferences, differences } from '../lib/output/differences';
import { folderContents, foreignFiles, writeContents } from '../lib/output/folder-contents';
import { graph } from '../lib/output/graph';
import type { Manifest } from '../lib/output/manifest';
import { manifestStream } from '../lib/output/manifest-yaml';
import { OutputError } from '../lib/output/output-error';
import { readFolder, readManifests } from '../lib/output/read-manifests';
import { replaceFolder } from '../lib/output/replace-folder';
import { summary } from '../lib/output/summary';
import { isSystemError } from '../lib/output/system-error';
import { renderManifests } from '../lib/render-manifests';
import { type Finding, formatFindings, refuseWarnings, ValuesError } from '../lib/values/finding';
import { parseValues } from '../lib/values/load';
import { mergeValues } from '../lib/values/merge';
import { resolveValues } from '../lib/values/resolve';
import { schema, type Values } from '../lib/values/schema';
import { SetError, setValues } from '../lib/values/set';
import { HELP, type RenderArguments, readArguments, UsageError } from './arguments';

const REFUSED = 1;
const USAGE = 2;

/** Errors whose message says it all. Of any other, the stack is wanted, too. */
const EXPECTED = [UsageError, SetError, OutputError];

main(process.argv.slice(2));

function main(args: readonly string[]): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // A reader that has seen enough, such as head, closes the pipe.
    if (error.code !== 'EPIPE') {
      process.stderr.write(`backstage-synth: cannot write standard output: ${reasonOf(error)}\n`);
    }
    process.exit(error.code === 'EPIPE' ? 0 : USAGE);
  });
  try {
    run(args);
  } catch (error) {
    if (error instanceof ValuesError) {
      process.stderr.write(`${error.message}\n`);
      process.exitCode = REFUSED;
    } else if (error instanceof Error && EXPECTED.some((type) => error instanceof type)) {
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

function render({
  output,
  check,
  against,
  redirectUrls,
  graph: asGraph,
  valuesFiles,
  set,
  setString,
  strict,
  ...options
}: RenderArguments): void {
  const topLevel = Object.keys(schema.properties);
  const files = mergeValues(valuesFiles.map(readValues));
  const typed = set.reduce((values, assignments) => setValues(values, assignments, 'typed', topLevel), files);
  const values = setString.reduce((values, assignments) => setValues(values, assignments, 'string', topLevel), typed);
  if (redirectUrls) {
    const { values: effective, addresses, warnings } = resolveValues(values, options);
    if (strict) {
      refuseWarnings(warnings);
    }
    process.stdout.write(effective.backstage.enabled ? addresses.redirectUrls.map((url) => `${url}\n`).join('') : '');
    return;
  }
  const warnings: Finding[] = [];
  const manifests = renderManifests(values, { ...options, onWarning: (warning) => warnings.push(warning) });
  if (strict) {
    refuseWarnings(warnings);
  }
  if (warnings.length > 0) {
    say(formatFindings(warnings));
  }
  if (against !== undefined) {
    const { text, name } = readText(against);
    const there = readManifests(text, name);
    if (there.length === 0) {
      // Most likely the command in front of the pipe failed.
      throw new OutputError(`${name} holds no Kubernetes objects to compare with`);
    }
    compare(ofThisRelease(there, manifests), manifests);
  } else if (asGraph) {
    process.stdout.write(graph(manifests));
  } else if (output === undefined) {
    process.stdout.write(manifestStream(manifests));
  } else if (check) {
    checkFolder(output, manifests);
  } else {
    attempt(`write ${output}`, () =>
      replaceFolder(output, foreignFiles, (stage) => writeContents(stage, folderContents(manifests))),
    );
    say(summary(output, { object: manifests.length, warning: warnings.length }));
  }
}

/** Compares a folder with what is rendered: by object first, and by file where no object differs. */
function checkFolder(folder: string, manifests: readonly Manifest[]): void {
  const differ = compare(
    attempt(`read ${folder}`, () => readFolder(folder)),
    manifests,
  );
  if (differ) {
    return;
  }
  const rendered = folderContents(manifests);
  const there = attempt(`read ${folder}`, () => readTexts(folder));
  const differing = [...new Set([...rendered.keys(), ...there.keys()])].filter(
    (name) => there.get(name) !== rendered.get(name),
  );
  if (differing.length === 0) {
    say(`${folder} is as rendered`);
    return;
  }
  for (const name of differing) {
    process.stdout.write(`${name}: ${rendered.has(name) ? 'is not as rendered' : 'is not rendered'}\n`);
  }
  process.exitCode = REFUSED;
}

/** The entries of a folder with their texts, lines ending as on Unix; no text for what is no file. */
function readTexts(folder: string): ReadonlyMap<string, string | null> {
  const entries = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
  return new Map(entries.map((entry) => [entry.name, entry.isFile() ? readLines(join(folder, entry.name)) : null]));
}

/** Git may check out files with the line ends of Windows, which change nothing. */
function readLines(file: string): string {
  return readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
}

/** Says how the objects that are there differ from those rendered, and ends with status 1 if they do. */
function compare(there: readonly Manifest[], rendered: readonly Manifest[]): boolean {
  const found = differences(there, rendered);
  if (found.length > 0) {
    process.stdout.write(`${describeDifferences(found)}\n`);
    process.exitCode = REFUSED;
  }
  return found.length > 0;
}

/** Of everything that a chart renders, what is Backstage's, and the API's route. */
function ofThisRelease(manifests: readonly Manifest[], rendered: readonly Manifest[]): Manifest[] {
  const isRendered = ({ kind, metadata: { name } }: Manifest) =>
    rendered.some((other) => other.kind === kind && other.metadata.name === name);
  const isBackstage = ({ metadata: { labels } }: Manifest) => labels?.['app.kubernetes.io/component'] === 'backstage';
  return manifests.filter((manifest) => isBackstage(manifest) || isRendered(manifest));
}

function readValues(file: string): Values {
  const { bytes, name } = readBytes(file);
  return parseValues(bytes, name);
}

function readText(file: string): { text: string; name: string } {
  const { bytes, name } = readBytes(file);
  return { text: bytes.toString('utf8'), name };
}

function readBytes(file: string): { bytes: Buffer; name: string } {
  const name = file === '-' ? 'standard input' : file;
  return { bytes: attempt(`read ${name}`, () => readFileSync(file === '-' ? 0 : file)), name };
}

/** Runs a file operation; where the system refuses it, throws an OutputError that says what it was. */
function attempt<T>(what: string, operation: () => T): T {
  try {
    return operation();
  } catch (error) {
    throw isSystemError(error) ? new OutputError(`cannot ${what}: ${reasonOf(error)}`) : error;
  }
}

/** What the system says, less its code. */
function reasonOf({ message }: NodeJS.ErrnoException): string {
  return message.replace(/^[A-Z]+: /, '');
}

/** Says something beside the output. */
function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

function version(): string {
  const { version } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8'));
  return version;
}
