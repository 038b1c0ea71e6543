import type { Place } from './place';

/** Reports a number of pods that is neither an integer of at least 0 nor a percentage. */
export function checkCount(count: number | string | undefined, at: Place): void {
  const isCount = typeof count === 'string' ? /^\d+%$/.test(count) : (count ?? 0) >= 0;
  if (!isCount) {
    at.refuseValue(count, 'an integer of at least 0, or a percentage', 'write it as 1 or "25%"');
  }
}

/** Reports a percentage of more than 100. */
export function checkPercentage(count: number | string | undefined, at: Place): void {
  if (typeof count === 'string' && /^\d+%$/.test(count) && Number.parseInt(count, 10) > 100) {
    at.refuseValue(count, 'at most 100%', 'set it to "100%" or less');
  }
}

/** Checks whether a number of pods or a percentage is 0. */
export function isZero(count: number | string | undefined): boolean {
  return count !== undefined && Number.parseInt(String(count), 10) === 0;
}
