import type { Manifest } from '../kubernetes/manifest';
import { isPortableName } from '../util/file-name';
import { inApplyOrder } from './apply-order';
import { KUSTOMIZATION_FILE, kustomizationYaml } from './kustomization';
import { manifestYaml } from './manifest-yaml';
import { FILE_START } from './mark';
import { OutputError } from './output-error';
import type { Stage } from './stage';

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
  const files = new Map([...objects].map(([file, manifest]) => [file, `${FILE_START}${manifestYaml(manifest)}`]));
  return files.set(KUSTOMIZATION_FILE, kustomizationYaml([...files.keys()]));
}

/**
 * Writes the folder of an environment.
 *
 * @param folder path of the folder below the stage, or an empty text for the stage itself
 * @throws OutputError as {@link folderContents} does
 */
export function writeContents(stage: Stage, folder: string, manifests: readonly Manifest[]): void {
  const secrets = new Set(manifests.filter(holdsSecrets).map(fileName));
  for (const [name, text] of folderContents(manifests)) {
    stage.write(folder === '' ? name : `${folder}/${name}`, text, secrets.has(name));
  }
}

/** Whether an object contains secrets, not only references to them. */
function holdsSecrets(manifest: Manifest): boolean {
  return manifest.kind === 'Secret' && ('data' in manifest || 'stringData' in manifest);
}

/** Describes an object with everything that may distinguish it from another object of the same kind and name. */
function describe({ apiVersion, kind, metadata: { name, namespace, labels } }: Manifest): string {
  const component = labels?.['app.kubernetes.io/component'];
  const place = namespace === undefined ? name : `${namespace}/${name}`;
  return `${apiVersion} ${kind} ${place}${component === undefined ? '' : ` of ${component}`}`;
}

/**
 * Returns the name of an object's file.
 *
 * @throws OutputError if the name of the object contains a slash, or a character that Windows refuses
 */
function fileName({ kind, metadata }: Manifest): string {
  const name = `${kind}.${metadata.name}.k8s.yaml`;
  if (/[/\\]/.test(name)) {
    // A rule rejects such a name. This is reached only if the user allows that rule.
    throw new OutputError(`cannot write ${name}, because the name of the object contains a slash; rename the object`);
  }
  if (!isPortableName(name)) {
    throw new OutputError(
      `cannot write ${name}, because Windows refuses a character in the name of the object; rename the object`,
    );
  }
  return name;
}
