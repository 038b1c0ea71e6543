import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Ingress } from 'kubernetes-types/networking/v1';
import { HttpRoute, type HttpRouteSpec } from '../../imports/gateway.networking.k8s.io';
import type { Component } from '../backstage/release';
import { membersOf, taggedBy, text } from '../util/shape';
import { checkProps } from './check-props';
import { type HttpRouteProps, hostViolations, httpRouteSpec, httpRouteViolations, ruleNames } from './http-route-spec';
import { type IngressProps, ingressSpec } from './ingress-spec';
import { METADATA_PROPS, SERVICE } from './prop-shapes';
import { addCheck, BackstageResource, belongingTo, type MetadataProps } from './resource';
import { httpRouteShape, INGRESS } from './route-shapes';
import type { BackstageService } from './service';

/**
 * Settings of {@link BackstageIngress}: an HTTPRoute for a Gateway ({@link HttpRouteProps}), or an Ingress for an
 * Ingress controller ({@link IngressProps}).
 */
export type BackstageIngressProps = MetadataProps & {
  /** Service that receives the requests. */
  readonly service: BackstageService;
} & (({ readonly kind: 'HTTPRoute' } & HttpRouteProps) | ({ readonly kind: 'Ingress' } & IngressProps));

const PROPS = taggedBy('kind', {
  HTTPRoute: httpRouteShape({ ...METADATA_PROPS, service: SERVICE, kind: text }),
  Ingress: membersOf({ ...INGRESS, ...METADATA_PROPS, service: SERVICE, kind: text }),
});

/**
 * Route through which browsers reach Backstage: an HTTPRoute, as in the chart's template `httproute`, or an Ingress.
 *
 * Before chart version 1.0, the HTTPRoute is `<fullname>-backstage` and the Ingress `<fullname>-ui`. Since 1.0, both
 * have the name of the portal.
 *
 * Synthesis fails if `hosts`, `hostnames` or `rules` is empty, if a host has no path, or if a rule has no prefix.
 *
 * @example
 * ```ts
 * import { BackstageIngress, type BackstageService } from 'cdk8s-openchoreo-backstage';
 * import type { Construct } from 'constructs';
 *
 * function expose(scope: Construct, service: BackstageService) {
 *   new BackstageIngress(scope, 'ingress', {
 *     kind: 'HTTPRoute',
 *     service,
 *     hosts: [{ host: 'console.example.com', paths: [{ path: '/' }] }],
 *   });
 * }
 * ```
 */
export class BackstageIngress extends BackstageResource {
  readonly apiObject: ApiObject;
  /** Part of OpenChoreo that the route leads to: the label `app.kubernetes.io/component`. */
  readonly component: Component = 'backstage';
  /** Names of the rules of the HTTPRoute, which policies can refer to; empty for an Ingress. */
  readonly ruleNames: readonly string[];
  /**
   * Number of rules of the HTTPRoute; 0 for an Ingress.
   *
   * @internal
   */
  readonly ruleCount: number;

  constructor(scope: Construct, id: string, props: BackstageIngressProps) {
    checkProps(scope, id, props, PROPS);
    const { service, metadata } = props;
    super(scope, id, { ...belongingTo(service), metadata });
    addCheck(this, () => (props.kind === 'HTTPRoute' ? httpRouteViolations(props) : hostViolations(props.hosts)));
    const { release, namespace } = this;
    if (props.kind === 'HTTPRoute') {
      const { gateway, routeRules } = release.profile;
      const spec = httpRouteSpec(props, { gateway: gateway.name, namespace, rules: routeRules }, service);
      this.ruleNames = ruleNames(spec);
      this.ruleCount = spec.rules?.length ?? 0;
      this.apiObject = this.resource<{ spec: HttpRouteSpec }>(
        { ...HttpRoute.GVK, name: release.names.route },
        { spec },
      );
    } else {
      this.ruleNames = [];
      this.ruleCount = 0;
      this.apiObject = this.resource<Ingress>(
        { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', name: release.names.workload },
        { spec: ingressSpec(props, service) },
      );
    }
  }
}
