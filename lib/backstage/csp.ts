import { isJsonMap, type JsonMap } from '../util/json';

/**
 * Directive of the Content Security Policy with which browsers upgrade requests to https. It is part of the policy unless
 * the configuration switches it off (Backstage: `readHelmetOptions` of its backend). A portal with an http URL then
 * loads no scripts.
 */
const DIRECTIVE = 'upgrade-insecure-requests';

/** Content Security Policy with which browsers do not upgrade requests to https. */
export const HTTP_CSP = { [DIRECTIVE]: false } as const;

/** Variable that sets {@link HTTP_CSP}. The directive is no part of its name, because it contains hyphens. */
export const CSP_VARIABLE = 'APP_CONFIG_backend_csp';

/** Returns a configuration tree with {@link HTTP_CSP}, unless the tree sets the directive or replaces the policy. */
export function withCsp(tree: JsonMap): JsonMap {
  const { backend = {} } = tree;
  const csp = isJsonMap(backend) ? (backend.csp ?? {}) : undefined;
  return isJsonMap(backend) && isJsonMap(csp)
    ? { ...tree, backend: { ...backend, csp: { ...HTTP_CSP, ...csp } } }
    : tree;
}
