import type { BackstageCredentials, Credential } from '../../backstage/credentials';
import type { Release } from '../../backstage/release';
import { separateKey } from '../common/database-secret';
import { PUBLIC_CLIENT_SECRET } from './public-client-secret';
import type { EffectiveValues } from './schema';

/** Source of the credentials: the values (`inline`), an existing Secret, or an external secret store. */
export type CredentialSource = 'inline' | 'existing' | 'external';

/** Returns the source that the values select. If they select several, which a rule refuses, returns the safest one. */
export function credentialSource({ backstage }: EffectiveValues): CredentialSource {
  const { externalSecret, secretName } = backstage;
  if (externalSecret.secretStoreRef.name || Object.values(externalSecret.data).some((remote) => remote?.key)) {
    return 'external';
  }
  return secretName ? 'existing' : 'inline';
}

/** Checks whether the values name a key of an existing Secret, or an entry of a secret store, for a credential. */
export function hasKey(values: EffectiveValues, credential: Credential): boolean {
  if (separateKey(values.backstage.database.postgresql, credential)) {
    return true;
  }
  const secretKeys: Partial<Record<Credential, string>> = values.backstage.secretKeys;
  const data: Partial<Record<Credential, { readonly key: string }>> = values.backstage.externalSecret.data;
  switch (credentialSource(values)) {
    case 'external':
      return Boolean(data[credential]?.key);
    case 'existing':
      return Boolean(secretKeys[credential]);
    case 'inline':
      return false;
  }
}

/** Returns the Secret keys from which the container reads credentials, whether or not the Secret is rendered. */
export function credentialKeys(values: EffectiveValues, release: Release): BackstageCredentials {
  const { backstage } = values;
  return {
    key: (credential) => {
      const separate = separateKey(values.backstage.database.postgresql, credential);
      if (separate) {
        return separate;
      }
      const { secretName, externalSecret } = backstage;
      const secretKeys: Partial<Record<Credential, string>> = backstage.secretKeys;
      const ofOperator = credentialSource(values) === 'external' ? externalSecret.target.name : '';
      const name = secretName || ofOperator || release.names.secret;
      return {
        secret: { name },
        key: (secretName && secretKeys[credential]) || release.profile.secretKeys[credential],
      };
    },
  };
}

/** Credential that the values contain in plain text. */
interface InlineCredential {
  readonly path: string;
  readonly credential: Credential;
}

/** Returns the credentials that the values contain in plain text. */
export function inlineCredentials({ backstage }: EffectiveValues): InlineCredential[] {
  const { auth, database, thunder } = backstage;
  const all: readonly (InlineCredential & { readonly value: string | undefined })[] = [
    { path: 'backstage.backendSecret', credential: 'backendSecret', value: backstage.backendSecret },
    // The secret of the documented test client is the default, so the user may not have set it.
    {
      path: 'backstage.auth.clientSecret',
      credential: 'clientSecret',
      value: auth.clientSecret === PUBLIC_CLIENT_SECRET ? undefined : auth.clientSecret,
    },
    {
      path: 'backstage.database.postgresql.password',
      credential: 'postgresPassword',
      value: database.type === 'postgresql' ? database.postgresql.password : undefined,
    },
    { path: 'backstage.thunder.token', credential: 'thunderToken', value: thunder.token },
  ];
  return all.filter(({ value }) => value).map(({ path, credential }) => ({ path, credential }));
}
