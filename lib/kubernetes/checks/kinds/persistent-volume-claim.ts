import type { PersistentVolumeClaim } from 'kubernetes-types/core/v1';
import { requireMember } from '../members';
import type { Place } from '../place';
import type { Given, TypeChecks } from '../type-check';

/** Checks of PersistentVolumeClaims. The check of the spec is also for the claims of ephemeral volumes. */
export const persistentVolumeClaimChecks = {
  PersistentVolumeClaim({ spec }: Given<PersistentVolumeClaim>, at: Place) {
    requireMember(spec, at.at('spec'));
  },
} satisfies TypeChecks;
