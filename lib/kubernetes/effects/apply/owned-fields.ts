import { isDeepStrictEqual } from 'node:util';
import { isMap, listOf, memberOf, textOf } from '../../../util/members';
import { definitions, type Structure, structureOf, typeIdOf, typeNameOf } from '../../object-types';
import { defaultsOf } from './defaults';
import { givenForm, memberStructure, partInServerForm } from './server-form';

/** Part of an object: the fields that an applier owns, with their values. Undefined if it owns none. */
export type Fields = unknown;

/** Fields of an object in a cluster, by owner. */
export interface Owners {
  /** Fields that the next apply may remove. */
  readonly own: Fields;
  /** Fields that stay, because others own them too. */
  readonly others: Fields;
}

/** Manager of the fields that client-side apply wrote. Server-side apply by kubectl and Argo CD takes them over. */
const CLIENT_SIDE = 'kubectl-client-side-apply';

/** Annotation in which client-side apply keeps the object that it applied last. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Fields that the API server or a controller sets if they are absent, by type. */
const ALLOCATED: Readonly<Record<string, readonly string[]>> = {
  JobSpec: ['selector'],
  NamespaceSpec: ['finalizers'],
  PersistentVolumeClaimSpec: ['storageClassName', 'volumeName'],
  ServiceAccount: ['secrets'],
  ServicePort: ['nodePort'],
  ServiceSpec: ['clusterIP', 'clusterIPs', 'healthCheckNodePort', 'ipFamilies', 'ipFamilyPolicy'],
};

/** Returns the manager that applied most of the objects of a list; undefined if nothing says who did. */
export function applierOf(objects: readonly unknown[]): string | undefined {
  const counts = new Map<string, number>();
  for (const entry of objects.flatMap(entriesOf)) {
    if (entry.operation === 'Apply' && entry.subresource === undefined) {
      counts.set(entry.manager, (counts.get(entry.manager) ?? 0) + JSON.stringify(entry.fields).length);
    }
  }
  const [first] = [...counts].sort(([, a], [, b]) => b - a);
  return first?.[0];
}

/**
 * Returns the owners of the fields of an object. A rendered object, or one in a cluster without managed fields, was
 * applied as a whole.
 *
 * @param object the object, rendered or as it is in a cluster
 * @param applier the manager that applies
 */
export function ownersOf(object: unknown, applier: string | undefined): Owners {
  const given = givenForm(object);
  const entries = entriesOf(object);
  if (entries.length === 0) {
    return { own: isLive(object) ? withoutSet(structureOf(typeIdOf(object)), given) : given, others: undefined };
  }
  const isOwn = ({ manager, operation, subresource }: Entry) =>
    subresource === undefined && (manager === CLIENT_SIDE || (operation === 'Apply' && manager === applier));
  const fieldsOf = (chosen: readonly Entry[]) =>
    chosen.reduce<Fields>((fields, entry) => union(fields, fieldsIn(given, entry.fields)), undefined);
  return {
    own: fieldsOf(entries.filter(isOwn)),
    others: fieldsOf(entries.filter((entry) => !isOwn(entry) && entry.subresource !== 'status')),
  };
}

/** Returns the fields that client-side apply applied last. */
export function lastApplied(object: unknown): Fields {
  const text = memberOf(object, 'metadata', 'annotations', LAST_APPLIED);
  if (typeof text === 'string') {
    try {
      return givenForm(JSON.parse(text));
    } catch {
      // A broken annotation is the same as an absent one.
    }
  }
  const given = givenForm(object);
  return isLive(object) ? withoutSet(structureOf(typeIdOf(object)), given) : given;
}

/** Whether an object comes from a cluster. */
export function isLive(object: unknown): boolean {
  return ['uid', 'resourceVersion'].some((key) => textOf(object, 'metadata', key) !== undefined);
}

interface Entry {
  readonly manager: string;
  readonly operation: string;
  readonly subresource?: string;
  /** Set of the fields, in the format FieldsV1. */
  readonly fields: unknown;
}

function entriesOf(object: unknown): Entry[] {
  return listOf(object, 'metadata', 'managedFields').map((entry) => ({
    manager: textOf(entry, 'manager') ?? '',
    operation: textOf(entry, 'operation') ?? '',
    subresource: textOf(entry, 'subresource'),
    fields: memberOf(entry, 'fieldsV1') ?? {},
  }));
}

/** Returns the part of a value that a set of fields names. */
function fieldsIn(value: unknown, set: unknown): Fields {
  const members = isMap(set) ? Object.entries(set).filter(([key]) => key !== '.') : [];
  if (members.length === 0) {
    return value;
  }
  if (Array.isArray(value)) {
    const found = members.flatMap(([key, below]) => {
      const entry = value.find((each) => isNamed(each, key));
      return entry === undefined ? [] : [isMap(entry) ? { ...keysOf(key), ...asMap(fieldsIn(entry, below)) } : entry];
    });
    return found.length > 0 ? found : undefined;
  }
  if (!isMap(value)) {
    return value;
  }
  const found = members
    .map(([key, below]): [string, Fields] => [key.slice('f:'.length), fieldsIn(value[key.slice('f:'.length)], below)])
    .filter(([, below]) => below !== undefined);
  return found.length > 0 ? Object.fromEntries(found) : undefined;
}

/** Whether a list's entry is the one that a key of a set names: `k:{"name":"a"}`, or `v:"a"` for a scalar. */
function isNamed(entry: unknown, key: string): boolean {
  const named = parsed(key);
  return isMap(named)
    ? Object.entries(named).every(([member, value]) => memberOf(entry, member) === value)
    : isDeepStrictEqual(entry, named);
}

function keysOf(key: string): Readonly<Record<string, unknown>> {
  return asMap(parsed(key));
}

function parsed(key: string): unknown {
  try {
    return JSON.parse(key.slice('k:'.length));
  } catch {
    return undefined;
  }
}

function asMap(value: unknown): Readonly<Record<string, unknown>> {
  return isMap(value) ? value : {};
}

/** Returns the fields of two sets. */
function union(one: Fields, two: Fields): Fields {
  if (one === undefined || two === undefined) {
    return one ?? two;
  }
  if (isMap(one) && isMap(two)) {
    const keys = [...new Set([...Object.keys(one), ...Object.keys(two)])];
    return Object.fromEntries(keys.map((key) => [key, union(one[key], two[key])]));
  }
  return Array.isArray(one) && Array.isArray(two) ? [...one, ...two] : two;
}

/** Returns the fields of an object in a cluster that somebody may have applied: not the defaults, and no allocated ones. */
function withoutSet(structure: Structure, value: unknown): Fields {
  const type = typeNameOf(structure);
  const own = type === undefined ? structure : (definitions()[type] ?? {});
  if (Array.isArray(value)) {
    return value.map((entry) => withoutSet(own.items ?? {}, entry));
  }
  if (!isMap(value)) {
    return value;
  }
  const applied = Object.entries(value).filter(([key, member]) => {
    if (type === undefined || type === 'Volume') {
      return true;
    }
    const { [key]: _, ...others } = value;
    const { [key]: byDefault } = defaultsOf(type, others);
    const below = memberStructure(own, key);
    const isDefault =
      byDefault !== undefined && isDeepStrictEqual(partInServerForm(below, byDefault), partInServerForm(below, member));
    return !isDefault && !(ALLOCATED[type] ?? []).includes(key);
  });
  return Object.fromEntries(applied.map(([key, member]) => [key, withoutSet(memberStructure(own, key), member)]));
}
