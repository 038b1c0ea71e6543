import { createHmac } from 'node:crypto';
import * as kplus from 'cdk8s-plus-28';
import type { Credential } from '../../lib/backstage/credentials';
import { Release } from '../../lib/backstage/release';
import { BackstageSecret, type BackstageSecretProps } from '../../lib/constructs/secret';
import { LABELS, manifestOf, testChart } from '../support';

test('renders every prop', () => {
  const props: Required<BackstageSecretProps> = {
    release: new Release({ namespace: 'team-a', fullnameOverride: 'console' }),
    backendSecret: 'test-backend',
    clientSecret: 'test-client',
    postgresPassword: 'test-password',
    thunderToken: 'test-token',
    jenkinsApiKey: 'test-jenkins',
    githubActionsToken: 'test-actions',
    githubOauthClientSecret: 'test-oauth',
    metadata: { annotations: { 'example.com/owner': 'team-a' } },
  };
  expect(manifestOf(new BackstageSecret(testChart(), 'Secret', props))).toEqual({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: 'console-backstage-secrets',
      namespace: 'team-a',
      labels: LABELS,
      annotations: { 'example.com/owner': 'team-a' },
    },
    type: 'Opaque',
    data: {
      'backend-secret': 'dGVzdC1iYWNrZW5k',
      'client-secret': 'dGVzdC1jbGllbnQ=',
      'postgres-password': 'dGVzdC1wYXNzd29yZA==',
      'thunder-token': 'dGVzdC10b2tlbg==',
      'jenkins-api-key': 'dGVzdC1qZW5raW5z',
      'github-actions-token': 'dGVzdC1hY3Rpb25z',
      'github-oauth-client-secret': 'dGVzdC1vYXV0aA==',
    },
  });
});

/** Returns a Secret with the required props and the given ones. */
function secret(props: Partial<BackstageSecretProps> = {}): BackstageSecret {
  return new BackstageSecret(testChart(), 'Secret', { backendSecret: 'test-1', clientSecret: 'test-2', ...props });
}

test('renders no key for a missing credential', () => {
  expect(manifestOf(secret()).data).toEqual({ 'backend-secret': 'dGVzdC0x', 'client-secret': 'dGVzdC0y' });
});

test('encodes values as UTF-8', () => {
  expect(manifestOf(secret({ backendSecret: 'tëst €' }))).toHaveProperty(['data', 'backend-secret'], 'dMOrc3Qg4oKs');
});

test('keeps the key of an empty value', () => {
  expect(manifestOf(secret({ backendSecret: 'test', clientSecret: '', postgresPassword: '' })).data).toEqual({
    'backend-secret': 'dGVzdA==',
    'client-secret': '',
    'postgres-password': '',
  });
});

test('returns the keys of its credentials', () => {
  const made = secret({ postgresPassword: 'test-3', thunderToken: 'test-4', jenkinsApiKey: 'test-5' });
  const credentials = ['backendSecret', 'clientSecret', 'postgresPassword', 'thunderToken', 'jenkinsApiKey'] as const;
  const keys = credentials.map((credential) => made.key(credential));
  expect(keys.map(({ secret, key }) => `${secret.name} ${key}`)).toEqual([
    'openchoreo-backstage-secrets backend-secret',
    'openchoreo-backstage-secrets client-secret',
    'openchoreo-backstage-secrets postgres-password',
    'openchoreo-backstage-secrets thunder-token',
    'openchoreo-backstage-secrets jenkins-api-key',
  ]);
});

test.each([
  ['githubActionsToken', 'github-actions-token'],
  ['githubOauthClientSecret', 'github-oauth-client-secret'],
] as const)('returns the key of a missing %s, because pods also start without it', (credential, key) => {
  expect(secret().key(credential)).toMatchObject({ key });
});

test('refuses the key of a missing credential, with a fix in the message', () => {
  expect(() => secret().key('postgresPassword')).toThrow(
    'test/Secret: postgresPassword is required; pass it to BackstageSecret, or use an existing Secret that contains it',
  );
});

