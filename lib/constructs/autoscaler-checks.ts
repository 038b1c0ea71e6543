import type { ApiObject } from 'cdk8s';
import { podsOf } from '../kubernetes/across/pods';
import { scales } from '../kubernetes/scale-target';
import { isSidecar, lacksRequest, utilizedResources } from '../kubernetes/utilization';
import { listOf, memberOf, textOf } from '../util/members';
import { itemPath } from '../util/path';
import type { ObjectProblem } from './object-checks';
import type { RenderedObject } from './rendered-objects';

/**
 * Returns a problem for each container without a request that an autoscaler compares the use of the pods with.
 *
 * @param autoscaler the autoscaler
 * @param objects objects of its chart
 */
export function requestProblems(autoscaler: ApiObject, objects: readonly RenderedObject[]): ObjectProblem[] {
  const scaler = objects.find(({ apiObject }) => apiObject === autoscaler);
  return objects
    .filter(({ object }) => scales(scaler?.object, object))
    .flatMap((of) => unrequested(of, scaler?.object));
}

function unrequested(of: RenderedObject, autoscaler: unknown): ObjectProblem[] {
  const pods = podsOf(of.object);
  const ofPod = memberOf(pods?.spec, 'resources');
  // Requests of the whole pod replace those of its containers.
  const resources = utilizedResources(autoscaler).filter((name) => lacksRequest({ resources: ofPod }, name));
  return containers(pods?.spec).flatMap(([path, container]) => {
    const missing = resources.filter((name) => lacksRequest(container, name));
    return missing.length === 0
      ? []
      : [
          {
            of,
            path: [...(pods?.path ?? []), path, 'resources'].join('.'),
            message: `requests no ${missing.join(' and no ')}, so the autoscaler cannot compute the use of the pods, and does not scale`,
            fix: `set ${missing.map((name) => `requests.${name}`).join(' and ')} of the container ${textOf(container, 'name')}`,
          },
        ];
  });
}

/** Returns the containers that run as long as the pod, with their paths. */
function containers(spec: unknown): [string, unknown][] {
  const listed = (member: string) =>
    listOf(spec, member).map((container, index): [string, unknown] => [itemPath(member, index), container]);
  return [...listed('containers'), ...listed('initContainers').filter(([, container]) => isSidecar(container))];
}
