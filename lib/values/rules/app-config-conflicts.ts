import { configKeys, configTree } from '../../backstage/app-config-variables';
import { CONTAINER_PORT } from '../../backstage/container';
import type { ChartProfile } from '../../backstage/profile';
import { isJsonMap, type JsonValue } from '../../util/json';
import { childPath } from '../../util/path';
import type { Violation } from '../../util/violation';
import type { PortalRule } from './portal-values';

/** A key of the configuration that another value sets, through a variable and the image's own configuration. */
interface SetKey {
  readonly keys: readonly string[];
  readonly setBy: string;
  /** Whether a map may stand there. */
  readonly onlyText?: true;
}

/** Values sections that have the portal's URL too; the rule `base-url` compares those. */
const BASE_URL_KEYS = ['app.baseUrl', 'backend.baseUrl'];

/** Rules, probes and the Service follow the other value, and Backstage the configuration. */
export const appConfigConflicts: PortalRule = {
  id: 'app-config-conflicts',
  severity: 'error',
  about: '`appConfig` does not contradict another value.',
  *check({ values: { backstage }, facts, release }) {
    if (!backstage.enabled) {
      return;
    }
    if (backstage.appConfig) {
      yield* conflicts(release.profile, backstage.appConfig, pathOf, isReference);
    }
    for (const { path, name, value } of facts.customVariables) {
      const keys = configKeys(name);
      if (keys && value) {
        const tree = configTree(keys, value);
        yield* conflicts(release.profile, tree, () => path, isExpanded);
        for (const key of BASE_URL_KEYS) {
          const url = find(tree, key.split('.'));
          if (url !== undefined && url !== facts.baseUrl && !isExpanded(url)) {
            yield {
              path,
              message: 'must not be there: backstage.baseUrl sets it',
              fix: 'remove it and set backstage.baseUrl',
            };
          }
        }
      }
    }
  },
};

/** The keys that variables set, and the connection as a whole, which a text replaces. */
function setKeys({ variables }: ChartProfile): readonly SetKey[] {
  const ofVariables = variables.flatMap(({ configKeys, setBy }) =>
    configKeys.filter((key) => !BASE_URL_KEYS.includes(key)).map((key): SetKey => ({ keys: key.split('.'), setBy })),
  );
  const connection: SetKey = {
    keys: ['backend', 'database', 'connection'],
    setBy: 'backstage.database',
    onlyText: true,
  };
  return [...ofVariables, connection];
}

function* conflicts(
  profile: ChartProfile,
  tree: JsonValue,
  where: (keys: readonly string[]) => string,
  refers: (value: JsonValue) => boolean,
): Iterable<Violation> {
  for (const { keys, setBy, onlyText } of setKeys(profile)) {
    const value = find(tree, keys);
    if (value !== undefined && !refers(value) && !(onlyText && isJsonMap(value))) {
      yield { path: where(keys), message: `must not be there: ${setBy} sets it`, fix: `remove it and set ${setBy}` };
    }
  }
  const listen = find(tree, ['backend', 'listen']);
  const port = isJsonMap(listen) ? (listen.port ?? CONTAINER_PORT.number) : (listen ?? CONTAINER_PORT.number);
  if (!refers(port) && Number(String(port).split(':').at(-1)) !== CONTAINER_PORT.number) {
    yield {
      path: where(['backend', 'listen', ...(isJsonMap(listen) ? ['port'] : [])]),
      message: `must be ${CONTAINER_PORT.number}, where probes and Service look for Backstage`,
      fix: 'remove it; backstage.service.port is the port that others use',
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

/** Whether a variable or a file has the value, most likely the variable that the other value is in (in files). */
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
