import type {
  ConfigMapVolumeSource,
  CSIVolumeSource,
  DownwardAPIVolumeFile,
  DownwardAPIVolumeSource,
  EmptyDirVolumeSource,
  EphemeralVolumeSource,
  HostPathVolumeSource,
  KeyToPath,
  NFSVolumeSource,
  PersistentVolumeClaimTemplate,
  PersistentVolumeClaimVolumeSource,
  SecretVolumeSource,
  Volume,
} from 'kubernetes-types/core/v1';
import { DNS_LABEL, DNS_NAME } from '../../names';
import { refuseSeveral, requireMember, requireOne, setMembers } from '../members';
import type { Place } from '../place';
import { checkForm } from '../texts';
import type { Given, TypeChecks } from '../type-check';
import { checkImage } from './images';
import { checkFilePath, refuseParentFolders } from './paths';
import { amountOf } from './resources';
import { checkFieldRef, checkResourceFieldRef, FILE_FIELDS } from './variables';

/** Source of a volume. `kubernetes-types` does not have it. */
interface ImageVolumeSource {
  readonly reference?: string;
}

/** Modes of files, from none to all permissions. */
const FILE_MODES = [0, 0o777] as const;

/** Checks of volumes, and of their most frequent sources. */
export const volumeChecks = {
  Volume(volume: Given<Volume>, at: Place) {
    checkForm(volume.name, DNS_LABEL, at.at('name'));
    // A volume without a source is an emptyDir.
    const sources = Object.keys(volume).filter((member) => member !== 'name');
    refuseSeveral(setMembers(volume, sources), at);
    const { iscsi } = volume;
    const length = `${volume.name ?? ''}:${iscsi?.targetPortal ?? ''}`.length;
    if (iscsi?.initiatorName !== undefined && length > 64) {
      at.at('name').refuse('must be shorter, because it is part of the name of the initiator', 'shorten it');
    }
  },

  EmptyDirVolumeSource({ medium = '', sizeLimit }: Given<EmptyDirVolumeSource>, at: Place) {
    // The API server accepts other media, but no kubelet can make them.
    if (!/^(?:|Memory|HugePages(?:-.+)?)$/.test(medium)) {
      at.at('medium').refuseValue(medium, 'Memory, HugePages or HugePages-<size>', 'use one of them, or remove it');
    }
    if (sizeLimit !== undefined && amountOf(sizeLimit) < 0n) {
      at.at('sizeLimit').refuseValue(sizeLimit, 'at least 0', 'set it to 0 or more');
    }
  },

  HostPathVolumeSource({ path }: Given<HostPathVolumeSource>, at: Place) {
    if (requireMember(path, at.at('path'), 'set it to a path on the node')) {
      refuseParentFolders(path ?? '', at.at('path'));
    }
  },

  NFSVolumeSource({ server, path }: Given<NFSVolumeSource>, at: Place) {
    requireMember(server, at.at('server'), 'set it to the host of the NFS server');
    if (!path?.startsWith('/')) {
      at.at('path').refuseValue(path, 'an absolute path', 'begin it with /');
    }
  },

  PersistentVolumeClaimVolumeSource({ claimName }: Given<PersistentVolumeClaimVolumeSource>, at: Place) {
    requireMember(claimName, at.at('claimName'), 'set it to the name of a PersistentVolumeClaim');
  },

  SecretVolumeSource({ secretName, defaultMode }: Given<SecretVolumeSource>, at: Place) {
    requireMember(secretName, at.at('secretName'), 'set it to the name of a Secret');
    checkMode(defaultMode, at.at('defaultMode'));
  },

  ConfigMapVolumeSource({ name, defaultMode }: Given<ConfigMapVolumeSource>, at: Place) {
    requireMember(name, at.at('name'), 'set it to the name of a ConfigMap');
    checkMode(defaultMode, at.at('defaultMode'));
  },

  DownwardAPIVolumeSource({ defaultMode }: Given<DownwardAPIVolumeSource>, at: Place) {
    checkMode(defaultMode, at.at('defaultMode'));
  },

  KeyToPath({ key, path, mode }: Given<KeyToPath>, at: Place) {
    requireMember(key, at.at('key'), 'set it to a key of the ConfigMap or Secret');
    if (requireMember(path, at.at('path'), 'set it to the path of the file in the volume')) {
      checkFilePath(path ?? '', at.at('path'));
    }
    checkMode(mode, at.at('mode'));
  },

  DownwardAPIVolumeFile(file: Given<DownwardAPIVolumeFile>, at: Place) {
    const { path, mode, fieldRef, resourceFieldRef } = file;
    if (requireMember(path, at.at('path'), 'set it to the path of the file in the volume')) {
      checkFilePath(path ?? '', at.at('path'));
    }
    checkMode(mode, at.at('mode'));
    requireOne(file, ['fieldRef', 'resourceFieldRef'], at);
    if (fieldRef !== undefined) {
      checkFieldRef(fieldRef, FILE_FIELDS, at.at('fieldRef'));
    }
    if (resourceFieldRef !== undefined) {
      const place = at.at('resourceFieldRef');
      requireMember(resourceFieldRef.containerName, place.at('containerName'), 'set it to the name of a container');
      checkResourceFieldRef(resourceFieldRef, place);
    }
  },

  CSIVolumeSource({ driver, nodePublishSecretRef }: Given<CSIVolumeSource>, at: Place) {
    if (requireMember(driver, at.at('driver'), 'set it to the name of the CSI driver')) {
      checkDriver(driver ?? '', at.at('driver'));
    }
    if (nodePublishSecretRef !== undefined) {
      checkForm(nodePublishSecretRef.name, DNS_NAME, at.at('nodePublishSecretRef').at('name'));
    }
  },

  ImageVolumeSource({ reference }: Given<ImageVolumeSource>, at: Place) {
    if (reference) {
      checkImage(reference, at.at('reference'));
    }
  },

  EphemeralVolumeSource({ volumeClaimTemplate }: Given<EphemeralVolumeSource>, at: Place) {
    requireMember(volumeClaimTemplate, at.at('volumeClaimTemplate'), 'add it');
  },

  PersistentVolumeClaimTemplate({ metadata = {}, spec }: Given<PersistentVolumeClaimTemplate>, at: Place) {
    requireMember(spec, at.at('spec'), 'add accessModes and resources');
    for (const [member, value] of Object.entries(metadata)) {
      const isEmpty = value === undefined || value === '' || (member === 'generation' && value === 0);
      if (member !== 'labels' && member !== 'annotations' && !isEmpty) {
        at.at('metadata').at(member).refuse('must not be set in a template of a claim', 'remove it');
      }
    }
  },
} satisfies TypeChecks;

/** Checks the mode of files. Messages show it as Kubernetes documents modes. */
export function checkMode(mode: number | undefined, at: Place): void {
  if (mode !== undefined && (mode < FILE_MODES[0] || mode > FILE_MODES[1])) {
    at.refuseValue(mode, 'an integer from 0 to 511, which is 0777 in octal', 'set it to 420 for 0644, or 256 for 0400');
  }
}

function checkDriver(driver: string, at: Place): void {
  if (driver.length > 63) {
    at.refuse(`must have at most 63 characters, got ${driver.length}`, 'shorten it');
  }
  checkForm(driver.toLowerCase(), DNS_NAME, at);
}
