import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from './manifest';
import { manifestYaml } from './manifest-yaml';

/** Writes the manifests into a folder, one file per object, named `<Kind>.<name>.k8s.yaml`. */
export function writeFolder(folder: string, manifests: readonly Manifest[]): void {
  mkdirSync(folder, { recursive: true });
  for (const manifest of manifests) {
    writeFileSync(join(folder, fileName(manifest)), manifestYaml(manifest));
  }
}

function fileName({ kind, metadata }: Manifest): string {
  return `${kind}.${metadata.name}.k8s.yaml`;
}
