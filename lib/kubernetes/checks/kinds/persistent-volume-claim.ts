import type { PersistentVolumeClaim } from 'kubernetes-types/core/v1';
import { checkGiven } from '../basics';
import type { Place } from '../place';
import type { Given, TypeChecks } from '../type-check';

/** Checks of PersistentVolumeClaims. The check of the spec is also for the claims of ephemeral volumes. */
export const persistentVolumeClaimChecks = {
  PersistentVolumeClaim({ spec }: Given<PersistentVolumeClaim>, at: Place) {
    checkGiven(spec, at.at('spec'));
  },
} satisfies TypeChecks;
