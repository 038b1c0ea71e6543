import type { PersistentVolumeClaimSpec, TypedLocalObjectReference } from 'kubernetes-types/core/v1';
import { DNS_LABEL, DNS_NAME } from '../names';
import type { Quantity } from '../quantity';
import { requireMember } from './members';
import type { Place } from './place';
import { amountOf } from './pod/resources';
import { checkForm, checkNotEmpty } from './texts';
import type { Given, TypeChecks } from './type-check';

/** Claim with the fields that `kubernetes-types` does not have. */
type ClaimSpec = Given<
  Omit<PersistentVolumeClaimSpec, 'dataSourceRef'> & {
    readonly dataSourceRef?: TypedLocalObjectReference & { readonly namespace?: string };
    readonly volumeAttributesClassName?: string;
  }
>;

/** Checks of claims of volumes. A pod may make some of them. */
export const claimChecks = {
  PersistentVolumeClaimSpec(spec: ClaimSpec, at: Place) {
    checkAccessModes(spec.accessModes ?? [], at.at('accessModes'));
    checkStorage(spec.resources?.requests?.storage, at.at('resources').at('requests').at('storage'));
    if (spec.storageClassName) {
      checkForm(spec.storageClassName, DNS_NAME, at.at('storageClassName'));
    }
    if (spec.volumeAttributesClassName) {
      checkForm(spec.volumeAttributesClassName, DNS_NAME, at.at('volumeAttributesClassName'));
    }
    checkNotEmpty(spec.volumeMode, at.at('volumeMode'));
    checkDataSources(spec, at);
  },
} satisfies TypeChecks;

function checkAccessModes(modes: readonly string[], at: Place): void {
  if (!requireMember(modes, at, 'add ReadWriteOnce')) {
    return;
  }
  for (const [index, mode] of modes.entries()) {
    checkNotEmpty(mode, at.at(index));
  }
  if (modes.includes('ReadWriteOncePod') && modes.some((mode) => mode !== 'ReadWriteOncePod')) {
    at.refuse('must not have other modes beside ReadWriteOncePod', 'remove it or the others');
  }
}

function checkStorage(storage: Quantity | undefined, at: Place): void {
  if (storage === undefined) {
    at.refuse('is required', 'add the size of the volume');
  } else if (amountOf(storage) <= 0n) {
    at.refuseValue(storage, 'more than 0', 'set it to the size of the volume');
  }
}

function checkDataSources({ dataSource, dataSourceRef }: ClaimSpec, at: Place): void {
  for (const [member, source] of Object.entries({ dataSource, dataSourceRef })) {
    if (source !== undefined) {
      checkDataSource(source, at.at(member));
    }
  }
  const isSame =
    dataSource?.apiGroup === dataSourceRef?.apiGroup &&
    (dataSource?.kind ?? '') === (dataSourceRef?.kind ?? '') &&
    (dataSource?.name ?? '') === (dataSourceRef?.name ?? '');
  if (dataSource !== undefined && dataSourceRef !== undefined && !isSame) {
    at.at('dataSource').refuse('must be the same as dataSourceRef', 'remove one of them');
  }
}

type DataSource = NonNullable<ClaimSpec['dataSourceRef']>;

function checkDataSource({ apiGroup, kind, name, namespace }: DataSource, at: Place): void {
  requireMember(name, at.at('name'), 'set it to the name of the source');
  if (apiGroup) {
    requireMember(kind, at.at('kind'), 'set it to the kind of the source');
    checkForm(apiGroup, DNS_NAME, at.at('apiGroup'));
  } else if (kind !== 'PersistentVolumeClaim') {
    at.at('kind').refuseValue(kind, 'PersistentVolumeClaim, because apiGroup is absent', 'change it, or add apiGroup');
  }
  if (namespace) {
    checkForm(namespace, DNS_LABEL, at.at('namespace'));
  }
}
