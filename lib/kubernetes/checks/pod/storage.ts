import type {
  AWSElasticBlockStoreVolumeSource,
  AzureDiskVolumeSource,
  AzureFileVolumeSource,
  CephFSVolumeSource,
  CinderVolumeSource,
  FCVolumeSource,
  FlexVolumeSource,
  FlockerVolumeSource,
  GCEPersistentDiskVolumeSource,
  GitRepoVolumeSource,
  GlusterfsVolumeSource,
  ISCSIVolumeSource,
  PhotonPersistentDiskVolumeSource,
  PortworxVolumeSource,
  QuobyteVolumeSource,
  RBDVolumeSource,
  ScaleIOVolumeSource,
  StorageOSVolumeSource,
  VsphereVirtualDiskVolumeSource,
} from 'kubernetes-types/core/v1';
import { DNS_LABEL } from '../../names';
import { requireMember, requireOne } from '../members';
import { checkRange, type Range } from '../numbers';
import type { Place } from '../place';
import { checkForm, checkNotEmpty } from '../texts';
import type { Given, TypeChecks } from '../type-check';
import { checkInnerPath } from './paths';

/** Numbers of partitions and of logical units. */
const BYTE: Range = [0, 255];

/** Checks of volumes on a disk or a file server that a pod names itself. */
export const storageChecks = {
  AWSElasticBlockStoreVolumeSource({ volumeID, partition }: Given<AWSElasticBlockStoreVolumeSource>, at: Place) {
    requireAll({ volumeID }, at);
    checkRange(partition, BYTE, at.at('partition'));
  },

  GCEPersistentDiskVolumeSource({ pdName, partition }: Given<GCEPersistentDiskVolumeSource>, at: Place) {
    requireAll({ pdName }, at);
    checkRange(partition, BYTE, at.at('partition'));
  },

  AzureFileVolumeSource({ secretName, shareName }: Given<AzureFileVolumeSource>, at: Place) {
    requireAll({ secretName, shareName }, at);
  },

  AzureDiskVolumeSource({ diskName, diskURI, kind = 'Shared', cachingMode }: Given<AzureDiskVolumeSource>, at: Place) {
    requireAll({ diskName }, at);
    checkNotEmpty(cachingMode, at.at('cachingMode'));
    checkNotEmpty(kind, at.at('kind'));
    const prefix = kind === 'Managed' ? '/subscriptions/' : 'https://';
    if (!diskURI?.startsWith(prefix)) {
      at.at('diskURI').refuseValue(diskURI, `a path that begins with ${prefix}`, 'set it to the URI of the disk');
    }
  },

  CephFSVolumeSource({ monitors }: Given<CephFSVolumeSource>, at: Place) {
    requireAll({ monitors }, at);
  },

  CinderVolumeSource({ volumeID, secretRef }: Given<CinderVolumeSource>, at: Place) {
    requireAll({ volumeID }, at);
    checkSecretRef(secretRef, at);
  },

  FCVolumeSource({ targetWWNs = [], wwids = [], lun }: Given<FCVolumeSource>, at: Place) {
    if ((targetWWNs.length === 0) === (wwids.length === 0)) {
      at.refuse('must have either targetWWNs or wwids', 'set one of them');
    }
    if (targetWWNs.length > 0 && lun === undefined) {
      at.at('lun').refuse('is required, because targetWWNs is set', 'add it');
    } else if (targetWWNs.length > 0) {
      checkRange(lun, BYTE, at.at('lun'));
    }
  },

  FlexVolumeSource({ driver, options = {} }: Given<FlexVolumeSource>, at: Place) {
    requireAll({ driver }, at);
    for (const option of Object.keys(options)) {
      const [namespace = ''] = option.toLowerCase().split('/');
      if (/(?:^|\.)(?:kubernetes|k8s)\.io$/.test(namespace)) {
        at.at('options').at(option).refuse('must not have a prefix that Kubernetes reserves', 'rename it');
      }
    }
  },

  FlockerVolumeSource({ datasetName = '', datasetUUID = '' }: Given<FlockerVolumeSource>, at: Place) {
    requireOne({ datasetName: datasetName || undefined, datasetUUID: datasetUUID || undefined }, DATASETS, at);
    if (datasetName.includes('/')) {
      at.at('datasetName').refuseValue(datasetName, 'a name without /', 'remove the /');
    }
  },

  GitRepoVolumeSource({ repository, directory = '' }: Given<GitRepoVolumeSource>, at: Place) {
    requireAll({ repository }, at);
    checkInnerPath(directory, at.at('directory'));
  },

  GlusterfsVolumeSource({ endpoints, path }: Given<GlusterfsVolumeSource>, at: Place) {
    requireAll({ endpoints, path }, at);
  },

  ISCSIVolumeSource(source: Given<ISCSIVolumeSource>, at: Place) {
    const { targetPortal, iqn, lun, initiatorName, chapAuthDiscovery, chapAuthSession, secretRef } = source;
    requireAll({ targetPortal, iqn }, at);
    checkRange(lun, BYTE, at.at('lun'));
    for (const [member, name] of Object.entries({ iqn: iqn || undefined, initiatorName })) {
      if (name !== undefined && !QUALIFIED_NAMES.some((form) => form.test(name))) {
        at.at(member).refuseValue(name, 'an iSCSI name', 'write it as iqn.2001-04.com.example:storage');
      }
    }
    if ((chapAuthDiscovery || chapAuthSession) && secretRef === undefined) {
      at.at('secretRef').refuse('is required, because the volume uses CHAP', 'add it');
    }
  },

  PhotonPersistentDiskVolumeSource({ pdID }: Given<PhotonPersistentDiskVolumeSource>, at: Place) {
    requireAll({ pdID }, at);
  },

  PortworxVolumeSource({ volumeID }: Given<PortworxVolumeSource>, at: Place) {
    requireAll({ volumeID }, at);
  },

  QuobyteVolumeSource({ registry = '', tenant = '', volume }: Given<QuobyteVolumeSource>, at: Place) {
    requireAll({ registry, volume }, at);
    if (tenant.length > 64) {
      at.at('tenant').refuse(`must have at most 64 characters, got ${tenant.length}`, 'shorten it');
    }
    if (registry !== '' && !registry.split(',').every((pair) => HOST_AND_PORT.test(pair))) {
      at.at('registry').refuseValue(registry, 'a host and a port, or several with commas', 'write it as host:7861');
    }
  },

  RBDVolumeSource({ monitors, image }: Given<RBDVolumeSource>, at: Place) {
    requireAll({ monitors, image }, at);
  },

  ScaleIOVolumeSource({ gateway, system, volumeName }: Given<ScaleIOVolumeSource>, at: Place) {
    requireAll({ gateway, system, volumeName }, at);
  },

  StorageOSVolumeSource({ volumeName, volumeNamespace, secretRef }: Given<StorageOSVolumeSource>, at: Place) {
    checkForm(volumeName, DNS_LABEL, at.at('volumeName'));
    if (volumeNamespace) {
      checkForm(volumeNamespace, DNS_LABEL, at.at('volumeNamespace'));
    }
    checkSecretRef(secretRef, at);
  },

  VsphereVirtualDiskVolumeSource({ volumePath }: Given<VsphereVirtualDiskVolumeSource>, at: Place) {
    requireAll({ volumePath }, at);
  },
} satisfies TypeChecks;

const DATASETS = ['datasetName', 'datasetUUID'];

/** Forms of the names of iSCSI targets and initiators. */
const QUALIFIED_NAMES = [
  /^(?=iqn).*iqn\.\d{4}-\d{2}\.[A-Za-z0-9.-]+:[^,;*&$|\s]+$/s,
  /^eui.[A-Za-z0-9]{16}$/,
  /^naa.[A-Za-z0-9]{32}$/,
];

const HOST_AND_PORT = /^(?:[^:[\]]*|\[[^[\]]*\]):[^:[\]]*$/;

/** Reports the members that are absent or empty. */
function requireAll(members: Readonly<Record<string, unknown>>, at: Place): void {
  for (const [member, value] of Object.entries(members)) {
    requireMember(value, at.at(member));
  }
}

function checkSecretRef(secretRef: Given<{ readonly name?: string }> | undefined, at: Place): void {
  if (secretRef !== undefined) {
    requireMember(secretRef.name, at.at('secretRef').at('name'), 'set it to the name of a Secret');
  }
}
