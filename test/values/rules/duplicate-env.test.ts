import { error, errors } from './support';

const twice = (name: string, index: number, before: number) =>
  error(
    'duplicate-env',
    `backstage.env[${index}].name`,
    `must be there once, got ${name} at backstage.env[${before}] too`,
    'remove one of the two',
  );

const names = (...env: string[]) => ({ backstage: { env: env.map((name) => ({ name, value: 'x' })) } });

test('refuses a variable that is in the list twice', () => {
  expect(errors(names('A', 'B', 'A'))).toEqual([twice('A', 2, 0)]);
});

test('names the first place for each further one', () => {
  expect(errors(names('B', 'A', 'A', 'A'))).toEqual([twice('A', 2, 1), twice('A', 3, 1)]);
});

test('does not show the values of the variables', () => {
  const env = [
    { name: 'TOKEN', value: 'hunter2' },
    { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'mine', key: 'token' } } },
  ];
  expect(errors({ backstage: { env } })).toEqual([twice('TOKEN', 1, 0)]);
});

test('takes variables that differ in case, as Kubernetes does', () => {
  expect(errors(names('A', 'a', 'constructor', 'toString'))).toEqual([]);
});

test('takes the names of the default list, which an own list replaces', () => {
  expect(errors(names('NODE_ENV', 'LOG_LEVEL', 'PORT'))).toEqual([]);
});

test.each([null, []])('takes %j as list', (env) => {
  expect(errors({ backstage: { env } })).toEqual([]);
});

test('lets a variable that is there twice through where allowed', () => {
  expect(errors(names('A', 'A'), { allow: ['duplicate-env'] })).toEqual([]);
});

test('does not look at the variables of a disabled Backstage', () => {
  expect(errors({ backstage: { ...names('A', 'A').backstage, enabled: false } })).toEqual([]);
});
