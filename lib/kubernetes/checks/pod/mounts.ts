import type { Container, VolumeDevice, VolumeMount } from 'kubernetes-types/core/v1';
import { checkUniqueMember } from '../lists';
import { requireMember } from '../members';
import type { Place } from '../place';
import { checkNotEmpty, checkOneOf } from '../texts';
import type { Given, TypeChecks } from '../type-check';
import { checkInnerPath, refuseParentFolders } from './paths';

/** Mount with the fields that `kubernetes-types` does not have. */
type Mount = Given<VolumeMount & { readonly recursiveReadOnly?: string }>;

/** Checks of the mounts of containers. */
export const mountChecks = {
  VolumeMount(mount: Mount, at: Place) {
    const { name, mountPath, subPath, subPathExpr, mountPropagation } = mount;
    requireMember(name, at.at('name'), 'set it to the name of a volume of the pod');
    requireMember(mountPath, at.at('mountPath'), 'set it to a path in the container');
    if (subPath) {
      checkInnerPath(subPath, at.at('subPath'));
    }
    if (subPathExpr) {
      checkInnerPath(subPathExpr, at.at('subPathExpr'));
      if (subPath) {
        at.at('subPathExpr').refuse('must not be set, because subPath is set', 'remove subPath or subPathExpr');
      }
    }
    checkNotEmpty(mountPropagation, at.at('mountPropagation'));
    checkRecursiveReadOnly(mount, at);
  },

  VolumeDevice({ name, devicePath }: Given<VolumeDevice>, at: Place) {
    requireMember(name, at.at('name'), 'set it to the name of a volume of the pod');
    if (requireMember(devicePath, at.at('devicePath'), 'set it to a path in the container')) {
      refuseParentFolders(devicePath ?? '', at.at('devicePath'));
    }
  },
} satisfies TypeChecks;

function checkRecursiveReadOnly({ recursiveReadOnly, readOnly, mountPropagation = 'None' }: Mount, at: Place): void {
  if (recursiveReadOnly === undefined || recursiveReadOnly === 'Disabled') {
    return;
  }
  const place = at.at('recursiveReadOnly');
  checkOneOf(recursiveReadOnly, ['Disabled', 'IfPossible', 'Enabled'], place);
  if (!readOnly) {
    place.refuse('must not be set, because readOnly is not true', 'set readOnly to true, or remove it');
  }
  if (mountPropagation !== 'None') {
    place.refuse(`must not be set, because mountPropagation is ${mountPropagation}`, 'remove one of them');
  }
}

/** Checks the mounts and devices of a container against each other. */
export function checkMounts(
  { volumeMounts = [], volumeDevices = [], securityContext }: Given<Container>,
  at: Place,
): void {
  const [mounts, devices] = [at.at('volumeMounts'), at.at('volumeDevices')];
  checkUniqueMember(volumeMounts, mounts, 'mountPath', ({ mountPath }) => mountPath);
  checkUniqueMember(volumeDevices, devices, 'devicePath', ({ devicePath }) => devicePath);
  checkUniqueMember(volumeDevices, devices, 'name', ({ name }) => name);
  for (const [index, { name, devicePath }] of volumeDevices.entries()) {
    if (volumeMounts.some((mount) => mount.name === name)) {
      devices.at(index).at('name').refuse('must not be in volumeMounts too', 'remove it from one of the lists');
    }
    if (volumeMounts.some(({ mountPath }) => mountPath === devicePath)) {
      devices.at(index).at('devicePath').refuse('must not be the path of a mount too', 'change one of the paths');
    }
  }
  for (const [index, { mountPropagation }] of volumeMounts.entries()) {
    if (mountPropagation === 'Bidirectional' && !securityContext?.privileged) {
      mounts
        .at(index)
        .at('mountPropagation')
        .refuse('must not be Bidirectional, because the container is not privileged', 'set it to HostToContainer');
    }
  }
}
