import { replicaBoundViolations } from '../../lib/kubernetes/replica-bounds';

/** Problems as text, less how to fix them. */
function found(minReplicas: number | undefined, maxReplicas: number | undefined): string[] {
  return replicaBoundViolations({ minReplicas, maxReplicas }).map(({ path, message }) => `${path}: ${message}`);
}

/** How to fix them. */
function fixes(minReplicas: number | undefined, maxReplicas: number | undefined): string[] {
  return replicaBoundViolations({ minReplicas, maxReplicas }).map(({ fix }) => fix);
}

test.each([
  [1, 1],
  [2, 9],
  [undefined, 1],
])('%p to %p pods are bounds', (minReplicas, maxReplicas) => {
  expect(found(minReplicas, maxReplicas)).toEqual([]);
});

test.each([
  [0, 0, ['minReplicas: must be at least 1, got 0', 'maxReplicas: must be at least 1, got 0']],
  [undefined, -1, ['maxReplicas: must be at least 1, got -1']],
  [1, undefined, ['maxReplicas: must be at least 1, got no value']],
  [9, 0, ['maxReplicas: must be at least 1, got 0']],
  [9, 5, ['minReplicas: must be at most maxReplicas (5), got 9']],
  [1.5, 3, ['minReplicas: must be a whole number, got 1.5']],
  [1, Number.NaN, ['maxReplicas: must be a whole number, got NaN']],
])('%p to %p pods are refused', (minReplicas, maxReplicas, problems) => {
  expect(found(minReplicas, maxReplicas)).toEqual(problems);
});

test('each problem says how to fix it', () => {
  expect(fixes(0, 1.5)).toEqual(['set it to 1 or more', 'set it to 1 or more']);
  expect(fixes(9, 5)).toEqual(['lower it, or raise maxReplicas']);
});
