import type { Construct } from 'constructs';
import { OpenchoreoApiRoute } from '../openchoreo-api-route';
import { rendersApiRoute } from '../values/addresses';
import type { Resolved } from '../values/resolve';
import { routeHosts, routeOptions } from './ingress';

/** The HTTPRoute to the OpenChoreo API (values: `openchoreoApi.ingress`). */
export function addApiRoute(scope: Construct, { values, release, addresses }: Resolved): void {
  if (rendersApiRoute(values)) {
    const { name, ingress } = values.openchoreoApi;
    new OpenchoreoApiRoute(scope, 'OpenchoreoApiRoute', {
      release,
      name: name ?? undefined,
      annotations: ingress.annotations ?? {},
      hosts: routeHosts(ingress.hosts, addresses.apiHost),
      ...routeOptions(ingress),
    });
  }
}
