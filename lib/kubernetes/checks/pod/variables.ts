import type {
  ConfigMapEnvSource,
  ConfigMapKeySelector,
  EnvFromSource,
  EnvVar,
  EnvVarSource,
  ObjectFieldSelector,
  ResourceFieldSelector,
  SecretEnvSource,
  SecretKeySelector,
} from 'kubernetes-types/core/v1';
import { describeName } from '../../../util/describe';
import { DATA_KEY, DNS_LABEL, DNS_NAME, LABEL_KEY, type NameForm, OLD_VARIABLE_NAME, VARIABLE_NAME } from '../../names';
import { canonicalQuantity } from '../../quantity';
import { requireMember, requireOne } from '../members';
import type { Place } from '../place';
import { checkForm } from '../texts';
import type { Given, TypeChecks } from '../type-check';
import { refuseNul } from './nul';
import { refuseParentFolders } from './paths';

interface FileKeySelector {
  readonly key: string;
  readonly path: string;
  readonly volumeName: string;
}

/** Checks of the variables of containers. */
export const variableChecks = {
  EnvVar({ name, value, valueFrom }: Given<EnvVar>, at: Place) {
    const place = at.at('name');
    if (requireMember(name, place, 'set it to the name of the variable')) {
      checkVariableName(name ?? '', place);
    }
    if (value && valueFrom !== undefined) {
      at.at('valueFrom').refuse('must not be set, because value is set', 'remove value or valueFrom');
    }
    refuseNul(value, at, 'value');
  },

  EnvVarSource(source: Given<EnvVarSource>, at: Place) {
    requireOne(source, ['fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef', 'fileKeyRef'], at);
    const { fieldRef, resourceFieldRef } = source;
    if (fieldRef !== undefined) {
      checkFieldRef(fieldRef, VARIABLE_FIELDS, at.at('fieldRef'));
    }
    if (resourceFieldRef !== undefined) {
      checkResourceFieldRef(resourceFieldRef, at.at('resourceFieldRef'));
    }
  },

  ConfigMapKeySelector: checkKeySelector,

  SecretKeySelector: checkKeySelector,

  FileKeySelector({ key, path, volumeName }: Given<FileKeySelector>, at: Place) {
    checkForm(key, VARIABLE_NAME, at.at('key'));
    checkForm(volumeName, DNS_LABEL, at.at('volumeName'));
    if (requireMember(path, at.at('path'), 'set it to the path of the file in the volume')) {
      refuseParentFolders(path ?? '', at.at('path'));
    }
  },

  EnvFromSource(source: Given<EnvFromSource>, at: Place) {
    requireOne(source, ['configMapRef', 'secretRef'], at);
    if (source.prefix) {
      checkVariableName(source.prefix, at.at('prefix'));
    }
  },

  ConfigMapEnvSource: checkEnvSource,

  SecretEnvSource: checkEnvSource,
} satisfies TypeChecks;

/** Checks the name of a variable, or its beginning. Values are secrets, but names are not. */
function checkVariableName(name: string, at: Place): void {
  const form = at.isBefore(32) ? OLD_VARIABLE_NAME : VARIABLE_NAME;
  if (!form.fits(name)) {
    at.refuse(`must be ${form.words}, got ${JSON.stringify(describeName(name))}`, form.fix);
  }
}

function checkKeySelector({ name, key }: Given<ConfigMapKeySelector | SecretKeySelector>, at: Place): void {
  checkForm(name, DNS_NAME, at.at('name'));
  checkForm(key, DATA_KEY, at.at('key'));
}

/** Names of objects, and beginnings of such names, which may end with a hyphen. */
const DNS_NAME_PREFIX: NameForm = {
  ...DNS_NAME,
  fits: (name) => DNS_NAME.fits(name.length > 1 && name.endsWith('-') ? `${name.slice(0, -2)}a` : name),
};

function checkEnvSource({ name }: Given<ConfigMapEnvSource | SecretEnvSource>, at: Place): void {
  checkForm(name, DNS_NAME_PREFIX, at.at('name'));
}

/** Fields of the pod that a variable may have as value. */
const VARIABLE_FIELDS: readonly string[] = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
];

/** Fields of the pod that a file may have as content. */
export const FILE_FIELDS: readonly string[] = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'metadata.labels',
  'metadata.annotations',
];

/** Older names of fields. */
const OLD_FIELDS: Readonly<Record<string, string>> = { 'spec.host': 'spec.nodeName' };

/** Checks a reference to a field of the pod. */
export function checkFieldRef(
  { apiVersion, fieldPath }: Given<ObjectFieldSelector>,
  fields: readonly string[],
  at: Place,
): void {
  if (apiVersion && apiVersion !== 'v1') {
    at.at('apiVersion').refuseValue(apiVersion, 'v1', 'set it to v1, or remove it');
  }
  const place = at.at('fieldPath');
  if (!requireMember(fieldPath, place, `set it to one of ${fields.join(', ')}`)) {
    return;
  }
  const [, map, key = ''] = /^(metadata\.(?:labels|annotations))\['(.*)'\]$/s.exec(fieldPath ?? '') ?? [];
  if (map !== undefined) {
    // The API server checks the keys of annotations in lower case.
    if (!LABEL_KEY.fits(map === 'metadata.annotations' ? key.toLowerCase() : key)) {
      place.refuse(`must have ${LABEL_KEY.words}`, LABEL_KEY.fix);
    }
  } else if (!fields.includes(OLD_FIELDS[fieldPath ?? ''] ?? fieldPath ?? '')) {
    const maps = "metadata.labels['<key>'], metadata.annotations['<key>']";
    place.refuseValue(fieldPath, `one of ${fields.join(', ')}, ${maps}`, 'set it to one of them');
  }
}

const RESOURCE_FIELD = /^(?:limits|requests)\.(?:cpu|memory|ephemeral-storage|hugepages-.*)$/s;
const BYTE_DIVISORS = ['1', ...['k', 'M', 'G', 'T', 'P', 'E', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'].map((s) => `1${s}`)];

/** Checks a reference to a request or a limit of a container. */
export function checkResourceFieldRef({ resource, divisor }: Given<ResourceFieldSelector>, at: Place): void {
  const fix = 'set it to limits.cpu, limits.memory, requests.cpu or requests.memory';
  if (!requireMember(resource, at.at('resource'), fix) || resource === undefined) {
    return;
  }
  if (!RESOURCE_FIELD.test(resource)) {
    at.at('resource').refuseValue(resource, 'limits. or requests. and the name of a resource', fix);
    return;
  }
  const divisors = resource.endsWith('.cpu') ? ['1', '1m'] : BYTE_DIVISORS;
  // The API server keeps a quantity as written if only its sign, its zeros or its point are not canonical.
  const written = String(divisor ?? '0');
  const given = /^(?:\+|0\d|\d+\.\D*$)/.test(written) ? written : canonicalQuantity(written);
  if (given !== '0' && !divisors.includes(given)) {
    at.at('divisor').refuseValue(divisor, `one of ${divisors.join(', ')}`, 'set it to one of them, or remove it');
  }
}
