import { openchoreoApiUrl, type Release, serviceHost } from '../../backstage/release';
import { isHttpUrl } from '../../kubernetes/http-url';
import { withoutSlashes } from '../../util/without-slashes';
import { DEFAULTS } from './profile';
import type { EffectiveValues } from './schema';

/** Hosts and URLs that follow from the values, as the chart derives them. A host is empty if no value sets it. */
export interface Urls {
  /** Host of the console. */
  readonly consoleHost: string;
  /** Host of the OpenChoreo API. */
  readonly apiHost: string;
  /** URL of the console host. When the chart sets up Thunder, it registers the OAuth client for this URL. */
  readonly consoleUrl: string;
  /** URL of the portal, as users open it in the browser. */
  readonly baseUrl: string;
  /** URL of Thunder, as browsers reach it. */
  readonly thunderUrl: string;
  /** URL of Thunder inside the cluster. */
  readonly thunderServiceUrl: string;
  /** URL of the OpenChoreo API, as Backstage calls it. */
  readonly openchoreoApiUrl: string;
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
}

/** Defects of the chart to fix in the URLs. */
interface Fixes {
  /** Whether the API's URL contains the name of its Service (defect `api-url`). */
  readonly apiUrl: boolean;
  /** Whether to remove a slash at the end of the portal's URL (defect `base-url-slash`). */
  readonly baseUrlSlash: boolean;
  /** Whether the URLs of Thunder keep protocol, port and path of its public URL (defect `derived-urls`). */
  readonly derivedUrls: boolean;
}

/** Returns hosts and URLs (chart: the helpers for protocol, console host, Thunder host and Thunder's internal URL). */
export function urlsOf(values: EffectiveValues, release: Release, fixes: Fixes): Urls {
  const { global, backstage, security, thunder, openchoreoApi } = values;
  const { ingress, appConfig } = backstage;
  const { namespace } = release;
  const baseDomain = global.baseDomain ?? '';
  const below = (name: string) => (baseDomain ? `${name}.${baseDomain}` : '');
  const consoleHost = ingress.hosts?.[0]?.host || baseDomain;
  const publicUrl = thunder.configuration.server.publicUrl ?? '';
  const url = (host: string) => `${global.tls.enabled ? 'https' : 'http'}://${host}${global.port ?? ''}`;
  const thunderPublicUrl =
    fixes.derivedUrls && isHttpUrl(publicUrl)
      ? withoutSlashes(publicUrl)
      : url(afterProtocol(publicUrl) || below('thunder'));
  const thunderHostInCluster = serviceHost(`${thunder.fullnameOverride ?? ''}-service`, namespace);
  const thunderServiceUrl =
    serviceOrigin(thunder.fullnameOverride, security.oidc.tokenUrl) ??
    `http://${thunderHostInCluster}:${thunder.service.port ?? 0}`;
  const baseUrl = backstage.baseUrl || appConfig?.app?.baseUrl || appConfig?.backend?.baseUrl || url(consoleHost);
  const apiName = (fixes.apiUrl && openchoreoApi.name) || release.names.api;
  return {
    consoleHost,
    apiHost: openchoreoApi.ingress.hosts?.[0]?.host || below('api'),
    consoleUrl: url(consoleHost),
    baseUrl: fixes.baseUrlSlash ? baseUrl.replace(/\/$/, '') : baseUrl,
    thunderUrl: backstage.thunder.baseUrl || thunderPublicUrl,
    thunderServiceUrl,
    openchoreoApiUrl: backstage.openchoreoApi.url || openchoreoApiUrl(apiName, namespace, DEFAULTS.openchoreoApi.port),
    authorizationUrl: security.oidc.authorizationUrl || `${thunderPublicUrl}/oauth2/authorize`,
    tokenUrl: security.oidc.tokenUrl || `${thunderServiceUrl}/oauth2/token`,
  };
}

/** Returns the part of a URL between its protocol and its port. The chart uses it as the host. */
export function afterProtocol(url: string): string {
  return url.replace(/^https?:\/\//, '').split(':')[0] ?? '';
}

/** Checks whether a URL is one of Thunder's Service, in any namespace. */
export function isThunderService(fullname: string | undefined, url: string | undefined): boolean {
  return serviceOrigin(fullname, url) !== undefined;
}

/** Returns the part of a URL before its path if it is a URL of Thunder's Service, in any namespace. */
function serviceOrigin(fullname = '', url = ''): string | undefined {
  const { hostname, origin } = URL.canParse(url) ? new URL(url) : { hostname: '', origin: '' };
  const [service, , svc = 'svc'] = hostname.split('.');
  return fullname && service === `${fullname}-service` && svc === 'svc' ? origin : undefined;
}
