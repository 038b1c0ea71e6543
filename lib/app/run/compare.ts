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
import { attempt, readBytes } from '../files';
import { type Comparison, differenceText, type FileDifference } from '../report/report';
import { readObjects } from './objects-in';

/** Compares the objects in a folder with the rendered objects. If none differs, compares the files. */
export function compareWithFolder(
  folder: string,
  rendered: readonly Manifest[],
  options: DifferencesOptions,
): Comparison {
  const existing = attempt('read', folder, () => readFolder(folder));
  const objects = compareObjects(existing, rendered, options, { prune: true });
  if (objects.differences.length > 0) {
    return objects;
  }
  const expected = folderContents(rendered);
  const found = attempt('read', folder, () => readTexts(folder, expected));
  const differing = [...new Set([...expected.keys(), ...found.keys()])].filter(
    (name) => found.get(name) !== expected.get(name),
  );
  return fileDifferences(
    differing.map((file) => ({ file: join(folder, file), change: changeOf(expected.has(file), found.has(file)) })),
  );
}

/** Returns a comparison that found differences of files only. */
export function fileDifferences(found: readonly FileDifference[]): Comparison {
  const lines = found.map((difference) => `${printable(differenceText(difference))}\n`);
  return { differences: found, effects: [], text: lines.join(''), unused: [] };
}

function changeOf(isRendered: boolean, exists: boolean): FileDifference['change'] {
  return !isRendered ? 'removed' : exists ? 'changed' : 'added';
}

/**
 * Compares objects with the rendered ones. They are, for example, the output of `helm get manifest`, or a folder of
 * another version.
 *
 * @param path path of a file or folder, or `-` for standard input
 * @param acceptances differences that are accepted
 * @throws InputError if the path contains no objects
 */
export function compareWith(
  path: string,
  rendered: readonly Manifest[],
  options: DifferencesOptions,
  acceptances: readonly Acceptance[],
): Comparison {
  const existing = readObjects(path);
  if (existing.length === 0) {
    const fix =
      path === '-'
        ? 'check that the command before the pipe printed manifests'
        : 'set --against to a file or folder of manifests, such as the output of helm get manifest';
    const name = path === '-' ? STANDARD_INPUT : path;
    throw new InputError(`${name} contains no Kubernetes objects to compare; ${fix}`);
  }
  // Another tool may have applied these objects. An applier of the output does not delete them.
  return compareObjects(ofThisRelease(existing, rendered), rendered, options, { prune: false }, acceptances);
}

/** Reads a file of accepted differences, if there is one. */
export function acceptancesIn(file: string | undefined): Acceptance[] {
  if (file === undefined) {
    return [];
  }
  const { bytes, name } = readBytes(file, MAX_VALUES_BYTES);
  return readAcceptances(bytes.toString('utf8'), name);
}

/** Compares objects with the rendered ones, except for differences that are accepted. */
export function compareObjects(
  existing: readonly Manifest[],
  rendered: readonly Manifest[],
  options: DifferencesOptions,
  { prune }: Required<Pick<EffectsOptions, 'prune'>>,
  acceptances: readonly Acceptance[] = [],
): Comparison {
  const all = differences(existing, rendered, options);
  const { differences: found, unused } = withoutAccepted(all, [...existing, ...rendered], acceptances);
  if (found.length === 0) {
    return { differences: [], effects: [], text: '', unused };
  }
  const effectsFound = effects(existing, rendered, { prune });
  const effectsText =
    effectsFound.length === 0 ? '' : `\nEffects of applying the rendered objects:\n${describeEffects(effectsFound)}\n`;
  return {
    differences: found,
    effects: effectsFound,
    text: `${describeDifferences(found)}\n${effectsText}`,
    unused,
  };
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
