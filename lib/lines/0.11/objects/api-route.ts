import type { Construct } from 'constructs';
import { OpenchoreoApiRoute } from '../../../constructs/openchoreo-api-route';
import { routeOptions } from '../../common/routes';
import type { ResolvedChart } from '../subject';
import { routeHosts, setPathTypes } from './routes';

/** Adds the HTTPRoute to the OpenChoreo API (values: `openchoreoApi.ingress`). */
export function addApiRoute(scope: Construct, resolved: ResolvedChart): void {
  const { values, release, facts } = resolved;
  if (facts.rendersApiRoute) {
    const { name, ingress } = values.openchoreoApi;
    const route = new OpenchoreoApiRoute(scope, 'OpenchoreoApiRoute', {
      release,
      // Null removes the default, which the construct would use for an absent name.
      name: name ?? '',
      metadata: { annotations: ingress.annotations },
      hosts: routeHosts(ingress.hosts, facts.urls.apiHost),
      ...routeOptions(ingress),
      crdDefaults: !resolved.reproduces('crd-defaults'),
    });
    setPathTypes(route, ingress.hosts);
  }
}
