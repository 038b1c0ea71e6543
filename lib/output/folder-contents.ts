import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../kubernetes/manifest';
import { inApplyOrder } from './apply-order';
import { isOwnKustomization, KUSTOMIZATION_FILE, kustomizationYaml, listedFiles } from './kustomization';
import { manifestYaml } from './manifest-yaml';
import { OutputError } from './output-error';
import { isHiddenNeighbour, readConsistently } from './replace-folder';

/**
 * Returns the files of an environment's folder by name: one per object, and the kustomization.yaml that lists them.
 *
 * @throws OutputError if two objects would be written to the same file, or an object's name cannot be a file name
 */
export function folderContents(manifests: readonly Manifest[]): ReadonlyMap<string, string> {
  const objects = new Map<string, Manifest>();
  for (const manifest of inApplyOrder(manifests)) {
    const file = fileName(manifest);
    const other = objects.get(file);
    if (other) {
      throw new OutputError(
        `two objects would be written to ${file}: ${describe(other)} and ${describe(manifest)}; rename one of them`,
      );
    }
    objects.set(file, manifest);
  }
  const files = new Map([...objects].map(([file, manifest]) => [file, manifestYaml(manifest)]));
  return files.set(KUSTOMIZATION_FILE, kustomizationYaml([...files.keys()]));
}

/** Writes files into a folder, by name and content. */
export function writeContents(folder: string, contents: ReadonlyMap<string, string>): void {
  for (const [name, text] of contents) {
    writeFileSync(join(folder, name), text);
  }
}

/** Returns the names of files in an environment's folder that this package did not write. */
export function foreignFiles(folder: string): readonly string[] {
  return readConsistently(folder, () => {
    const names = readdirSync(folder);
    const kustomization = join(folder, KUSTOMIZATION_FILE);
    const text = names.includes(KUSTOMIZATION_FILE) ? readFileSync(kustomization, 'utf8') : '';
    // A user may have added a file to the list. So a listed file is ours only if its name has our pattern.
    const listed = listedFiles(text).filter((name) => OWN_FILE.test(name));
    const own = new Set(isOwnKustomization(text) ? [KUSTOMIZATION_FILE, ...listed] : []);
    return names.filter((name) => !own.has(name));
  });
}

/** Returns the files in a folder of environments that this package did not write, by their paths below the folder. */
export function foreignFilesBelow(folder: string): readonly string[] {
  return readConsistently(folder, () =>
    readdirSync(folder, { withFileTypes: true })
      // Ignore the temporary folder of another run that is rendering one of the environments.
      .filter(({ name }) => !isHiddenNeighbour(name))
      .flatMap((entry) =>
        entry.isDirectory()
          ? foreignFiles(join(folder, entry.name)).map((file) => join(entry.name, file))
          : [entry.name],
      ),
  );
}

/** Pattern of the names that {@link fileName} returns. */
const OWN_FILE = /^[A-Za-z]+\.[^/]+\.k8s\.yaml$/;

/** Describes an object with everything that may distinguish it from another object of the same kind and name. */
function describe({ apiVersion, kind, metadata: { name, namespace, labels } }: Manifest): string {
  const component = labels?.['app.kubernetes.io/component'];
  const place = namespace === undefined ? name : `${namespace}/${name}`;
  return `${apiVersion} ${kind} ${place}${component === undefined ? '' : ` of ${component}`}`;
}

/**
 * Returns the name of an object's file.
 *
 * @throws OutputError if the name of the object contains a slash
 */
function fileName({ kind, metadata }: Manifest): string {
  const name = `${kind}.${metadata.name}.k8s.yaml`;
  if (/[/\\]/.test(name)) {
    // A rule rejects such a name. This is reached only if the user allows that rule.
    throw new OutputError(`cannot write ${name}, because the name of the object contains a slash; rename the object`);
  }
  return name;
}
