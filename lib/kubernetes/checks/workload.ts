import type { PodTemplateSpec } from 'kubernetes-types/core/v1';
import type { LabelSelector } from 'kubernetes-types/meta/v1';
import { isEmptySelector, selects } from '../label-selector';
import { requireMember } from './members';
import type { Place } from './place';
import type { Given } from './type-check';

/** Members of the spec of a workload whose pods always run. */
interface Workload {
  readonly selector?: LabelSelector;
  readonly template?: PodTemplateSpec;
}

/** Checks that a workload selects the pods of its template, and that these pods always run. */
export function checkWorkload({ selector, template }: Given<Workload>, at: Place): void {
  if (selector === undefined || isEmptySelector(selector)) {
    at.at('selector').refuse('must have a label', 'add matchLabels with labels of the pods');
  } else if (!selects(selector, template?.metadata?.labels ?? {})) {
    at.at('selector').refuse('must select the labels of the template', 'set the same labels in both');
  }
  requireMember(template, at.at('template'));
  const { restartPolicy, activeDeadlineSeconds } = template?.spec ?? {};
  const place = at.at('template').at('spec');
  if (restartPolicy && restartPolicy !== 'Always') {
    place.at('restartPolicy').refuseValue(restartPolicy, 'Always, because these pods never end', 'remove it');
  }
  if (activeDeadlineSeconds !== undefined) {
    place.at('activeDeadlineSeconds').refuse('must not be set, because these pods never end', 'remove it');
  }
}
