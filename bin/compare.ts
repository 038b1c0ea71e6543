import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type DifferencesOptions, differences } from '../lib/app/differences';
import { EXIT_STATUS, type ExitStatus } from '../lib/app/exit-status';
import { type EffectsOptions, effects } from '../lib/kubernetes/effects';
import type { Manifest } from '../lib/kubernetes/manifest';
import { describeDifferences } from '../lib/output/differences';
import { describeEffects } from '../lib/output/effects-text';
import { folderContents } from '../lib/output/folder-contents';
import { MAX_MANIFESTS_BYTES, readFolder, readManifests } from '../lib/output/read-manifests';
import { InputError } from '../lib/util/input-error';
import { printable } from '../lib/util/printable';
import { readBounded } from '../lib/util/read-bounded';
import { attempt, log, readBytes } from './files';

/** Compares a folder with the rendered objects. Prints the objects that differ. If none differs, compares the files. */
export function compareWithFolder(
  folder: string,
  rendered: readonly Manifest[],
  options: DifferencesOptions,
): ExitStatus {
  const existing = attempt('read', folder, () => readFolder(folder));
  if (compareObjects(existing, rendered, options, { prune: true }) === EXIT_STATUS.differs) {
    return EXIT_STATUS.differs;
  }
  const expected = folderContents(rendered);
  const found = attempt('read', folder, () => readTexts(folder, expected));
  const differing = [...new Set([...expected.keys(), ...found.keys()])].filter(
    (name) => found.get(name) !== expected.get(name),
  );
  if (differing.length === 0) {
    log(printable(`${folder} is up to date`));
    return EXIT_STATUS.fine;
  }
  for (const name of differing) {
    process.stdout.write(`${printable(`${name}: ${differenceOf(expected.has(name), found.has(name))}`)}\n`);
  }
  return EXIT_STATUS.differs;
}

/** Describes how a file of a folder differs. */
function differenceOf(isRendered: boolean, exists: boolean): string {
  if (!isRendered) {
    return 'is not part of the rendered output';
  }
  return exists ? 'differs from the rendered file' : 'is missing';
}

/** Compares the objects in a file, for example the output of `helm get manifest`, with the rendered objects. */
export function compareWithFile(file: string, rendered: readonly Manifest[], options: DifferencesOptions): ExitStatus {
  const { bytes, name } = readBytes(file, MAX_MANIFESTS_BYTES);
  const existing = readManifests(bytes.toString('utf8'), name);
  if (existing.length === 0) {
    const fix =
      file === '-'
        ? 'check that the command before the pipe printed manifests'
        : 'set --against to a file of manifests, such as the output of helm get manifest';
    throw new InputError(`${name} contains no Kubernetes objects to compare; ${fix}`);
  }
  // Another tool may have applied these objects. An applier of the output does not delete them.
  return compareObjects(ofThisRelease(existing, rendered), rendered, options, { prune: false });
}

function compareObjects(
  existing: readonly Manifest[],
  rendered: readonly Manifest[],
  options: DifferencesOptions,
  { prune }: Required<Pick<EffectsOptions, 'prune'>>,
): ExitStatus {
  const found = differences(existing, rendered, options);
  if (found.length === 0) {
    return EXIT_STATUS.fine;
  }
  process.stdout.write(`${describeDifferences(found)}\n`);
  const effectsFound = effects(existing, rendered, { prune });
  if (effectsFound.length > 0) {
    process.stdout.write(`\nEffects of applying the rendered objects:\n${describeEffects(effectsFound)}\n`);
  }
  return EXIT_STATUS.differs;
}

/** Returns Backstage's objects, and objects with the kind and name of a rendered one, such as the API's route. */
export function ofThisRelease(manifests: readonly Manifest[], rendered: readonly Manifest[]): Manifest[] {
  const isRendered = ({ kind, metadata: { name } }: Manifest) =>
    rendered.some((other) => other.kind === kind && other.metadata.name === name);
  const isBackstage = ({ metadata: { labels } }: Manifest) => labels?.['app.kubernetes.io/component'] === 'backstage';
  return manifests.filter((manifest) => isBackstage(manifest) || isRendered(manifest));
}

/** Reads a folder: names of entries with their text, or with null if the entry is not a file, or not expected. */
function readTexts(folder: string, expected: ReadonlyMap<string, string>): ReadonlyMap<string, string | null> {
  const entries = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
  return new Map(
    entries.map((entry) => [
      entry.name,
      entry.isFile() && expected.has(entry.name) ? readLines(join(folder, entry.name)) : null,
    ]),
  );
}

/** Reads a text file. Git may check it out with Windows line endings, which do not count as a difference. */
function readLines(file: string): string {
  return readBounded(file, MAX_MANIFESTS_BYTES).toString('utf8').replaceAll('\r\n', '\n');
}
