import { describe } from '../../../util/describe';
import type { Violation } from '../../../util/violation';
import { portalUrls } from '../../common/checks/base-url';
import { checkHttpsRedirect } from '../../common/checks/https-redirect';
import { GATEWAY } from '../profile';
import type { ChartRule, ChartSubject } from '../subject';

/** Options that the rendered kind does not have would have no effect. */
export const routeOptions: ChartRule = {
  id: 'route-options',
  severity: 'error',
  about: 'Options of the HTTPRoute or Ingress fit its kind and do not contradict each other.',
  *check(subject) {
    const { values, facts } = subject;
    const { backstage } = values;
    if (!backstage.enabled || !backstage.ingress.enabled) {
      return;
    }
    const { className, ingressClassName } = backstage.ingress;
    if (className && ingressClassName && className !== ingressClassName) {
      yield {
        path: 'backstage.ingress.className',
        message: `must be the same as ingressClassName (${ingressClassName}), got ${describe(className)}`,
        fix: 'remove one of the two',
      };
    }
    if (facts.routeKind === 'Ingress') {
      yield* ofRoutesOnly(subject);
    } else if (facts.routeKind === 'HTTPRoute') {
      yield* ofIngressesOnly(subject);
      yield* checkHttpsRedirect(backstage.ingress, {
        section: 'backstage.ingress',
        baseUrl: facts.baseUrl,
        httpsListener: GATEWAY.httpsListener,
        fixOfUrl: fixOfUrl(portalUrls(backstage).map(({ path }) => path)),
      });
    }
  },
};

/** Returns the fix for a portal whose URL is not https. `global.tls.enabled` has no effect on a URL that values set. */
function fixOfUrl(given: readonly string[]): string {
  const url = given.length > 0 ? `set ${given.join(' and ')} to the https URL` : 'set global.tls.enabled to true';
  return `${url}, or set this value to false`;
}

function* ofRoutesOnly({ values }: ChartSubject): Iterable<Violation> {
  const { parentRefs, timeouts, httpsRedirect, pathType } = values.backstage.ingress;
  const given = {
    parentRefs: parentRefs?.length,
    'timeouts.request': timeouts.request,
    'timeouts.backendRequest': timeouts.backendRequest,
    'httpsRedirect.enabled': httpsRedirect.enabled,
  };
  for (const [key, isGiven] of Object.entries(given)) {
    if (isGiven) {
      yield {
        path: `backstage.ingress.${key}`,
        message: 'must not be set for an Ingress, because only an HTTPRoute has this option',
        fix: 'remove it and use annotations of the Ingress controller, or remove the class and set kind to HTTPRoute',
      };
    }
  }
  yield* pathTypes(pathType, ['Exact', 'Prefix', 'ImplementationSpecific'], 'an Ingress');
}

function* ofIngressesOnly({ values }: ChartSubject): Iterable<Violation> {
  const { defaultBackend, pathType } = values.backstage.ingress;
  if (defaultBackend) {
    yield {
      path: 'backstage.ingress.defaultBackend',
      message: 'must not be set for an HTTPRoute, because only an Ingress has this option',
      fix: 'remove it, or set kind to Ingress',
    };
  }
  yield* pathTypes(pathType, ['Exact', 'PathPrefix', 'RegularExpression'], 'an HTTPRoute');
}

function* pathTypes(pathType: string | undefined, known: readonly string[], of: string): Iterable<Violation> {
  if (pathType && !known.includes(pathType)) {
    yield {
      path: 'backstage.ingress.pathType',
      message: `must be one of ${known.join(', ')} in ${of}, got ${describe(pathType)}`,
      fix: 'use one of them',
    };
  }
}
