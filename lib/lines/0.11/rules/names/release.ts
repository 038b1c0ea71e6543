import { DNS_LABEL, misfit, nameViolation } from '../../../../kubernetes/names';
import { describe } from '../../../../util/describe';
import type { Violation } from '../../../../util/violation';
import { checkRelease } from '../../../common/checks/names/release';
import type { ChartSubject } from '../../subject';

/** Checks the name of the release, and the names of Service, Job and API route that follow from it. */
export function* releaseNames({ values, release, facts }: ChartSubject): Iterable<Violation> {
  const { backstage, openchoreoApi, fullnameOverride, nameOverride } = values;
  yield* checkRelease(release, nameOverride);
  if (backstage.enabled && !/^[a-z]/.test(release.names.workload)) {
    yield derived(
      fullnameOverride,
      'must begin with a lower-case letter, because the Service is named after it',
      release.names.workload,
    );
  } else if (backstage.enabled && !DNS_LABEL.fits(release.names.workload)) {
    yield derived(fullnameOverride, `must give the Service a name of ${DNS_LABEL.words}`, release.names.workload);
  }
  // Kubernetes labels the pods of a Job with its name, to which the construct appends a hash.
  const jobName = `${release.names.registrationJobPrefix}-12345678`;
  if (backstage.enabled && backstage.auth.registration.enabled && jobName.length > 63) {
    yield derived(fullnameOverride, 'must give the Job a name of at most 63 characters', jobName);
  }
  if (facts.rendersApiRoute) {
    const name = openchoreoApi.name ?? '';
    if (!DNS_LABEL.fits(name)) {
      yield misfit('openchoreoApi.name', DNS_LABEL, openchoreoApi.name);
    }
    const { httpsRedirect } = backstage.ingress;
    const taken = [release.names.route, ...(httpsRedirect.enabled ? [release.names.redirectRoute] : [])];
    if (facts.routeKind === 'HTTPRoute' && taken.includes(name)) {
      const message = "must differ from the names of Backstage's HTTPRoutes";
      yield nameViolation('openchoreoApi.name', message, name, 'choose another name, or another fullnameOverride');
    }
  }
}

/** Returns the violation of a name that follows from `fullnameOverride`, or from the release name if that is empty. */
function derived(fullnameOverride: string | undefined, message: string, got: string): Violation {
  return {
    path: fullnameOverride ? 'fullnameOverride' : 'releaseName',
    message: `${message}, got ${describe(got)} (${got.length} characters)`,
    fix: fullnameOverride
      ? 'shorten it, or use only lower-case letters, digits and hyphens'
      : 'set fullnameOverride, or choose another release name',
  };
}
