import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  TrafficPolicy,
  type TrafficPolicySpec,
  type TrafficPolicySpecTimeouts,
} from '../../imports/gateway.kgateway.dev';
import { HttpRoute } from '../../imports/gateway.networking.k8s.io';
import type { Component, Release } from '../backstage/release';
import { describe } from '../util/describe';
import { omitEmpty } from '../util/omit-empty';
import { mapOf, objectLike, optional, type Shapes, text } from '../util/shape';
import { checkProps } from './check-props';
import { METADATA_PROPS, RELEASE } from './prop-shapes';
import { addCheck, BackstageResource, belongingTo, type MetadataProps } from './resource';

/**
 * Timeouts of a {@link BackstageTrafficPolicy}, such as `30s`: kgateway's `Timeouts`. `0s` means no timeout.
 *
 * `request` limits a whole request. `streamIdle` limits the time that a stream is idle.
 */
export type TrafficPolicyTimeouts = TrafficPolicySpecTimeouts;

/**
 * HTTPRoute that a {@link BackstageTrafficPolicy} applies to: a `BackstageIngress` with the kind HTTPRoute, or an
 * `OpenchoreoApiRoute`.
 */
export interface TrafficPolicyRoute {
  /** Name of the HTTPRoute. */
  readonly name: string;
  /** Release that the HTTPRoute belongs to. */
  readonly release: Release;
  /** Namespace of the HTTPRoute; absent if the enclosing cdk8s chart determines it. */
  readonly namespace?: string;
  /** Part of OpenChoreo that the HTTPRoute leads to. */
  readonly component: Component;
  /** Names of the HTTPRoute's rules; absent if they are unknown. */
  readonly ruleNames?: readonly string[];
}

/** Settings of {@link BackstageTrafficPolicy}. */
export interface BackstageTrafficPolicyProps extends MetadataProps {
  /** HTTPRoute that the policy applies to. */
  readonly route: TrafficPolicyRoute;

  /** Name of the policy. */
  readonly name: string;

  /**
   * Name of the route's rule that the policy applies to.
   *
   * @default - all rules of the route
   */
  readonly sectionName?: string;

  /** Timeouts of requests and streams; at least one. They replace those of the HTTPRoute. */
  readonly timeouts: TrafficPolicyTimeouts;
}

const PROPS: Shapes<BackstageTrafficPolicyProps> = {
  ...METADATA_PROPS,
  route: objectLike('a BackstageIngress, or another HTTPRoute with its release', {
    name: text,
    release: RELEASE,
    component: text,
  }),
  name: text,
  sectionName: optional(text),
  timeouts: mapOf(text),
};

/**
 * TrafficPolicy of kgateway, which sets timeouts that an HTTPRoute cannot set. Chart versions since 1.0 use it for
 * streams.
 *
 * Only Gateways of kgateway read the policy. Synthesis fails if `route` is an Ingress, if it has no rule `sectionName`,
 * or if `timeouts` is empty.
 *
 * @example
 * ```ts
 * import { BackstageTrafficPolicy, OpenchoreoApiRoute } from 'cdk8s-openchoreo-backstage';
 * import type { Construct } from 'constructs';
 *
 * function exposeApi(scope: Construct) {
 *   const route = new OpenchoreoApiRoute(scope, 'api-route', { hostnames: ['api.example.com'] });
 *   new BackstageTrafficPolicy(scope, 'api-timeouts', {
 *     route,
 *     name: 'openchoreo-api-mcp-timeout',
 *     timeouts: { request: '0s', streamIdle: '24h' },
 *   });
 * }
 * ```
 */
export class BackstageTrafficPolicy extends BackstageResource {
  readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: BackstageTrafficPolicyProps) {
    checkProps(scope, id, props, PROPS);
    const { route, name, sectionName, timeouts, metadata } = props;
    super(scope, id, { ...belongingTo(route), metadata });
    addCheck(this, () => violations(props));
    const [group = ''] = HttpRoute.GVK.apiVersion.split('/');
    this.apiObject = this.resource<{ spec: TrafficPolicySpec }>(
      { ...TrafficPolicy.GVK, name, component: route.component },
      {
        spec: {
          targetRefs: [{ group, kind: HttpRoute.GVK.kind, name: route.name, sectionName }],
          timeouts,
        },
      },
    );
  }
}

function violations({ route, sectionName, timeouts }: BackstageTrafficPolicyProps): string[] {
  const kind = route instanceof BackstageResource ? route.apiObject.kind : HttpRoute.GVK.kind;
  if (kind !== HttpRoute.GVK.kind) {
    return [`route: must be an HTTPRoute, got an ${kind}; create the route with kind: 'HTTPRoute'`];
  }
  const { ruleNames } = route;
  return [
    ...(sectionName === undefined || ruleNames === undefined || ruleNames.includes(sectionName)
      ? []
      : [
          `sectionName: must be the name of a rule of the route (${ruleNames.join(', ') || 'none'}), got ${describe(sectionName)}; add the rule, or remove sectionName`,
        ]),
    ...(omitEmpty(timeouts) === undefined ? ['timeouts: must not be empty; add request or streamIdle'] : []),
  ];
}
