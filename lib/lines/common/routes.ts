import type { Construct } from 'constructs';
import { HttpRoute } from '../../../imports/gateway.networking.k8s.io';
import type { HttpRouteProps, ParentRef } from '../../constructs/http-route-spec';
import { BackstageHttpsRedirect } from '../../constructs/https-redirect';
import { omitEmptyTexts } from '../../util/omit-empty';
import type { Effective } from '../../values/node';
import type { httpsRedirect, routeOptions as options } from '../../values/sections/routes';
import type { CommonResolved } from './subject';

// Parts that the HTTPRoutes of all lines share.

/** Gateways that the values of a route name. */
export type ParentRefs = Effective<typeof options.parentRefs>;

/** Values of a route, in the section of a line. */
interface RouteValues {
  readonly parentRefs: ParentRefs;
  readonly timeouts: Effective<typeof options.timeouts>;
}

/** Returns the parents and timeouts of a route that the values set. */
export function routeOptions({
  parentRefs = [],
  timeouts,
}: RouteValues): Pick<HttpRouteProps, 'parentRefs' | 'timeouts'> {
  return {
    timeouts: omitEmptyTexts(timeouts),
    ...(parentRefs.length > 0 && { parentRefs: parentRefs.map(parentRef) }),
  };
}

/** Returns a parent without its empty members. An empty group stays, because it is the core group. */
function parentRef({ name, group, ...others }: NonNullable<ParentRefs>[number]): ParentRef {
  return { ...omitEmptyTexts(others), name, ...(group !== undefined && { group }) };
}

interface RedirectValues {
  readonly httpsRedirect: Effective<typeof httpsRedirect>;
  readonly parentRefs: ParentRefs;
}

/** Adds the redirect, which attaches to the http listener of each Gateway of the main HTTPRoute. */
export function addHttpsRedirect(
  scope: Construct,
  { release, facts }: CommonResolved,
  { httpsRedirect, parentRefs = [] }: RedirectValues,
  hosts: readonly string[],
): void {
  const { name } = release.profile.gateway;
  const gateways: readonly ParentRef[] = parentRefs.length > 0 ? parentRefs.map(parentRef) : [{ name }];
  const listeners = gateways.map(({ sectionName, port, ...gateway }) => ({
    ...gateway,
    sectionName: httpsRedirect.sectionName,
  }));
  // The URL is malformed only if its rule is switched off.
  const port = URL.canParse(facts.baseUrl) ? Number(new URL(facts.baseUrl).port) : 0;
  new BackstageHttpsRedirect(scope, 'HttpsRedirect', {
    release,
    hosts,
    parentRefs: uniqueParents(listeners, release.namespace),
    port: port || undefined,
    statusCode: httpsRedirect.statusCode,
  });
}

const [GATEWAY_GROUP = ''] = HttpRoute.GVK.apiVersion.split('/');

/** Returns each Gateway once. A route may attach to several listeners of one Gateway. */
function uniqueParents(parents: readonly ParentRef[], releaseNamespace: string | undefined): ParentRef[] {
  const identity = ({ group = GATEWAY_GROUP, kind = 'Gateway', namespace = releaseNamespace, name }: ParentRef) =>
    JSON.stringify([group, kind, namespace, name]);
  return [...new Map(parents.map((parent) => [identity(parent), parent])).values()];
}
