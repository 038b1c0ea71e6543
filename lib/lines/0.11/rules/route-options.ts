import { milliseconds } from '../../../kubernetes/duration';
import { describe } from '../../../util/describe';
import type { Violation } from '../../../util/violation';
import { GATEWAY } from '../profile';
import type { ChartRule, ChartSubject } from '../subject';

/** How Gateway API writes a duration. */
const DURATION = /^(?:\d{1,5}(?:h|m|s|ms)){1,4}$/;

/** An option that the kind has not is lost without a word. */
export const routeOptions: ChartRule = {
  id: 'route-options',
  severity: 'error',
  about: 'Options of the way into Backstage are ones that its kind has, and do not contradict each other.',
  *check(subject) {
    const { values, facts } = subject;
    const { backstage, gateway } = values;
    if (facts.rendersApiRoute) {
      yield* parents('openchoreoApi.ingress', values.openchoreoApi.ingress.parentRefs ?? []);
      yield* timeouts('openchoreoApi.ingress', values.openchoreoApi.ingress.timeouts);
    }
    if (!backstage.enabled || !backstage.ingress.enabled) {
      return;
    }
    const { className, ingressClassName } = backstage.ingress;
    if (className && ingressClassName && className !== ingressClassName) {
      yield {
        path: 'backstage.ingress.className',
        message: `must agree with ingressClassName (${ingressClassName}), got ${describe(className)}`,
        fix: 'remove one of the two',
      };
    }
    if (facts.ingressKind === 'Ingress') {
      yield* ofRoutesOnly(subject);
    } else if (gateway.enabled) {
      yield* ofIngressesOnly(subject);
      yield* parents('backstage.ingress', backstage.ingress.parentRefs ?? []);
      yield* timeouts('backstage.ingress', backstage.ingress.timeouts);
      yield* httpsRedirect(subject);
    }
  },
};

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
        message: 'is for an HTTPRoute, and an Ingress is rendered',
        fix: "remove it; the controller's annotations say such things. Or name no class and set kind to HTTPRoute",
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
      message: 'is for an Ingress, and an HTTPRoute is rendered',
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

/** Gateway API takes a Gateway several times only where each names another listener, and at most 32 in all. */
function* parents(
  section: string,
  given: NonNullable<ChartSubject['values']['backstage']['ingress']['parentRefs']>,
): Iterable<Violation> {
  const listeners = new Map<string, (string | undefined)[]>();
  for (const [index, { group, kind, namespace, name, sectionName, port }] of given.entries()) {
    const parent = JSON.stringify([group ?? '', kind ?? '', namespace ?? '', name, port ?? '']);
    const others = listeners.get(parent) ?? [];
    if (others.length > 0 && (!sectionName || others.some((other) => !other || other === sectionName))) {
      yield {
        path: `${section}.parentRefs[${index}]`,
        message: `must name another listener than the others of ${name}`,
        fix: 'set sectionName of each, or remove one',
      };
    }
    listeners.set(parent, [...others, sectionName]);
  }
  if (given.length > 32) {
    yield {
      path: `${section}.parentRefs`,
      message: `must have at most 32 entries, got ${given.length}`,
      fix: 'remove some',
    };
  }
}

function* timeouts(
  section: string,
  timeouts: ChartSubject['values']['backstage']['ingress']['timeouts'],
): Iterable<Violation> {
  const given = Object.entries(timeouts).flatMap(([key, duration]) => (duration ? [{ key, duration }] : []));
  for (const { key, duration } of given) {
    if (!DURATION.test(duration)) {
      yield {
        path: `${section}.timeouts.${key}`,
        message: `must be a duration, got ${describe(duration)}`,
        fix: 'write it as 30s or 1m30s; 0s waits forever',
      };
    }
  }
  const { request, backendRequest } = timeouts;
  const areDurations = given.every(({ duration }) => DURATION.test(duration));
  if (
    areDurations &&
    request &&
    backendRequest &&
    milliseconds(request) > 0 &&
    milliseconds(backendRequest) > milliseconds(request)
  ) {
    yield {
      path: `${section}.timeouts.backendRequest`,
      message: `must be at most request (${request}), got ${describe(backendRequest)}`,
      fix: 'lower it, or raise request',
    };
  }
}

function* httpsRedirect({ values, facts }: ChartSubject): Iterable<Violation> {
  const { httpsRedirect, parentRefs } = values.backstage.ingress;
  if (!httpsRedirect.enabled) {
    return;
  }
  if (!/^https:/.test(facts.baseUrl)) {
    yield {
      path: 'backstage.ingress.httpsRedirect.enabled',
      message: `must not redirect to https: the portal's URL is http`,
      fix: 'set backstage.baseUrl to the https URL, or global.tls.enabled to true',
    };
  }
  if (!parentRefs?.length && httpsRedirect.sectionName === GATEWAY.httpsListener) {
    yield {
      path: 'backstage.ingress.httpsRedirect.sectionName',
      message: `must not be ${GATEWAY.httpsListener}, the listener that Backstage's own route is at`,
      fix: "set it to the name of the Gateway's http listener",
    };
  }
  if (!httpsRedirect.sectionName) {
    yield {
      path: 'backstage.ingress.httpsRedirect.sectionName',
      message: "must be the name of the Gateway's http listener, got none",
      fix: 'set it, or leave the key out for http',
    };
  }
  for (const [index, { sectionName, port }] of (parentRefs ?? []).entries()) {
    if (sectionName ? sectionName === httpsRedirect.sectionName : !port) {
      yield {
        path: `backstage.ingress.parentRefs[${index}].sectionName`,
        message: 'must name another listener than httpsRedirect does: both routes would take the same requests',
        fix: 'set it to the name of the https listener',
      };
    }
  }
}
