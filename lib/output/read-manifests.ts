import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CORE_SCHEMA, loadAll } from 'js-yaml';
import { KUSTOMIZATION_FILE } from './kustomization';
import type { Manifest } from './manifest';

/**
 * The objects of a stream of YAML documents, such as `helm template`, `helm get manifest` and `kubectl get` write.
 *
 * @throws YAMLException where the text is no YAML
 */
export function readManifests(text: string): Manifest[] {
  return loadAll(text, { schema: CORE_SCHEMA }).flatMap(itemsOf).filter(isManifest);
}

/** The objects in the files of a folder; none where there is no folder. */
export function readFolder(folder: string): Manifest[] {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names
    .filter((name) => name.endsWith('.yaml') && name !== KUSTOMIZATION_FILE)
    .flatMap((name) => readManifests(readFileSync(join(folder, name), 'utf8')));
}

/** What is in a list, which `kubectl get` makes of several objects. */
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
