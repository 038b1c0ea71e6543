import { CONNECTION_PARTS } from '../../../backstage/configured-connection';
import type { Credential } from '../../../backstage/credentials';
import { memberOf } from '../../../util/members';
import { keysOf } from '../../../util/path';
import type { Violation } from '../../../util/violation';
import type { PortalValues } from '../../../values/rules/portal-values';
import type { Subject } from '../../../values/subject';
import { CONNECTION, type DatabaseSecret, separateKey } from '../database-secret';
import { settingOf } from '../replaced-connection';

/** Values that contain parts of the connection to PostgreSQL or refer to them. */
interface Values extends PortalValues {
  readonly backstage: PortalValues['backstage'] & {
    readonly secretKeys: { readonly [Name in Credential]?: string };
    readonly externalSecret: {
      readonly secretStoreRef: { readonly name: string | undefined };
      readonly data: { readonly [Name in Credential]?: { readonly key: string } };
    };
    readonly database: PortalValues['backstage']['database'] & { readonly postgresql: DatabaseSecret };
  };
}

const POSTGRESQL = 'backstage.database.postgresql';

/**
 * Finds values for the connection to PostgreSQL that the pods do not use, because another value wins.
 *
 * @param subject values and facts
 * @param isInSecret checks whether a key of a Secret, or an entry of a store, holds a part
 */
export function* unreadCredentials(
  subject: Subject<Values>,
  isInSecret: (credential: Credential) => boolean,
): Iterable<Violation> {
  const { values, facts } = subject;
  const { database, secretKeys, externalSecret } = values.backstage;
  const { type, postgresql } = database;
  if (type !== 'postgresql') {
    return;
  }
  const replaced = facts.replacedConnection;
  // Chart lines without these values have none of them.
  const given = (path: string) => subject.isGiven(path) && (memberOf(values, ...keysOf(path)) ?? '') !== '';
  for (const part of CONNECTION_PARTS) {
    const credential = CONNECTION[part];
    const path = `${POSTGRESQL}.${part}`;
    const { setBy } = facts.placeOf(credential, path);
    if (replaced.includes(part) && given(path)) {
      yield { path, message: `has no effect: ${settingOf(facts)} sets the connection`, fix: 'remove one of the two' };
    } else if (part !== 'password' && given(path) && isInSecret(credential)) {
      yield { path, message: `has no effect: ${setBy} provides the ${part}`, fix: 'remove it' };
    }
    if (separateKey(postgresql, credential)) {
      const keys = `${POSTGRESQL}.secretKeys.${part}`;
      const others = {
        // With an ExternalSecret, no key has an effect.
        [`backstage.secretKeys.${credential}`]: !externalSecret.secretStoreRef.name && secretKeys[credential],
        [`backstage.externalSecret.data.${credential}`]: externalSecret.data[credential]?.key,
      };
      for (const [other, isSet] of Object.entries(others)) {
        if (isSet && subject.isGiven(other)) {
          const message = `has no effect: the pods read the ${part} from the Secret ${POSTGRESQL}.secretName`;
          yield { path: other, message, fix: `remove it, or set ${keys} to null` };
        }
      }
    }
  }
}
