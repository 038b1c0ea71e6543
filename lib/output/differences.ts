import { isDeepStrictEqual } from 'node:util';
import { childPath, itemPath } from '../path';
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
const HIDDEN = '(hidden)';

/**
 * Every place where the objects differ by meaning: no order of members and no style of YAML counts, lists' order does.
 *
 * @param before the objects to start from, such as those that Helm rendered
 * @param after the objects to compare with them
 */
export function differences(before: readonly Manifest[], after: readonly Manifest[]): Difference[] {
  const old = byIdentity(before);
  const now = byIdentity(after);
  const objects = [...new Set([...old.keys(), ...now.keys()])].sort();
  return objects.flatMap((object) => {
    const [a, b] = [old.get(object), now.get(object)];
    if (!a || !b) {
      return [{ object, path: '', before: a ? 'there' : NOTHING, after: b ? 'there' : NOTHING }];
    }
    return [...compare(comparable(a), comparable(b), '', a.kind === 'Secret')].map((found) => ({ object, ...found }));
  });
}

/**
 * Differences as text for people: a line for each object, and one for each of its paths below.
 *
 * @param found what {@link differences} found
 */
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

/** Annotation in which kubectl keeps what it applied last: all of the object once more, secrets among it. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** What of an object is compared. */
function comparable(manifest: Manifest): unknown {
  const { annotations, ...metadata } = manifest.metadata;
  const kept = Object.entries(annotations ?? {}).filter(([key]) => key !== LAST_APPLIED);
  return withoutNulls({
    ...manifest,
    metadata: { ...metadata, annotations: kept.length > 0 ? Object.fromEntries(kept) : undefined },
  });
}

/**
 * @param ofSecret whether the value is of a Secret
 * @param hidden whether the value must not be shown
 */
function* compare(
  before: unknown,
  after: unknown,
  path: string,
  ofSecret = false,
  hidden = false,
): Iterable<Omit<Difference, 'object'>> {
  if (isDeepStrictEqual(before, after)) {
    return;
  }
  if (Array.isArray(before) && Array.isArray(after) && isSameInOtherOrder(before, after)) {
    yield { path, before: 'another order', after: 'this order' };
    return;
  }
  const [a, b] = [members(before, path), members(after, path)];
  if (!a || !b || Array.isArray(before) !== Array.isArray(after)) {
    yield { path, before: show(before, hidden), after: show(after, hidden) };
    return;
  }
  const secretPaths = [...secretsOf(before, path), ...secretsOf(after, path), ...(ofSecret ? PATHS_OF_SECRET : [])];
  for (const key of new Set([...a.keys(), ...b.keys()])) {
    yield* compare(a.get(key), b.get(key), key, ofSecret, hidden || secretPaths.includes(key));
  }
}

/** What of a Secret must not be shown. Tools that apply Secrets keep copies of them in annotations. */
const PATHS_OF_SECRET = ['data', 'stringData', 'metadata.annotations'];

/** What environment variables are called. */
const VARIABLE = /^[A-Z_][A-Z0-9_]*$/i;

/** Variables that the portal documents, none of them a secret. Of others nobody knows. */
const PUBLIC_VARIABLE =
  /^(?:NODE_ENV|LOG_LEVEL|PORT|OPENCHOREO_(?:API_URL|AUTH_(?:METADATA_URL|AUTHORIZATION_URL|TOKEN_URL|CLIENT_ID)|FEATURES_[A-Z]+_ENABLED)|BACKSTAGE_BASE_URL|THUNDER_BASE_URL|DATABASE_CLIENT|SQLITE_STORAGE_DIR|POSTGRES_(?:HOST|PORT|USER|DB)|PGSSLMODE|NODE_EXTRA_CA_CERTS)$/;

/** Part of the names of arguments that are secrets. */
const SECRET_WORD = '[\\w-]*(?:pass|pw|secret|token|key)[\\w-]*';

/** The name of an argument that is a secret, whose value is the argument behind it. */
const SECRET_FLAG = new RegExp(`^-${SECRET_WORD}$`, 'i');

/** Arguments of a command, with their values, that are secrets as far as their names tell. */
const SECRET_ARGUMENT = new RegExp(`(?<![\\w-])(${SECRET_WORD}=|-${SECRET_WORD}\\s+)(?:"[^"]*"|'[^']*'|\\S+)`, 'gi');

/** Members of YAML or JSON in a text, such as a file of a ConfigMap, that are secrets as far as their names tell. */
const SECRET_MEMBER = new RegExp(`(${SECRET_WORD}["']?\\s*:\\s*)(?:"[^"]*"|'[^']*'|[^\\s"']+)`, 'gi');

/** The password in a URL. */
const SECRET_IN_URL = /(:\/\/[^/\s:@"']*:)[^/\s@"']+(?=@)/g;

/** What stands behind the scheme of an Authorization header. */
const SECRET_HEADER = /(\b(?:Bearer|Basic)\s+)[^\s"']+/gi;

/** Whether an entry of a list stands behind the name of an argument that is a secret. */
function isSecretEntry(list: readonly unknown[], index: number): boolean {
  const before = list[index - 1];
  return typeof before === 'string' && SECRET_FLAG.test(before);
}

/** Whether a map is a variable whose value may be a secret. */
function isSecretVariable(value: unknown): boolean {
  return isNamed(value) && VARIABLE.test(value.name) && !PUBLIC_VARIABLE.test(value.name);
}

/** Paths of the members of a map or list that must not be shown. */
function secretsOf(value: unknown, path: string): string[] {
  if (Array.isArray(value)) {
    return [...value.keys()].filter((index) => isSecretEntry(value, index)).map((index) => itemPath(path, index));
  }
  return isSecretVariable(value) ? [childPath(path, 'value')] : [];
}

/** Members of a map or list by their paths; entries of a list by their names, where each has one of its own. */
function members(value: unknown, path: string): ReadonlyMap<string, unknown> | undefined {
  if (Array.isArray(value)) {
    const isByName = areNamed(value);
    return new Map(value.map((entry, index) => [`${path}[${isByName ? entry.name : index}]`, entry]));
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
    areNamed(before) &&
    before.every((entry) => after.some((other) => isDeepStrictEqual(entry, other)))
  );
}

function areNamed(list: readonly unknown[]): list is readonly { readonly name: string }[] {
  return list.every(isNamed) && new Set(list.map(({ name }) => name)).size === list.length;
}

function isNamed(value: unknown): value is { readonly name: string } {
  return typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string';
}

function show(value: unknown, hidden: boolean): string {
  if (value === undefined) {
    return NOTHING;
  }
  return hidden ? HIDDEN : JSON.stringify(withoutSecrets(value));
}

/** A value that is shown as a whole, such as a list of variables that is new, less the secrets in it. */
function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map((entry, index) => (isSecretEntry(value, index) ? HIDDEN : withoutSecrets(entry)));
  }
  if (typeof value === 'string') {
    return [SECRET_ARGUMENT, SECRET_MEMBER, SECRET_IN_URL, SECRET_HEADER].reduce(
      (text, secret) => text.replace(secret, `$1${HIDDEN}`),
      value,
    );
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const isSecret = isSecretVariable(value);
  const shown = Object.entries(value).map(([key, member]) => [
    key,
    isSecret && key === 'value' ? HIDDEN : withoutSecrets(member),
  ]);
  return Object.fromEntries(shown);
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
