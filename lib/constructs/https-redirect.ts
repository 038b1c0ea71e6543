import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { HttpRoute, type HttpRouteSpec } from '../../imports/gateway.networking.k8s.io';
import { OPTION_DEFAULTS } from '../backstage/option-defaults';
import { portViolations } from '../kubernetes/port';
import { violationText } from '../util/violation';
import { type ParentRef, parentReferences } from './http-route-spec';
import { addCheck, BackstageResource, type BackstageResourceProps } from './resource';

const DEFAULTS = OPTION_DEFAULTS.httpsRedirect;

/** Settings of {@link BackstageHttpsRedirect}. */
export interface BackstageHttpsRedirectProps extends BackstageResourceProps {
  /** DNS names whose requests are redirected; `*.` may stand for the first part. */
  readonly hosts: readonly string[];

  /**
   * The Gateways' http listeners. The route to Backstage must attach to others, or both take the same requests.
   *
   * @default - the listener 'http' of the Gateway 'gateway-default'
   */
  readonly parentRefs?: readonly ParentRef[];

  /**
   * Port that browsers use with https, 1 to 65535.
   *
   * @default 443
   */
  readonly port?: number;

  /**
   * Status of the answer: browsers remember 301, and ask again after 302 (values:
   * `backstage.ingress.httpsRedirect.statusCode`).
   *
   * @default 301
   */
  readonly statusCode?: 301 | 302;
}

/**
 * The HTTPRoute `<fullname>-backstage-redirect`, which sends browsers from http to https (Gateway API: RequestRedirect).
 */
export class BackstageHttpsRedirect extends BackstageResource {
  readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: BackstageHttpsRedirectProps) {
    super(scope, id, props);
    const {
      hosts,
      parentRefs = [{ name: this.release.profile.gateway.name, sectionName: DEFAULTS.sectionName }],
      port,
      statusCode = DEFAULTS.statusCode,
    } = props;
    addCheck(this, () => [
      ...(hosts.length === 0 ? ['hosts: must have a host, got none; name those of the portal'] : []),
      ...(port === undefined ? [] : portViolations('port', port).map(violationText)),
    ]);
    this.apiObject = this.resource<{ spec: HttpRouteSpec }>(
      { ...HttpRoute.GVK, name: this.release.names.redirectRoute },
      {
        spec: {
          parentRefs: parentReferences(parentRefs, this.namespace),
          hostnames: [...hosts],
          rules: [{ filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', port, statusCode } }] }],
        },
      },
    );
  }
}
