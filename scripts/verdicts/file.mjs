// Reads and writes the file of verdicts: objects with the answers of an API server, and its version.
import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';

const FOLDER = new URL('../../test/kubernetes/verdicts/', import.meta.url);
const FILE = new URL('objects.jsonl.gz', FOLDER);

/** Returns the version of Kubernetes, and the objects with its answers. */
export function readVerdicts() {
  const [first, ...verdicts] = gunzipSync(readFileSync(FILE)).toString().trimEnd().split('\n').map(JSON.parse);
  return { version: first.version, verdicts };
}

export function writeVerdicts(version, verdicts) {
  const lines = [{ version }, ...verdicts].map((line) => `${JSON.stringify(line)}\n`);
  writeFileSync(FILE, gzipSync(lines.join(''), { level: 9 }));
}

/** Returns the known differences between our checks and the API server, with their reasons. */
export function readExceptions() {
  return JSON.parse(readFileSync(new URL('exceptions.json', FOLDER), 'utf8'));
}
