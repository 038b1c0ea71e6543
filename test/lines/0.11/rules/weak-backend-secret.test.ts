import type { Values } from '../../../../lib';
import { warning, warnings } from './support';

const weak = warning(
  'weak-backend-secret',
  'backstage.backendSecret',
  'must have at least 24 characters, and 8 different ones, got fewer (not shown)',
  'set it to 32 random characters, for example the output of openssl rand -base64 24',
);

/** Other rules that report a portal outside localhost. */
const OTHERS = ['inline-secrets', 'public-client-secret', 'redirect-urls', 'oauth-client', 'secret-source'];

const found = (backstage: NonNullable<Values['backstage']>, allow: readonly string[] = []) =>
  warnings({ backstage: { baseUrl: 'https://console.example.com', ...backstage } }, { allow: [...OTHERS, ...allow] });

test.each(['changeme', 'hunter2hunter2hunter2', 'a'.repeat(40)])('warns about %s, which can be guessed', (secret) => {
  expect(found({ backendSecret: secret })).toEqual([weak]);
  expect(found({ backendSecret: secret }, ['weak-backend-secret'])).toEqual([]);
});

test('accepts a secret of 24 characters', () => {
  expect(found({ backendSecret: 'abcdefghijklmnopqrstuvwx' })).toEqual([]);
});

test('does not warn about a portal on localhost, a disabled portal, or an existing Secret', () => {
  expect(found({ backendSecret: 'changeme', baseUrl: 'http://localhost:7007' })).toEqual([]);
  expect(found({ backendSecret: 'changeme', enabled: false })).toEqual([]);
  expect(found({ backendSecret: 'changeme', secretName: 'portal' })).toEqual([]);
});
