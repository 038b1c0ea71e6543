import * as kplus from 'cdk8s-plus-28';
import { variable } from '../lib/backstage-env';
import { CREDENTIALS } from '../lib/chart-0.11';
import { Release } from '../lib/release';
import { BackstageSecret, type BackstageSecretProps } from '../lib/secret';
import { LABELS, manifestOf, testChart } from './support';

test('every prop reaches the Secret', () => {
  const props: Required<BackstageSecretProps> = {
    release: new Release({ namespace: 'team-a', fullnameOverride: 'console' }),
    backendSecret: 'test-backend',
    clientSecret: 'test-client',
    postgresPassword: 'test-password',
    thunderToken: 'test-token',
  };
  expect(manifestOf(new BackstageSecret(testChart(), 'Secret', props))).toEqual({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'console-backstage-secrets', namespace: 'team-a', labels: LABELS },
    type: 'Opaque',
    data: {
      'backend-secret': 'dGVzdC1iYWNrZW5k',
      'client-secret': 'dGVzdC1jbGllbnQ=',
      'postgres-password': 'dGVzdC1wYXNzd29yZA==',
      'thunder-token': 'dGVzdC10b2tlbg==',
    },
  });
});

/** A Secret with the values that have no default, and those given. */
function secret(props: Partial<BackstageSecretProps> = {}): BackstageSecret {
  return new BackstageSecret(testChart(), 'Secret', { backendSecret: 'test-1', clientSecret: 'test-2', ...props });
}

test('there is no key for what is not given', () => {
  expect(manifestOf(secret()).data).toEqual({ 'backend-secret': 'dGVzdC0x', 'client-secret': 'dGVzdC0y' });
});

test('values are encoded as UTF-8', () => {
  expect(manifestOf(secret({ backendSecret: 'tëst €' }))).toHaveProperty(['data', 'backend-secret'], 'dMOrc3Qg4oKs');
});

test('an empty value keeps its key', () => {
  expect(manifestOf(secret({ backendSecret: 'test', clientSecret: '', postgresPassword: '' })).data).toEqual({
    'backend-secret': 'dGVzdA==',
    'client-secret': '',
    'postgres-password': '',
  });
});

test('its keys are what a pod refers to', () => {
  const made = secret({ postgresPassword: 'test-3', thunderToken: 'test-4' });
  expect([
    variable('A', made.key('backendSecret')),
    variable('B', made.key('clientSecret')),
    variable('C', made.key('postgresPassword')),
    variable('D', made.key('thunderToken')),
  ]).toEqual([
    { name: 'A', valueFrom: { secretKeyRef: { name: 'openchoreo-backstage-secrets', key: 'backend-secret' } } },
    { name: 'B', valueFrom: { secretKeyRef: { name: 'openchoreo-backstage-secrets', key: 'client-secret' } } },
    { name: 'C', valueFrom: { secretKeyRef: { name: 'openchoreo-backstage-secrets', key: 'postgres-password' } } },
    { name: 'D', valueFrom: { secretKeyRef: { name: 'openchoreo-backstage-secrets', key: 'thunder-token' } } },
  ]);
});

test('asking for the key of what was not given says how to mend it', () => {
  expect(() => secret().key('postgresPassword')).toThrow(
    'test/Secret: postgresPassword is needed, got none; pass it to BackstageSecret, or use a Secret that has it',
  );
});

describe('the content hash', () => {
  test('stays while the values do, whatever the labels', () => {
    const release = new Release({ commonLabels: { team: 'platform' }, namespace: 'team-a' });
    expect(secret({ release }).contentHash).toBe(secret().contentHash);
  });

  test.each<Partial<BackstageSecretProps>>([
    { backendSecret: 'test-3' },
    { clientSecret: 'test-3' },
    { postgresPassword: 'test-3' },
    { thunderToken: 'test-3' },
  ])('changes with %p', (change) => {
    expect(secret(change).contentHash).not.toBe(secret().contentHash);
  });
});

describe('a Secret that exists already', () => {
  test('has keys of the same names', () => {
    const { key } = BackstageSecret.fromSecret({ name: 'team-secret' });
    expect(CREDENTIALS.map((credential) => key(credential).key)).toEqual([
      'backend-secret',
      'client-secret',
      'postgres-password',
      'postgres-host',
      'postgres-port',
      'postgres-user',
      'postgres-db',
      'thunder-token',
    ]);
  });

  test('may have keys of other names', () => {
    const { key } = BackstageSecret.fromSecret({ name: 'team-secret' }, { clientSecret: 'oauth' });
    expect(variable('A', key('clientSecret'))).toEqual({
      name: 'A',
      valueFrom: { secretKeyRef: { name: 'team-secret', key: 'oauth' } },
    });
  });

  test('has no content hash, for nothing is known about its values', () => {
    expect(BackstageSecret.fromSecret({ name: 'team-secret' }).contentHash).toBeUndefined();
  });

  test('may be one of cdk8s-plus-28', () => {
    const existing = kplus.Secret.fromSecretName(testChart(), 'credentials', 'vault-secret');
    expect(variable('A', BackstageSecret.fromSecret(existing).key('backendSecret'))).toEqual({
      name: 'A',
      valueFrom: { secretKeyRef: { name: 'vault-secret', key: 'backend-secret' } },
    });
  });
});

test('an empty backend secret does not synthesize', () => {
  expect(() => manifestOf(secret({ backendSecret: ' ' }))).toThrow('backendSecret: is needed, got none');
});
