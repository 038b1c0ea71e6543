import { isMap } from '../../../util/members';
import { definitions, type Structure, structureOf, typeIdOf, typeNameOf } from '../../object-types';
import { canonicalQuantity } from '../../quantity';
import { defaultsOf } from './defaults';
import { withoutServerMetadata } from './server-metadata';

/** Members of a map in wire format. */
type Members = Readonly<Record<string, unknown>>;

/** Texts that differ from absent ones if they are empty. All other empty texts are the same as absent ones. */
const KEPT_IF_EMPTY = new Set(['apiGroup', 'service', 'storageClassName', 'volumeAttributesClassName']);

/** Booleans that are the same as absent ones if they are false. */
const ABSENT_IF_FALSE = new Set([
  'chapAuthDiscovery',
  'chapAuthSession',
  'globalDefault',
  'hostIPC',
  'hostNetwork',
  'hostPID',
  'paused',
  'publishNotReadyAddresses',
  'readOnly',
  'sslEnabled',
  'stdin',
  'stdinOnce',
  'tty',
]);

/** Numbers that are the same as absent ones if they are 0. The API server replaces some of them by a default. */
const ABSENT_IF_ZERO = new Set([
  'failureThreshold',
  'healthCheckNodePort',
  'hostPort',
  'initialDelaySeconds',
  'minReadySeconds',
  'nodePort',
  'partition',
  'periodSeconds',
  'successThreshold',
  'timeoutSeconds',
]);

/** Returns an object without members that mean nothing: nulls, empty members, and those of servers. */
export function givenForm(object: unknown): Members {
  const { status, ...members } = isMap(object) ? object : {};
  return asMembers(formOf(structureOf(typeIdOf(object)), encoded(members), false));
}

/** Returns an object as the API server keeps it: with the defaults of its type, and quantities in one notation. */
export function serverForm(given: Members): Members {
  return asMembers(formOf(structureOf(typeIdOf(given)), given, true));
}

/** Returns a part of an object as the API server keeps it. */
export function partInServerForm(structure: Structure, value: unknown): unknown {
  return formOf(structure, value, true);
}

function formOf(structure: Structure, value: unknown, withDefaults: boolean): unknown {
  const type = typeNameOf(structure);
  if (type === 'Quantity') {
    return typeof value === 'string' || typeof value === 'number' ? canonicalQuantity(value) : value;
  }
  const own = type === undefined ? structure : (definitions()[type] ?? {});
  if (Array.isArray(value)) {
    const { items = {} } = own;
    // Lists of another realm, such as those of structuredClone in a test, do not equal those of this one.
    return Array.from(value, (entry) => formOf(items, entry, withDefaults));
  }
  const kept = type === 'ObjectMeta' ? withoutServerMetadata(value) : value;
  return isMap(kept) ? mapForm(own, type, kept, withDefaults) : kept;
}

function mapForm(structure: Structure, type: string | undefined, map: Members, withDefaults: boolean): Members {
  const given = Object.fromEntries(
    Object.entries(withTexts(structure, map))
      .filter(([, value]) => value !== undefined && value !== null)
      .filter(([key, value]) => type === undefined || !isAbsent(key, value))
      .map(([key, value]): [string, unknown] => [key, formOf(memberStructure(structure, key), value, withDefaults)])
      .filter(([key, value]) => type === undefined || !isEmpty(memberStructure(structure, key), value)),
  );
  if (!withDefaults) {
    return given;
  }
  const defaults = type === undefined ? customDefaults(structure) : defaultsOf(type, given);
  const added = Object.entries(defaults).map(([key, value]) => [
    key,
    formOf(memberStructure(structure, key), value, true),
  ]);
  // Some defaults complete a member that is there, such as the rules of an autoscaler.
  const completed = type === 'HorizontalPodAutoscalerBehavior' ? { ...given, ...Object.fromEntries(added) } : given;
  return { ...Object.fromEntries(added), ...completed };
}

/** Returns a map of texts by user-defined keys, in which the API server reads null as an empty text. */
function withTexts({ additionalProperties }: Structure, map: Members): Members {
  const isOfTexts = typeof additionalProperties === 'object' && additionalProperties.type === 'string';
  return isOfTexts ? Object.fromEntries(Object.entries(map).map(([key, value]) => [key, value ?? ''])) : map;
}

/** Returns the structure of a member of a map. */
export function memberStructure({ properties, additionalProperties }: Structure, key: string): Structure {
  const named = properties !== undefined && Object.hasOwn(properties, key) ? properties[key] : undefined;
  return named ?? (typeof additionalProperties === 'object' ? additionalProperties : {});
}

/** Returns the defaults in the schema of a custom resource. */
function customDefaults({ properties = {} }: Structure): Members {
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([, member]) => member.default !== undefined)
      .map(([key, member]) => [key, member.default]),
  );
}

/** Whether the API server treats a scalar of one of its own types as absent. */
function isAbsent(key: string, value: unknown): boolean {
  switch (value) {
    case '':
      return !KEPT_IF_EMPTY.has(key);
    case false:
      return ABSENT_IF_FALSE.has(key);
    case 0:
      return ABSENT_IF_ZERO.has(key);
    default:
      return false;
  }
}

/** Whether a list, metadata or a map of user-defined keys is empty. The API server does not keep such members. */
function isEmpty(structure: Structure, value: unknown): boolean {
  if (Array.isArray(value)) {
    return value.length === 0;
  }
  const isDropped = typeof structure.additionalProperties === 'object' || typeNameOf(structure) === 'ObjectMeta';
  return isDropped && isMap(value) && Object.keys(value).length === 0;
}

/** Returns an object whose `stringData` is encoded in `data`, as the API server keeps it in a Secret. */
function encoded(object: Members): Members {
  const { stringData, ...others } = object;
  if (object.kind !== 'Secret' || !isMap(stringData)) {
    return object;
  }
  const texts = Object.entries(stringData).map(([key, text]) => [key, Buffer.from(String(text)).toString('base64')]);
  return { ...others, data: { ...(isMap(others.data) ? others.data : {}), ...Object.fromEntries(texts) } };
}

function asMembers(value: unknown): Members {
  return isMap(value) ? value : {};
}
