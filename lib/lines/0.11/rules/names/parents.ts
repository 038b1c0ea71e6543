import { DNS_NAME, misfit } from '../../../../kubernetes/names';
import type { Violation } from '../../../../util/violation';
import { checkParentNames } from '../../../common/checks/parent-refs';
import type { ChartSubject } from '../../subject';

/** Checks the names of the Gateways that HTTPRoutes attach to, and of their listeners. */
export function* parentNames({ values, facts }: ChartSubject): Iterable<Violation> {
  const { backstage, openchoreoApi } = values;
  if (facts.rendersApiRoute) {
    yield* checkParentNames('openchoreoApi.ingress', openchoreoApi.ingress.parentRefs);
  }
  if (facts.routeKind === 'HTTPRoute') {
    const { parentRefs, httpsRedirect } = backstage.ingress;
    yield* checkParentNames('backstage.ingress', parentRefs);
    const { enabled, sectionName } = httpsRedirect;
    if (enabled && sectionName && !DNS_NAME.fits(sectionName)) {
      yield misfit('backstage.ingress.httpsRedirect.sectionName', DNS_NAME, sectionName);
    }
  }
}
