import { describe } from '../../../util/describe';
import { DEFAULTS } from '../profile';
import type { ChartRule } from '../subject';

/** A claim of another name is another, empty volume; the old one stays behind. */
export const claimName: ChartRule = {
  id: 'claim-name',
  severity: 'warning',
  about: "SQLite's claim keeps its name when the release or its fullname gets another one.",
  *check({ values: { backstage, fullnameOverride }, release }) {
    const { type, sqlite } = backstage.database;
    const { enabled, existingClaim } = sqlite.persistence;
    const rendersClaim = backstage.enabled && type !== 'postgresql' && enabled && !existingClaim;
    if (rendersClaim && fullnameOverride !== DEFAULTS.fullnameOverride) {
      yield {
        path: 'backstage.database.sqlite.persistence.existingClaim',
        message: `is empty, and the claim's name follows ${fullnameOverride ? 'fullnameOverride' : "the release's name"}: another name leaves the data behind, got ${describe(release.names.claim)}`,
        fix: 'if the data is on a claim of another name, set existingClaim to it',
      };
    }
  },
};
