import { describe } from '../util/describe';
import type { Violation } from '../util/violation';

/** Least and greatest number of pods of an autoscaler. */
interface ReplicaBounds {
  /** Least number of pods. If it is unset, Kubernetes uses 1. */
  readonly minReplicas?: number;
  readonly maxReplicas?: number;
}

/** Returns the violations in an autoscaler's bounds. Kubernetes rejects such bounds. */
export function replicaBoundViolations({ minReplicas, maxReplicas }: ReplicaBounds): Violation[] {
  const problems = [
    ...(minReplicas === undefined ? [] : countViolations('minReplicas', minReplicas)),
    ...countViolations('maxReplicas', maxReplicas),
  ];
  return problems.length === 0 && minReplicas !== undefined && maxReplicas !== undefined && minReplicas > maxReplicas
    ? [
        {
          path: 'minReplicas',
          message: `must be at most maxReplicas (${maxReplicas}), got ${minReplicas}`,
          fix: 'lower it, or raise maxReplicas',
        },
      ]
    : problems;
}

function countViolations(path: string, count: number | undefined): Violation[] {
  const fix = 'set it to 1 or more';
  if (count !== undefined && !Number.isInteger(count)) {
    return [{ path, message: `must be an integer, got ${count}`, fix }];
  }
  return count === undefined || count < 1 ? [{ path, message: `must be at least 1, got ${describe(count)}`, fix }] : [];
}
