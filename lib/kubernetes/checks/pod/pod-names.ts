import { DNS_LABEL, DNS_NAME } from '../../names';
import type { Place } from '../place';
import { checkForm, checkFormIfSet } from '../texts';
import type { Given } from '../type-check';
import type { Pod } from './pod';

/** Longest host name of a pod. */
const MAX_HOSTNAME = 64;

/** Checks the names of a pod, and of objects that it refers to. */
export function checkNames(pod: Given<Pod>, at: Place): void {
  const { serviceAccount, nodeName, priorityClassName, hostname, subdomain, hostnameOverride } = pod;
  // The older name of serviceAccountName counts only if that is absent.
  const account = pod.serviceAccountName ? { serviceAccountName: pod.serviceAccountName } : { serviceAccount };
  for (const [member, name] of Object.entries({ ...account, nodeName, priorityClassName })) {
    if (name) {
      checkForm(name, DNS_NAME, at.at(member));
    }
  }
  for (const [member, name] of Object.entries({ hostname, subdomain })) {
    if (name) {
      checkForm(name, DNS_LABEL, at.at(member));
    }
  }
  checkFormIfSet(pod.runtimeClassName, DNS_NAME, at.at('runtimeClassName'));
  if (hostnameOverride === undefined) {
    return;
  }
  const place = at.at('hostnameOverride');
  checkForm(hostnameOverride, DNS_NAME, place);
  if (hostnameOverride.length > MAX_HOSTNAME) {
    place.refuse(`must have at most ${MAX_HOSTNAME} characters, got ${hostnameOverride.length}`, 'shorten it');
  }
  for (const member of ['setHostnameAsFQDN', 'hostNetwork'] as const) {
    if (pod[member]) {
      place.refuse(`must not be set, because ${member} is true`, 'remove one of them');
    }
  }
}
