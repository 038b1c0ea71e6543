import type { EffectiveValues } from './schema';

/** Whether users sign in with another identity provider than the bundled Thunder. */
export function hasExternalProvider({ security, thunder }: EffectiveValues): boolean {
  return !thunder.enabled || Boolean(security.oidc.authorizationUrl || security.oidc.wellKnownEndpoint);
}
