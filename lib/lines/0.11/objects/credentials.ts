import type { Construct } from 'constructs';
import type { BackstageCredentials } from '../../../backstage/credentials';
import { BackstageExternalSecret, type RemoteCredentials, type RemoteRef } from '../../../constructs/external-secret';
import { BackstageSecret } from '../../../constructs/secret';
import { requiresKey } from '../../common/database-secret';
import { credentialSource } from '../credentials';
import type { EffectiveValues } from '../schema';
import type { ResolvedChart } from '../subject';

/** Returns the credentials. Adds the Secret or ExternalSecret with them, unless an existing Secret contains them. */
export function addCredentials(scope: Construct, resolved: ResolvedChart): BackstageCredentials {
  const { values, release, facts } = resolved;
  const { backendSecret = '', auth, database, thunder, externalSecret } = values.backstage;
  switch (credentialSource(values)) {
    case 'existing':
      return facts.portal.credentials;
    case 'external': {
      const { secretStoreRef, refreshInterval, target, data } = externalSecret;
      return new BackstageExternalSecret(scope, 'ExternalSecret', {
        release,
        secretStoreRef: { name: secretStoreRef.name ?? '', kind: secretStoreRef.kind },
        refreshInterval: refreshInterval || undefined,
        targetName: target.name || undefined,
        data: remoteCredentials(data),
      });
    }
    case 'inline': {
      const hasToken = !resolved.reproduces('plain-token') && values.thunder.enabled && thunder.token;
      return new BackstageSecret(scope, 'Secret', {
        release,
        backendSecret,
        clientSecret: auth.clientSecret ?? '',
        ...(requiresKey(facts.portal.database, database.postgresql, 'password') && {
          postgresPassword: database.postgresql.password ?? '',
        }),
        ...(hasToken && { thunderToken: thunder.token }),
      });
    }
  }
}

type Data = EffectiveValues['backstage']['externalSecret']['data'];

/** Returns the store's entry for each credential that has one in the values. */
function remoteCredentials(data: Data): RemoteCredentials {
  const { backendSecret, clientSecret, ...others } = data;
  const given = Object.entries(others).flatMap(([credential, remote]) =>
    remote?.key ? [[credential, remoteRef(remote)]] : [],
  );
  return {
    // `requirements` ensures that both are set.
    backendSecret: remoteRef(backendSecret),
    clientSecret: remoteRef(clientSecret),
    ...Object.fromEntries(given),
  };
}

function remoteRef({ key = '', property, version }: Partial<RemoteRef> = {}): RemoteRef {
  return { key, ...(property && { property }), ...(version && { version }) };
}
