import type { Values } from '../../../lib/lines/0.11/schema';
import { untyped } from '../../values/support';
import { factsOf } from './support';

const custom = (backstage: Values['backstage']) => factsOf({ backstage }).customVariables;

describe('custom variables of the container', () => {
  test('are those of env, then those of extraEnv, each with its path', () => {
    expect(
      custom({ env: [{ name: 'B' }, { name: 'A', value: 'hunter2' }], extraEnv: [{ name: 'C' }, { name: 'A' }] }),
    ).toEqual([
      { path: 'backstage.env[0]', name: 'B' },
      { path: 'backstage.env[1]', name: 'A', value: 'hunter2' },
      { path: 'backstage.extraEnv[0]', name: 'C' },
      { path: 'backstage.extraEnv[1]', name: 'A' },
    ]);
  });

  test('are those of the default list where none is given, which extraEnv keeps', () => {
    expect(custom({ extraEnv: [{ name: 'C' }] }).map(({ name }) => name)).toEqual([
      'NODE_ENV',
      'LOG_LEVEL',
      'PORT',
      'C',
    ]);
  });

  test('are none where they have no name, which a newer Kubernetes might know', () => {
    const nameless = untyped({ backstage: { env: [{ value: 'x' }, { name: 'A' }], extraEnv: [{}] } });
    expect(factsOf(nameless).customVariables).toEqual([{ path: 'backstage.env[1]', name: 'A' }]);
  });

  test('of the default list are those that extraEnv does not set anew', () => {
    const extraEnv = [{ name: 'PORT', value: '8080' }, { name: 'C' }, { name: 'NODE_ENV', value: 'test' }];
    expect(custom({ extraEnv }).map(({ name, value }) => [name, value])).toEqual([
      ['LOG_LEVEL', 'info'],
      ['PORT', '8080'],
      ['C', undefined],
      ['NODE_ENV', 'test'],
    ]);
  });

  test('of a given list are all, also such as extraEnv has', () => {
    const env = [{ name: 'PORT', value: '7007' }, { name: 'A' }];
    expect(custom({ env, extraEnv: [{ name: 'PORT' }] }).map(({ path }) => path)).toEqual([
      'backstage.env[0]',
      'backstage.env[1]',
      'backstage.extraEnv[0]',
    ]);
  });

  test.each([null, []])('are none where both lists are %j', (list) => {
    expect(custom({ env: list, extraEnv: list })).toEqual([]);
  });
});

test('the list env is the default one unless one is given, null included', () => {
  const given = (env?: null | []) => factsOf({ backstage: { env } }).givenEnv;
  expect([given(), given(null), given([])]).toEqual([undefined, [], []]);
});
