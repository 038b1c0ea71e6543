import { posix } from 'node:path';
import { isJsonMap, type JsonValue } from '../util/json';
import type { Violation } from '../util/violation';
import { type ConfigTree, find } from './config-tree';
import type { ImageFacts, ImageList, ImageLocation } from './image-facts';
import type { Portal } from './portal';
import type { ConfigFile } from './profile';
import type { Variable } from './variables';

/** Custom configuration, and what it overrides. */
export interface CustomConfig {
  readonly image: ImageFacts;
  /** Custom configuration. Later trees override earlier ones. */
  readonly trees: readonly ConfigTree[];
  /** Variables of the chart, which the image's configuration reads. */
  readonly variables: readonly Variable<Portal>[];
  /** Configuration files of the chart, which Backstage reads before the custom configuration. */
  readonly files: readonly Pick<ConfigFile, 'content'>[];
  readonly portal: Portal;
}

/** Folder that the image starts Backstage in. Paths in its configuration are relative to it. */
const WORKING_FOLDER = '/app';

/**
 * Finds parts of the image's configuration that custom configuration takes away. Backstage merges maps. A list replaces
 * the whole list, and null removes a key with all keys below it (Backstage: ConfigReader of its package `config`).
 */
export function* configFindings(custom: CustomConfig): Iterable<Violation> {
  const { image, trees, variables, files, portal } = custom;
  const read = variables.filter(({ value }) => value(portal) !== undefined).flatMap(({ configKeys }) => configKeys);
  const lists = image.lists.map(({ key }) => key);
  const allowed = trees.flatMap(({ tree }) => kindsOf(find(tree, ['catalog', 'rules'])));
  const hasGithub = files.some(({ content }) => find(content, GITHUB) !== undefined);
  for (const given of trees) {
    yield* removedSections(given, read, lists);
    for (const list of image.lists) {
      yield* replacedList(given, list, allowed);
    }
    if (hasGithub) {
      yield* replacedIntegrations(given, portal);
    }
    yield* otherOrigins(given, portal);
    yield* closedListener(given);
  }
  yield* otherEnvironment(custom);
}

/**
 * Finds a command that passes configuration files to Backstage, but not that of the image. Backstage reads only the
 * files in its arguments.
 */
