import { isJsonMap } from '../../util/json';
import type { Violation } from '../../util/violation';
import { find } from '../config-tree';
import type { CustomConfig } from './custom-config';
import { isReference } from './list-of';

/** Finds an environment for which no provider is configured. */
export function* otherEnvironment({
  image: { signIn },
  trees,
  portal: { features },
}: CustomConfig): Iterable<Violation> {
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
