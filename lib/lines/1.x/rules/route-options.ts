import type { Violation } from '../../../util/violation';
import type { EffectiveValues } from '../../1.2/schema';
import { checkHttpsRedirect } from '../../common/checks/https-redirect';
import { GATEWAY } from '../profile';
import type { ChartRule } from '../subject';

type HttpValues = EffectiveValues['backstage']['http'];

/** Options that the rendered kind does not have would have no effect. */
export const routeOptions: ChartRule = {
  id: 'route-options',
  severity: 'error',
  about: 'Options of the HTTPRoute or Ingress fit its kind and do not contradict each other.',
  *check({ values, facts }) {
    const { backstage } = values;
    if (facts.routeKind === 'Ingress') {
      yield* ofRoutesOnly(backstage.http);
    } else if (facts.routeKind === 'HTTPRoute') {
      yield* ofIngressesOnly(backstage.http);
      yield* checkHttpsRedirect(backstage.http, {
        section: 'backstage.http',
        baseUrl: facts.baseUrl,
        httpsListener: GATEWAY.httpsListener,
        fixOfUrl: 'set backstage.baseUrl to the https URL, or set this value to false',
      });
    }
  },
};

function* ofRoutesOnly({ parentRefs, timeouts, httpsRedirect }: HttpValues): Iterable<Violation> {
  const given = {
    parentRefs: parentRefs?.length,
    'timeouts.request': timeouts.request,
    'timeouts.backendRequest': timeouts.backendRequest,
    'httpsRedirect.enabled': httpsRedirect.enabled,
  };
  for (const [key, isGiven] of Object.entries(given)) {
    if (isGiven) {
      yield {
        path: `backstage.http.${key}`,
        message: 'must not be set for an Ingress, because only an HTTPRoute has this option',
        fix: 'remove it and use annotations of the Ingress controller, or remove className',
      };
    }
  }
}

function* ofIngressesOnly({ defaultBackend, pathType }: HttpValues): Iterable<Violation> {
  for (const [key, isGiven] of Object.entries({ defaultBackend, pathType })) {
    if (isGiven) {
      yield {
        path: `backstage.http.${key}`,
        message: 'must not be set for an HTTPRoute, because only an Ingress has this option',
        fix: 'remove it, or set className to the class of an Ingress',
      };
    }
  }
}
