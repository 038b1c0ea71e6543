import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CORE_SCHEMA, loadAll } from 'js-yaml';
import type { Manifest } from '../kubernetes/manifest';
import { checkInput } from '../util/check-argument';
import { InputError } from '../util/input-error';
import { MEBIBYTE, readBounded } from '../util/read-bounded';
import { text as textShape } from '../util/shape';
import { exceededLimit } from '../util/tree-limits';
import { parsing } from '../util/yaml-fault';
import { KUSTOMIZATION_FILE } from './kustomization';

/** Maximum number of bytes of a file of manifests. */
export const MAX_MANIFESTS_BYTES = 4 * MEBIBYTE;

/** Bounds of the objects in a file. */
const LIMITS = { values: 500_000, depth: 100, characters: 2 * MEBIBYTE };

/**
 * Returns the objects in a stream of YAML documents, for example the output of `helm template`, `helm get manifest` or
 * `kubectl get -o yaml`.
 *
 * @param text text of the stream
 * @param name name of the text in messages
 * @throws InputError with line and column, if the text is not YAML; the message quotes nothing of the text
 * @throws InputError if the objects have more than 500,000 values, more than 100 maps and lists inside each other, or a
 * text of more than 2,097,152 characters
 */
export function readManifests(text: string, name = 'manifests'): Manifest[] {
  checkInput('readManifests', 'text', text, textShape);
  return documents(text, name).flatMap(itemsOf).filter(isManifest);
}

/**
 * Reads the objects in the files of a folder. Returns none if the folder does not exist.
 *
 * @throws InputError if a file is not YAML, or the files have more than 4 MiB together
 */
export function readFolder(folder: string): Manifest[] {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  let size = 0;
  return names
    .filter((name) => name.endsWith('.yaml') && name !== KUSTOMIZATION_FILE)
    .map((name) => join(folder, name))
    .flatMap((file) => {
      const bytes = readBounded(file, MAX_MANIFESTS_BYTES);
      size += bytes.length;
      if (size > MAX_MANIFESTS_BYTES) {
        throw new InputError(`${folder}: must have at most 4 MiB of YAML, got more; check that it is the right folder`);
      }
      return readManifests(bytes.toString('utf8'), file);
    });
}

function documents(text: string, name: string): readonly unknown[] {
  const found = parsing(name, () => loadAll(text, { schema: CORE_SCHEMA }));
  const exceeded = exceededLimit(found, LIMITS);
  if (exceeded) {
    throw new InputError(`${name}: must have ${exceeded.bound}, got more; ${exceeded.fix}`);
  }
  return found;
}

/** Returns the objects of a List, as `kubectl get` prints several objects, or the document itself. */
function itemsOf(document: unknown): readonly unknown[] {
  const isList = typeof document === 'object' && document !== null && 'items' in document;
  return isList && Array.isArray(document.items) ? document.items : [document];
}

function isManifest(document: unknown): document is Manifest {
  return (
    typeof document === 'object' &&
    document !== null &&
    'kind' in document &&
    typeof document.kind === 'string' &&
    'metadata' in document &&
    typeof document.metadata === 'object' &&
    document.metadata !== null &&
    'name' in document.metadata &&
    typeof document.metadata.name === 'string'
  );
}
