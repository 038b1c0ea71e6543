import { describe } from '../../../util/describe';
import { DEFAULTS } from '../profile';
import type { ChartRule } from '../subject';

/** Kubernetes knows only one Service and one HTTPRoute of a name. The later one replaces the other. */
export const sameNames: ChartRule = {
  id: 'same-names',
  severity: 'error',
  about: 'The objects of the portal and of the OpenChoreo API have different names.',
  *check({ values, facts, release }) {
    const { backstage, openchoreoApi } = values;
    if (!backstage.enabled || !openchoreoApi.enabled) {
      return;
    }
    const name = openchoreoApi.name || DEFAULTS.openchoreoApi.name;
    const { workload, redirectRoute } = release.names;
    if (workload === name) {
      yield {
        path: 'backstage.name',
        message: `must differ from openchoreoApi.name, because both name a Service and an HTTPRoute, got ${describe(name)}`,
        fix: 'choose another name for one of the two',
      };
    }
    const hasRedirect = facts.routeKind === 'HTTPRoute' && backstage.http.httpsRedirect.enabled;
    if (hasRedirect && facts.rendersApiRoute && redirectRoute === name) {
      yield {
        path: 'openchoreoApi.name',
        message: `must differ from the HTTPRoute that redirects to https, got ${describe(name)}`,
        fix: 'choose another name, or another backstage.name',
      };
    }
  },
};
