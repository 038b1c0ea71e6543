/** Bounds of a PodDisruptionBudget: numbers or percentages. */
export interface DisruptionBounds {
  readonly minAvailable?: number | string;
  readonly maxUnavailable?: number | string;
}

/** Maximum number of pods that a fix suggests. Percentages such as `99%` need more. */
const MAX_PODS = 10;

/** Checks whether a budget never lets one of its pods go, so that draining its node never ends. */
export function blocksDrains({ minAvailable, maxUnavailable }: DisruptionBounds, pods: number): boolean {
  if (maxUnavailable !== undefined) {
    return countOf(maxUnavailable, pods) <= 0;
  }
  return minAvailable !== undefined && countOf(minAvailable, pods) >= pods;
}

/** Returns the least number of pods of which a budget lets one go; undefined if none of a reasonable size does. */
export function podsToDrain(bounds: DisruptionBounds, pods: number): number | undefined {
  const larger = Array.from({ length: MAX_PODS }, (_, index) => pods + 1 + index);
  return larger.find((count) => !blocksDrains(bounds, count));
}

/** Returns the number of pods of a bound. The disruption controller rounds percentages up. Other texts bound nothing. */
function countOf(bound: number | string, pods: number): number {
  if (typeof bound === 'string' && bound.endsWith('%')) {
    return Math.ceil((Number(bound.slice(0, -1)) * pods) / 100);
  }
  return Number(bound);
}
