import { manifestYaml } from './manifest-yaml';

/** Name of the file that makes a folder a Kustomize base, and that marks the folder as written by this package. */
export const KUSTOMIZATION_FILE = 'kustomization.yaml';

/** First line of the file. This package replaces only folders whose kustomization.yaml begins with it. */
const MARK = '# Made by cdk8s-openchoreo-backstage, which replaces this folder as a whole: change it in an overlay.';

/** Returns the text of a kustomization.yaml that lists the files of its folder, in the order in which to apply them. */
export function kustomizationYaml(files: readonly string[]): string {
  const kustomization = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources: files };
  return `${MARK}\n${manifestYaml(kustomization)}`;
}

/** Whether a text is a kustomization.yaml that this package wrote. */
export function isOwnKustomization(text: string): boolean {
  return text.startsWith(MARK);
}

/** Returns the files that a kustomization.yaml of this package lists. */
export function listedFiles(text: string): string[] {
  return [...text.matchAll(/^ {2}- (.+)$/gm)].map(([, file = '']) => file.replace(/^'(.*)'$/, '$1'));
}
