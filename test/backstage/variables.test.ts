import type { EnvVar } from 'kubernetes-types/core/v1';
import {
  environment,
  switchValue,
  type Variable,
  variableNamed,
  variableNames,
  variableValue,
} from '../../lib/backstage/variables';

/** Settings that the variables of these tests depend on. */
interface Settings {
  readonly url: string;
  readonly token?: string;
}

const VARIABLES: readonly Variable<Settings>[] = [
  {
    name: 'URL',
    setBy: 'backstage.url',
    configKeys: ['app.url'],
    isPublic: true,
    value: ({ url }) => ({ value: url }),
  },
  {
    name: 'TOKEN',
    setBy: 'backstage.token',
    configKeys: [],
    isPublic: false,
    value: ({ token }) => (token === undefined ? undefined : { value: token }),
  },
  { name: 'EMPTY', setBy: 'backstage.empty', configKeys: [], isPublic: true, value: () => ({}) },
];

test('the environment has each variable that has a value or is empty, in order', () => {
  expect(environment(VARIABLES, { url: 'https://a.example.com', token: 'test-token' })).toEqual<EnvVar[]>([
    { name: 'URL', value: 'https://a.example.com' },
    { name: 'TOKEN', value: 'test-token' },
    { name: 'EMPTY' },
  ]);
});

test('the environment omits a variable that is undefined', () => {
  expect(environment(VARIABLES, { url: '' })).toEqual([{ name: 'URL', value: '' }, { name: 'EMPTY' }]);
});

test('names the variables of the container and the values that set them, and no others', () => {
  expect(variableNames(VARIABLES, { url: '' })).toEqual(['URL', 'EMPTY']);
  const setters = ['URL', 'EMPTY', 'TOKEN', 'OTHER'].map((name) => variableNamed(VARIABLES, { url: '' }, name)?.setBy);
  expect(setters).toEqual(['backstage.url', 'backstage.empty', undefined, undefined]);
  expect(variableNamed(VARIABLES, { url: '', token: 'test-token' }, 'TOKEN')?.setBy).toBe('backstage.token');
});

test('a variable may be a string, also an empty one', () => {
  expect([variableValue('b'), variableValue('')]).toEqual([{ value: 'b' }, { value: '' }]);
});

test("a variable may be a Secret's key", () => {
  const secret = { name: 'team-secret', labels: { team: 'platform' } };
  expect(variableValue({ secret, key: 'password' })).toEqual({
    valueFrom: { secretKeyRef: { name: 'team-secret', key: 'password' } },
  });
});

test('a variable may depend on a key that the Secret does not have to contain', () => {
  const token = { secret: { name: 'team-secret' }, key: 'token', optional: true };
  expect(variableValue(token)).toEqual({
    valueFrom: { secretKeyRef: { name: 'team-secret', key: 'token', optional: true } },
  });
  expect(variableValue({ ...token, optional: false })).toEqual({
    valueFrom: { secretKeyRef: { name: 'team-secret', key: 'token' } },
  });
});

test('null leaves a variable without a value', () => {
  expect(variableValue(null)).toEqual({});
});

test('a switch becomes true, false or no value', () => {
  expect([switchValue(true), switchValue(false), switchValue('empty')]).toEqual([
    { value: 'true' },
    { value: 'false' },
    {},
  ]);
});
