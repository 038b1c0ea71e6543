import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { scales } from '../kubernetes/scale-target';
import { memberOf } from '../util/members';
import { isChecked } from './configure-checks';
import type { ObjectProblem } from './object-checks';
import type { RenderedObject } from './rendered-objects';

/** Workload whose pods may share a SQLite file, which only one pod can open. */
interface Workload extends Construct {
  readonly apiObject: ApiObject;
  readonly database: { readonly type: 'sqlite' | 'postgresql' };
}

/**
 * Returns how the number of a workload's pods contradicts its database or its autoscaler. Patches, and autoscalers of
 * any author, are only known at synthesis.
 *
 * @param workload workload of the pods
 * @param objects objects of its chart
 * @param isChosen whether the user chose the number of pods. An autoscaler must not find the default
 */
export function replicaProblems(
  workload: Workload,
  objects: readonly RenderedObject[],
  isChosen: boolean,
): ObjectProblem[] {
  const { apiObject, database } = workload;
  const rendered = objects.filter((each) => each.apiObject === apiObject);
  const autoscalers = objects.filter(({ object }) => rendered.some((of) => scales(object, of.object)));
  const isOnSqlite = database.type === 'sqlite' && isChecked(workload, 'sqlite-single-replica');
  return [
    ...(isOnSqlite ? rendered.flatMap((of) => sqliteProblem(of, 'replicas')) : []),
    ...(isOnSqlite ? autoscalers.flatMap((of) => sqliteProblem(of, 'maxReplicas')) : []),
    ...(isChosen ? [] : rendered.flatMap((of) => fixedProblem(of, autoscalers))),
  ];
}

function sqliteProblem(of: RenderedObject, member: 'replicas' | 'maxReplicas'): ObjectProblem[] {
  const count = memberOf(of.object, 'spec', member);
  return typeof count === 'number' && count > 1
    ? [
        {
          of,
          path: `spec.${member}`,
          message: `must be 1 with SQLite, because only one pod can open its file; got ${count}`,
          fix: 'use PostgreSQL',
        },
      ]
    : [];
}

/** Returns a problem if a workload fixes the number of its pods although an autoscaler sets it. */
function fixedProblem(of: RenderedObject, [autoscaler]: readonly RenderedObject[]): ObjectProblem[] {
  const count = memberOf(of.object, 'spec', 'replicas');
  return autoscaler !== undefined && count !== undefined && isChecked(of.owner, 'object-conflicts')
    ? [
        {
          of,
          path: 'spec.replicas',
          message: `must not be set, because each apply would undo what the autoscaler ${autoscaler.owner.node.path} sets; got ${count}`,
          fix: 'set replicas to false',
        },
      ]
    : [];
}
