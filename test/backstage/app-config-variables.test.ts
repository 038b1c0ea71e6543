import { isDeepStrictEqual } from 'node:util';
import { readEnvConfig } from '@backstage/config-loader';
import fc from 'fast-check';
import type { EnvVar } from 'kubernetes-types/core/v1';
import { appConfigVariables } from '../../lib/backstage/app-config-variables';
import { ConfigNames } from '../../lib/backstage/config-names';
import type { JsonMap } from '../../lib/util/json';
import { anyConfig, PROTOTYPE_KEYS, plainConfig } from '../backstage-config';
import { runs } from '../random';

/** Checks whether two variables set the same key of the configuration, or one sets a key below the other's. */
function overlap(name: string, other: string): boolean {
  const names = new ConfigNames([other]);
  return names.has(name) || names.overlapping(name) !== undefined;
}

/** Returns the configuration that Backstage reads from variables. */
function read(variables: readonly EnvVar[]): unknown {
  const [config] = readEnvConfig(Object.fromEntries(variables.map(({ name, value }) => [name, value])));
  return config?.data ?? {};
}

/** Expands references in a variable's value as Kubernetes does if every variable is set (kubernetes: expansion). */
function expand(value = ''): string {
  return value.replace(/\$(\$|\([^)]*\))/g, (_, next) => (next === '$' ? '$' : 'EXPANDED'));
}

/** Runs a check on arbitrary trees, and on trees that variables are likely to express. */
function forConfigs(check: (tree: JsonMap) => void): void {
  fc.assert(fc.property(fc.oneof(anyConfig, plainConfig), check), { numRuns: runs(200) });
}

describe('variables of any tree', () => {
  test('give Backstage the same tree', () => {
    let expressed = 0;
    forConfigs((tree) => {
      const variables = appConfigVariables(tree);
      if (variables) {
        expressed++;
        expect(read(variables)).toEqual(tree);
      }
    });
    expect(expressed).toBeGreaterThan(runs(150) - 5);
  });

  test('give the same tree in any order', () => {
    forConfigs((tree) => {
      expect(read(appConfigVariables(tree)?.toReversed() ?? [])).toEqual(read(appConfigVariables(tree) ?? []));
    });
  });

  test('contain nothing that Kubernetes replaces', () => {
    forConfigs((tree) => {
      const variables = appConfigVariables(tree) ?? [];
      expect(variables.map(({ name, value }) => ({ name, value: expand(value) }))).toEqual(variables);
    });
  });

  test('have unique names that every shell accepts, and a value', () => {
    forConfigs((tree) => {
      const variables = appConfigVariables(tree) ?? [];
      expect(new Set(variables.map(({ name }) => name)).size).toBe(variables.length);
      for (const { name, value } of variables) {
        expect(name).toMatch(/^APP_CONFIG(?:_[A-Za-z][A-Za-z0-9]*)+$/);
        expect(value).toMatch(/./);
        expect(value).not.toContain('\0');
      }
    });
  });

  test('do not overlap', () => {
    forConfigs((tree) => {
      const names = (appConfigVariables(tree) ?? []).map(({ name }) => name);
      for (const [index, name] of names.entries()) {
        expect(new ConfigNames(names.slice(index + 1)).overlapping(name)).toBeUndefined();
      }
    });
  });
});

test('each leaf becomes a variable with a JSON value, in order', () => {
  expect(
    appConfigVariables({
      app: { title: 'Portal', support: { url: 'https://example.com', items: [{ title: 'Chat' }, null] } },
      backend: { reading: { allow: [{ host: '*.example.com' }] }, limit: 1.5, csp: {} },
      permission: { enabled: false },
      empty: [],
    }),
  ).toEqual([
    { name: 'APP_CONFIG_app_title', value: '"Portal"' },
    { name: 'APP_CONFIG_app_support_url', value: '"https://example.com"' },
    { name: 'APP_CONFIG_app_support_items', value: '[{"title":"Chat"},null]' },
    { name: 'APP_CONFIG_backend_reading_allow', value: '[{"host":"*.example.com"}]' },
    { name: 'APP_CONFIG_backend_limit', value: '1.5' },
    { name: 'APP_CONFIG_backend_csp', value: '{}' },
    { name: 'APP_CONFIG_permission_enabled', value: 'false' },
    { name: 'APP_CONFIG_empty', value: '[]' },
  ]);
});

test('a string stays a string, even if it looks like JSON', () => {
  const texts = ['true', '1', 'null', '"a"', '{}', ''];
  expect(texts.map((text) => read(appConfigVariables({ a: text }) ?? []))).toEqual(texts.map((text) => ({ a: text })));
});

