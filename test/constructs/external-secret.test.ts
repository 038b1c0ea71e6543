import { Duration } from 'cdk8s';
import { Release } from '../../lib/backstage/release';
import {
  BackstageExternalSecret,
  type BackstageExternalSecretProps,
  type RemoteCredentials,
  type RemoteRef,
  type SecretStoreRef,
} from '../../lib/constructs/external-secret';
import { REMOTE, TARGET } from '../crd-defaults';
import { LABELS, manifestOf, testChart } from '../support';

test('renders every prop, and the credentials in the order of the keys', () => {
  const secretStoreRef: Required<SecretStoreRef> = { name: 'vault', kind: 'ClusterSecretStore' };
  const backendSecret: Required<RemoteRef> = { key: 'portal', property: 'session', version: 'v3' };
  const data: Required<RemoteCredentials> = {
    githubOauthClientSecret: { key: 'github', property: 'oauth' },
    githubActionsToken: { key: 'github', property: 'token' },
    jenkinsApiKey: { key: 'jenkins' },
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
    metadata: { labels: { team: 'platform' } },
  };
  expect(manifestOf(new BackstageExternalSecret(testChart(), 'ExternalSecret', props))).toEqual({
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name: 'portal-credentials', namespace: 'team-a', labels: { ...LABELS, team: 'platform' } },
    spec: {
      refreshInterval: '15m',
      secretStoreRef: { name: 'vault', kind: 'ClusterSecretStore' },
      target: { ...TARGET, name: 'portal-credentials' },
      data: [
        { secretKey: 'backend-secret', remoteRef: { ...REMOTE, key: 'portal', property: 'session', version: 'v3' } },
        { secretKey: 'client-secret', remoteRef: { ...REMOTE, key: 'oauth' } },
        { secretKey: 'postgres-password', remoteRef: { ...REMOTE, key: 'pg', property: 'password' } },
        { secretKey: 'postgres-host', remoteRef: { ...REMOTE, key: 'pg', property: 'host' } },
        { secretKey: 'postgres-port', remoteRef: { ...REMOTE, key: 'pg', property: 'port' } },
        { secretKey: 'postgres-user', remoteRef: { ...REMOTE, key: 'pg', property: 'user' } },
        { secretKey: 'postgres-db', remoteRef: { ...REMOTE, key: 'pg', property: 'dbname' } },
        { secretKey: 'thunder-token', remoteRef: { ...REMOTE, key: 'idp' } },
        { secretKey: 'jenkins-api-key', remoteRef: { ...REMOTE, key: 'jenkins' } },
        { secretKey: 'github-actions-token', remoteRef: { ...REMOTE, key: 'github', property: 'token' } },
        { secretKey: 'github-oauth-client-secret', remoteRef: { ...REMOTE, key: 'github', property: 'oauth' } },
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

test('reads a SecretStore every hour into the Secret of the chart by default', () => {
  expect(manifestOf(externalSecret())).toMatchObject({
    metadata: { name: 'openchoreo-backstage-secrets' },
    spec: {
      refreshInterval: '1h',
      secretStoreRef: { name: 'vault', kind: 'SecretStore' },
      target: { ...TARGET, name: 'openchoreo-backstage-secrets' },
    },
  });
});

test('accepts a cdk8s Duration as the refresh interval', () => {
  expect(manifestOf(externalSecret({ refreshInterval: Duration.minutes(5) }))).toHaveProperty(
    'spec.refreshInterval',
    '300s',
  );
});

test('returns keys of the Secret that the operator creates', () => {
  expect(externalSecret({ targetName: 'portal-credentials' }).key('clientSecret')).toEqual({
    secret: { name: 'portal-credentials' },
    key: 'client-secret',
  });
});

test('returns the key of a credential without which pods also start, even if data does not contain it', () => {
  expect(externalSecret().key('githubActionsToken')).toMatchObject({ key: 'github-actions-token' });
});

test('refuses the key of a credential that data does not contain, with a fix in the message', () => {
  expect(() => externalSecret().key('postgresPassword')).toThrow(
    "test/ExternalSecret: data.postgresPassword is required; set it to the store's entry that holds the value",
  );
});
