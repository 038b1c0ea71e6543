import { disabled, error, found, on, type Values } from '../support';

type Auth = NonNullable<Values['backstage']>['auth'];

const stored = (refreshInterval: string, auth: Auth = {}): Values =>
  on({
    auth,
    externalSecret: {
      secretStoreRef: { name: 'vault' },
      refreshInterval,
      data: { backendSecret: { key: 'a' }, clientSecret: { key: 'b' }, jenkinsApiKey: { key: 'c' } },
    },
  });

const noDuration = error(
  'external-secret',
  'backstage.externalSecret.refreshInterval',
  'must be a duration in hours, minutes and seconds, got "1d"',
  'write it as 1h, 24h or 1h30m',
);

test('refuses an interval that the operator rejects', () => {
  expect(found(stored('1d'))).toEqual([noDuration]);
});

test.each(['1h', '1h30m', ''])('accepts the interval %j', (interval) => {
  expect(found(stored(interval))).toEqual([]);
});

test('refuses a key of the service client that the Secret does not have', () => {
  expect(found(stored('1h', { serviceClientSecretKey: 'hunter2' }))).toEqual([
    error(
      'external-secret',
      'backstage.auth.serviceClientSecretKey',
      'must be a key of the Secret that the ExternalSecret creates, got a string (not shown)',
      'use one of backend-secret, client-secret, jenkins-api-key',
    ),
  ]);
});

test.each(['', 'client-secret', 'jenkins-api-key'])('accepts the key %j', (serviceClientSecretKey) => {
  expect(found(stored('1h', { serviceClientSecretKey }))).toEqual([]);
});

test('ignores both without an ExternalSecret', () => {
  const auth = { serviceClientSecretKey: 'service-secret' };
  expect(found(on({ auth, externalSecret: { refreshInterval: '1d' } }), { allow: ['unread-values'] })).toEqual([]);
});

test('accepts an invalid interval if the rule is switched off or Backstage is disabled', () => {
  expect(found(stored('1d'), { allow: ['external-secret'] })).toEqual([]);
  expect(found(disabled(stored('1d')))).toEqual([]);
});
