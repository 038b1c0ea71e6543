import type { ApiObject } from 'cdk8s';
import { podsOf } from '../kubernetes/across/pods';
import { longSleep } from '../kubernetes/stop-time';
import { startsSecondPod } from '../kubernetes/update-strategy';
import { isMap, listOf, memberOf } from '../util/members';
import { itemPath } from '../util/path';
import type { ObjectProblem } from './object-checks';
import type { RenderedObject } from './rendered-objects';

/** Workload whose pods keep their data in SQLite files. */
interface Workload {
  readonly apiObject: ApiObject;
  readonly database: { readonly type: 'sqlite' | 'postgresql'; readonly onClaim: boolean };
}

/** Returns a problem if an update starts a second pod, although only one pod can open the SQLite file on the claim. */
export function strategyProblems(
  { apiObject, database }: Workload,
  objects: readonly RenderedObject[],
): ObjectProblem[] {
  return rendered(apiObject, objects)
    .filter(({ object }) => {
      const strategy = memberOf(object, 'spec', 'strategy');
      return database.onClaim && startsSecondPod(isMap(strategy) ? strategy : {});
    })
    .map((of) => ({
      of,
      path: 'spec.strategy',
      message: 'starts the new pod before the old one stops, but only one pod can open the SQLite file',
      fix: 'set rollingUpdate.maxSurge to 0, or type to Recreate',
    }));
}

/** Returns a problem for each container whose hook sleeps until Kubernetes kills the process. */
export function stopProblems(workload: ApiObject, objects: readonly RenderedObject[]): ObjectProblem[] {
  return rendered(workload, objects).flatMap((of) => {
    const { spec, path = [] } = podsOf(of.object) ?? {};
    return listOf(spec, 'containers').flatMap((container, index) => {
      const found = longSleep(memberOf(container, 'lifecycle'), memberOf(spec, 'terminationGracePeriodSeconds'));
      return found === undefined
        ? []
        : [
            {
              of,
              path: [...path, itemPath('containers', index), 'lifecycle', 'preStop'].join('.'),
              message: `sleeps ${found.seconds} s, but the pod has ${found.graceSeconds} s to stop, so Kubernetes kills the container while it sleeps`,
              fix: `set terminationGracePeriodSeconds to ${Math.ceil(found.seconds) + found.graceSeconds}, or let it sleep less`,
            },
          ];
    });
  });
}

function rendered(workload: ApiObject, objects: readonly RenderedObject[]): RenderedObject[] {
  return objects.filter(({ apiObject }) => apiObject === workload);
}
