import { describe } from '../../../util/describe';
import { DEFAULTS } from '../profile';
import type { ChartRule } from '../subject';

/** A claim with another name is a new, empty volume. The data stays on the old claim. */
export const claimName: ChartRule = {
  id: 'claim-name',
  severity: 'warning',
  about: "The name of SQLite's claim does not depend on the release name or on `fullnameOverride`.",
  *check({ values: { backstage, fullnameOverride }, release }) {
    const { type, sqlite } = backstage.database;
    const { enabled, existingClaim } = sqlite.persistence;
    const rendersClaim = backstage.enabled && type !== 'postgresql' && enabled && !existingClaim;
    if (rendersClaim && fullnameOverride !== DEFAULTS.fullnameOverride) {
      yield {
        path: 'backstage.database.sqlite.persistence.existingClaim',
        message: `is empty, so the claim is named after ${fullnameOverride ? 'fullnameOverride' : 'the release'} (${describe(release.names.claim)}): a new name means a new claim without the data`,
        fix: 'if the data is on a claim with another name, set it to that name; for a new portal, allow claim-name',
      };
    }
  },
};
