import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Ingress } from 'kubernetes-types/networking/v1';
import { HttpRoute, type HttpRouteSpec } from '../../imports/gateway.networking.k8s.io';
import { type HttpRouteProps, hostViolations, httpRouteSpec } from './http-route-spec';
import { type IngressProps, ingressSpec } from './ingress-spec';
import { addCheck, BackstageResource, belongingTo, type MetadataProps } from './resource';
import type { BackstageService } from './service';

/**
 * Settings of {@link BackstageIngress}: an HTTPRoute for a Gateway ({@link HttpRouteProps}), or an Ingress for an
 * Ingress controller ({@link IngressProps}).
 */
export type BackstageIngressProps = MetadataProps & {
  /** Service that receives the requests. */
  readonly service: BackstageService;
} & (({ readonly kind: 'HTTPRoute' } & HttpRouteProps) | ({ readonly kind: 'Ingress' } & IngressProps));

/**
 * Route through which browsers reach Backstage. With `kind: 'HTTPRoute'`, it renders the HTTPRoute
 * `<fullname>-backstage`, as in the chart's template `httproute`. With `kind: 'Ingress'`, it renders the Ingress
 * `<fullname>-ui`.
 *
 * Synthesis fails if `hosts` is empty, or if a host has no path.
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

  constructor(scope: Construct, id: string, props: BackstageIngressProps) {
    const { service, metadata } = props;
    super(scope, id, { ...belongingTo(service), metadata });
    addCheck(this, () => hostViolations(props.hosts));
    const { names, profile } = this.release;
    this.apiObject =
      props.kind === 'HTTPRoute'
        ? this.resource<{ spec: HttpRouteSpec }>(
            { ...HttpRoute.GVK, name: names.route },
            { spec: httpRouteSpec(props, profile.gateway.name, this.namespace, service) },
          )
        : this.resource<Ingress>(
            { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', name: names.workload },
            { spec: ingressSpec(props, service) },
          );
  }
}
