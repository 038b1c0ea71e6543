import type { Credential } from '../chart-0.11';
import type { Finding } from './finding';
import type { EffectiveValues } from './schema';
import { SCHEMA } from './validate';

/** Where credentials come from: written in the values, a Secret that exists already, or a secret store. */
export type CredentialSource = 'inline' | 'existing' | 'external';

/** The source that the values choose; where they choose several, which a rule refuses, the safest. */
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

/** What an ExternalSecret needs and has not. Without it no variable can be made, so nothing lets these findings pass. */
export function* missingCredentials(values: EffectiveValues): Iterable<Finding> {
  const { enabled, externalSecret, database } = values.backstage;
  if (!enabled || credentialSource(values) !== 'external') {
    return;
  }
  const missing = (path: string, mend: string): Finding => ({
    rule: SCHEMA,
    severity: 'error',
    path: `backstage.externalSecret.${path}`,
    message: 'is needed for an ExternalSecret, got none',
    mend,
  });
  if (!externalSecret.secretStoreRef.name) {
    yield missing('secretStoreRef.name', 'set it to the name of the SecretStore or ClusterSecretStore');
  }
  const postgresPassword = database.type === 'postgresql' ? (['postgresPassword'] as const) : [];
  for (const credential of ['backendSecret', 'clientSecret', ...postgresPassword] as const) {
    if (!externalSecret.data[credential]?.key) {
      yield missing(`data.${credential}`, 'set its key to the name of the entry in the store');
    }
  }
}
