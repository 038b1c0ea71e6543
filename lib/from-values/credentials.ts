import type { Construct } from 'constructs';
import { BackstageExternalSecret, type RemoteCredentials } from '../external-secret';
import { type BackstageCredentials, BackstageSecret } from '../secret';
import { credentialSource } from '../values/credentials';
import type { Resolved } from '../values/resolve';
import type { EffectiveValues } from '../values/schema';
import { orUndefined, withoutNulls } from './filled';

/** The credentials, and the Secret or ExternalSecret that holds them where one is rendered. */
export function addCredentials(scope: Construct, { values, release, fidelity }: Resolved): BackstageCredentials {
  const { backendSecret, auth, database, thunder, secretName, secretKeys, externalSecret } = values.backstage;
  switch (credentialSource(values)) {
    case 'existing':
      return BackstageSecret.fromSecret({ name: secretName ?? '' }, withoutNulls(secretKeys));
    case 'external': {
      const { secretStoreRef, refreshInterval, target, data } = externalSecret;
      return new BackstageExternalSecret(scope, 'ExternalSecret', {
        release,
        secretStoreRef: { name: secretStoreRef.name ?? '', kind: secretStoreRef.kind ?? undefined },
        refreshInterval: orUndefined(refreshInterval),
        targetName: orUndefined(target.name),
        data: remoteCredentials(data),
      });
    }
    case 'inline':
      return new BackstageSecret(scope, 'Secret', {
        release,
        backendSecret: backendSecret ?? '',
        clientSecret: auth.clientSecret ?? '',
        ...(database.type === 'postgresql' && { postgresPassword: database.postgresql.password ?? '' }),
        ...(fidelity === 'corrected' && values.thunder.enabled && thunder.token && { thunderToken: thunder.token }),
      });
  }
}

function remoteCredentials(data: EffectiveValues['backstage']['externalSecret']['data']): RemoteCredentials {
  const entries = Object.entries(data).flatMap(([credential, remote]) =>
    remote?.key
      ? [[credential, { key: remote.key, ...withoutNulls({ property: remote.property, version: remote.version }) }]]
      : [],
  );
  return Object.fromEntries(entries);
}
