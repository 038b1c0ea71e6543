import type { Construct } from 'constructs';
import { OpenchoreoApiRoute } from '../../../constructs/openchoreo-api-route';
import { BackstageTrafficPolicy } from '../../../constructs/traffic-policy';
import { routeOptions } from '../../common/routes';
import { DEFAULTS } from '../profile';
import type { ResolvedChart } from '../subject';
import { ENDLESS, removeBackendPort } from './route';

/** Adds the HTTPRoute to the OpenChoreo API, and its TrafficPolicy (values: `openchoreoApi.http`). */
export function addApiRoute(scope: Construct, resolved: ResolvedChart): void {
  const { values, release, facts } = resolved;
  const { http, service } = values.openchoreoApi;
  const name = values.openchoreoApi.name || DEFAULTS.openchoreoApi.name;
  if (facts.rendersApiRoute) {
    const route = new OpenchoreoApiRoute(scope, 'OpenchoreoApiRoute', {
      release,
      name,
      metadata: { annotations: http.annotations },
      hostnames: http.hostnames ?? [],
      port: service.port,
      ...routeOptions(http),
      crdDefaults: !resolved.reproduces('crd-defaults'),
    });
    removeBackendPort(route, 1, service.port);
  }
  const hasPolicy = resolved.reproduces('policy-without-route') ? facts.exposesApi : facts.rendersApiRoute;
  if (hasPolicy && facts.hasTrafficPolicies) {
    new BackstageTrafficPolicy(scope, 'OpenchoreoApiPolicy', {
      route: { name, release, namespace: release.namespace, component: 'api-server' },
      name: `${name}-mcp-timeout`,
      timeouts: ENDLESS,
    });
  }
}
