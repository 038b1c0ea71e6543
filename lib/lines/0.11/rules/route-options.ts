import { milliseconds } from '../../../kubernetes/duration';
import { describe } from '../../../util/describe';
import type { Violation } from '../../../util/violation';
import { GATEWAY } from '../profile';
import type { ChartRule, ChartSubject } from '../subject';

/** Durations as Gateway API writes them. */
const DURATION = /^(?:\d{1,5}(?:h|m|s|ms)){1,4}$/;

/** Options that the rendered kind does not have would have no effect. */
export const routeOptions: ChartRule = {
  id: 'route-options',
  severity: 'error',
  about: 'Options of the HTTPRoute or Ingress fit its kind and do not contradict each other.',
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
        message: `must be the same as ingressClassName (${ingressClassName}), got ${describe(className)}`,
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

/** Checks parents. Gateway API accepts at most 32, and one Gateway several times only with different listeners. */
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
        message: `must name another listener than the other entries for ${name}`,
        fix: 'set a different sectionName in each of these entries, or remove one',
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
        fix: 'write it as 30s or 1m30s; 0s means no limit',
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
      message: "must be false when the portal's URL does not begin with https",
      fix: 'set backstage.baseUrl to the https URL, or set global.tls.enabled to true',
    };
  }
  if (!parentRefs?.length && httpsRedirect.sectionName === GATEWAY.httpsListener) {
    yield {
      path: 'backstage.ingress.httpsRedirect.sectionName',
      message: `must not be ${GATEWAY.httpsListener}, because the HTTPRoute to Backstage attaches to that listener`,
      fix: "set it to the name of the Gateway's http listener",
    };
  }
  if (!httpsRedirect.sectionName) {
    yield {
      path: 'backstage.ingress.httpsRedirect.sectionName',
      message: 'must not be empty',
      fix: "set it to the name of the Gateway's http listener, or remove it to use http",
    };
  }
  for (const [index, { sectionName, port }] of (parentRefs ?? []).entries()) {
    if (sectionName ? sectionName === httpsRedirect.sectionName : !port) {
      yield {
        path: `backstage.ingress.parentRefs[${index}].sectionName`,
        message: 'must name another listener than httpsRedirect, because both routes would match the same requests',
        fix: 'set it to the name of the https listener',
      };
    }
  }
}
