import type { Job, JobSpec } from 'kubernetes-types/batch/v1';
import { selects } from '../../label-selector';
import { DNS_LABEL, DOMAIN_PATH, LABEL_VALUE } from '../../names';
import { requireMember } from '../members';
import { checkAtLeast } from '../numbers';
import type { Place } from '../place';
import { checkForm, checkNotEmpty, checkOneOf } from '../texts';
import type { Given, TypeChecks } from '../type-check';
import { checkIndexes } from './job-indexes';
import { checkFailurePolicy, checkSuccessPolicy } from './job-policies';

/** Labels that Kubernetes sets in the template: to the name of the Job, and to its UID. */
const NAME_LABELS: readonly string[] = ['batch.kubernetes.io/job-name', 'job-name'];
const UID_LABELS: readonly string[] = ['batch.kubernetes.io/controller-uid', 'controller-uid'];

/** Checks of Jobs. */
export const jobChecks = {
  Job({ metadata, spec }: Given<Job>, at: Place) {
    requireMember(spec, at.at('spec'));
    const { name = '' } = metadata ?? {};
    if (spec === undefined || name === '') {
      return;
    }
    if (!spec.manualSelector) {
      checkGeneratedLabels(name, spec, at);
    }
    // Kubernetes sets completions to 1 if parallelism is absent too.
    const last = (spec.completions ?? (spec.parallelism === undefined ? 1 : 0)) - 1;
    if (spec.completionMode === 'Indexed' && last >= 0 && !DNS_LABEL.fits(`${name}-${last}`)) {
      const words = `a name that is a part of a DNS name with -${last} after it`;
      at.at('metadata').at('name').refuseValue(name, words, 'shorten it, and replace dots with hyphens');
    }
  },

  JobSpec(spec: Given<JobSpec>, at: Place) {
    for (const key of COUNTS) {
      checkAtLeast(spec[key], 0, at.at(key));
    }
    if (spec.managedBy !== undefined) {
      checkForm(spec.managedBy, DOMAIN_PATH, at.at('managedBy'));
    }
    checkNotEmpty(spec.completionMode, at.at('completionMode'));
    checkNotEmpty(spec.podReplacementPolicy, at.at('podReplacementPolicy'));
    checkIndexes(spec, at);
    checkFailurePolicy(spec, at);
    checkSuccessPolicy(spec, at);
    checkRestartPolicy(spec, at);
    if (spec.manualSelector) {
      checkManualSelector(spec, at);
    }
  },
} satisfies TypeChecks;

/** Members that are counts or seconds. */
const COUNTS = [
  'parallelism',
  'completions',
  'activeDeadlineSeconds',
  'backoffLimit',
  'backoffLimitPerIndex',
  'maxFailedIndexes',
  'ttlSecondsAfterFinished',
] as const;

function checkRestartPolicy({ template, podFailurePolicy }: Given<JobSpec>, at: Place): void {
  requireMember(template, at.at('template'));
  if (template !== undefined) {
    const policies = podFailurePolicy === undefined ? ['OnFailure', 'Never'] : ['Never'];
    checkOneOf(template.spec?.restartPolicy, policies, at.at('template').at('spec').at('restartPolicy'));
  }
}

function checkManualSelector({ selector, template }: Given<JobSpec>, at: Place): void {
  requireMember(selector, at.at('selector'));
  if (selector !== undefined && !selects(selector, template?.metadata?.labels ?? {})) {
    at.at('selector').refuse('must select the labels of the template', 'set the same labels in both');
  }
}

/** Checks the labels and the selector of a Job to which Kubernetes adds them. */
function checkGeneratedLabels(name: string, { selector, template }: Given<JobSpec>, at: Place): void {
  if (!LABEL_VALUE.fits(name)) {
    at.at('metadata').at('name').refuse(`must be ${LABEL_VALUE.words}, because pods get it`, 'shorten it');
  }
  const labels = template?.metadata?.labels ?? {};
  const place = at.at('spec').at('template').at('metadata').at('labels');
  for (const key of [...NAME_LABELS, ...UID_LABELS].filter((label) => labels[label] !== undefined)) {
    if (UID_LABELS.includes(key) || labels[key] !== name) {
      place.at(key).refuse('must not be set, because Kubernetes sets it', 'remove it');
    }
  }
  // Users cannot know the UID before the Job exists.
  const uid = ' ';
  const generated = {
    ...Object.fromEntries(NAME_LABELS.map((label) => [label, name])),
    ...Object.fromEntries(UID_LABELS.map((label) => [label, uid])),
  };
  if (selector !== undefined && !selects(selector, generated)) {
    at.at('spec')
      .at('selector')
      .refuse('must not be set, because Kubernetes sets it', 'remove it, or set manualSelector');
  }
}
