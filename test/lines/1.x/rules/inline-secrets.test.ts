import { disabled, found, on, warning } from '../support';

const withToken = on({ extraEnv: [{ name: 'MY_TOKEN', value: 'hunter2' }] });

test('warns about a readable secret, without showing it', () => {
  expect(found(withToken)).toEqual([
    warning(
      'inline-secrets',
      'backstage.extraEnv[0].value',
      'is readable for everyone who can read the output: MY_TOKEN looks like a secret',
      'use valueFrom.secretKeyRef, or $(NAME) of an earlier variable that does; if it is no secret, rename it',
    ),
  ]);
});

test('does not warn about references, and about a portal on localhost', () => {
  const valueFrom = { secretKeyRef: { name: 'mine', key: 'token' } };
  expect(found(on({ extraEnv: [{ name: 'MY_TOKEN', valueFrom }] }))).toEqual([]);
  const baseUrl = 'http://localhost:7007';
  expect(found(on({ ...withToken.backstage, baseUrl }), { allow: ['redirect-urls'] })).toEqual([]);
});

test('does not warn if the rule is switched off or Backstage is disabled', () => {
  expect(found(withToken, { allow: ['inline-secrets'] })).toEqual([]);
  expect(found(disabled(withToken))).toEqual([]);
});
