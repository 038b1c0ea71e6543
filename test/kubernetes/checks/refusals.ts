import { checkObject } from '../../../lib/kubernetes/checks';

/** Returns what is refused in an object, as `path: message`. */
export function refusals(object: object, kubernetesVersion?: string): string[] {
  return checkObject(object, { kubernetesVersion }).map(({ path, message }) => `${path}: ${message}`);
}
