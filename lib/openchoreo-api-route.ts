import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { HttpRoute, type HttpRouteSpec } from '../imports/gateway.networking.k8s.io';
import { DEFAULTS, OPENCHOREO_API_PORT } from './chart-0.11';
import { type HttpRouteProps, hostProblems, httpRouteSpec } from './http-route';
import { addCheck, BackstageResource, type BackstageResourceProps } from './resource';

/** Settings of {@link OpenchoreoApiRoute}. */
export interface OpenchoreoApiRouteProps extends BackstageResourceProps, HttpRouteProps {
  /**
   * Name of the API's Service, and of the route (values: `openchoreoApi.name`).
   *
   * @default 'openchoreo-api'
   */
  readonly name?: string;
}

/**
 * The HTTPRoute to the OpenChoreo API, port 8080 of its Service (chart: openchoreo-api's httproute).
 */
export class OpenchoreoApiRoute extends BackstageResource {
  readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: OpenchoreoApiRouteProps) {
    super(scope, id, props.release);
    addCheck(this, () => hostProblems(props.hosts));
    const { name = DEFAULTS.openchoreoApiName, annotations } = props;
    this.apiObject = this.resource<{ spec: HttpRouteSpec }>(
      { ...HttpRoute.GVK, name, annotations, component: 'api-server' },
      { spec: httpRouteSpec(props, this.release.namespace, { name, port: OPENCHOREO_API_PORT }) },
    );
  }
}
