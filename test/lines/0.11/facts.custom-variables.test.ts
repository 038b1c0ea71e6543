import type { Values } from '../../../lib/lines/0.11/schema';
import { untyped } from '../../values/support';
import { factsOf } from './support';

const custom = (backstage: Values['backstage']) => factsOf({ backstage }).customVariables;

describe('custom variables of the container', () => {
  test('are the variables of env and then of extraEnv, with their paths', () => {
    expect(
      custom({ env: [{ name: 'B' }, { name: 'A', value: 'hunter2' }], extraEnv: [{ name: 'C' }, { name: 'A' }] }),
    ).toEqual([
      { path: 'backstage.env[0]', name: 'B' },
      { path: 'backstage.env[1]', name: 'A', value: 'hunter2' },
      { path: 'backstage.extraEnv[0]', name: 'C' },
      { path: 'backstage.extraEnv[1]', name: 'A' },
    ]);
  });

  test('are the default list and extraEnv if env is not set', () => {
    expect(custom({ extraEnv: [{ name: 'C' }] }).map(({ name }) => name)).toEqual([
      'NODE_ENV',
      'LOG_LEVEL',
      'PORT',
      'C',
    ]);
  });

  test('do not include variables without a name', () => {
    const nameless = untyped({ backstage: { env: [{ value: 'x' }, { name: 'A' }], extraEnv: [{}] } });
    expect(factsOf(nameless).customVariables).toEqual([{ path: 'backstage.env[1]', name: 'A' }]);
  });

  test('do not include defaults that extraEnv overrides', () => {
    const extraEnv = [{ name: 'PORT', value: '8080' }, { name: 'C' }, { name: 'NODE_ENV', value: 'test' }];
    expect(custom({ extraEnv }).map(({ name, value }) => [name, value])).toEqual([
      ['LOG_LEVEL', 'info'],
      ['PORT', '8080'],
      ['C', undefined],
      ['NODE_ENV', 'test'],
    ]);
  });

  test('include the whole list of env, even if extraEnv repeats a name', () => {
    const env = [{ name: 'PORT', value: '7007' }, { name: 'A' }];
    expect(custom({ env, extraEnv: [{ name: 'PORT' }] }).map(({ path }) => path)).toEqual([
      'backstage.env[0]',
      'backstage.env[1]',
      'backstage.extraEnv[0]',
    ]);
  });

  test.each([null, []])('are empty if both lists are %j', (list) => {
    expect(custom({ env: list, extraEnv: list })).toEqual([]);
  });
});

test('env is the default list unless the user sets it, also to null', () => {
  const given = (env?: null | []) => factsOf({ backstage: { env } }).env.map(({ name }) => name);
  expect([given(), given(null), given([])]).toEqual([['NODE_ENV', 'LOG_LEVEL', 'PORT'], [], []]);
});
