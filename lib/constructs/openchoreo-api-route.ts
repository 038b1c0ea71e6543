import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { HttpRoute, type HttpRouteSpec } from '../../imports/gateway.networking.k8s.io';
import type { Component } from '../backstage/release';
import { portViolations } from '../kubernetes/port';
import { number, optional, text } from '../util/shape';
import { violationText } from '../util/violation';
import { checkProps } from './check-props';
import { type HttpRouteProps, httpRouteSpec, httpRouteViolations, ruleNames } from './http-route-spec';
import { RESOURCE_PROPS } from './prop-shapes';
import { addCheck, BackstageResource, type BackstageResourceProps } from './resource';
import { httpRouteShape } from './route-shapes';

/** Settings of {@link OpenchoreoApiRoute} (values: `openchoreoApi.ingress`; `openchoreoApi.http` since chart 1.0). */
export type OpenchoreoApiRouteProps = BackstageResourceProps & {
  /**
   * Name of the API's Service and of the route (values: `openchoreoApi.name`).
   *
   * @default 'openchoreo-api'
   */
  readonly name?: string;

  /**
   * Port of the API's Service, 1 to 65535 (values: `openchoreoApi.service.port`).
   *
   * @default 8080
   */
  readonly port?: number;
} & HttpRouteProps;

const PROPS = httpRouteShape({ ...RESOURCE_PROPS, name: optional(text), port: optional(number) });

/**
 * HTTPRoute to the OpenChoreo API's Service, as in the chart's template `httproute` of the API.
 *
 * Synthesis fails if `hosts`, `hostnames` or `rules` is empty, if a host has no path, or if a rule has no prefix. It
 * also fails if the port is not from 1 to 65535.
 */
export class OpenchoreoApiRoute extends BackstageResource {
  readonly apiObject: ApiObject;
  /** Part of OpenChoreo that the route leads to: the label `app.kubernetes.io/component`. */
  readonly component: Component = 'api-server';
  /** Names of the route's rules, which policies can refer to. */
  readonly ruleNames: readonly string[];

  constructor(scope: Construct, id: string, props: OpenchoreoApiRouteProps) {
    checkProps(scope, id, props, PROPS);
    super(scope, id, props);
    const { defaults, gateway } = this.release.profile;
    const { name = defaults.openchoreoApi.name, port = defaults.openchoreoApi.port } = props;
    addCheck(this, () => [...httpRouteViolations(props), ...portViolations('port', port).map(violationText)]);
    const spec = httpRouteSpec(
      props,
      { gateway: gateway.name, namespace: this.namespace, rules: [{ prefixes: ['/'] }] },
      { name, port },
    );
    this.ruleNames = ruleNames(spec);
    this.apiObject = this.resource<{ spec: HttpRouteSpec }>(
      { ...HttpRoute.GVK, name, component: this.component },
      { spec },
    );
  }
}
