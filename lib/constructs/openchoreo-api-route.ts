import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { HttpRoute, type HttpRouteSpec } from '../../imports/gateway.networking.k8s.io';
import { type HttpRouteProps, hostViolations, httpRouteSpec } from './http-route-spec';
import { addCheck, BackstageResource, type BackstageResourceProps } from './resource';

/** Settings of {@link OpenchoreoApiRoute} (values: `openchoreoApi.ingress`). */
export interface OpenchoreoApiRouteProps extends BackstageResourceProps, HttpRouteProps {
  /**
   * Name of the API's Service and of the route (values: `openchoreoApi.name`).
   *
   * @default 'openchoreo-api'
   */
  readonly name?: string;
}

/**
 * HTTPRoute to port 8080 of the OpenChoreo API's Service, as in the chart's template `httproute` of the API.
 *
 * Synthesis fails if `hosts` is empty, or if a host has no path.
 */
export class OpenchoreoApiRoute extends BackstageResource {
  readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: OpenchoreoApiRouteProps) {
    super(scope, id, props);
    addCheck(this, () => hostViolations(props.hosts));
    const { defaults, gateway } = this.release.profile;
    const { name = defaults.openchoreoApi.name } = props;
    const backend = { name, port: defaults.openchoreoApi.port };
    this.apiObject = this.resource<{ spec: HttpRouteSpec }>(
      { ...HttpRoute.GVK, name, component: 'api-server' },
      { spec: httpRouteSpec(props, gateway.name, this.namespace, backend) },
    );
  }
}