describe('the content hash', () => {
  const STRONG = 'abcdefghijklmnopqrstuvwxyz';
  const hashOf = (props: Partial<BackstageSecretProps> = {}) => secret({ backendSecret: STRONG, ...props }).contentHash;

  test('does not depend on labels and namespace', () => {
    const release = new Release({ commonLabels: { team: 'platform' }, namespace: 'team-a' });
    expect(hashOf({ release })).toBe(hashOf());
  });

  test.each<Partial<BackstageSecretProps>>([
    { backendSecret: `${STRONG}3` },
    { clientSecret: 'test-3' },
    { postgresPassword: 'test-3' },
    { thunderToken: 'test-3' },
    { jenkinsApiKey: 'test-3' },
  ])('changes with %p', (change) => {
    expect(hashOf(change)).not.toBe(hashOf());
  });

  test('has the backend secret as its key', () => {
    const values = { 'backend-secret': STRONG, 'client-secret': 'test-2' };
    const expected = createHmac('sha256', STRONG).update(JSON.stringify(values)).digest('hex');
    expect(hashOf()).toBe(expected);
  });

  test.each(['changeme', 'a'.repeat(40), 'abcdefghijklmnopqrstuvw'])(
    'is absent if the backend secret %s and all other values can be guessed',
    (backendSecret) => {
      expect(
        hashOf({ backendSecret, clientSecret: 'backstage-portal-secret', postgresPassword: 'test' }),
      ).toBeUndefined();
    },
  );

  test('depends only on strong values if the backend secret can be guessed', () => {
    const weak = { backendSecret: 'changeme', clientSecret: STRONG };
    expect(hashOf(weak)).toMatch(/^[0-9a-f]{64}$/);
    expect(hashOf({ ...weak, backendSecret: 'other' })).toBe(hashOf(weak));
    expect(hashOf({ ...weak, postgresPassword: 'test' })).toBe(hashOf(weak));
    expect(hashOf({ ...weak, clientSecret: `${STRONG}2` })).not.toBe(hashOf(weak));
  });
});

test.each([1234567, null, undefined, ['hunter2'], { value: 'hunter2' }, true])(
  'refuses the value %p, and does not show it',
  (value) => {
    const given = { backendSecret: value, clientSecret: 'test' } as unknown as BackstageSecretProps;
    const make = () => new BackstageSecret(testChart(), 'Secret', given);
    expect(make).toThrow(/^test\/Secret: backendSecret: must be a string, got .*; .+$/);
    expect(make).not.toThrow(/1234567|hunter2|true/);
  },
);

describe('an existing Secret', () => {
  test('has the keys of the chart by default', () => {
    const names: Record<Credential, string> = {
      backendSecret: 'backend-secret',
      clientSecret: 'client-secret',
      postgresPassword: 'postgres-password',
      postgresHost: 'postgres-host',
      postgresPort: 'postgres-port',
      postgresUser: 'postgres-user',
      postgresDatabase: 'postgres-db',
      thunderToken: 'thunder-token',
      jenkinsApiKey: 'jenkins-api-key',
      githubActionsToken: 'github-actions-token',
      githubOauthClientSecret: 'github-oauth-client-secret',
    };
    const existing = BackstageSecret.fromSecret({ name: 'team-secret' });
    const credentials = Object.keys(names) as Credential[];
    expect(Object.fromEntries(credentials.map((credential) => [credential, existing.key(credential).key]))).toEqual(
      names,
    );
  });

  test('can have other keys', () => {
    const existing = BackstageSecret.fromSecret({ name: 'team-secret' }, { clientSecret: 'oauth' });
    expect(existing.key('clientSecret')).toEqual({ secret: { name: 'team-secret' }, key: 'oauth' });
  });

  test('can be given by name', () => {
    const existing = BackstageSecret.fromSecretName('team-secret', { clientSecret: 'oauth' });
    expect(existing.key('clientSecret')).toEqual({ secret: { name: 'team-secret' }, key: 'oauth' });
    expect(existing.key('backendSecret')).toEqual({ secret: { name: 'team-secret' }, key: 'backend-secret' });
    expect(existing.contentHash).toBeUndefined();
  });

  test('has no content hash, because its values are unknown', () => {
    expect(BackstageSecret.fromSecret({ name: 'team-secret' }).contentHash).toBeUndefined();
  });

  test('can be a cdk8s-plus-28 Secret', () => {
    const existing = kplus.Secret.fromSecretName(testChart(), 'credentials', 'vault-secret');
    const { secret, key } = BackstageSecret.fromSecret(existing).key('backendSecret');
    expect([secret.name, key]).toEqual(['vault-secret', 'backend-secret']);
  });
});

test('refuses a blank backend secret', () => {
  expect(() => manifestOf(secret({ backendSecret: ' ' }))).toThrow('backendSecret: must not be blank');
});
