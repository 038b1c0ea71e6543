import { replicaBoundViolations } from '../../lib/kubernetes/replica-bounds';

/** Returns the violations as texts, without their fixes. */
function found(minReplicas: number | undefined, maxReplicas: number | undefined): string[] {
  return replicaBoundViolations({ minReplicas, maxReplicas }).map(({ path, message }) => `${path}: ${message}`);
}

/** Returns the fixes of the violations. */
function fixes(minReplicas: number | undefined, maxReplicas: number | undefined): string[] {
  return replicaBoundViolations({ minReplicas, maxReplicas }).map(({ fix }) => fix);
}

test.each([
  [1, 1],
  [2, 9],
  [undefined, 1],
])('accepts %p to %p pods', (minReplicas, maxReplicas) => {
  expect(found(minReplicas, maxReplicas)).toEqual([]);
});

test.each([
  [0, 0, ['minReplicas: must be at least 1, got 0', 'maxReplicas: must be at least 1, got 0']],
  [undefined, -1, ['maxReplicas: must be at least 1, got -1']],
  [1, undefined, ['maxReplicas: must be at least 1, got no value']],
  [9, 0, ['maxReplicas: must be at least 1, got 0']],
  [9, 5, ['minReplicas: must be at most maxReplicas (5), got 9']],
  [1.5, 3, ['minReplicas: must be an integer, got 1.5']],
  [1, Number.NaN, ['maxReplicas: must be an integer, got NaN']],
])('rejects %p to %p pods', (minReplicas, maxReplicas, problems) => {
  expect(found(minReplicas, maxReplicas)).toEqual(problems);
});

test('each violation has a fix', () => {
  expect(fixes(0, 1.5)).toEqual(['set it to 1 or more', 'set it to 1 or more']);
  expect(fixes(9, 5)).toEqual(['lower it, or raise maxReplicas']);
});
