import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { inApplyOrder } from './apply-order';
import { isOwnKustomization, KUSTOMIZATION_FILE, kustomizationYaml, listedFiles } from './kustomization';
import type { Manifest } from './manifest';
import { manifestYaml } from './manifest-yaml';

// A folder of output is written beside its place and then takes it by a rename: whoever looks sees the old one or the new
// one, whole, however the run ends.

/** Thrown where a folder holds files that were not made here, which must not be lost. */
export class ForeignFilesError extends Error {
  constructor(folder: string, files: readonly string[]) {
    const shown = files.slice(0, 5).join(', ');
    const more = files.length > 5 ? ` and ${files.length - 5} more` : '';
    super(`${folder} holds files that were not made here: ${shown}${more}; move them, or choose another folder`);
    this.name = 'ForeignFilesError';
  }
}

/** The files of an environment's folder by name: one per object, and the kustomization.yaml that lists them. */
export function folderContents(manifests: readonly Manifest[]): ReadonlyMap<string, string> {
  const files = new Map(inApplyOrder(manifests).map((manifest) => [fileName(manifest), manifestYaml(manifest)]));
  return files.set(KUSTOMIZATION_FILE, kustomizationYaml([...files.keys()]));
}

/** Writes the files of an environment into a new folder. */
export function writeContents(folder: string, contents: ReadonlyMap<string, string>): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of contents) {
    writeFileSync(join(folder, name), text);
  }
}

/**
 * Replaces a folder by what `write` puts into an empty one.
 *
 * @param ownership tells which files in the folder were not made here
 * @throws ForeignFilesError where there are such files; whatever `write` throws. The folder is then as it was.
 */
export function replaceFolder(
  folder: string,
  ownership: (folder: string) => readonly string[],
  write: (stage: string) => void,
): void {
  const target = resolve(folder);
  removeLeftovers(target);
  refuseForeignFiles(folder, ownership);
  const stage = besides(target, 'new');
  try {
    mkdirSync(stage, { recursive: true });
    write(stage);
    // Files that came in the meantime are not to be lost either.
    refuseForeignFiles(folder, ownership);
    swap(stage, target);
  } catch (error) {
    rmSync(stage, { recursive: true, force: true });
    throw error;
  }
}

/** Files in an environment's folder that were not made here. */
export function foreignFiles(folder: string): readonly string[] {
  if (!existsSync(folder)) {
    return [];
  }
  const names = readdirSync(folder);
  const kustomization = join(folder, KUSTOMIZATION_FILE);
  const text = names.includes(KUSTOMIZATION_FILE) ? readFileSync(kustomization, 'utf8') : '';
  const own = isOwnKustomization(text) ? [KUSTOMIZATION_FILE, ...listedFiles(text)] : [];
  return names.filter((name) => !own.includes(name));
}

/** Files in a folder of environments that were not made here, by their paths in it. */
export function foreignFilesBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) {
    return [];
  }
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? foreignFiles(path).map((file) => join(name, file)) : [name];
  });
}

function refuseForeignFiles(folder: string, ownership: (folder: string) => readonly string[]): void {
  const foreign = ownership(folder);
  if (foreign.length > 0) {
    throw new ForeignFilesError(folder, foreign);
  }
}

/** Puts `stage` in the place of `target`. Of two runs at once, the later one's output stays. */
function swap(stage: string, target: string): void {
  const old = besides(target, 'old');
  for (;;) {
    if (existsSync(target)) {
      rmSync(old, { recursive: true, force: true });
      renameIfThere(target, old);
    }
    try {
      renameSync(stage, target);
      break;
    } catch (error) {
      if (!isSystemError(error, 'ENOTEMPTY', 'EEXIST')) {
        throw error;
      }
    }
  }
  rmSync(old, { recursive: true, force: true });
}

function renameIfThere(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!isSystemError(error, 'ENOENT')) {
      throw error;
    }
  }
}

function isSystemError(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

/** A hidden neighbour of the folder, of this process only. */
function besides(target: string, what: 'new' | 'old'): string {
  return join(dirname(target), `.${basename(target)}.${process.pid}.${what}`);
}

/** Clears what runs left that were killed; puts back the output of one that was killed between its two renames. */
function removeLeftovers(target: string): void {
  const parent = dirname(target);
  const names = existsSync(parent) ? readdirSync(parent) : [];
  for (const name of names) {
    const [, base, pid, what] = /^\.(.+)\.(\d+)\.(new|old)$/.exec(name) ?? [];
    if (base !== basename(target) || isRunning(Number(pid))) {
      continue;
    }
    const leftover = join(parent, name);
    if (what === 'old' && !existsSync(target)) {
      renameSync(leftover, target);
    } else {
      rmSync(leftover, { recursive: true, force: true });
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !isSystemError(error, 'ESRCH');
  }
}

function fileName({ kind, metadata }: Manifest): string {
  return `${kind}.${metadata.name}.k8s.yaml`;
}
