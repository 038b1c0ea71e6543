import { describe } from '../../../util/describe';
import type { ChartRule } from '../subject';

/** Only kgateway has the kind TrafficPolicy. */
export const gatewayClass: ChartRule = {
  id: 'gateway-class',
  severity: 'warning',
  about: 'The Gateway has the class `kgateway`, for which TrafficPolicies lift the time limits of streams.',
  *check({ values, facts }) {
    if (!facts.hasTrafficPolicies && (facts.routeKind === 'HTTPRoute' || facts.rendersApiRoute)) {
      yield {
        path: 'gateway.gatewayClassName',
        message: `renders no TrafficPolicy, so the Gateway may cut off streams, got ${describe(values.gateway.gatewayClassName)}`,
        fix: 'raise the time limits for streams in the settings of this Gateway, then allow gateway-class',
      };
    }
  },
};
