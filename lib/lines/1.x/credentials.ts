import type { BackstageCredentials, Credential } from '../../backstage/credentials';
import type { Release } from '../../backstage/release';
import type { EffectiveValues } from '../1.2/schema';
import { separateKey } from '../common/database-secret';

/** Checks whether an ExternalSecret creates the Secret. */
export function isExternal({ backstage }: EffectiveValues): boolean {
  const { secretStoreRef, data } = backstage.externalSecret;
  return Boolean(secretStoreRef.name) || Object.values(data).some((remote) => remote?.key);
}

/** Returns the keys of the Secrets from which the container reads credentials. */
export function credentialKeys(values: EffectiveValues, { profile }: Release): BackstageCredentials {
  const { backstage } = values;
  // An ExternalSecret always creates the keys of the chart.
  const secretKeys: Partial<Record<Credential, string>> = isExternal(values) ? {} : backstage.secretKeys;
  return {
    key: (credential) =>
      separateKey(backstage.database.postgresql, credential) ?? {
        secret: { name: backstage.secretName ?? '' },
        key: secretKeys[credential] || profile.secretKeys[credential],
      },
  };
}
