import type { Construct } from 'constructs';
import type { BackstageCredentials } from '../../../backstage/credentials';
import { BackstageExternalSecret, type RemoteRef } from '../../../constructs/external-secret';
import { isExternal } from '../credentials';
import type { ResolvedChart } from '../subject';

/** Returns the credentials. Adds the ExternalSecret that creates their Secret, if the values name a store. */
export function addCredentials(scope: Construct, { values, release, facts }: ResolvedChart): BackstageCredentials {
  const { externalSecret, secretName = '' } = values.backstage;
  if (!isExternal(values)) {
    return facts.portal.credentials;
  }
  const { secretStoreRef, refreshInterval, data } = externalSecret;
  const { backendSecret, clientSecret, ...others } = data;
  const given = Object.entries(others).flatMap(([credential, remote]) =>
    remote?.key ? [[credential, remoteRef(remote)]] : [],
  );
  return new BackstageExternalSecret(scope, 'ExternalSecret', {
    release,
    secretStoreRef: { name: secretStoreRef.name ?? '', kind: secretStoreRef.kind },
    refreshInterval: refreshInterval || undefined,
    targetName: secretName,
    // `requirements` ensures that both are set.
    data: {
      backendSecret: remoteRef(backendSecret),
      clientSecret: remoteRef(clientSecret),
      ...Object.fromEntries(given),
    },
  });
}

function remoteRef({ key = '', property, version }: Partial<RemoteRef> = {}): RemoteRef {
  return { key, ...(property && { property }), ...(version && { version }) };
}
