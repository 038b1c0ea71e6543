import type { BackstageCredentials, Credential } from '../../backstage/credentials';
import type { Release } from '../../backstage/release';
import type { EffectiveValues } from './schema';

/** Where credentials come from: written in the values, an existing Secret, or a secret store. */
export type CredentialSource = 'inline' | 'existing' | 'external';

/** The source that the values choose; of several, which a rule refuses, the safest. */
export function credentialSource({ backstage }: EffectiveValues): CredentialSource {
  const { externalSecret, secretName } = backstage;
  if (externalSecret.secretStoreRef.name || Object.values(externalSecret.data).some((remote) => remote?.key)) {
    return 'external';
  }
  return secretName ? 'existing' : 'inline';
}

/** Whether the chosen source holds a credential as a Secret's key. */
export function hasKey(values: EffectiveValues, credential: Credential): boolean {
  const { secretKeys, externalSecret } = values.backstage;
  switch (credentialSource(values)) {
    case 'external':
      return Boolean(externalSecret.data[credential]?.key);
    case 'existing':
      return Boolean(secretKeys[credential]);
    case 'inline':
      return false;
  }
}

/** The keys that the container reads credentials from, whether or not the Secret is rendered. */
export function credentialKeys({ backstage }: EffectiveValues, release: Release): BackstageCredentials {
  return {
    key: (credential) => {
      const { secretName, secretKeys, externalSecret } = backstage;
      const name = secretName || externalSecret.target.name || release.names.secret;
      return {
        secret: { name },
        key: (secretName && secretKeys[credential]) || release.profile.secretKeys[credential],
      };
    },
  };
}
