import type { CronJob, CronJobSpec, JobTemplateSpec } from 'kubernetes-types/batch/v1';
import { requireMember } from '../members';
import { checkAtLeast } from '../numbers';
import type { Place } from '../place';
import type { Given, TypeChecks } from '../type-check';
import { isSchedule } from './schedule';

/** Maximum length of the name of a CronJob. Kubernetes adds 11 characters for each Job. */
const MAX_NAME = 52;

/** Checks of CronJobs. The check of the spec of Jobs is also for their Jobs. */
export const cronJobChecks = {
  CronJob({ metadata, spec }: Given<CronJob>, at: Place) {
    requireMember(spec, at.at('spec'));
    const { name = '' } = metadata ?? {};
    if (name.length > MAX_NAME) {
      const place = at.at('metadata').at('name');
      place.refuse(`must have at most ${MAX_NAME} characters, got ${name.length}`, 'shorten it');
    }
  },

  CronJobSpec(spec: Given<CronJobSpec & { readonly timeZone?: string }>, at: Place) {
    const { schedule, timeZone, jobTemplate } = spec;
    if (!isSchedule(schedule ?? '')) {
      at.at('schedule').refuseValue(schedule, 'a schedule of cron with five fields', 'write it as 0 3 * * *');
    }
    if (timeZone !== undefined && !isTimeZone(timeZone)) {
      at.at('timeZone').refuseValue(timeZone, 'the name of a time zone', 'write it as Europe/Berlin');
    }
    for (const key of ['startingDeadlineSeconds', 'successfulJobsHistoryLimit', 'failedJobsHistoryLimit'] as const) {
      checkAtLeast(spec[key], 0, at.at(key));
    }
    requireMember(jobTemplate, at.at('jobTemplate'));
  },

  JobTemplateSpec({ spec }: Given<JobTemplateSpec>, at: Place) {
    const place = at.at('spec');
    requireMember(spec, place);
    if (spec?.selector !== undefined) {
      place.at('selector').refuse('must not be set, because Kubernetes sets it', 'remove it');
    }
    const { completionMode, completions, parallelism } = spec ?? {};
    if (completionMode === 'Indexed' && completions === undefined && parallelism === undefined) {
      // Unlike in a Job, there is no default.
      place.at('completions').refuse('is required, because completionMode is Indexed', 'set it');
    }
    if (spec?.manualSelector) {
      place.at('manualSelector').refuse('must not be true in a CronJob', 'remove it');
    }
  },
} satisfies TypeChecks;

function isTimeZone(name: string): boolean {
  if (name.toLowerCase() === 'local' || /^[-+]/.test(name)) {
    return false;
  }
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions();
    // Names are case-sensitive for Kubernetes. Some names are links to others.
    return timeZone === name || timeZone.toLowerCase() !== name.toLowerCase();
  } catch {
    return false;
  }
}
