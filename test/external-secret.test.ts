import { Duration } from 'cdk8s';
import { variable } from '../lib/backstage-env';
import {
  BackstageExternalSecret,
  type BackstageExternalSecretProps,
  type RemoteCredentials,
  type RemoteRef,
  type SecretStoreRef,
} from '../lib/external-secret';
import { Release } from '../lib/release';
import { LABELS, manifestOf, testChart } from './support';

test('every prop reaches the ExternalSecret, credentials in the order of the keys', () => {
  const secretStoreRef: Required<SecretStoreRef> = { name: 'vault', kind: 'ClusterSecretStore' };
  const backendSecret: Required<RemoteRef> = { key: 'portal', property: 'session', version: 'v3' };
  const data: Required<RemoteCredentials> = {
    thunderToken: { key: 'idp' },
    postgresDatabase: { key: 'pg', property: 'dbname' },
    postgresUser: { key: 'pg', property: 'user' },
    postgresPort: { key: 'pg', property: 'port' },
    postgresHost: { key: 'pg', property: 'host' },
    postgresPassword: { key: 'pg', property: 'password' },
    clientSecret: { key: 'oauth' },
    backendSecret,
  };
  const props: Required<BackstageExternalSecretProps> = {
    release: new Release({ namespace: 'team-a', fullnameOverride: 'console' }),
    secretStoreRef,
    data,
    refreshInterval: '15m',
    targetName: 'portal-credentials',
  };
  expect(manifestOf(new BackstageExternalSecret(testChart(), 'ExternalSecret', props))).toEqual({
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name: 'portal-credentials', namespace: 'team-a', labels: LABELS },
    spec: {
      refreshInterval: '15m',
      secretStoreRef: { name: 'vault', kind: 'ClusterSecretStore' },
      target: { name: 'portal-credentials' },
      data: [
        { secretKey: 'backend-secret', remoteRef: { key: 'portal', property: 'session', version: 'v3' } },
        { secretKey: 'client-secret', remoteRef: { key: 'oauth' } },
        { secretKey: 'postgres-password', remoteRef: { key: 'pg', property: 'password' } },
        { secretKey: 'postgres-host', remoteRef: { key: 'pg', property: 'host' } },
        { secretKey: 'postgres-port', remoteRef: { key: 'pg', property: 'port' } },
        { secretKey: 'postgres-user', remoteRef: { key: 'pg', property: 'user' } },
        { secretKey: 'postgres-db', remoteRef: { key: 'pg', property: 'dbname' } },
        { secretKey: 'thunder-token', remoteRef: { key: 'idp' } },
      ],
    },
  });
});

function externalSecret(props: Partial<BackstageExternalSecretProps> = {}): BackstageExternalSecret {
  return new BackstageExternalSecret(testChart(), 'ExternalSecret', {
    secretStoreRef: { name: 'vault' },
    data: { backendSecret: { key: 'session' }, clientSecret: { key: 'oauth' } },
    ...props,
  });
}

test("store, refresh and name are the namespace's, hourly and the chart's unless told otherwise", () => {
  expect(manifestOf(externalSecret())).toMatchObject({
    metadata: { name: 'openchoreo-backstage-secrets' },
    spec: {
      refreshInterval: '1h',
      secretStoreRef: { name: 'vault', kind: 'SecretStore' },
      target: { name: 'openchoreo-backstage-secrets' },
    },
  });
});

test('the refresh may be a Duration of cdk8s', () => {
  expect(manifestOf(externalSecret({ refreshInterval: Duration.minutes(5) }))).toHaveProperty(
    'spec.refreshInterval',
    '300s',
  );
});

test('its keys are those of the Secret that the operator makes', () => {
  expect(variable('A', externalSecret({ targetName: 'portal-credentials' }).key('clientSecret'))).toEqual({
    name: 'A',
    valueFrom: { secretKeyRef: { name: 'portal-credentials', key: 'client-secret' } },
  });
});

test('asking for the key of what the store is not asked for says how to mend it', () => {
  expect(() => externalSecret().key('postgresPassword')).toThrow(
    'test/ExternalSecret: postgresPassword is needed, got none; say in data where the store has it',
  );
});
