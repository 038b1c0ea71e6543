import type { Place } from '../place';
import type { Given } from '../type-check';
import type { PodContainer } from './containers';
import type { Pod } from './pod';

/** Reports a container that must not run as root, but does. The kubelet starts no such container. */
export function checkRootUser({ securityContext: own }: PodContainer, pod: Given<Pod>, at: Place, ofPod: Place): void {
  const { securityContext: shared, os } = pod;
  const isRefused = own?.runAsNonRoot ?? shared?.runAsNonRoot;
  const user = own?.runAsUser ?? shared?.runAsUser;
  if (isRefused && user === 0 && os?.name !== 'windows') {
    const place = (own?.runAsUser === undefined ? ofPod : at).at('securityContext').at('runAsUser');
    place.refuse('must not be 0, because runAsNonRoot is true', 'set it to another user, or remove runAsNonRoot');
  }
}
