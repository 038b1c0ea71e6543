import { manifestYaml } from './manifest-yaml';
import { FILE_START } from './mark';

/** Name of the file that makes a folder a Kustomize base. */
export const KUSTOMIZATION_FILE = 'kustomization.yaml';

/** Returns the text of a kustomization.yaml that lists the files of its folder, in the order in which to apply them. */
export function kustomizationYaml(files: readonly string[]): string {
  const kustomization = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources: files };
  return `${FILE_START}${manifestYaml(kustomization)}`;
}
