import { DNS_LABEL, misfit, nameViolation } from '../../../../kubernetes/names';
import type { Violation } from '../../../../util/violation';
import { checkRelease } from '../../../common/checks/names/release';
import type { ChartSubject } from '../../subject';

/** Checks the names of the release, of the portal's objects, and of the API's HTTPRoute. */
export function* releaseNames({ values, release, facts }: ChartSubject): Iterable<Violation> {
  const { backstage, openchoreoApi, nameOverride } = values;
  yield* checkRelease(release, nameOverride);
  if (backstage.enabled && !DNS_LABEL.fits(release.names.workload)) {
    yield misfit('backstage.name', DNS_LABEL, backstage.name);
  } else if (backstage.enabled && !/^[a-z]/.test(release.names.workload)) {
    const message = 'must begin with a lower-case letter, because the Service has this name';
    yield nameViolation('backstage.name', message, backstage.name, DNS_LABEL.fix);
  }
  if (facts.exposesApi && openchoreoApi.name && !DNS_LABEL.fits(openchoreoApi.name)) {
    yield misfit('openchoreoApi.name', DNS_LABEL, openchoreoApi.name);
  }
}