export function* commandFindings(path: string, command: readonly string[]): Iterable<Violation> {
  const text = command.join(' ');
  if (/(?:^|\s)--config[=\s]/.test(text) && !/(?:^|[\s=/"'])app-config\.yaml(?![\w.-])/.test(text)) {
    yield {
      path,
      message: "passes configuration files with --config, but not the image's app-config.yaml, which is then not read",
      fix: 'add --config app-config.yaml before the first --config',
    };
  }
}

/** Finds null at or above keys of the image's configuration that read a variable, or that are lists. */
function* removedSections(
  { tree, pathOf }: ConfigTree,
  read: readonly string[],
  lists: readonly string[],
): Iterable<Violation> {
  const found = new Map<string, string>();
  for (const key of [...read, ...lists]) {
    const keys = key.split('.');
    const above = keys.findIndex((_, index) => find(tree, keys.slice(0, index + 1)) === null);
    // The rule app-config-conflicts refuses these keys themselves, except those of the portal's URL.
    const isRefused = above === keys.length - 1 && read.includes(key) && !/^(?:app|backend)\.baseUrl$/.test(key);
    if (above >= 0 && !isRefused) {
      const path = pathOf(keys.slice(0, above + 1));
      const part =
        above < keys.length - 1 ? `a part of the image's configuration, such as ${key}` : "the image's value";
      found.set(path, found.get(path) ?? part);
    }
  }
  for (const [path, part] of found) {
    yield { path, message: `removes ${part}`, fix: 'remove the null, or set only the keys that you want to change' };
  }
}

/** Finds a list that lacks entries of the image's list. */
function* replacedList(
  { tree, pathOf }: ConfigTree,
  { key, entries, without }: ImageList,
  allowed: readonly string[],
): Iterable<Violation> {
  const keys = key.split('.');
  const list = listOf(find(tree, keys));
  if (list === undefined) {
    return;
  }
  const texts = entries.filter((entry) => typeof entry === 'string');
  const locations = entries.filter((entry) => typeof entry !== 'string');
  const missing = [
    ...texts.filter((entry) => !coversText(list, entry)).map((entry) => JSON.stringify(entry)),
    ...locations.filter((entry) => !coversLocation(list, entry, allowed)),
  ];
  if (missing.length > 0) {
    yield {
      path: pathOf(keys),
      message: `replaces the image's list ${key}, and lacks ${amount(missing.length, entries.length)}; ${without}`,
      fix: `add ${fixOf(missing)}`,
    };
  }
}

function amount(missing: number, all: number): string {
  if (missing < all) {
    return `${missing} of its ${all} entries`;
  }
  return all === 1 ? 'its only entry' : `all of its ${all} entries`;
}

/** Returns the entries as users add them. Locations of the same kind differ only in their target. */
function fixOf(missing: readonly (string | ImageLocation)[]): string {
  const texts = missing.filter((entry) => typeof entry === 'string');
  const targets = new Map<string, string[]>();
  for (const entry of missing) {
    if (typeof entry !== 'string') {
      targets.set(entry.kind, [...(targets.get(entry.kind) ?? []), entry.target]);
    }
  }
  const written = [...targets].map(([kind, [first = '', ...others]]) => {
    const entry = `{ type: file, target: ${first}, rules: [{ allow: [${kind}] }] }`;
    return others.length > 0 ? `${entry}, and the same with target ${enumerated(others)}` : entry;
  });
  return [...(texts.length > 0 ? [enumerated(texts)] : []), ...written].join('; and ');
}

function enumerated(texts: readonly string[]): string {
  return texts.length > 1 ? `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}` : texts.join('');
}

function coversText(list: readonly JsonValue[], entry: string): boolean {
  // In a Content Security Policy, `*` covers every server, but neither data: nor unsafe sources.
  const isCovered = (text: string) => text === '*' && /^(?:'self'|https?:)$/.test(entry);
  return list.some(
    (item) => typeof item === 'string' && (item.trim().toLowerCase() === entry.toLowerCase() || isCovered(item)),
  );
}

function coversLocation(
  list: readonly JsonValue[],
  { target, kind }: ImageLocation,
  allowed: readonly string[],
): boolean {
  return list.some(
    (item) =>
      isJsonMap(item) &&
      item.type === 'file' &&
      typeof item.target === 'string' &&
      posix.resolve(WORKING_FOLDER, item.target) === target &&
      [...allowed, ...kindsOf(item.rules)].includes(kind.toLowerCase()),
  );
}

/** Returns the kinds that a list of catalog rules allows, in lower case. */
function kindsOf(rules: JsonValue | undefined): string[] {
  return (listOf(rules) ?? [])
    .flatMap((rule) => (isJsonMap(rule) ? (listOf(rule.allow) ?? []) : []))
    .map((kind) => (isJsonMap(kind) ? kind.kind : kind))
    .flatMap((kind) => (typeof kind === 'string' ? [kind.toLowerCase()] : []));
}

const GITHUB = ['integrations', 'github'];

/** Finds a list of GitHub integrations that lacks the entry of the chart's file. */
function* replacedIntegrations({ tree, pathOf }: ConfigTree, portal: Portal): Iterable<Violation> {
  const list = listOf(find(tree, GITHUB));
  const host = portal.externalCi?.githubActions?.host;
  const hosts = (list ?? []).map((item) => (isJsonMap(item) ? (item.host ?? 'github.com') : undefined));
  if (list !== undefined && !hosts.some((each) => each === host || each === '${GITHUB_HOST}')) {
    yield {
      path: pathOf(GITHUB),
      message:
        "replaces the chart's list for backstage.externalCI.githubActions; Backstage then uses no token for its host",
      fix: 'add { host: ${GITHUB_HOST}, token: ${GITHUB_TOKEN} }',
    };
  }
}

/** Finds a list of allowed origins without that of the portal, which the image allows. */
function* otherOrigins({ tree, pathOf }: ConfigTree, { baseUrl }: Portal): Iterable<Violation> {
  const keys = ['backend', 'cors', 'origin'];
  const list = listOf(find(tree, keys));
  const origin = URL.canParse(baseUrl) ? new URL(baseUrl).origin : undefined;
  if (list !== undefined && origin !== undefined && !list.some((item) => matchesOrigin(item, origin))) {
    yield {
      path: pathOf(keys),
      message: `replaces the image's value, and no longer allows the portal's own origin ${origin}`,
      fix: `add ${origin}`,
    };
  }
}

/** Most parts between stars in a pattern that is compared. More of them take too long. */
const MAX_STARS = 6;

/** Checks whether a pattern matches an origin. Backstage compares the parts between slashes (minimatch). */
function matchesOrigin(pattern: JsonValue, origin: string): boolean {
  if (typeof pattern !== 'string') {
    return false;
  }
  if (/[[\]{}()!+@]/.test(pattern) || pattern.split('*').length > MAX_STARS) {
    // Only minimatch can tell what such a pattern matches.
    return true;
  }
  const source = pattern.replace(/[\\^$.|]/g, '\\$&').replace(/[*?]+/g, (stars) => (stars === '?' ? '[^/]' : '[^/]*'));
  return new RegExp(`^${source}$`, 'i').test(origin);
}

/** Finds an address to listen on that only the pod itself can reach. */
function* closedListener({ tree, pathOf }: ConfigTree): Iterable<Violation> {
  const keys = ['backend', 'listen'];
  const listen = find(tree, keys);
  const [host, path] = isJsonMap(listen)
    ? [listen.host, [...keys, 'host']]
    : [typeof listen === 'string' ? listen.replace(/:\d+$/, '') : undefined, keys];
  if (typeof host === 'string' && /^(?:localhost|127(?:\.\d+){3}|\[?::1\]?)$/i.test(host)) {
    yield {
      path: pathOf(path),
      message: 'must not be an address of the pod itself, because neither the probes nor the Service reach it',
      fix: 'remove it',
    };
  }
}

/** Finds an environment for which no provider is configured. */
function* otherEnvironment({ image: { signIn }, trees, portal: { features } }: CustomConfig): Iterable<Violation> {
  const keys = ['auth', 'environment'];
  const given = trees.filter(({ tree }) => find(tree, keys) !== undefined).at(-1);
  const environment = given && find(given.tree, keys);
  if (given === undefined || typeof environment !== 'string' || isReference(environment) || features.auth === false) {
    return;
  }
  const provider = ['auth', 'providers', signIn.provider];
  const isConfigured = trees.some(({ tree }) => {
    const settings = find(tree, [...provider, environment]);
    return isJsonMap(settings) ? Object.keys(settings).length > 0 : typeof settings === 'string';
  });
  if (environment !== '' && environment !== signIn.environment && !isConfigured) {
    yield {
      path: given.pathOf(keys),
      message: `must be ${signIn.environment}, because the image configures its provider ${signIn.provider} only for this environment; nobody can sign in otherwise`,
      fix: `remove it, or set ${provider.join('.')}.<environment>, too`,
    };
  }
}

/** Returns a list, or a text as a list; undefined if it is neither or its items are not known. */
function listOf(value: JsonValue | undefined): readonly JsonValue[] | undefined {
  const list = typeof value === 'string' ? value.split(',').map((text) => text.trim()) : value;
  return isList(list) && !list.some(isReference) ? list : undefined;
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** Checks whether a value comes from a variable or from another file. */
function isReference(value: JsonValue): boolean {
  return isJsonMap(value)
    ? Object.keys(value).some((key) => key.startsWith('$'))
    : typeof value === 'string' && /\$[({]/.test(value);
}
