import type { Addresses } from './addresses';
import type { EffectiveValues } from './schema';

/** Whether users sign in with another identity provider than the bundled Thunder. */
export function hasExternalProvider({ security, thunder }: EffectiveValues, addresses: Addresses): boolean {
  const ofThunder = (url: string) =>
    [addresses.thunderUrl, addresses.thunderServiceUrl]
      .map((base) => base.replace(/\/+$/, ''))
      .some((base) => url === base || url.startsWith(`${base}/`));
  const { authorizationUrl, tokenUrl, wellKnownEndpoint } = security.oidc;
  return !thunder.enabled || [authorizationUrl, tokenUrl, wellKnownEndpoint].some((url) => url && !ofThunder(url));
}
