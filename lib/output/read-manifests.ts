import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CORE_SCHEMA, loadAll, YAMLException } from 'js-yaml';
import type { Manifest } from '../kubernetes/manifest';
import { yamlFault } from '../util/yaml-fault';
import { KUSTOMIZATION_FILE } from './kustomization';
import { OutputError } from './output-error';

/**
 * The objects of a stream of YAML documents, such as `helm template`, `helm get manifest` and `kubectl get` write.
 *
 * @param text the stream
 * @param name what to call the text in messages
 * @throws OutputError with line and column where the text is no YAML; nothing of the text is in it
 */
export function readManifests(text: string, name = 'manifests'): Manifest[] {
  return documents(text, name).flatMap(itemsOf).filter(isManifest);
}

/** The objects in the files of a folder; none where there is no folder. */
export function readFolder(folder: string): Manifest[] {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names
    .filter((name) => name.endsWith('.yaml') && name !== KUSTOMIZATION_FILE)
    .map((name) => join(folder, name))
    .flatMap((file) => readManifests(readFileSync(file, 'utf8'), file));
}

function documents(text: string, name: string): readonly unknown[] {
  try {
    return loadAll(text, { schema: CORE_SCHEMA });
  } catch (error) {
    if (!(error instanceof YAMLException)) {
      throw error;
    }
    const { line, column, reason } = yamlFault(error);
    throw new OutputError(`${name}:${line}:${column}: ${reason}; fix the YAML at this place`);
  }
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
