import { replicaBoundProblems } from '../lib/replica-bounds';

/** Problems as text, less how to mend them. */
function found(minReplicas: number | null, maxReplicas: number | null): string[] {
  return replicaBoundProblems({ minReplicas, maxReplicas }).map(({ path, message }) => `${path}: ${message}`);
}

/** How to mend them. */
function mends(minReplicas: number | null, maxReplicas: number | null): string[] {
  return replicaBoundProblems({ minReplicas, maxReplicas }).map(({ mend }) => mend);
}

test.each([
  [1, 1],
  [2, 9],
  [null, 1],
])('%p to %p pods are bounds', (minReplicas, maxReplicas) => {
  expect(found(minReplicas, maxReplicas)).toEqual([]);
});

test.each([
  [0, 0, ['minReplicas: must be at least 1, got 0', 'maxReplicas: must be at least 1, got 0']],
  [null, -1, ['maxReplicas: must be at least 1, got -1']],
  [1, null, ['maxReplicas: must be at least 1, got null']],
  [9, 0, ['maxReplicas: must be at least 1, got 0']],
  [9, 5, ['minReplicas: must be at most maxReplicas (5), got 9']],
  [1.5, 3, ['minReplicas: must be a whole number, got 1.5']],
  [1, Number.NaN, ['maxReplicas: must be a whole number, got NaN']],
])('%p to %p pods are none', (minReplicas, maxReplicas, problems) => {
  expect(found(minReplicas, maxReplicas)).toEqual(problems);
});

test('each problem says how to mend it', () => {
  expect(mends(0, 1.5)).toEqual(['set it to 1 or more', 'set it to 1 or more']);
  expect(mends(9, 5)).toEqual(['lower it, or raise maxReplicas']);
});
