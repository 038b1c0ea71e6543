import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Manifest } from '../../lib/kubernetes/manifest';
import { writeContents } from '../../lib/output/folder-contents';
import { foreignFiles, foreignFilesBelow } from '../../lib/output/foreign-files';
import { replaceFolder } from '../../lib/output/replace-folder';
import { type RunOwner, thisProcess } from '../../lib/output/run-owner';
import type { Stage } from '../../lib/output/stage';
import { runSteps } from '../../lib/util/steps';

/** Makes a folder for the files of a test, and returns its real path. */
export function temporaryFolder(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), 'output-')));
}

/** Returns the sorted names in a folder. */
export function list(folder: string): string[] {
  return readdirSync(folder).sort();
}

/** Returns an object that contains nothing but its kind and name. */
export function manifest(kind: string, name: string): Manifest {
  return { apiVersion: 'v1', kind, metadata: { name } };
}

/** Returns the name of the file of a ConfigMap. */
export function fileOf(name: string): string {
  return `ConfigMap.${name}.k8s.yaml`;
}

/** Replaces a folder with what a function writes. */
export function replaceBy(folder: string, write: (stage: Stage) => void, findForeign = foreignFiles): void {
  runSteps(
    replaceFolder(folder, findForeign, function* (stage) {
      yield write(stage);
    }),
  );
}

/** Replaces a folder with a folder that contains a ConfigMap for each name. */
export function replace(folder: string, ...names: string[]): void {
  replaceBy(folder, (stage) => writeContents(stage, '', configMaps(names)));
}

/** Replaces a folder with a folder that contains a folder and a ConfigMap for each environment. */
export function replaceAll(folder: string, ...environments: string[]): void {
  const write = (stage: Stage) => {
    for (const name of environments) {
      stage.makeFolder(name);
      writeContents(stage, name, configMaps([name]));
    }
  };
  replaceBy(folder, write, foreignFilesBelow);
}

function configMaps(names: readonly string[]): Manifest[] {
  return names.map((name) => manifest('ConfigMap', name));
}

/** Process that does not exist: the system counts ids from 1, up to a few millions. */
export const DEAD: Partial<RunOwner> = { pid: 2 ** 30 };

/** Makes the hidden folder of another run that replaces a target. Returns its path. */
export function otherRun(target: string, owner: Partial<RunOwner>, ageInMinutes = 0): string {
  const folder = join(dirname(target), `.${basename(target)}.synth-${randomUUID().replaceAll('-', '')}`);
  mkdirSync(folder);
  const ownerFile = join(folder, 'owner.json');
  writeFileSync(ownerFile, JSON.stringify({ ...thisProcess(), ...owner }));
  const time = Date.now() / 1000 - ageInMinutes * 60;
  utimesSync(ownerFile, time, time);
  return folder;
}
