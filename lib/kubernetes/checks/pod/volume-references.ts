import type { EnvVarSource, Volume } from 'kubernetes-types/core/v1';
import { nearest } from '../../../util/nearest';
import type { Place } from '../place';
import type { Given } from '../type-check';
import type { PodContainer } from './containers';

/** Variable with the source that `kubernetes-types` does not have. */
interface Variable {
  readonly valueFrom?: Given<EnvVarSource> & { readonly fileKeyRef?: { readonly volumeName?: string } };
}

/** Checks that a container mounts, and reads variables from, volumes that its pod has. */
export function checkVolumeReferences(container: PodContainer, volumes: readonly Given<Volume>[], at: Place): void {
  const names = volumes.flatMap(({ name }) => name ?? []);
  const { volumeMounts = [], volumeDevices = [], env = [] } = container;
  const check = (name: string | undefined, place: Place) => {
    if (name && !names.includes(name)) {
      const suggestion = nearest(name, names);
      const fix = suggestion === undefined ? 'add the volume' : `rename it to ${suggestion}, or add the volume`;
      place.refuseValue(name, 'the name of a volume of the pod', fix);
    }
  };
  for (const [index, { name }] of volumeMounts.entries()) {
    check(name, at.at('volumeMounts').at(index).at('name'));
  }
  for (const [index, { name }] of volumeDevices.entries()) {
    const place = at.at('volumeDevices').at(index).at('name');
    check(name, place);
    const volume = volumes.find((each) => each.name === name);
    if (volume !== undefined && volume.persistentVolumeClaim === undefined && volume.ephemeral === undefined) {
      place.refuseValue(name, 'a volume of a claim', 'mount the volume instead');
    }
  }
  for (const [index, { valueFrom }] of (env as readonly Variable[]).entries()) {
    const { volumeName } = valueFrom?.fileKeyRef ?? {};
    if (volumeName === undefined) {
      continue;
    }
    const place = at.at('env').at(index).at('valueFrom').at('fileKeyRef').at('volumeName');
    check(volumeName, place);
    const volume = volumes.find(({ name }) => name === volumeName);
    if (volume !== undefined && !isEmptyDir(volume)) {
      place.refuse('must be the name of an emptyDir volume', 'use another volume');
    }
  }
}

/** Checks whether a volume is an emptyDir. One without a source is. */
function isEmptyDir(volume: Given<Volume>): boolean {
  const sources = Object.entries(volume).filter(([member, source]) => member !== 'name' && source !== undefined);
  return sources.every(([member]) => member === 'emptyDir');
}