test.each(['openchoreo-auth', 'a_b', 'a.b', '1a', '', 'schlüssel', 'a b'])(
  'if a key %p below the first level does not fit, the level above becomes JSON',
  (key) => {
    expect(appConfigVariables({ auth: { providers: { [key]: { a: 1 }, guest: { b: 2 } }, session: 3 } })).toEqual([
      { name: 'APP_CONFIG_auth_providers', value: JSON.stringify({ [key]: { a: 1 }, guest: { b: 2 } }) },
      { name: 'APP_CONFIG_auth_session', value: '3' },
    ]);
  },
);

test('if a value below the first level is null, the level above becomes JSON, because Backstage rejects null', () => {
  expect(appConfigVariables({ a: { b: { c: null, d: 1 }, e: 2 } })).toEqual([
    { name: 'APP_CONFIG_a_b', value: '{"c":null,"d":1}' },
    { name: 'APP_CONFIG_a_e', value: '2' },
  ]);
});

test('an undefined member is omitted', () => {
  expect(appConfigVariables({ a: undefined, b: { c: undefined }, d: { e: undefined, f: 1 } })).toEqual([
    { name: 'APP_CONFIG_b', value: '{}' },
    { name: 'APP_CONFIG_d_f', value: '1' },
  ]);
});

test('an empty configuration has no variables', () => {
  expect(appConfigVariables({})).toEqual([]);
});

describe('variables cannot express', () => {
  test.each<[string, JsonMap]>([
    ['null at the first level', { a: null }],
    ['an empty key at the first level', { '': 1 }],
    ['a hyphen in a key at the first level', { 'scaffolder-x': 1 }],
    ['an underscore in a key at the first level', { a_b: 1 }],
    ['a dot in a key at the first level', { 'a.b': 1 }],
    ['a digit at the beginning of a key at the first level', { '1a': 1 }],
    ['a letter beyond ASCII in a key at the first level', { schlüssel: 1 }],
    ['a reference', { a: { b: ['${NAME}'] } }],
    ['a reference in a key', { a: { '${NAME}': 1 } }],
    ['a reference that Kubernetes would expand', { a: '$(NAME)' }],
    ['a dollar sign that Kubernetes would remove', { a: '$$' }],
    ['any dollar sign', { a: 'US$' }],
    ['a directive that reads a variable', { a: { $env: 'NAME' } }],
    ['infinity', { a: { b: [Number.POSITIVE_INFINITY] } }],
    ['NaN', { a: Number.NaN }],
  ])('%s', (_, tree) => {
    expect(appConfigVariables(tree)).toBeUndefined();
    expect(appConfigVariables({ before: 1, ...tree, z: 2 })).toBeUndefined();
  });

  test('keys that every JavaScript object has, because Backstage would not start', () => {
    expect(PROTOTYPE_KEYS.filter((key) => appConfigVariables({ [key]: 'a' }) !== undefined)).toEqual([]);
  });

  test('such keys below the first level, so the level above becomes JSON', () => {
    const isRead = (key: string) => {
      const tree = { a: { [key]: 'a' }, b: { c: { [key]: { d: 1 } } } };
      try {
        return isDeepStrictEqual(read(appConfigVariables(tree) ?? []), tree);
      } catch {
        return false;
      }
    };
    expect(PROTOTYPE_KEYS.filter((key) => !isRead(key))).toEqual([]);
  });

  test('more than 100000 characters', () => {
    const ofLength = (length: number): JsonMap => ({ a: 'x'.repeat(length - '{"a":""}'.length) });
    expect(appConfigVariables(ofLength(100_000))).toHaveLength(1);
    expect(appConfigVariables(ofLength(100_001))).toBeUndefined();
  });

  test('more bytes than Linux allows', () => {
    const variables = appConfigVariables({ a: '鍵'.repeat(60_000) }) ?? [];
    const lengths = variables.map(({ name, value }) => Buffer.byteLength(`${name}=${value}\0`));
    expect(lengths.filter((length) => length > 128 * 1024)).toEqual([]);
  });
});

test('two variables overlap if both set the same key, or one sets a key above the other', () => {
  const pairs: readonly [name: string, other: string][] = [
    ['APP_CONFIG_a', 'APP_CONFIG_a'],
    ['APP_CONFIG_a', 'APP_CONFIG_a_b'],
    ['APP_CONFIG_a_b', 'APP_CONFIG_a'],
    ['APP_CONFIG_a_b', 'APP_CONFIG_a_b_c_d'],
  ];
  expect(pairs.filter(([name, other]) => !overlap(name, other))).toEqual([]);
});

test('variables with different keys, or outside of the configuration, do not overlap', () => {
  const pairs: readonly [name: string, other: string][] = [
    ['APP_CONFIG_a', 'APP_CONFIG_ab'],
    ['APP_CONFIG_a_b', 'APP_CONFIG_a_c'],
    ['APP_CONFIG_a', 'APP_CONFIG_A'],
    ['LOG', 'LOG_LEVEL'],
  ];
  expect(pairs.filter(([name, other]) => overlap(name, other))).toEqual([]);
});
