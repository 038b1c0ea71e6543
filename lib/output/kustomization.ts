import { manifestYaml } from './manifest-yaml';

/** Name of the file that makes a folder a Kustomize base, and says that the folder is ours. */
export const KUSTOMIZATION_FILE = 'kustomization.yaml';

/** First line of the file: a folder whose kustomization.yaml begins with it is ours to replace. */
const MARK = '# Made by cdk8s-openchoreo-backstage, which replaces this folder as a whole: change it in an overlay.';

/** A kustomization.yaml that lists the files of its folder, in the order in which to apply them. */
export function kustomizationYaml(files: readonly string[]): string {
  const kustomization = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources: files };
  return `${MARK}\n${manifestYaml(kustomization)}`;
}

/** Whether a text is a kustomization.yaml that was made here. */
export function isOwnKustomization(text: string): boolean {
  return text.startsWith(MARK);
}

/** The files that a kustomization.yaml made here lists. */
export function listedFiles(text: string): string[] {
  return [...text.matchAll(/^ {2}- (.+)$/gm)].map(([, file = '']) => file.replace(/^'(.*)'$/, '$1'));
}
