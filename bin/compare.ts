import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { differences } from '../lib/app/differences';
import type { Manifest } from '../lib/kubernetes/manifest';
import { describeDifferences } from '../lib/output/differences';
import { folderContents } from '../lib/output/folder-contents';
import { OutputError } from '../lib/output/output-error';
import { readFolder, readManifests } from '../lib/output/read-manifests';
import { EXIT_STATUS, type ExitStatus } from './exit-status';
import { attempt, readBytes, say } from './files';

/** Compares a folder with the rendered objects: by object first, and by file if no object differs. */
export function compareWithFolder(folder: string, rendered: readonly Manifest[]): ExitStatus {
  const there = attempt(`read ${folder}`, () => readFolder(folder));
  if (compareObjects(there, rendered) === EXIT_STATUS.refused) {
    return EXIT_STATUS.refused;
  }
  const wanted = folderContents(rendered);
  const found = attempt(`read ${folder}`, () => readTexts(folder));
  const differing = [...new Set([...wanted.keys(), ...found.keys()])].filter(
    (name) => found.get(name) !== wanted.get(name),
  );
  if (differing.length === 0) {
    say(`${folder} is as rendered`);
    return EXIT_STATUS.fine;
  }
  for (const name of differing) {
    process.stdout.write(`${name}: ${wanted.has(name) ? 'is not as rendered' : 'is not rendered'}\n`);
  }
  return EXIT_STATUS.refused;
}

/** Compares the objects of a file, such as those that Helm rendered, with the rendered ones. */
export function compareWithFile(file: string, rendered: readonly Manifest[]): ExitStatus {
  const { bytes, name } = readBytes(file);
  const there = readManifests(bytes.toString('utf8'), name);
  if (there.length === 0) {
    // Most likely the command in front of the pipe failed.
    throw new OutputError(`${name} holds no Kubernetes objects to compare with`);
  }
  return compareObjects(ofThisRelease(there, rendered), rendered);
}

function compareObjects(there: readonly Manifest[], rendered: readonly Manifest[]): ExitStatus {
  const found = differences(there, rendered);
  if (found.length === 0) {
    return EXIT_STATUS.fine;
  }
  process.stdout.write(`${describeDifferences(found)}\n`);
  return EXIT_STATUS.refused;
}

/** Of everything that a chart renders, Backstage's objects and the API's route. */
function ofThisRelease(manifests: readonly Manifest[], rendered: readonly Manifest[]): Manifest[] {
  const isRendered = ({ kind, metadata: { name } }: Manifest) =>
    rendered.some((other) => other.kind === kind && other.metadata.name === name);
  const isBackstage = ({ metadata: { labels } }: Manifest) => labels?.['app.kubernetes.io/component'] === 'backstage';
  return manifests.filter((manifest) => isBackstage(manifest) || isRendered(manifest));
}

/** The entries of a folder with their texts; no text for an entry that is not a file. */
function readTexts(folder: string): ReadonlyMap<string, string | null> {
  const entries = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
  return new Map(entries.map((entry) => [entry.name, entry.isFile() ? readLines(join(folder, entry.name)) : null]));
}

/** Git may check out files with the line ends of Windows, which change nothing. */
function readLines(file: string): string {
  return readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
}
