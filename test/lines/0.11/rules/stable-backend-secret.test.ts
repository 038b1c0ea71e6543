import type { Values } from '../../../../lib';
import { error, errors } from './support';

const needed = error(
  'stable-backend-secret',
  'backstage.backendSecret',
  'is required; the chart would generate another one at every render',
  'set it to 32 random characters and keep them, or move all credentials to a Secret. Name it as backstage.secretName in a second file, because Helm refuses that key',
);

test.each([null, ''])('refuses the backend secret %j', (backendSecret) => {
  expect(errors({ backstage: { backendSecret } })).toEqual([needed]);
});

test('refuses a blank backend secret', () => {
  expect(errors({ backstage: { backendSecret: '   ' } })).toEqual([needed]);
});

test('accepts any other text as backend secret', () => {
  expect(errors({ backstage: { backendSecret: 's' } })).toEqual([]);
});

test('accepts a missing backend secret if the rule is switched off', () => {
  expect(errors({ backstage: { backendSecret: '' } }, { allow: ['stable-backend-secret'] })).toEqual([]);
});

test.each<[string, Values['backstage']]>([
  ['an existing Secret', { secretName: 'mine' }],
  [
    'a secret store',
    {
      externalSecret: {
        secretStoreRef: { name: 'vault' },
        data: { backendSecret: { key: 'a' }, clientSecret: { key: 'b' } },
      },
    },
  ],
])('requires no inline backend secret with %s', (_, source) => {
  expect(errors({ backstage: { ...source, backendSecret: '' } })).toEqual([]);
});

test('requires no backend secret if Backstage is disabled', () => {
  expect(errors({ backstage: { enabled: false, backendSecret: '' } })).toEqual([]);
});
