import type { Place } from '../place';
import type { Given } from '../type-check';
import type { PodContainer } from './containers';
import { checkInnerPath } from './paths';
import type { Pod } from './pod';

type Annotations = Readonly<Record<string, string | undefined>>;

/** Profile of a container or a pod, of seccomp or AppArmor. */
interface Profile {
  readonly type?: string;
  readonly localhostProfile?: string;
}

const SECCOMP_POD = 'seccomp.security.alpha.kubernetes.io/pod';
const SECCOMP = 'container.seccomp.security.alpha.kubernetes.io/';
const APP_ARMOR = 'container.apparmor.security.beta.kubernetes.io/';
const DELETION_COST = 'controller.kubernetes.io/pod-deletion-cost';
const MIRROR = 'kubernetes.io/config.mirror';
const TOLERATIONS = 'scheduler.alpha.kubernetes.io/tolerations';

const INT32 = 2 ** 31;

/** Checks annotations of a template of pods that Kubernetes reads itself. */
export function checkPodAnnotations(annotations: Annotations, pod: Given<Pod>, at: Place): void {
  const { containers = [], initContainers = [], securityContext, os } = pod;
  for (const [key, value = ''] of Object.entries(annotations)) {
    checkAnnotation(key, value, pod, at.at(key));
  }
  checkMatch(SECCOMP_POD, annotations, securityContext?.seccompProfile, at);
  for (const { name, securityContext: own } of [...initContainers, ...containers] as readonly PodContainer[]) {
    checkMatch(`${SECCOMP}${name}`, annotations, own?.seccompProfile, at);
    if (os?.name !== 'windows') {
      checkMatch(`${APP_ARMOR}${name}`, annotations, own?.appArmorProfile ?? securityContext?.appArmorProfile, at);
    }
  }
}

function checkAnnotation(key: string, value: string, pod: Given<Pod>, at: Place): void {
  if (key === SECCOMP_POD || key.startsWith(SECCOMP)) {
    checkProfile(value, ['runtime/default', 'docker/default', 'unconfined'], at);
    if (value.startsWith('localhost/')) {
      checkInnerPath(value.slice('localhost/'.length), at);
    }
  } else if (key.startsWith(APP_ARMOR)) {
    checkProfile(value, ['', 'runtime/default', 'unconfined'], at);
    const { containers = [], initContainers = [] } = pod;
    if (![...initContainers, ...containers].some(({ name }) => name === key.slice(APP_ARMOR.length))) {
      at.refuse('must end with the name of a container', 'rename or remove it');
    }
  } else if (key === DELETION_COST) {
    const cost = /^(?:0|-\d+|[1-9]\d*)$/.test(value) ? Number(value) : Number.NaN;
    if (!(cost >= -INT32 && cost < INT32)) {
      at.refuseValue(value, 'an integer of 32 bits', 'set it to an integer, such as 100');
    }
  } else if (key === MIRROR && !pod.nodeName) {
    at.refuse('must not be set, because nodeName is absent', 'remove it');
  } else if (key === TOLERATIONS && value !== '' && !isJsonList(value)) {
    at.refuse('must be a list in JSON', 'remove it, and use tolerations');
  }
}

function checkProfile(value: string, names: readonly string[], at: Place): void {
  if (!names.includes(value) && !value.startsWith('localhost/')) {
    at.refuseValue(value, 'runtime/default, unconfined or localhost/<name>', 'set it to one of them');
  }
}

/** Checks that an annotation and the field that replaces it name the same profile. */
function checkMatch(key: string, annotations: Annotations, profile: Profile | undefined, at: Place): void {
  const value = Object.hasOwn(annotations, key) ? (annotations[key] ?? '') : undefined;
  if (value === undefined || profile === undefined) {
    return;
  }
  const { type, localhostProfile } = profile;
  const isSame =
    type === 'Localhost'
      ? value === `localhost/${localhostProfile}`
      : value === { RuntimeDefault: 'runtime/default', Unconfined: 'unconfined' }[type ?? ''] ||
        (type === 'RuntimeDefault' && value === 'docker/default' && !key.startsWith(APP_ARMOR));
  if (!isSame) {
    at.at(key).refuse('must name the same profile as the security context', 'remove the annotation');
  }
}

function isJsonList(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return value === null || Array.isArray(value);
  } catch {
    return false;
  }
}
