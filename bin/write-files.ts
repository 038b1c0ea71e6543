import { chmodSync, existsSync, mkdirSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { attempt } from '../lib/app/files';
import { OutputError } from '../lib/output/output-error';

/**
 * Writes files, all of them or none. It first writes each of them beside its place, under a temporary name.
 *
 * @param texts text of each file, by path
 * @param mayExist paths of the files that it may overwrite
 * @throws OutputError if a file exists that must not, or if the system refuses to write
 */
export function writeFiles(texts: ReadonlyMap<string, string>, mayExist: readonly string[]): void {
  const existing = [...texts.keys()].find((path) => !mayExist.includes(path) && existsSync(path));
  if (existing !== undefined) {
    throw new OutputError(`cannot write ${existing}: it exists already; pass it with -f too, or move it away`);
  }
  const temporary = new Map<string, string>();
  try {
    for (const [path, text] of texts) {
      attempt('write', path, () => {
        mkdirSync(dirname(path), { recursive: true });
        // A link stays a link, and its target changes.
        const target = existsSync(path) ? realpathSync(path) : path;
        const beside = `${target}.${process.pid}.tmp`;
        temporary.set(beside, target);
        writeFileSync(beside, text, { flag: 'wx' });
        if (existsSync(target)) {
          chmodSync(beside, statSync(target).mode);
        }
      });
    }
    for (const [beside, target] of temporary) {
      attempt('write', target, () => renameSync(beside, target));
    }
  } finally {
    for (const beside of temporary.keys()) {
      rmSync(beside, { force: true });
    }
  }
}
