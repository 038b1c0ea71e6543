import type { Finding } from '../../lib/values/finding';
import { flag, integer, section, text } from '../../lib/values/node';
import { findOtherVersion, type OtherVersion } from '../../lib/values/other-version';
import { inspect } from '../../lib/values/validate';

const chosen = section('Values.', {
  size: integer('Size.'),
  ingress: section('Route.', { host: text('Host.'), port: integer('Port.') }),
  secret: text('Secret.'),
});

const newer = section('Values.', {
  size: integer('Size.'),
  http: section('Route.', { hostname: text('Host.'), port: integer('Port.') }),
  title: text('Title.'),
  sizes: integer('Number of sizes.'),
  gateway: section('Gateway.', { enabled: flag('Flag.') }, { open: true }),
});

const newest = section('Values.', { ...newer.properties, features: section('Features.', { chat: flag('Flag.') }) });

const others: readonly OtherVersion[] = [
  { name: '7.2', version: '7.2.3', schema: newest },
  { name: '7.1', version: '7.1.6', schema: newer },
];

/** Returns path and message of the findings about values of another version. Undefined if they are not. */
function found(values: object): string[] | undefined {
  return findOtherVersion(values, inspect(chosen, values), '7.0.0', () => others)?.map(
    ({ path, message }) => `${path}: ${message}`,
  );
}

test('names the version, the unknown keys and the fix in one finding', () => {
  const values = { http: { hostname: 'a' }, features: {} };
  expect(findOtherVersion(values, inspect(chosen, values), '7.0.0', () => others)).toEqual<Finding[]>([
    {
      rule: 'schema',
      severity: 'error',
      path: 'chartVersion',
      message: 'these look like values of chart 7.2, got 7.0.0; unknown here: http, features',
      fix: 'set chartVersion to 7.2.3 (--chart-version 7.2.3), or remove the unknown keys',
    },
  ]);
});

test('names at most three unknown keys', () => {
  expect(found({ http: {}, title: 'a', features: {}, sizes: 1, gateway: {} })).toEqual([
    'chartVersion: these look like values of chart 7.2, got 7.0.0; unknown here: http, title, features and 2 more',
  ]);
});

test('names the newest version if several accept as many keys', () => {
  expect(found({ http: {} })).toEqual([
    'chartVersion: these look like values of chart 7.2, got 7.0.0; unknown here: http',
  ]);
});

test('does not load the other versions if every key is known', () => {
  const values = { size: 'a' };
  const load = jest.fn(() => others);
  expect(findOtherVersion(values, inspect(chosen, values), '7.0.0', load)).toBeUndefined();
  expect(load).not.toHaveBeenCalled();
});

test.each<[string, object]>([
  ['a typo that no version knows', { htp: {} }],
  ['a key of no version', { nonsense: 1 }],
  ['a key of another version that resembles a key of this one', { sizes: 1 }],
  ['a key that another version accepts only because it accepts any', { size: 1, gatewy: {}, ingres: {} }],
  ['a key of another version, next to as many keys that only this one has', { http: {}, ingress: {} }],
  ['a key of another version, next to a key that neither has', { http: {}, nonsense: 1 }],
])('leaves alone %s', (_what, values) => {
  expect(found(values)).toBeUndefined();
});

test('accepts one refused key for two accepted ones', () => {
  expect(found({ http: {}, title: 'a', secret: 'b' })).toHaveLength(1);
  expect(found({ http: {}, title: 'a', secret: 'b', ingress: {} })).toBeUndefined();
});

test('does not count a typo that both versions refuse', () => {
  expect(found({ http: {}, siz: 1 })).toEqual([
    'chartVersion: these look like values of chart 7.2, got 7.0.0; unknown here: http',
    'siz: unknown key, did you mean size?',
  ]);
});

test('reports wrong types and typos with the keys of the other version, also inside the unknown keys', () => {
  expect(found({ http: { hostnam: 'a', port: 'b' }, size: 'c', titl: 'd' })).toEqual([
    'chartVersion: these look like values of chart 7.2, got 7.0.0; unknown here: http',
    'http.hostnam: unknown key, did you mean http.hostname?',
    'http.port: must be an integer, got "b"',
    'size: must be an integer, got "c"',
    'titl: unknown key, did you mean title?',
  ]);
});
