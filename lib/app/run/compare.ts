import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type EffectsOptions, effects } from '../../kubernetes/effects';
import type { Manifest } from '../../kubernetes/manifest';
import { type Acceptance, readAcceptances, withoutAccepted } from '../../output/accepted-differences';
import { describeDifferences } from '../../output/differences';
import { describeEffects } from '../../output/effects-text';
import { folderContents } from '../../output/folder-contents';
import { MAX_MANIFESTS_BYTES, readFolder } from '../../output/read-manifests';
import { InputError } from '../../util/input-error';
import { printable } from '../../util/printable';
import { readBounded } from '../../util/read-bounded';
import { MAX_VALUES_BYTES, STANDARD_INPUT } from '../../values/load';
import { type DifferencesOptions, differences } from '../differences';
import { EXIT_STATUS, type ExitStatus } from '../exit-status';
import { attempt, readBytes } from '../files';
import { differenceText, type FileDifference } from '../report/report';
import type { Reporter } from '../report/reporter';
import { readObjects } from './objects-in';

/** Settings of a comparison, and the reporter that prints its result. */
export interface Comparison extends DifferencesOptions {
  readonly reporter: Reporter;
}

/** Compares a folder with the rendered objects. Prints the objects that differ. If none differs, compares the files. */
export function compareWithFolder(folder: string, rendered: readonly Manifest[], comparison: Comparison): ExitStatus {
  const { reporter } = comparison;
  const existing = attempt('read', folder, () => readFolder(folder));
  if (compareObjects(existing, rendered, comparison, { prune: true }) === EXIT_STATUS.differs) {
    return EXIT_STATUS.differs;
  }
  const expected = folderContents(rendered);
  const found = attempt('read', folder, () => readTexts(folder, expected));
  const differing = [...new Set([...expected.keys(), ...found.keys()])].filter(
    (name) => found.get(name) !== expected.get(name),
  );
  if (differing.length === 0) {
    reporter.note(printable(`${folder} is up to date`));
    return EXIT_STATUS.fine;
  }
  for (const file of differing) {
    const difference: FileDifference = {
      file: join(folder, file),
      change: changeOf(expected.has(file), found.has(file)),
    };
    reporter.add({ differences: [difference] }, `${printable(differenceText(difference))}\n`);
  }
  return EXIT_STATUS.differs;
}

function changeOf(isRendered: boolean, exists: boolean): FileDifference['change'] {
  return !isRendered ? 'removed' : exists ? 'changed' : 'added';
}

/** Compares objects, for example the output of `helm get manifest` or the output of another version, with the rendered. */
export function compareWith(
  { path, accept }: { readonly path: string; readonly accept?: string },
  rendered: readonly Manifest[],
  comparison: Comparison,
): ExitStatus {
  const existing = readObjects(path);
  if (existing.length === 0) {
    const fix =
      path === '-'
        ? 'check that the command before the pipe printed manifests'
        : 'set --against to a file or folder of manifests, such as the output of helm get manifest';
    const name = path === '-' ? STANDARD_INPUT : path;
    throw new InputError(`${name} contains no Kubernetes objects to compare; ${fix}`);
  }
  const acceptances = accept === undefined ? [] : readAcceptanceFile(accept);
  // Another tool may have applied these objects. An applier of the output does not delete them.
  return compareObjects(ofThisRelease(existing, rendered), rendered, comparison, { prune: false }, acceptances);
}

function readAcceptanceFile(file: string): Acceptance[] {
  const { bytes, name } = readBytes(file, MAX_VALUES_BYTES);
  return readAcceptances(bytes.toString('utf8'), name);
}

function compareObjects(
  existing: readonly Manifest[],
  rendered: readonly Manifest[],
  { reporter, ...options }: Comparison,
  { prune }: Required<Pick<EffectsOptions, 'prune'>>,
  acceptances: readonly Acceptance[] = [],
): ExitStatus {
  const all = differences(existing, rendered, options);
  const { differences: found, unused } = withoutAccepted(all, [...existing, ...rendered], acceptances);
  for (const each of unused) {
    reporter.note(`--accept: ${each} accepts no difference; remove it`);
  }
  if (found.length === 0) {
    return EXIT_STATUS.fine;
  }
  reporter.add({ differences: found }, `${describeDifferences(found)}\n`);
  const effectsFound = effects(existing, rendered, { prune });
  if (effectsFound.length > 0) {
    const text = `\nEffects of applying the rendered objects:\n${describeEffects(effectsFound)}\n`;
    reporter.add({ effects: effectsFound }, text);
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
