import { isDeepStrictEqual } from 'node:util';
import { childPath } from '../values/path';
import type { Manifest } from './manifest';

/** A place where two sets of objects differ. Secret values are hidden. */
export interface Difference {
  /** The object: `Deployment openchoreo-control-plane/openchoreo-ui`. */
  readonly object: string;
  /** Path of the member that differs, empty for the object as a whole: `spec.replicas`, `spec.ports[http].port`. */
  readonly path: string;
  /** What stands there first, as text. */
  readonly before: string;
  /** What stands there then, as text. */
  readonly after: string;
}

const NOTHING = '(nothing)';

/** Every place where the objects differ by meaning: no order of members and no style of YAML counts, lists' order does. */
export function differences(before: readonly Manifest[], after: readonly Manifest[]): Difference[] {
  const old = byIdentity(before);
  const now = byIdentity(after);
  const objects = [...new Set([...old.keys(), ...now.keys()])].sort();
  return objects.flatMap((object) => {
    const [a, b] = [old.get(object), now.get(object)];
    if (!a || !b) {
      return [{ object, path: '', before: a ? 'there' : NOTHING, after: b ? 'there' : NOTHING }];
    }
    const isSecret = a.kind === 'Secret';
    return [...compare(withoutNulls(a), withoutNulls(b), '', isSecret)].map((found) => ({ object, ...found }));
  });
}

/** Differences as text for people: a line for each object, and one for each of its paths below. */
export function describeDifferences(found: readonly Difference[]): string {
  const lines: string[] = [];
  for (const [index, { object, path, before, after }] of found.entries()) {
    if (object !== found[index - 1]?.object) {
      lines.push(object);
    }
    lines.push(path === '' ? `  ${before} -> ${after}` : `  ${path}: ${before} -> ${after}`);
  }
  return lines.join('\n');
}

function byIdentity(manifests: readonly Manifest[]): Map<string, Manifest> {
  return new Map(manifests.map((manifest) => [identity(manifest), manifest]));
}

function identity({ kind, metadata }: Manifest): string {
  return `${kind} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`;
}

function* compare(
  before: unknown,
  after: unknown,
  path: string,
  isSecret: boolean,
): Iterable<Omit<Difference, 'object'>> {
  if (isDeepStrictEqual(before, after)) {
    return;
  }
  if (Array.isArray(before) && Array.isArray(after) && isSameInOtherOrder(before, after)) {
    yield { path, before: 'another order', after: 'this order' };
    return;
  }
  const [a, b] = [members(before, path), members(after, path)];
  if (!a || !b) {
    const hidden = (isSecret && /^(?:data|stringData)\b/.test(path)) || SECRET_VARIABLE.test(path);
    yield { path, before: show(before, hidden), after: show(after, hidden) };
    return;
  }
  for (const key of new Set([...a.keys(), ...b.keys()])) {
    yield* compare(a.get(key), b.get(key), key, isSecret);
  }
}

/** Path of a variable, or of its value, whose name tells that it may be a secret. */
const SECRET_VARIABLE = /\.env\[[^\]]*(?:SECRET|TOKEN|PASSWORD|KEY)[^\]]*\](?:\.value)?$/i;

/** Members of a map or list by their paths; entries of a list by their names, where all have one. */
function members(value: unknown, path: string): ReadonlyMap<string, unknown> | undefined {
  if (Array.isArray(value)) {
    const names = value.map((entry) => (isNamed(entry) ? entry.name : undefined));
    const areNamed = names.every((name) => name !== undefined) && new Set(names).size === names.length;
    return new Map(value.map((entry, index) => [`${path}[${areNamed ? names[index] : index}]`, entry]));
  }
  if (typeof value === 'object' && value !== null) {
    return new Map(Object.entries(value).map(([key, member]) => [childPath(path, key), member]));
  }
  return undefined;
}

/** Order counts in a list, and two lists whose named entries only changed places differ in nothing else. */
function isSameInOtherOrder(before: readonly unknown[], after: readonly unknown[]): boolean {
  return (
    before.length === after.length &&
    before.every((entry) => isNamed(entry) && after.some((other) => isDeepStrictEqual(entry, other)))
  );
}

function isNamed(value: unknown): value is { readonly name: string } {
  return typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string';
}

function show(value: unknown, hidden: boolean): string {
  if (value === undefined) {
    return NOTHING;
  }
  return hidden ? '(hidden)' : JSON.stringify(value);
}

/** The value as an API server keeps it: without members that are null. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withoutNulls);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const kept = Object.entries(value).filter(([, member]) => member !== null && member !== undefined);
  return Object.fromEntries(kept.map(([key, member]) => [key, withoutNulls(member)]));
}
