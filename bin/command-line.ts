#!/usr/bin/env node
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeDifferences, differences } from '../lib/output/differences';
import { folderContents, foreignFiles, writeContents } from '../lib/output/folder-contents';
import { graph } from '../lib/output/graph';
import type { Manifest } from '../lib/output/manifest';
import { manifestStream } from '../lib/output/manifest-yaml';
import { readFolder, readManifests } from '../lib/output/read-manifests';
import { ForeignFilesError, replaceFolder } from '../lib/output/replace-folder';
import { renderManifests } from '../lib/render-manifests';
import { formatFindings, ValuesError } from '../lib/values/finding';
import { parseValues } from '../lib/values/load';
import { mergeValues, type YamlMap } from '../lib/values/merge';
import { resolveValues } from '../lib/values/resolve';
import { schema } from '../lib/values/schema';
import { SetError, setValues } from '../lib/values/set';
import { HELP, type RenderArguments, readArguments, UsageError } from './arguments';

const REFUSED = 1;
const USAGE = 2;

/** A file that cannot be read or written. */
class FileError extends Error {}

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

function render({
  output,
  check,
  against,
  redirectUrls,
  graph: asGraph,
  valuesFiles,
  set,
  setString,
  ...options
}: RenderArguments): void {
  const topLevel = Object.keys(schema.properties);
  const files = mergeValues(valuesFiles.map(readValues));
  const typed = set.reduce((values, assignments) => setValues(values, assignments, 'typed', topLevel), files);
  const values = setString.reduce((values, assignments) => setValues(values, assignments, 'string', topLevel), typed);
  if (redirectUrls) {
    const { values: effective, addresses } = resolveValues(values, options);
    process.stdout.write(effective.backstage.enabled ? addresses.redirectUrls.map((url) => `${url}\n`).join('') : '');
    return;
  }
  const manifests = renderManifests(values, {
    ...options,
    onWarning: (warning) => process.stderr.write(`${formatFindings([warning])}\n`),
  });
  if (against !== undefined) {
    const { text, name } = readText(against);
    const there = attempt(`parse ${name}`, () => readManifests(text));
    if (there.length === 0) {
      // Most likely the command in front of the pipe failed.
      throw new FileError(`${name} holds no Kubernetes objects to compare with`);
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
  for (const name of new Set([...rendered.keys(), ...there.keys()])) {
    if (there.get(name) !== rendered.get(name)) {
      process.stdout.write(`${name}: ${rendered.has(name) ? 'is not as rendered' : 'is not rendered'}\n`);
      process.exitCode = REFUSED;
    }
  }
}

/** The entries of a folder with their texts; no text for what is no file. */
function readTexts(folder: string): ReadonlyMap<string, string | null> {
  const entries = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
  return new Map(
    entries.map((entry) => [entry.name, entry.isFile() ? readFileSync(join(folder, entry.name), 'utf8') : null]),
  );
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

function readValues(file: string): YamlMap {
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

/** Runs a file operation; where the system refuses it, throws a FileError that says what it was. */
function attempt<T>(what: string, operation: () => T): T {
  try {
    return operation();
  } catch (error) {
    if (error instanceof ForeignFilesError) {
      throw new FileError(error.message);
    }
    throw new FileError(`cannot ${what}: ${reasonOf(error)}`);
  }
}

/** What the system says, less its code. */
function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.replace(/^[A-Z]+: /, '') : String(error);
}

function version(): string {
  const { version } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8'));
  return version;
}
