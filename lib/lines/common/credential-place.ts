import type { Credential } from '../../backstage/credentials';
import type { CredentialPlace } from '../../values/facts';
import { CONNECTION, type DatabaseSecret, separateKey } from './database-secret';
import { SECRET_KEYS } from './profile';

/** Values that contain credentials or refer to them. */
interface Source {
  readonly postgresql: DatabaseSecret;
  /** Name of the Secret with all other credentials. */
  readonly secretName: string | undefined;
  readonly secretKeys: { readonly [Name in Credential]?: string };
  /** Place of the credential, if PostgreSQL's separate Secret does not hold it. */
  readonly place: 'value' | 'Secret' | 'store';
}

const SEPARATE = 'backstage.database.postgresql';

/**
 * Returns the place of a credential.
 *
 * @param source values that contain credentials or refer to them
 * @param credential the credential
 * @param setBy path of the value that contains the credential, if neither a Secret nor a store does
 */
export function credentialPlace(source: Source, credential: Credential, setBy: string): CredentialPlace {
  const { postgresql, secretName } = source;
  const part = Object.entries(CONNECTION).find(([, each]) => each === credential)?.[0];
  if (part !== undefined && separateKey(postgresql, credential)) {
    return {
      setBy: `${SEPARATE}.secretName`,
      instead: (secret) =>
        secret === postgresql.secretName
          ? `set ${SEPARATE}.secretKeys.${part} to its key`
          : `put the value into the Secret that ${SEPARATE}.secretName names`,
    };
  }
  const { path, instead } = otherPlace(source, credential, setBy);
  return {
    setBy: path,
    instead: (secret) => {
      if (secret !== undefined && secret === secretName && source.place === 'Secret') {
        return `set backstage.secretKeys.${credential} to its key`;
      }
      if (secret !== undefined && part !== undefined && !postgresql.secretName) {
        const other = source.place === 'value' ? ` instead of ${path}` : '';
        return `write the name and the key of its Secret as ${SEPARATE}.secretName and ${SEPARATE}.secretKeys.${part}${other}`;
      }
      return secret !== undefined && source.place === 'value'
        ? `write the name and the key of its Secret, which must contain all credentials, as backstage.secretName and backstage.secretKeys.${credential}`
        : instead;
    },
  };
}

function otherPlace(
  { place, secretKeys }: Source,
  credential: Credential,
  setBy: string,
): { readonly path: string; readonly instead: string } {
  switch (place) {
    case 'value':
      return { path: setBy, instead: `set ${setBy} instead` };
    case 'Secret': {
      // Users may write a secret instead of its key, so no text shows the key that they wrote.
      const { [credential]: byDefault } = SECRET_KEYS;
      const key =
        (secretKeys[credential] || byDefault) === byDefault ? byDefault : `in backstage.secretKeys.${credential}`;
      return {
        path: 'backstage.secretName',
        instead: `put the value into the Secret that backstage.secretName names, under the key ${key}`,
      };
    }
    case 'store':
      return {
        path: 'backstage.externalSecret',
        instead: `put the value into the store, and name its entry in backstage.externalSecret.data.${credential}`,
      };
  }
}
