import { isJsonMap, type JsonMap, type JsonValue } from '../util/json';
import { CONFIG_PREFIX } from './app-config-variables';
import { ConfigNames } from './config-names';

/** Parts of the connection to PostgreSQL. The image's configuration reads each from a variable. */
export const CONNECTION_PARTS = ['host', 'port', 'user', 'password', 'database'] as const;

/** Part of the connection to PostgreSQL. */
export type ConnectionPart = (typeof CONNECTION_PARTS)[number];

/** Keys of the connection in Backstage's configuration. */
export const CONNECTION_KEYS: readonly string[] = ['backend', 'database', 'connection'];

const CONNECTION_VARIABLE = `${CONFIG_PREFIX}${CONNECTION_KEYS.join('_')}`;

/** Returns the key of a part in Backstage's configuration, as variables list it. */
export function connectionKey(part: ConnectionPart): string {
  return [...CONNECTION_KEYS, part].join('.');
}

/**
 * Returns the parts of the connection that custom configuration sets. A URI, or a reference to one, sets all parts.
 *
 * @param appConfig custom configuration
 * @param variables names of the custom variables
 */
export function configuredConnection(
  appConfig: JsonMap | undefined,
  variables: readonly string[],
): readonly ConnectionPart[] {
  const connection = CONNECTION_KEYS.reduce<JsonValue | undefined>(
    (value, key) => (isJsonMap(value) && Object.hasOwn(value, key) ? value[key] : undefined),
    appConfig,
  );
  const names = variables.filter((name) => name.startsWith(CONNECTION_VARIABLE));
  if (isWhole(connection) || names.includes(CONNECTION_VARIABLE)) {
    return CONNECTION_PARTS;
  }
  const inConfig = (part: ConnectionPart) => isJsonMap(connection) && (connection[part] ?? '') !== '';
  return CONNECTION_PARTS.filter((part) => inConfig(part) || names.includes(`${CONNECTION_VARIABLE}_${part}`));
}

/** Checks whether variables, or configuration that they could express, set a part of the connection. */
export function setsConnection(names: readonly string[], part: ConnectionPart): boolean {
  const known = new ConfigNames(names);
  const name = `${CONNECTION_VARIABLE}_${part}`;
  return known.has(name) || known.overlapping(name) !== undefined;
}

/** Checks whether a value is a URI, or a reference to a variable or file: `${NAME}`, or a map with a key such as `$env`. */
function isWhole(connection: JsonValue | undefined): boolean {
  return isJsonMap(connection)
    ? Object.keys(connection).some((key) => key.startsWith('$'))
    : typeof connection === 'string' && connection !== '';
}
