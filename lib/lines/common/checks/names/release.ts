import type { Release } from '../../../../backstage/release';
import { DNS_LABEL, LABEL_VALUE, misfit } from '../../../../kubernetes/names';
import type { Violation } from '../../../../util/violation';

/** Checks the namespace, the name of the release, and the name in its labels. */
export function* checkRelease(release: Release, nameOverride: string | undefined): Iterable<Violation> {
  if (!DNS_LABEL.fits(release.namespace ?? '')) {
    yield misfit('namespace', DNS_LABEL, release.namespace);
  }
  if (!LABEL_VALUE.fits(release.name) || release.name === '') {
    yield misfit('releaseName', LABEL_VALUE, release.name);
  }
  if (!LABEL_VALUE.fits(release.chartName)) {
    yield misfit('nameOverride', LABEL_VALUE, nameOverride);
  }
}
