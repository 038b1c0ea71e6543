import { CORE_SCHEMA, load } from 'js-yaml';
import type { Manifest } from '../kubernetes/manifest';
import { describe } from '../util/describe';
import { InputError } from '../util/input-error';
import { isJsonPointer } from '../util/json-pointer';
import { isMap } from '../util/members';
import { parsing } from '../util/yaml-fault';
import { type Difference, identity } from './differences';

/** Differences of objects that are accepted, in the form of `ignoreDifferences` of Argo CD. */
export interface Acceptance {
  /** API group of the objects. @default - the kind alone decides */
  readonly group?: string;
  readonly kind: string;
  /** Name of the object. @default - every object of the kind */
  readonly name?: string;
  /** Namespace of the object. @default - every namespace */
  readonly namespace?: string;
  /** JSON pointers to the members. An empty one accepts the whole object, also if it is added or removed. */
  readonly jsonPointers: readonly string[];
}

/** Result of {@link withoutAccepted}. */
export interface Remaining {
  /** Differences that nothing accepts. */
  readonly differences: readonly Difference[];
  /** Descriptions of the JSON pointers that accept nothing. */
  readonly unused: readonly string[];
}

/**
 * Reads a file of accepted differences: a list of acceptances, or a map with that list as `ignoreDifferences`.
 *
 * @param text text of the file
 * @param name name of the file in messages
 * @throws InputError if the file has another form
 */
export function readAcceptances(text: string, name: string): Acceptance[] {
  const document = parsing(name, () => load(text, { schema: CORE_SCHEMA }));
  const list = isMap(document) ? document.ignoreDifferences : document;
  if (!Array.isArray(list)) {
    throw new InputError(`${name} must contain a list; begin it with "- kind: Deployment"`);
  }
  return list.map((entry, index) => readAcceptance(entry, `${name}: entry ${index + 1}`));
}

const TEXTS = ['group', 'kind', 'name', 'namespace'] as const;

function readAcceptance(entry: unknown, where: string): Acceptance {
  if (!isMap(entry)) {
    throw new InputError(`${where} must be a map; write "kind: Deployment" and "jsonPointers: [/spec/replicas]"`);
  }
  const { group, kind, name, namespace, jsonPointers, ...others } = entry;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) {
    throw new InputError(
      `${where} has the unknown key ${unknown}; remove it; known keys: ${TEXTS.join(', ')}, jsonPointers`,
    );
  }
  if (kind === undefined) {
    throw new InputError(`${where}: kind is missing; add it, for example kind: Deployment`);
  }
  const isTextOrAbsent = (value: unknown) => value === undefined || typeof value === 'string';
  const wrong = TEXTS.find((key) => !isTextOrAbsent(entry[key]));
  if (wrong !== undefined || typeof kind !== 'string') {
    const got = describe(entry[wrong ?? 'kind']);
    throw new InputError(`${where}: ${wrong ?? 'kind'} must be a string, got ${got}; write it in quotes`);
  }
  const isPointer = (pointer: unknown) => typeof pointer === 'string' && (pointer === '' || isJsonPointer(pointer));
  if (!Array.isArray(jsonPointers) || jsonPointers.length === 0 || !jsonPointers.every(isPointer)) {
    throw new InputError(
      `${where}: jsonPointers must be a list of JSON pointers, got ${describe(jsonPointers)}; write [/spec/replicas], or [""] for the whole object`,
    );
  }
  return { group: textOf(group), kind, name: textOf(name), namespace: textOf(namespace), jsonPointers };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/**
 * Returns the differences that nothing accepts.
 *
 * @param found differences between two lists of objects
 * @param objects the objects of both lists
 * @param acceptances what is accepted
 */
export function withoutAccepted(
  found: readonly Difference[],
  objects: readonly Manifest[],
  acceptances: readonly Acceptance[],
): Remaining {
  const byIdentity = new Map(objects.map((object) => [identity(object), object]));
  const entries = acceptances.flatMap((acceptance) =>
    acceptance.jsonPointers.map((pointer) => ({ acceptance, pointer })),
  );
  const used = new Set<(typeof entries)[number]>();
  const differences = found.filter((difference) => {
    const object = byIdentity.get(difference.object);
    const accepting = entries.filter(
      ({ acceptance, pointer }) =>
        object !== undefined && isFor(acceptance, object) && isWithin(difference.pointer, pointer),
    );
    for (const entry of accepting) {
      used.add(entry);
    }
    return accepting.length === 0;
  });
  const unused = entries.filter((entry) => !used.has(entry));
  return {
    differences,
    unused: unused.map(({ acceptance: { kind, name }, pointer }) => nameOf(kind, name, pointer)),
  };
}

function isFor({ group, kind, name, namespace }: Acceptance, { apiVersion, kind: other, metadata }: Manifest): boolean {
  const [ofObject = '', version] = apiVersion.split('/');
  return (
    kind === other &&
    (group === undefined || group === (version === undefined ? '' : ofObject)) &&
    (name === undefined || name === metadata.name) &&
    (namespace === undefined || namespace === (metadata.namespace ?? ''))
  );
}

function isWithin(pointer: string, outer: string): boolean {
  return pointer === outer || pointer.startsWith(`${outer}/`);
}

function nameOf(kind: string, name: string | undefined, pointer: string): string {
  return [kind, name, pointer].filter(Boolean).join(' ');
}
