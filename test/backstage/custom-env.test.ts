import { customEnv } from '../../lib/backstage/custom-env';

const DEFAULTS = [
  { name: 'NODE_ENV', value: 'production' },
  { name: 'LOG_LEVEL', value: 'info' },
];

test('uses the default list if no variables are set', () => {
  expect(customEnv(undefined, [], DEFAULTS)).toEqual({ env: DEFAULTS, extraEnv: [] });
});

test('env replaces the default list, even if it is empty', () => {
  const env = [{ name: 'A', value: '1' }];
  expect(customEnv(env, [], DEFAULTS).env).toEqual(env);
  expect(customEnv([], [], DEFAULTS).env).toEqual([]);
});

test('a variable in extraEnv replaces the default with the same name', () => {
  const extraEnv = [{ name: 'LOG_LEVEL', value: 'debug' }];
  expect(customEnv(undefined, extraEnv, DEFAULTS)).toEqual({
    env: [{ name: 'NODE_ENV', value: 'production' }],
    extraEnv,
  });
});

test('a variable in extraEnv does not replace one in env, because the user set both', () => {
  const env = [{ name: 'LOG_LEVEL', value: 'warn' }];
  expect(customEnv(env, [{ name: 'LOG_LEVEL', value: 'debug' }], DEFAULTS).env).toEqual(env);
});
