import type { Values } from '../../../../lib';
import { error, errors } from './support';

const needed = error(
  'stable-backend-secret',
  'backstage.backendSecret',
  'is needed, got none; the chart would invent another one at every render',
  'set it to 32 random characters and keep them, or name a Secret in backstage.secretName',
);

test.each([null, ''])('refuses the backend secret %j', (backendSecret) => {
  expect(errors({ backstage: { backendSecret } })).toEqual([needed]);
});

test('refuses a blank backend secret, which is as good as none', () => {
  expect(errors({ backstage: { backendSecret: '   ' } })).toEqual([needed]);
});

test('takes any text as backend secret', () => {
  expect(errors({ backstage: { backendSecret: 's' } })).toEqual([]);
});

test('lets a missing backend secret through where allowed', () => {
  expect(errors({ backstage: { backendSecret: '' } }, { allow: ['stable-backend-secret'] })).toEqual([]);
});

test.each<[string, Values['backstage']]>([
  ['a Secret that exists already', { secretName: 'mine' }],
  [
    'a secret store',
    {
      externalSecret: {
        secretStoreRef: { name: 'vault' },
        data: { backendSecret: { key: 'a' }, clientSecret: { key: 'b' } },
      },
    },
  ],
])('needs no backend secret in clear beside %s', (_, source) => {
  expect(errors({ backstage: { ...source, backendSecret: '' } })).toEqual([]);
});

test('needs no backend secret without Backstage', () => {
  expect(errors({ backstage: { enabled: false, backendSecret: '' } })).toEqual([]);
});
