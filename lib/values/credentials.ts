import type { Credential } from '../chart-0.11';
import type { EffectiveValues } from './schema';

/** Where credentials come from: written in the values, a Secret that exists already, or a secret store. */
export type CredentialSource = 'inline' | 'existing' | 'external';

/** The source that the values choose; where they choose several, which a rule refuses, the safest. */
export function credentialSource({ backstage }: EffectiveValues): CredentialSource {
  const { externalSecret, secretName } = backstage;
  if (externalSecret.secretStoreRef.name || Object.values(externalSecret.data).some(Boolean)) {
    return 'external';
  }
  return secretName ? 'existing' : 'inline';
}

/** Whether the chosen source holds a credential as a Secret's key. */
export function hasKey(values: EffectiveValues, credential: Credential): boolean {
  const { secretKeys, externalSecret } = values.backstage;
  switch (credentialSource(values)) {
    case 'external':
      return Boolean(externalSecret.data[credential]);
    case 'existing':
      return Boolean(secretKeys[credential]);
    case 'inline':
      return false;
  }
}
