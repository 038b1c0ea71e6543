import { customEnv } from '../../lib/backstage/custom-env';

const DEFAULTS = [
  { name: 'NODE_ENV', value: 'production' },
  { name: 'LOG_LEVEL', value: 'info' },
];

test('the default list holds if nothing is given', () => {
  expect(customEnv(undefined, [], DEFAULTS)).toEqual({ env: DEFAULTS, extraEnv: [] });
});

test('a list takes the place of the default list, even if it is empty', () => {
  const env = [{ name: 'A', value: '1' }];
  expect(customEnv(env, [], DEFAULTS).env).toEqual(env);
  expect(customEnv([], [], DEFAULTS).env).toEqual([]);
});

test('an extra variable takes the place of the default with the same name', () => {
  const extraEnv = [{ name: 'LOG_LEVEL', value: 'debug' }];
  expect(customEnv(undefined, extraEnv, DEFAULTS)).toEqual({
    env: [{ name: 'NODE_ENV', value: 'production' }],
    extraEnv,
  });
});

test('an extra variable does not take the place of one that was given, for both were written', () => {
  const env = [{ name: 'LOG_LEVEL', value: 'warn' }];
  expect(customEnv(env, [{ name: 'LOG_LEVEL', value: 'debug' }], DEFAULTS).env).toEqual(env);
});
