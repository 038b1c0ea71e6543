import type { PodSecurityContext, SeccompProfile, SecurityContext } from 'kubernetes-types/core/v1';
import { checkUniqueMember } from '../lists';
import { requireMember } from '../members';
import { checkRange, type Range } from '../numbers';
import type { Place } from '../place';
import { checkNotEmpty, checkOneOf } from '../texts';
import type { Given, TypeChecks } from '../type-check';
import { checkInnerPath } from './paths';

/** Profile of AppArmor. `kubernetes-types` does not have it. */
interface AppArmorProfile {
  readonly type: string;
  readonly localhostProfile?: string;
}

/** Security context of a pod with the fields that `kubernetes-types` does not have. */
export type PodSecurity = Given<
  PodSecurityContext & {
    readonly appArmorProfile?: AppArmorProfile;
    readonly seLinuxChangePolicy?: string;
    readonly supplementalGroupsPolicy?: string;
  }
>;

/** Security context of a container with the fields that `kubernetes-types` does not have. */
export type ContainerSecurity = Given<SecurityContext & { readonly appArmorProfile?: AppArmorProfile }>;

/** Numbers of users and groups. */
const IDS: Range = [0, 2 ** 31 - 1];

/** Longest path of an AppArmor profile. */
const MAX_PROFILE = 4095;

/** Checks of the security contexts of pods and containers. */
export const securityChecks = {
  PodSecurityContext(context: PodSecurity, at: Place) {
    const { fsGroup, runAsUser, runAsGroup, supplementalGroups = [] } = context;
    checkRange(fsGroup, IDS, at.at('fsGroup'));
    checkRange(runAsUser, IDS, at.at('runAsUser'));
    checkRange(runAsGroup, IDS, at.at('runAsGroup'));
    for (const [index, group] of supplementalGroups.entries()) {
      checkRange(group, IDS, at.at('supplementalGroups').at(index));
    }
    checkNotEmpty(context.fsGroupChangePolicy, at.at('fsGroupChangePolicy'));
    checkNotEmpty(context.supplementalGroupsPolicy, at.at('supplementalGroupsPolicy'));
    if (context.seLinuxChangePolicy !== undefined) {
      checkOneOf(context.seLinuxChangePolicy, ['Recursive'], at.at('seLinuxChangePolicy'));
    }
    const { sysctls = [] } = context;
    checkUniqueMember(sysctls, at.at('sysctls'), 'name', ({ name }) => name);
    for (const [index, { name }] of sysctls.entries()) {
      checkSysctlName(name, at.at('sysctls').at(index).at('name'));
    }
  },

  SecurityContext(context: ContainerSecurity, at: Place) {
    checkRange(context.runAsUser, IDS, at.at('runAsUser'));
    checkRange(context.runAsGroup, IDS, at.at('runAsGroup'));
    checkNotEmpty(context.procMount, at.at('procMount'));
    if (context.allowPrivilegeEscalation !== false) {
      return;
    }
    const place = at.at('allowPrivilegeEscalation');
    if (context.privileged) {
      place.refuse('must not be false, because privileged is true', 'remove one of them');
    }
    if (context.capabilities?.add?.includes('CAP_SYS_ADMIN')) {
      place.refuse('must not be false, because the container gets CAP_SYS_ADMIN', 'remove one of them');
    }
  },

  SeccompProfile({ type, localhostProfile }: Given<SeccompProfile>, at: Place) {
    if (!isProfileOfHost(type, localhostProfile, at)) {
      return;
    }
    checkInnerPath(localhostProfile ?? '', at.at('localhostProfile'));
  },

  AppArmorProfile({ type, localhostProfile = '' }: Given<AppArmorProfile>, at: Place) {
    const place = at.at('localhostProfile');
    if (!isProfileOfHost(type, localhostProfile || undefined, at)) {
      return;
    }
    if (localhostProfile.trim() !== localhostProfile) {
      place.refuse('must not have spaces around it', 'remove the spaces');
    } else if (Buffer.byteLength(localhostProfile) > MAX_PROFILE) {
      place.refuse(`must have at most ${MAX_PROFILE} characters`, 'shorten it');
    }
  },
} satisfies TypeChecks;

/** Checks which type of profile names a file of the host. Returns whether the profile names one. */
function isProfileOfHost(type: string | undefined, profile: string | undefined, at: Place): boolean {
  const place = at.at('localhostProfile');
  requireMember(type, at.at('type'), 'set it to RuntimeDefault, Localhost or Unconfined');
  if (type === 'Localhost') {
    if (profile === undefined) {
      place.refuse('is required, because type is Localhost', 'add the name of a profile on the node');
    }
    return profile !== undefined;
  }
  if (profile !== undefined) {
    place.refuse('must not be set, because type is not Localhost', 'remove it, or set type to Localhost');
  }
  return false;
}

const SYSCTL = /^[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?(?:[./][a-z0-9](?:[-_a-z0-9]*[a-z0-9])?)*$/;

function checkSysctlName(name: string | undefined, at: Place): void {
  if (!SYSCTL.test(name ?? '') || (name ?? '').length > 253) {
    at.refuseValue(name, 'the name of a kernel parameter', 'write it as net.core.somaxconn');
  }
}
