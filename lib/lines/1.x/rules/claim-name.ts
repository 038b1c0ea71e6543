import { describe } from '../../../util/describe';
import { PORTAL_NAME } from '../profile';
import type { ChartRule } from '../subject';

/** A claim with another name is a new, empty volume. The data stays on the old claim. */
export const claimName: ChartRule = {
  id: 'claim-name',
  severity: 'warning',
  about: "The name of SQLite's claim does not depend on `backstage.name`.",
  *check({ values: { backstage }, release }) {
    const { type, sqlite } = backstage.database;
    const { enabled, existingClaim, claimName } = sqlite.persistence;
    const rendersClaim = backstage.enabled && type !== 'postgresql' && enabled && !existingClaim;
    if (rendersClaim && !claimName && release.names.workload !== PORTAL_NAME) {
      yield {
        path: 'backstage.database.sqlite.persistence.claimName',
        message: `is empty, so the claim is called ${describe(release.names.claim)}, after backstage.name; another backstage.name means a new claim without the data`,
        fix: 'set it to the name of the claim that has the data, or to the name in this message',
      };
    }
  },
};
