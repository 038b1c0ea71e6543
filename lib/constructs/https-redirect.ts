import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { HttpRoute, type HttpRouteSpec } from '../../imports/gateway.networking.k8s.io';
import { OPTION_DEFAULTS } from '../backstage/option-defaults';
import { portViolations } from '../kubernetes/port';
import { listOf, number, oneOf, optional, type Shapes, text } from '../util/shape';
import { violationText } from '../util/violation';
import { checkProps } from './check-props';
import { type ParentRef, parentReferences, withCrdDefaults } from './http-route-spec';
import { RESOURCE_PROPS } from './prop-shapes';
import { addCheck, BackstageResource, type BackstageResourceProps } from './resource';
import { PARENT_REF } from './route-shapes';

const DEFAULTS = OPTION_DEFAULTS.httpsRedirect;

/** Settings of {@link BackstageHttpsRedirect}. */
export interface BackstageHttpsRedirectProps extends BackstageResourceProps {
  /** DNS names to redirect, such as `console.example.com` or the wildcard `*.example.com`; at least one. */
  readonly hosts: readonly string[];

  /**
   * HTTP listeners of Gateways that the redirect attaches to. The route to Backstage must attach to other listeners.
   * Otherwise both routes match the same requests.
   *
   * @default - the listener 'http' of the Gateway 'gateway-default'
   */
  readonly parentRefs?: readonly ParentRef[];

  /**
   * HTTPS port that browsers are redirected to, 1 to 65535.
   *
   * @default 443
   */
  readonly port?: number;

  /**
   * HTTP status of the redirect; browsers cache 301, but not 302 (values:
   * `backstage.ingress.httpsRedirect.statusCode`; `backstage.http.httpsRedirect.statusCode` since chart 1.0).
   *
   * @default 301
   */
  readonly statusCode?: 301 | 302;
}

const PROPS: Shapes<BackstageHttpsRedirectProps> = {
  ...RESOURCE_PROPS,
  hosts: listOf(text),
  parentRefs: optional(listOf(PARENT_REF)),
  port: optional(number),
  statusCode: optional(oneOf(301, 302)),
};

/**
 * HTTPRoute (the release's `names.redirectRoute`) that redirects browsers from http to https, with Gateway API's filter
 * `RequestRedirect`.
 *
 * Synthesis fails if the port is not from 1 to 65535. It also fails if `hosts` is empty, because the route would then
 * redirect every host.
 */
export class BackstageHttpsRedirect extends BackstageResource {
  readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: BackstageHttpsRedirectProps) {
    checkProps(scope, id, props, PROPS);
    super(scope, id, props);
    const {
      hosts,
      parentRefs = [{ name: this.release.profile.gateway.name, sectionName: DEFAULTS.sectionName }],
      port,
      statusCode = DEFAULTS.statusCode,
    } = props;
    addCheck(this, () => [
      ...(hosts.length === 0 ? ['hosts: must not be empty; add the hosts of the portal'] : []),
      ...(port === undefined ? [] : portViolations('port', port).map(violationText)),
    ]);
    this.apiObject = this.resource<{ spec: HttpRouteSpec }>(
      { ...HttpRoute.GVK, name: this.release.names.redirectRoute },
      {
        spec: withCrdDefaults({
          parentRefs: parentReferences(parentRefs, this.namespace),
          hostnames: [...hosts],
          rules: [{ filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', port, statusCode } }] }],
        }),
      },
    );
  }
}
