import type { JobSpec } from 'kubernetes-types/batch/v1';
import type { Place } from '../place';
import type { Given } from '../type-check';

/** Largest number of indexes that run or fail at once. */
const MAX_INDEXES = 100_000;

/** Largest number of indexes that run or fail at once, if there are more than {@link MAX_INDEXES} of them. */
const MAX_OF_MANY = 10_000;

/** Checks the counts of a Job whose pods have indexes, and that others have no such counts. */
export function checkIndexes(spec: Given<JobSpec>, at: Place): void {
  const { completionMode, backoffLimitPerIndex, maxFailedIndexes } = spec;
  if (maxFailedIndexes !== undefined && backoffLimitPerIndex === undefined) {
    at.at('backoffLimitPerIndex').refuse('is required, because maxFailedIndexes is set', 'set it');
  }
  if (completionMode === 'Indexed') {
    checkIndexed(spec, at);
    return;
  }
  for (const key of ['backoffLimitPerIndex', 'maxFailedIndexes', 'successPolicy'] as const) {
    if (spec[key] !== undefined) {
      at.at(key).refuse('must not be set, because completionMode is not Indexed', 'remove it, or set completionMode');
    }
  }
}

function checkIndexed(spec: Given<JobSpec>, at: Place): void {
  const { completions, parallelism, backoffLimitPerIndex, maxFailedIndexes } = spec;
  if (completions === undefined && parallelism !== undefined) {
    at.at('completions').refuse('is required, because completionMode is Indexed', 'set it to the number of indexes');
  }
  const isMany = (completions ?? 1) > MAX_INDEXES && backoffLimitPerIndex !== undefined;
  const most = isMany ? MAX_OF_MANY : MAX_INDEXES;
  checkAtMost(parallelism, most, at.at('parallelism'));
  checkAtMost(maxFailedIndexes, Math.min(most, completions ?? most), at.at('maxFailedIndexes'));
  if (isMany && maxFailedIndexes === undefined) {
    at.at('maxFailedIndexes').refuse(`is required with more than ${MAX_INDEXES} completions`, 'set it');
  }
}

function checkAtMost(value: number | undefined, most: number, at: Place): void {
  if (value !== undefined && value > most) {
    at.refuseValue(value, `at most ${most}`, 'set it to a smaller number');
  }
}
