import type { Problem } from './problem';

/** The numbers of pods between which an autoscaler chooses. */
interface ReplicaBounds {
  /** Null leaves it to Kubernetes. */
  readonly minReplicas: number | null;
  readonly maxReplicas: number | null;
}

/** What is wrong with the bounds of an autoscaler; Kubernetes rejects such. */
export function replicaBoundProblems({ minReplicas, maxReplicas }: ReplicaBounds): Problem[] {
  const problems = [
    ...(minReplicas === null ? [] : countProblems('minReplicas', minReplicas)),
    ...countProblems('maxReplicas', maxReplicas),
  ];
  return problems.length === 0 && minReplicas !== null && maxReplicas !== null && minReplicas > maxReplicas
    ? [
        {
          path: 'minReplicas',
          message: `must be at most maxReplicas (${maxReplicas}), got ${minReplicas}`,
          mend: 'lower it, or raise maxReplicas',
        },
      ]
    : problems;
}

function countProblems(path: string, count: number | null): Problem[] {
  const mend = 'set it to 1 or more';
  if (count !== null && !Number.isInteger(count)) {
    return [{ path, message: `must be a whole number, got ${count}`, mend }];
  }
  return count === null || count < 1 ? [{ path, message: `must be at least 1, got ${count}`, mend }] : [];
}
