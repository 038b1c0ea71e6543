import { describeUrl } from '../../../backstage/secrets';
import { describe } from '../../../util/describe';
import { itemPath } from '../../../util/path';
import type { Violation } from '../../../util/violation';
import type { ChartRule, ChartSubject } from '../subject';

/** The chart refuses its placeholders, except the two endpoints with which users sign in. */
export const placeholders: ChartRule = {
  id: 'placeholders',
  severity: 'error',
  about: "Hosts and URLs replace the placeholders of the chart's defaults, whose hosts end with `.invalid`.",
  *check({ values, facts }) {
    const { openchoreoApi, backstage, gateway, security } = values;
    const isChecked = checkedValues(values, facts.features.checksEnabledOnly);
    if (isChecked.apiHosts) {
      const otherwise = isChecked.withoutApi
        ? ''
        : ', or set openchoreoApi.http.enabled to false if Helm keeps the route';
      const fix = `set it to a host of the OpenChoreo API, such as api.example.com${otherwise}`;
      yield* ofHosts('openchoreoApi.http.hostnames', openchoreoApi.http.hostnames, fix);
    }
    if (isChecked.portalHosts) {
      const fix = 'set it to a host of the portal, such as console.example.com';
      yield* ofHosts('backstage.http.hostnames', backstage.http.hostnames, fix);
    }
    if (isChecked.baseUrl) {
      const fix = 'set it to the URL that users open in the browser, such as https://console.example.com';
      yield* ofUrl('backstage.baseUrl', backstage.baseUrl, fix);
    }
    if (isChecked.gatewayHost && isPlaceholder(gateway.tls.hostname)) {
      const fix = "set it to the host of the Gateway's https listener, such as *.example.com";
      yield found('gateway.tls.hostname', describe(gateway.tls.hostname), fix);
    }
    if (isChecked.issuer) {
      yield* ofUrl('security.oidc.issuer', security.oidc.issuer, 'set it to the issuer of your identity provider');
    }
    if (backstage.enabled && security.enabled) {
      const { authorizationUrl, tokenUrl } = security.oidc;
      const authorization = 'set it to the URL at which your identity provider signs users in';
      yield* ofUrl('security.oidc.authorizationUrl', authorizationUrl, authorization);
      const token = 'set it to the URL at which your identity provider issues tokens';
      yield* ofUrl('security.oidc.tokenUrl', tokenUrl, token);
    }
  },
};

/** Returns which values the chart checks. Before chart 1.2, it checks most of them even if nothing uses them. */
function checkedValues({ backstage, gateway, openchoreoApi, security }: ChartSubject['values'], onlyEnabled: boolean) {
  // The chart knows no Ingress, which needs no Gateway.
  const isRouted = backstage.http.enabled && (gateway.enabled || backstage.http.className);
  return {
    withoutApi: !onlyEnabled,
    apiHosts: !onlyEnabled || (gateway.enabled && openchoreoApi.enabled && openchoreoApi.http.enabled),
    portalHosts: !onlyEnabled || (backstage.enabled && isRouted),
    baseUrl: !onlyEnabled || backstage.enabled,
    gatewayHost: (!onlyEnabled || gateway.enabled) && gateway.tls.enabled,
    issuer: !onlyEnabled || security.enabled,
  };
}

function* ofHosts(list: string, hosts: readonly string[] = [], fix: string): Iterable<Violation> {
  for (const [index, host] of hosts.entries()) {
    if (isPlaceholder(host)) {
      yield found(itemPath(list, index), describe(host), fix);
    }
  }
}

function* ofUrl(path: string, url: string | undefined, fix: string): Iterable<Violation> {
  if (url !== undefined && isPlaceholder(url)) {
    yield found(path, describeUrl(url), fix);
  }
}

function found(path: string, got: string, fix: string): Violation {
  return { path, message: `must not be a placeholder, whose host ends with .invalid, got ${got}`, fix };
}

/** Checks whether the host of a URL, or a host alone, has the last part `invalid`. */
function isPlaceholder(text = ''): boolean {
  const lower = text.toLowerCase();
  if (!lower.includes('invalid')) {
    return false;
  }
  const [, host = ''] =
    /^(?:https?:\/*|[a-z][a-z\d+.-]*:\/\/|\/\/)?(?:[^/?#]*@)?([^/?#:\s]*)/.exec(lower.trimStart()) ?? [];
  return /(?:^|\.)invalid\.?$/.test(host);
}
