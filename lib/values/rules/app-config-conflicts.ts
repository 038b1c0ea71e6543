import { configKeys, configTree } from '../../app-config-variables';
import { CONTAINER_PORT } from '../../chart-0.11';
import { isJsonMap, type JsonValue } from '../../json';
import { childPath } from '../../path';
import { ownVariables } from '../variables';
import type { Problem, Rule } from './rule';

/** Keys of the configuration that other values set, through the image's own configuration. */
const SET_BY: readonly {
  readonly keys: readonly string[];
  readonly setBy: string;
  /** Whether a map may stand there. */
  readonly onlyText?: true;
}[] = [
  { keys: ['backend', 'database', 'client'], setBy: 'backstage.database.type' },
  ...['host', 'port', 'user', 'password', 'database'].map((key) => ({
    keys: ['backend', 'database', 'connection', key],
    setBy: `backstage.database.postgresql.${key}`,
  })),
  { keys: ['backend', 'database', 'connection', 'directory'], setBy: 'backstage.database.sqlite.mountPath' },
  { keys: ['backend', 'database', 'connection'], setBy: 'backstage.database', onlyText: true },
  { keys: ['openchoreo', 'baseUrl'], setBy: 'backstage.openchoreoApi.url' },
  { keys: ['openchoreo', 'features', 'workflows', 'enabled'], setBy: 'backstage.features.workflows.enabled' },
  { keys: ['openchoreo', 'features', 'observability', 'enabled'], setBy: 'backstage.features.observability.enabled' },
  { keys: ['openchoreo', 'features', 'auth', 'enabled'], setBy: 'security.enabled' },
  { keys: ['openchoreo', 'features', 'authz', 'enabled'], setBy: 'security.authz.enabled' },
  { keys: ['thunder', 'baseUrl'], setBy: 'backstage.thunder.baseUrl' },
  { keys: ['thunder', 'token'], setBy: 'backstage.thunder.token' },
  ...Object.entries({
    clientId: 'backstage.auth.clientId',
    clientSecret: 'backstage.auth.clientSecret',
    metadataUrl: 'security.oidc.wellKnownEndpoint',
    authorizationUrl: 'security.oidc.authorizationUrl',
    tokenUrl: 'security.oidc.tokenUrl',
  }).map(([key, setBy]) => ({ keys: ['auth', 'providers', 'openchoreo-auth', 'development', key], setBy })),
];

/** Rules, probes and the Service go by the other value, and Backstage by the configuration. */
export const appConfigConflicts: Rule = {
  id: 'app-config-conflicts',
  severity: 'error',
  about: '`appConfig` does not say otherwise what another value says.',
  *check({ values, addresses }) {
    const { backstage } = values;
    if (!backstage.enabled) {
      return;
    }
    yield* conflicts(backstage.appConfig ?? {}, pathOf, isReference);
    for (const { path, name, value } of ownVariables(values)) {
      const keys = configKeys(name);
      if (keys && value) {
        const tree = configTree(keys, value);
        yield* conflicts(tree, () => path, isExpanded);
        for (const part of ['app', 'backend']) {
          const url = find(tree, [part, 'baseUrl']);
          if (url !== undefined && url !== addresses.baseUrl && !isExpanded(url)) {
            yield {
              path,
              message: 'must not be there: backstage.baseUrl sets it',
              mend: 'remove it and set backstage.baseUrl',
            };
          }
        }
      }
    }
  },
};

function* conflicts(
  tree: JsonValue,
  where: (keys: readonly string[]) => string,
  refers: (value: JsonValue) => boolean,
): Iterable<Problem> {
  for (const { keys, setBy, onlyText } of SET_BY) {
    const value = find(tree, keys);
    if (value !== undefined && !refers(value) && !(onlyText && isJsonMap(value))) {
      yield { path: where(keys), message: `must not be there: ${setBy} sets it`, mend: `remove it and set ${setBy}` };
    }
  }
  const listen = find(tree, ['backend', 'listen']);
  const port = isJsonMap(listen) ? (listen.port ?? CONTAINER_PORT.number) : (listen ?? CONTAINER_PORT.number);
  if (!refers(port) && Number(String(port).split(':').at(-1)) !== CONTAINER_PORT.number) {
    yield {
      path: where(['backend', 'listen', ...(isJsonMap(listen) ? ['port'] : [])]),
      message: `must be ${CONTAINER_PORT.number}, where probes and Service look for Backstage`,
      mend: 'remove it; backstage.service.port is the port that others use',
    };
  }
}

function find(value: JsonValue | undefined, keys: readonly string[]): JsonValue | undefined {
  const [key, ...below] = keys;
  if (key === undefined) {
    return value;
  }
  return isJsonMap(value) && Object.hasOwn(value, key) ? find(value[key], below) : undefined;
}

/** What a variable or a file says, most likely the variable that the other value is in, as Backstage reads it in files. */
function isReference(value: JsonValue): boolean {
  return isJsonMap(value)
    ? Object.keys(value).some((key) => key.startsWith('$'))
    : typeof value === 'string' && value.includes('${');
}

/** The same in a variable: Backstage replaces nothing there, and Kubernetes `$(NAME)`. */
function isExpanded(value: JsonValue): boolean {
  return typeof value === 'string' && /(?<!\$)\$\(/.test(value);
}

function pathOf(keys: readonly string[]): string {
  return keys.reduce(childPath, 'backstage.appConfig');
}
