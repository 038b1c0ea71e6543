import { urlToCopy } from '../../../backstage/secrets';
import { isHttpUrl } from '../../../kubernetes/http-url';
import { matchesHost } from '../../../kubernetes/routed-hosts';
import { describe } from '../../../util/describe';
import type { Violation } from '../../../util/violation';
import { checkRoutedUrl } from '../../common/checks/portal-url';
import type { ChartRule, ChartSubject } from '../subject';

const HOSTS = 'backstage.http.hostnames';

/** Browsers get 404 from the Gateway or the Ingress controller at a URL that no route has. */
export const routedUrl: ChartRule = {
  id: 'routed-url',
  severity: 'warning',
  about: "The rendered HTTPRoute or Ingress, and the Gateway's https listener, have the host of the portal's URL.",
  *check(subject) {
    const { values, facts } = subject;
    const found = [
      ...checkRoutedUrl(
        { backstage: values.backstage, baseUrl: facts.baseUrl, route: facts.portalRoute },
        {
          url: 'backstage.baseUrl',
          hosts: HOSTS,
          addHost: (host) => `add ${host} to ${HOSTS}`,
          paths: { path: 'backstage.http.pathType', fix: 'set it to Prefix' },
        },
      ),
    ];
    yield* found.length > 0 ? found : listenerViolations(subject);
  },
};

/** Finds an https listener that does not have the host of the portal's URL. */
function* listenerViolations({ values, facts }: ChartSubject): Iterable<Violation> {
  const { gateway, backstage } = values;
  const { enabled, hostname } = gateway.tls;
  const isOfGateway = facts.routeKind === 'HTTPRoute' && !backstage.http.parentRefs?.length;
  if (!isOfGateway || !enabled || !hostname || !/^https:/.test(facts.baseUrl) || !isHttpUrl(facts.baseUrl)) {
    return;
  }
  const host = new URL(facts.baseUrl).hostname;
  // The rule `placeholders` reports the default.
  if (!matchesHost('HTTPRoute', hostname, host) && !/(?:^|\.)invalid$/.test(hostname)) {
    yield {
      path: 'gateway.tls.hostname',
      message: `must match the host of ${urlToCopy(facts.baseUrl)}, so that the https listener of the Gateway has it, got ${describe(hostname)}`,
      fix: `set it to ${host}, or to a wildcard for it`,
    };
  }
}
