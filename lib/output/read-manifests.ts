import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CORE_SCHEMA, loadAll } from 'js-yaml';
import { KUSTOMIZATION_FILE } from './kustomization';
import type { Manifest } from './manifest';

/**
 * The objects of a stream of YAML documents, such as `helm template` and `helm get manifest` write.
 *
 * @throws YAMLException where the text is no YAML
 */
export function readManifests(text: string): Manifest[] {
  return loadAll(text, { schema: CORE_SCHEMA }).filter(isManifest);
}

/** The objects in the files of a folder; none where there is no folder. */
export function readFolder(folder: string): Manifest[] {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names
    .filter((name) => name.endsWith('.yaml') && name !== KUSTOMIZATION_FILE)
    .flatMap((name) => readManifests(readFileSync(join(folder, name), 'utf8')));
}

function isManifest(document: unknown): document is Manifest {
  return (
    typeof document === 'object' &&
    document !== null &&
    'kind' in document &&
    'metadata' in document &&
    typeof document.metadata === 'object'
  );
}
