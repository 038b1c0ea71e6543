import { HttpRoute } from '../../../imports/gateway.networking.k8s.io';
import type { ParentRef } from '../../constructs/http-route-spec';

const [GATEWAY_GROUP = ''] = HttpRoute.GVK.apiVersion.split('/');

/** Returns each Gateway once. A route may attach to several listeners of one Gateway. */
export function uniqueParents(parents: readonly ParentRef[], releaseNamespace: string | undefined): ParentRef[] {
  const identity = ({ group = GATEWAY_GROUP, kind = 'Gateway', namespace = releaseNamespace, name }: ParentRef) =>
    JSON.stringify([group, kind, namespace, name]);
  return [...new Map(parents.map((parent) => [identity(parent), parent])).values()];
}
