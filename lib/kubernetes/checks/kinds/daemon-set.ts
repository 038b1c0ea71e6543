import type { DaemonSet, DaemonSetSpec, DaemonSetUpdateStrategy } from 'kubernetes-types/apps/v1';
import { checkCount, checkPercentage, isZero } from '../counts';
import { requireMember } from '../members';
import { checkAtLeast } from '../numbers';
import type { Place } from '../place';
import type { Given, TypeChecks } from '../type-check';
import { checkWorkload } from '../workload';

/** Checks of DaemonSets. */
export const daemonSetChecks = {
  DaemonSet({ spec }: Given<DaemonSet>, at: Place) {
    requireMember(spec, at.at('spec'));
  },

  DaemonSetSpec(spec: Given<DaemonSetSpec>, at: Place) {
    checkAtLeast(spec.minReadySeconds, 0, at.at('minReadySeconds'));
    checkAtLeast(spec.revisionHistoryLimit, 0, at.at('revisionHistoryLimit'));
    checkWorkload(spec, at);
  },

  DaemonSetUpdateStrategy({ type, rollingUpdate }: Given<DaemonSetUpdateStrategy>, at: Place) {
    if (type === 'OnDelete' || rollingUpdate === undefined) {
      return;
    }
    const place = at.at('rollingUpdate');
    const { maxSurge = 0, maxUnavailable = 1 } = rollingUpdate;
    for (const [key, count] of Object.entries({ maxSurge, maxUnavailable })) {
      checkCount(count, place.at(key));
      checkPercentage(count, place.at(key));
    }
    if (isZero(maxSurge) === isZero(maxUnavailable)) {
      place.refuse('must have exactly one of maxSurge and maxUnavailable above 0', 'set the other to 0');
    }
  },
} satisfies TypeChecks;
