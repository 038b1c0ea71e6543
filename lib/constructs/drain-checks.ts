import type { ApiObject } from 'cdk8s';
import { podsOf } from '../kubernetes/across/pods';
import { blocksDrains, type DisruptionBounds, podsToDrain } from '../kubernetes/disruptions';
import { selects } from '../kubernetes/label-selector';
import { scales } from '../kubernetes/scale-target';
import { describe } from '../util/describe';
import { memberOf } from '../util/members';
import type { ObjectProblem } from './object-checks';
import type { RenderedObject } from './rendered-objects';
import type { BackstageWorkload } from './workload';

/** Least number of a workload's pods, and what sets it. */
interface LeastPods {
  readonly count: number;
  readonly setBy: string;
}

/**
 * Returns a problem if a budget never lets one of its pods go. Other workloads of the chart may have such pods too.
 *
 * @param budget the budget
 * @param workload workload that the budget is for
 * @param objects objects of its chart
 */
export function drainProblems(
  budget: ApiObject,
  workload: BackstageWorkload,
  objects: readonly RenderedObject[],
): ObjectProblem[] {
  const of = objects.find(({ apiObject }) => apiObject === budget);
  const spec = memberOf(of?.object, 'spec');
  const [member, bound] = boundOf(spec);
  const counts = objects
    .filter(({ object }) => isProtected(object, of?.object))
    .map((each) => leastPods(each, objects));
  const known = counts.flatMap((count) => count ?? []);
  const pods = known.reduce((sum, { count }) => sum + count, 0);
  const bounds: DisruptionBounds = member === undefined ? {} : { [member]: bound };
  if (of === undefined || pods === 0 || known.length < counts.length || !blocksDrains(bounds, pods)) {
    return [];
  }
  const isOnSqlite = workload.database?.type === 'sqlite';
  const [only] = known.length === 1 && !isOnSqlite ? known : [];
  const more = podsToDrain(bounds, pods);
  const reason = member === 'maxUnavailable' ? '' : `: there may be only ${pods} ${pods === 1 ? 'pod' : 'pods'}`;
  const scale = only && more !== undefined ? `set ${only.setBy} to ${more}, or ` : '';
  const fix = `${scale}pass maxUnavailable: 1 instead of minAvailable${isOnSqlite ? ', because SQLite allows only one pod' : ''}`;
  return [
    {
      of,
      path: `spec.${member}`,
      message: `lets no pod go, so draining a node never ends${reason}; got ${describe(bound)}`,
      fix: member === 'maxUnavailable' ? 'set maxUnavailable to 1' : fix,
    },
  ];
}

/** Returns the bound of a budget. One with both is refused. */
function boundOf(spec: unknown): [keyof DisruptionBounds, number | string] | [] {
  for (const member of ['maxUnavailable', 'minAvailable'] as const) {
    const bound = memberOf(spec, member);
    if (typeof bound === 'number' || typeof bound === 'string') {
      return [member, bound];
    }
  }
  return [];
}

function isProtected(object: unknown, budget: unknown): boolean {
  const pods = podsOf(object);
  return (
    pods !== undefined &&
    memberOf(object, 'metadata', 'namespace') === memberOf(budget, 'metadata', 'namespace') &&
    selects(memberOf(budget, 'spec', 'selector'), pods.labels)
  );
}

/** Returns the least number of a workload's pods; undefined if no field says it. */
function leastPods({ object, owner }: RenderedObject, objects: readonly RenderedObject[]): LeastPods | undefined {
  if (!['Deployment', 'StatefulSet'].includes(String(memberOf(object, 'kind')))) {
    return undefined;
  }
  const autoscaler = objects.find((each) => scales(each.object, object));
  const of = autoscaler ?? { object, owner };
  const member = autoscaler ? 'minReplicas' : 'replicas';
  const count = memberOf(of.object, 'spec', member) ?? 1;
  return typeof count === 'number' ? { count, setBy: `${member} of ${of.owner.node.path}` } : undefined;
}
