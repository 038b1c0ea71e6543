import { startsSecondPod } from '../../kubernetes/update-strategy';
import { isWithin } from '../../util/path';
import type { Subject } from '../subject';
import type { PortalRule } from './portal-values';

/** Kubernetes deletes an emptyDir together with its pod. */
export const ephemeralDatabase: PortalRule = {
  id: 'ephemeral-database',
  severity: 'warning',
  about: 'The database outlives its pod, unless the portal is on localhost or at the default domain.',
  *check(subject) {
    const { backstage } = subject.values;
    const { type, sqlite } = backstage.database;
    const isEphemeral = backstage.enabled && type !== 'postgresql' && !sqlite.persistence.enabled;
    if (isEphemeral && !subject.facts.isTrial && !hasUnreadDatabase(subject)) {
      yield {
        path: 'backstage.database.sqlite.persistence.enabled',
        message: 'is off: the portal loses its catalog, settings and plugin data when Kubernetes replaces the pod',
        fix: `set it to true${backstage.strategy && startsSecondPod(backstage.strategy) ? ' and backstage.strategy to {type: Recreate}' : ''}, or use PostgreSQL`,
      };
    }
  },
};

/** Checks whether the values set up PostgreSQL or a claim that nothing reads. The rule `unread-values` reports these. */
function hasUnreadDatabase(subject: Subject): boolean {
  const section = 'backstage.database';
  const connection = subject
    .changed(`${section}.postgresql`)
    .filter((path) => !isWithin(path, `${section}.postgresql.caBundle`));
  return connection.length > 0 || subject.changed(`${section}.sqlite.persistence`).length > 0;
}
