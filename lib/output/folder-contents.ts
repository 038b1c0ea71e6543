import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../kubernetes/manifest';
import { inApplyOrder } from './apply-order';
import { isOwnKustomization, KUSTOMIZATION_FILE, kustomizationYaml, listedFiles } from './kustomization';
import { manifestYaml } from './manifest-yaml';
import { OutputError } from './output-error';
import { isHiddenNeighbour, undisturbed } from './replace-folder';

/**
 * The files of an environment's folder by name: one per object, and the kustomization.yaml that lists them.
 *
 * @throws OutputError where two objects would have one file, or the name of one cannot be that of a file
 */
export function folderContents(manifests: readonly Manifest[]): ReadonlyMap<string, string> {
  const objects = new Map<string, Manifest>();
  for (const manifest of inApplyOrder(manifests)) {
    const file = fileName(manifest);
    const other = objects.get(file);
    if (other) {
      throw new OutputError(
        `two objects would be ${file}: ${describe(other)} and ${describe(manifest)}; give each a name of its own`,
      );
    }
    objects.set(file, manifest);
  }
  const files = new Map([...objects].map(([file, manifest]) => [file, manifestYaml(manifest)]));
  return files.set(KUSTOMIZATION_FILE, kustomizationYaml([...files.keys()]));
}

/** Writes the files of an environment into a folder. */
export function writeContents(folder: string, contents: ReadonlyMap<string, string>): void {
  for (const [name, text] of contents) {
    writeFileSync(join(folder, name), text);
  }
}

/** Files in an environment's folder that were not made here. */
export function foreignFiles(folder: string): readonly string[] {
  return undisturbed(folder, () => {
    const names = readdirSync(folder);
    const kustomization = join(folder, KUSTOMIZATION_FILE);
    const text = names.includes(KUSTOMIZATION_FILE) ? readFileSync(kustomization, 'utf8') : '';
    // Whoever added a file to our list still made that file.
    const listed = listedFiles(text).filter((name) => OWN_FILE.test(name));
    const own = new Set(isOwnKustomization(text) ? [KUSTOMIZATION_FILE, ...listed] : []);
    return names.filter((name) => !own.has(name));
  });
}

/** Files in a folder of environments that were not made here, by their paths in it. */
export function foreignFilesBelow(folder: string): readonly string[] {
  return undisturbed(folder, () =>
    readdirSync(folder, { withFileTypes: true })
      // A run that renders one environment at this moment.
      .filter(({ name }) => !isHiddenNeighbour(name))
      .flatMap((entry) =>
        entry.isDirectory()
          ? foreignFiles(join(folder, entry.name)).map((file) => join(entry.name, file))
          : [entry.name],
      ),
  );
}

/** Name of an object's file: see {@link fileName}. */
const OWN_FILE = /^[A-Za-z]+\.[^/]+\.k8s\.yaml$/;

/** An object with what tells it from another one of its kind and name: its namespace, its group and what it is part of. */
function describe({ apiVersion, kind, metadata: { name, namespace, labels } }: Manifest): string {
  const component = labels?.['app.kubernetes.io/component'];
  const place = namespace === undefined ? name : `${namespace}/${name}`;
  return `${apiVersion} ${kind} ${place}${component === undefined ? '' : ` of ${component}`}`;
}

function fileName({ kind, metadata }: Manifest): string {
  const name = `${kind}.${metadata.name}.k8s.yaml`;
  if (/[/\\]/.test(name)) {
    // Such a name gets this far only where its rule is allowed.
    throw new OutputError(`${name} cannot be a file: the name of an object must have no slash`);
  }
  return name;
}
