import { error, errors } from '../../lines/0.11/rules/support';

const twiceIn = (name: string, path: string, before: string) => ({
  ...error(
    'duplicate-env',
    `backstage.${path}.name`,
    `must be unique in this container, got ${name} twice, first in backstage.${before}`,
    "remove one of the two, or use --correct duplicate-variables (fidelity: ['duplicate-variables']) to keep the last one",
  ),
  defect: 'duplicate-variables',
});

const twice = (name: string, index: number, before: number) => twiceIn(name, `env[${index}]`, `env[${before}]`);

const names = (...env: string[]) => ({ backstage: { env: env.map((name) => ({ name, value: 'x' })) } });

test('refuses a variable that is in the list twice', () => {
  expect(errors(names('A', 'B', 'A'))).toEqual([twice('A', 2, 0)]);
});

test('reports each further entry, with the path of the first', () => {
  expect(errors(names('B', 'A', 'A', 'A'))).toEqual([twice('A', 2, 1), twice('A', 3, 1)]);
});

test('does not show the values of the variables', () => {
  const env = [
    { name: 'TOKEN', value: 'hunter2' },
    { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'mine', key: 'token' } } },
  ];
  expect(errors({ backstage: { env } })).toEqual([twice('TOKEN', 1, 0)]);
});

test('accepts variables that differ in case, as Kubernetes does', () => {
  expect(errors(names('A', 'a', 'constructor', 'toString'))).toEqual([]);
});

test('accepts the names of the default list, which a custom list replaces', () => {
  expect(errors(names('NODE_ENV', 'LOG_LEVEL', 'PORT'))).toEqual([]);
});

test('refuses a variable that is in extraEnv twice', () => {
  const extraEnv = [{ name: 'A' }, { name: 'B' }, { name: 'A' }];
  expect(errors({ backstage: { extraEnv } })).toEqual([twiceIn('A', 'extraEnv[2]', 'extraEnv[0]')]);
});

test('refuses a variable of extraEnv that is in env', () => {
  const extraEnv = [{ name: 'C' }, { name: 'B' }, { name: 'A' }];
  expect(errors({ backstage: { ...names('A', 'B').backstage, extraEnv } })).toEqual([
    twiceIn('B', 'extraEnv[1]', 'env[1]'),
    twiceIn('A', 'extraEnv[2]', 'env[0]'),
  ]);
});

test.each(['NODE_ENV', 'LOG_LEVEL', 'PORT'])(
  'accepts %s in extraEnv, which replaces it in the default list',
  (name) => {
    expect(errors({ backstage: { extraEnv: [{ name, value: 'x' }] } })).toEqual([]);
    expect(errors({ backstage: { extraEnv: [{ name }, { name }] } })).toEqual([
      twiceIn(name, 'extraEnv[1]', 'extraEnv[0]'),
    ]);
  },
);

test('refuses a variable that is in extraEnv and in a copy of the default list', () => {
  const backstage = { ...names('NODE_ENV', 'LOG_LEVEL', 'PORT').backstage, extraEnv: [{ name: 'LOG_LEVEL' }] };
  expect(errors({ backstage })).toEqual([twiceIn('LOG_LEVEL', 'extraEnv[0]', 'env[1]')]);
});

test.each([null, []])('accepts the names of the default list in extraEnv if env is %j', (env) => {
  expect(errors({ backstage: { env, extraEnv: [{ name: 'NODE_ENV' }, { name: 'PORT' }] } })).toEqual([]);
});

test('does not show the values of variables in extraEnv', () => {
  const extraEnv = [
    { name: 'TOKEN', value: 'hunter2' },
    { name: 'TOKEN', value: 'hunter2' },
  ];
  expect(JSON.stringify(errors({ backstage: { extraEnv } }))).not.toContain('hunter2');
});

test('leaves the variables of appConfig to the rule reserved-env', () => {
  const backstage = { appConfig: { app: { title: 'A' } }, extraEnv: [{ name: 'APP_CONFIG_app_title', value: '"B"' }] };
  expect(errors({ backstage }).map(({ rule }) => rule)).toEqual(['reserved-env']);
});

test.each([null, []])('accepts %j as lists', (list) => {
  expect(errors({ backstage: { env: list } })).toEqual([]);
  expect(errors({ backstage: { extraEnv: list } })).toEqual([]);
  expect(errors({ backstage: { env: list, extraEnv: list } })).toEqual([]);
});

test('accepts a duplicate variable if the rule is switched off', () => {
  expect(errors(names('A', 'A'), { allow: ['duplicate-env'] })).toEqual([]);
});

test('ignores the variables if Backstage is disabled', () => {
  expect(errors({ backstage: { ...names('A', 'A').backstage, enabled: false } })).toEqual([]);
});

test.each(['corrected', ['duplicate-variables']] as const)('accepts duplicates with the fidelity %j', (fidelity) => {
  expect(errors(names('A', 'B', 'A'), { fidelity })).toEqual([]);
});
