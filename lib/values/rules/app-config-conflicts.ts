import { configKeys, configTree } from '../../backstage/app-config-variables';
import { find } from '../../backstage/config-tree';
import { CONNECTION_KEYS } from '../../backstage/configured-connection';
import { CONTAINER_PORT } from '../../backstage/container';
import type { Credential } from '../../backstage/credentials';
import type { ChartProfile } from '../../backstage/profile';
import { isJsonMap, type JsonValue } from '../../util/json';
import { childPath } from '../../util/path';
import type { Violation } from '../../util/violation';
import type { Facts } from '../facts';
import { setInstead } from '../set-instead';
import type { PortalRule } from './portal-values';

/** A key of the configuration that another value sets, through a variable that the image's configuration reads. */
interface SetKey {
  /** Path of the key. */
  readonly keys: readonly string[];
  /** Path of the value that sets the key. */
  readonly setBy: string;
  /** Credential that the variable contains. @default - it contains none */
  readonly credential?: Credential;
  /** Whether a map is allowed at the key. */
  readonly onlyText?: true;
}

/** Keys of the portal's URL. The rule `base-url` checks them in `appConfig`. */
const BASE_URL_KEYS = ['app.baseUrl', 'backend.baseUrl'];

/** Backstage follows the configuration, but the rules, the probes and the Service follow the other value. */
export const appConfigConflicts: PortalRule = {
  id: 'app-config-conflicts',
  severity: 'error',
  about: '`appConfig` and `APP_CONFIG_` variables do not set a key that another value sets.',
  *check({ values: { backstage }, facts, release }) {
    if (!backstage.enabled) {
      return;
    }
    const known = setKeys(release.profile);
    if (backstage.appConfig) {
      yield* conflicts(known, backstage.appConfig, pathOf, isReference, facts);
    }
    for (const { path, name, value } of facts.customVariables) {
      const keys = configKeys(name);
      if (keys && value) {
        const tree = configTree(keys, value);
        yield* conflicts(known, tree, () => path, isExpanded, facts);
        for (const key of BASE_URL_KEYS) {
          const url = find(tree, key.split('.'));
          if (url !== undefined && url !== facts.baseUrl && !isExpanded(url)) {
            yield {
              path,
              message: conflictWith('backstage.baseUrl'),
              fix: setInstead('it', 'backstage.baseUrl'),
            };
          }
        }
      }
    }
  },
};

/** Returns the keys that variables set, and the database connection, which a string would replace as a whole. */
function setKeys({ variables }: ChartProfile): readonly SetKey[] {
  const ofVariables = variables.flatMap(({ configKeys, setBy, credential }) =>
    configKeys
      .filter((key) => !BASE_URL_KEYS.includes(key))
      .map((key): SetKey => ({ keys: key.split('.'), setBy, credential })),
  );
  return [...ofVariables, { keys: CONNECTION_KEYS, setBy: 'backstage.database', onlyText: true }];
}

function* conflicts(
  known: readonly SetKey[],
  tree: JsonValue,
  where: (keys: readonly string[]) => string,
  refers: (value: JsonValue) => boolean,
  facts: Facts,
): Iterable<Violation> {
  for (const { keys, setBy, credential, onlyText } of known) {
    const value = find(tree, keys);
    if (value !== undefined && !refers(value) && !(onlyText && isJsonMap(value))) {
      const place = credential && facts.placeOf(credential, setBy);
      yield {
        path: where(keys),
        message: conflictWith(place?.setBy ?? setBy),
        fix: place ? `remove it, and ${place.instead()}` : setInstead('it', setBy),
      };
    }
  }
  const listen = find(tree, ['backend', 'listen']);
  const port = isJsonMap(listen) ? (listen.port ?? CONTAINER_PORT.number) : (listen ?? CONTAINER_PORT.number);
  if (!refers(port) && Number(String(port).split(':').at(-1)) !== CONTAINER_PORT.number) {
    yield {
      path: where(['backend', 'listen', ...(isJsonMap(listen) ? ['port'] : [])]),
      message: `must be ${CONTAINER_PORT.number}, the port that the probes and the Service use`,
      fix: 'remove it; to change the port of the Service, set backstage.service.port',
    };
  }
}

function conflictWith(setBy: string): string {
  return `must not be set here, because ${setBy} sets it`;
}

/** Checks whether a value of `appConfig` refers to a variable or a file, which probably contains the other value. */
function isReference(value: JsonValue): boolean {
  return isJsonMap(value)
    ? Object.keys(value).some((key) => key.startsWith('$'))
    : typeof value === 'string' && value.includes('${');
}

/** Checks whether the text of a variable refers to another one. Only Kubernetes replaces `$(NAME)` there. */
function isExpanded(value: JsonValue): boolean {
  return typeof value === 'string' && /(?<!\$)\$\(/.test(value);
}

function pathOf(keys: readonly string[]): string {
  return keys.reduce(childPath, 'backstage.appConfig');
}
