import { listOf, memberOf } from '../util/members';

/** Resource whose use an autoscaler can compare with its request. */
export type UtilizedResource = 'cpu' | 'memory';

/**
 * Checks whether a container has no request of a resource. A limit is a request, too, if there is none.
 *
 * An autoscaler then knows no utilization of the whole pod, and does not scale.
 */
export function lacksRequest(container: unknown, resource: UtilizedResource): boolean {
  const [request, limit] = (['requests', 'limits'] as const).map((kind) =>
    memberOf(container, 'resources', kind, resource),
  );
  return (request ?? limit ?? undefined) === undefined;
}

/** Checks whether an init container runs beside the other containers. An autoscaler adds its request to theirs. */
export function isSidecar(initContainer: unknown): boolean {
  return memberOf(initContainer, 'restartPolicy') === 'Always';
}

/** Returns the resources whose utilization an autoscaler aims for. Without metrics, Kubernetes sets a target for CPU. */
export function utilizedResources(autoscaler: unknown): UtilizedResource[] {
  const metrics = listOf(autoscaler, 'spec', 'metrics');
  const ofPods = metrics.filter((metric) => memberOf(metric, 'resource', 'target', 'type') === 'Utilization');
  const names = ofPods.map((metric) => memberOf(metric, 'resource', 'name'));
  return metrics.length === 0 ? ['cpu'] : (['cpu', 'memory'] as const).filter((name) => names.includes(name));
}
