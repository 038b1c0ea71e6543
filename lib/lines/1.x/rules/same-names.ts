import { describe } from '../../../util/describe';
import { DEFAULTS } from '../profile';
import type { ChartRule } from '../subject';

/** The control plane's chart renders the Service of the API. Two HTTPRoutes of one name are an `object-conflicts`. */
export const sameNames: ChartRule = {
  id: 'same-names',
  severity: 'error',
  about: 'The Services of the portal and of the OpenChoreo API have different names.',
  *check({ values, facts, release }) {
    const { backstage, openchoreoApi } = values;
    const name = openchoreoApi.name || DEFAULTS.openchoreoApi.name;
    const haveRoutes = facts.routeKind === 'HTTPRoute' && facts.rendersApiRoute;
    if (backstage.enabled && openchoreoApi.enabled && release.names.workload === name && !haveRoutes) {
      yield {
        path: 'backstage.name',
        message: `must differ from openchoreoApi.name, because both name a Service, got ${describe(name)}`,
        fix: 'choose another name for one of the two',
      };
    }
  },
};
