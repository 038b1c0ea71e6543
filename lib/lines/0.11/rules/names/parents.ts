import { DNS_LABEL, DNS_NAME, misfit } from '../../../../kubernetes/names';
import type { Violation } from '../../../../util/violation';
import type { EffectiveValues } from '../../schema';
import type { ChartSubject } from '../../subject';

/** Checks the names of the Gateways that HTTPRoutes attach to, and of their listeners. */
export function* parentNames({ values, facts }: ChartSubject): Iterable<Violation> {
  const { backstage, openchoreoApi } = values;
  if (facts.rendersApiRoute) {
    yield* parentsOf('openchoreoApi.ingress', openchoreoApi.ingress.parentRefs);
  }
  if (backstage.enabled && backstage.ingress.enabled && facts.ingressKind === 'HTTPRoute') {
    const { parentRefs, httpsRedirect } = backstage.ingress;
    yield* parentsOf('backstage.ingress', parentRefs);
    const { enabled, sectionName } = httpsRedirect;
    if (enabled && sectionName && !DNS_NAME.fits(sectionName)) {
      yield misfit('backstage.ingress.httpsRedirect.sectionName', DNS_NAME, sectionName);
    }
  }
}

function* parentsOf(
  section: string,
  parents: EffectiveValues['backstage']['ingress']['parentRefs'],
): Iterable<Violation> {
  for (const [index, { name, namespace, sectionName }] of (parents ?? []).entries()) {
    const path = `${section}.parentRefs[${index}]`;
    for (const [key, given] of Object.entries({ name, sectionName })) {
      if ((given || key === 'name') && !DNS_NAME.fits(given ?? '')) {
        yield misfit(`${path}.${key}`, DNS_NAME, given);
      }
    }
    if (namespace && !DNS_LABEL.fits(namespace)) {
      yield misfit(`${path}.namespace`, DNS_LABEL, namespace);
    }
  }
}
