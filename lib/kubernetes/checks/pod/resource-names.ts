import { isDnsName } from '../../dns';
import { LABEL_KEY } from '../../names';
import type { Place } from '../place';

const STANDARD = ['cpu', 'memory', 'ephemeral-storage'];
const HUGE_PAGES = 'hugepages-';

/** Checks whether a resource is huge pages of a size, such as `hugepages-2Mi`. */
export function isHugePages(name: string): boolean {
  return name.startsWith(HUGE_PAGES);
}

/** Returns the size of pages in the name of a resource, such as `2Mi`. */
export function pageSize(name: string): string {
  return name.slice(HUGE_PAGES.length);
}

/** Checks whether a resource is one of Kubernetes, not one that a device plugin adds. */
function isNative(name: string): boolean {
  return !name.includes('/') || name.includes('kubernetes.io/');
}

/** Checks whether a resource is one that a device plugin adds, such as `nvidia.com/gpu`. */
export function isExtended(name: string): boolean {
  const [prefix = ''] = name.split('/');
  return !isNative(name) && !name.startsWith('requests.') && LABEL_KEY.fits(name) && isDnsName(`requests.${prefix}`);
}

/** Checks whether a container may request less of a resource than its limit. */
export function mayOvercommit(name: string): boolean {
  return isNative(name) && !isHugePages(name);
}

/** Checks the names of resources of a container. */
export function checkContainerResource(name: string, at: Place): void {
  const isKnown = name.includes('/')
    ? LABEL_KEY.fits(name) && (isNative(name) || isExtended(name))
    : STANDARD.includes(name) || (isHugePages(name) && LABEL_KEY.fits(name));
  if (!isKnown) {
    at.refuse(
      'must be cpu, memory, ephemeral-storage, hugepages-<size>, or a resource with a prefix, such as nvidia.com/gpu',
      'rename it',
    );
  }
}

/** Checks the names of resources of a pod. */
export function checkPodResource(name: string, at: Place): void {
  if (!['cpu', 'memory'].includes(name) && !(isHugePages(name) && LABEL_KEY.fits(name))) {
    at.refuse('must be cpu, memory or hugepages-<size>', 'set it for the containers');
  }
}
