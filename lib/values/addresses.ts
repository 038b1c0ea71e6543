import { redirectUrl } from '../redirect-url';
import type { Release } from '../release';
import type { Fidelity } from './fidelity';
import type { Finding } from './finding';
import type { EffectiveValues } from './schema';
import { SCHEMA } from './validate';

/** URLs and hosts that follow from the values, as the chart derives them. Empty where the values name no host. */
export interface Addresses {
  /** What renders the way into Backstage: `ingress.kind`, else an Ingress where a class is named. */
  readonly ingressKind: 'HTTPRoute' | 'Ingress';
  /** Class of the Ingress; empty for the cluster's default. */
  readonly ingressClassName: string;
  /** Host of the console. */
  readonly consoleHost: string;
  /** Host of the OpenChoreo API. */
  readonly apiHost: string;
  /** URL of the console host, for which the chart's bootstrap of Thunder registers the OAuth client. */
  readonly consoleUrl: string;
  /** URL that browsers reach the portal at. */
  readonly baseUrl: string;
  /** URL that browsers reach Thunder at. */
  readonly thunderUrl: string;
  /** URL of the OpenChoreo API, as Backstage calls it. */
  readonly openchoreoApiUrl: string;
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  /** URL of Thunder inside the cluster. */
  readonly thunderServiceUrl: string;
  /** URLs that the OAuth client must carry: Backstage's own, and those given. */
  readonly redirectUrls: readonly string[];
}

/** Derives hosts and URLs (chart: the helpers for protocol, console host, Thunder host and Thunder's internal URL). */
export function addresses(values: EffectiveValues, release: Release, fidelity: Fidelity): Addresses {
  const { global, backstage, security, thunder, openchoreoApi } = values;
  const { ingress, appConfig, auth } = backstage;
  const baseDomain = global.baseDomain ?? '';
  const below = (name: string) => (baseDomain ? `${name}.${baseDomain}` : '');
  const consoleHost = ingress.hosts?.[0]?.host || baseDomain;
  const thunderHost = afterProtocol(thunder.configuration.server.publicUrl ?? '') || below('thunder');
  const url = (host: string) => `${global.tls.enabled ? 'https' : 'http'}://${host}${global.port ?? ''}`;
  const thunderHostInCluster = release.serviceHost(`${thunder.fullnameOverride ?? ''}-service`);
  const thunderServiceUrl = `http://${thunderHostInCluster}:${thunder.service.port ?? 0}`;
  const ingressClassName = namedClass(values)?.className ?? '';
  const baseUrl = backstage.baseUrl || appConfig?.app?.baseUrl || appConfig?.backend?.baseUrl || url(consoleHost);
  return {
    ingressKind: ingress.kind ?? (ingressClassName ? 'Ingress' : 'HTTPRoute'),
    ingressClassName,
    consoleHost,
    apiHost: openchoreoApi.ingress.hosts?.[0]?.host || below('api'),
    consoleUrl: url(consoleHost),
    baseUrl,
    thunderUrl: backstage.thunder.baseUrl || url(thunderHost),
    openchoreoApiUrl:
      backstage.openchoreoApi.url ||
      release.openchoreoApiUrl(fidelity === 'corrected' ? openchoreoApi.name : undefined),
    authorizationUrl: security.oidc.authorizationUrl || `${url(thunderHost)}/oauth2/authorize`,
    tokenUrl: security.oidc.tokenUrl || `${thunderServiceUrl}/oauth2/token`,
    thunderServiceUrl,
    redirectUrls: [...new Set([redirectUrl(baseUrl), ...(auth.redirectUrls ?? [])])],
  };
}

/** The Ingress class that is named, and where: of several the one that holds. */
export function namedClass({
  global,
  backstage,
}: EffectiveValues): { readonly path: string; readonly className: string } | undefined {
  const { ingressClassName, className } = backstage.ingress;
  const named = {
    'backstage.ingress.ingressClassName': ingressClassName,
    'backstage.ingress.className': className,
    'global.ingressClassName': global.ingressClassName,
  };
  const found = Object.entries(named).find(([, name]) => name);
  return found && { path: found[0], className: found[1] ?? '' };
}

/** Whether the release has an HTTPRoute to the OpenChoreo API. */
export function rendersApiRoute({ openchoreoApi, gateway }: EffectiveValues): boolean {
  return Boolean(openchoreoApi.enabled && openchoreoApi.ingress.enabled && gateway.enabled);
}

/** The hosts that are needed and not given. Without them no URL can be made, so nothing lets these findings pass. */
export function* missingHosts(values: EffectiveValues): Iterable<Finding> {
  if (values.global.baseDomain) {
    return;
  }
  const missing = (path: string, what: string): Finding => ({
    rule: SCHEMA,
    severity: 'error',
    path,
    message: `the host of ${what} is needed, got none and no global.baseDomain`,
    mend: `set ${path} or global.baseDomain`,
  });
  if (values.backstage.enabled && !values.backstage.ingress.hosts?.[0]?.host) {
    yield missing('backstage.ingress.hosts', 'the console');
  }
  if (rendersApiRoute(values) && !values.openchoreoApi.ingress.hosts?.[0]?.host) {
    yield missing('openchoreoApi.ingress.hosts', 'the OpenChoreo API');
  }
  if (values.backstage.enabled && !afterProtocol(values.thunder.configuration.server.publicUrl ?? '')) {
    yield missing('thunder.configuration.server.publicUrl', 'the identity provider');
  }
}

/** What a URL has behind its protocol, up to a port: the chart takes it for the host. */
function afterProtocol(url: string): string {
  return url.replace(/^https?:\/\//, '').split(':')[0] ?? '';
}
