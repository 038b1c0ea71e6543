import type { JsonValue } from '../util/json';
import type { Violation } from '../util/violation';
import { leaves } from './app-config-leaves';
import type { Portal } from './portal';

/**
 * Finds an API token of Thunder that Backstage does not use, because no configuration refers to its variable.
 *
 * @param paths paths of the token and of the custom configuration
 * @param trees custom configuration
 * @param words words of the container's command and arguments. A file that they pass may refer to the variable
 */
export function* tokenFindings(
  paths: { readonly path: string; readonly appConfig: string },
  { thunder }: Pick<Portal, 'thunder'>,
  trees: readonly JsonValue[],
  words: readonly string[],
): Iterable<Violation> {
  const isRead = trees.some((tree) => [...leaves(tree)].some(({ value }) => refersToToken(value)));
  const hasOtherFiles = words.some((word) => /--config\b/.test(word));
  if (thunder?.token && !isRead && !hasOtherFiles) {
    yield {
      path: paths.path,
      message: "has no effect: the image's configuration does not refer to its variable THUNDER_TOKEN",
      fix: `set ${paths.appConfig}.thunder.token to \${THUNDER_TOKEN}, or remove the token`,
    };
  }
}

function refersToToken(value: unknown): boolean {
  return typeof value === 'string' && /^\s*THUNDER_TOKEN\s*$|\$[{(]\s*THUNDER_TOKEN\b/.test(value);
}
