import type { ObjectMeta } from 'kubernetes-types/meta/v1';
import type { Place } from '../place';
import type { Given, TypeChecks } from '../type-check';
import { checkPodAnnotations } from './annotations';
import type { Pod } from './pod';

/** Template of pods with the fields that `kubernetes-types` does not have. */
export interface PodTemplate {
  readonly metadata?: ObjectMeta;
  readonly spec?: Pod;
}

/** Checks of templates of pods, and of older annotations that the API server still checks. */
export const templateChecks = {
  PodTemplateSpec({ metadata = {}, spec }: Given<PodTemplate>, at: Place) {
    if (spec === undefined) {
      at.at('spec').refuse('is required', 'add containers');
      return;
    }
    if (spec.ephemeralContainers?.length) {
      at.at('spec').at('ephemeralContainers').refuse('must not be set in a template', 'remove it');
    }
    checkPodAnnotations(metadata.annotations ?? {}, spec, at.at('metadata').at('annotations'));
  },
} satisfies TypeChecks;
