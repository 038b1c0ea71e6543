import { checkApiRouteOwner } from '../../common/checks/api-route-owner';
import type { ChartRule } from '../subject';

/** Helm renders the route together with the API, which this package does not render. */
export const apiRouteOwner: ChartRule = {
  id: 'api-route-owner',
  severity: 'warning',
  about: "With Helm's labels, the output does not contain the API's HTTPRoute, which stays with Helm.",
  *check({ facts, release }) {
    yield* checkApiRouteOwner('openchoreoApi.http.enabled', facts.rendersApiRoute, release);
  },
};
