import type { JsonValue } from '../../../lib/util/json';
import { untyped } from '../../values/support';
import { factsOf } from './support';

const own = (appConfig?: JsonValue) => factsOf(untyped({ backstage: { appConfig } })).appConfig;

const baseUrl = 'https://console.example.com';

test.each([undefined, null, {}])('renders no configuration for %j', (appConfig) => {
  expect(own(appConfig)).toBeUndefined();
});

test.each<JsonValue>([
  { app: { baseUrl } },
  { backend: { baseUrl } },
  { app: { baseUrl }, backend: { baseUrl } },
  { app: { baseUrl: null } },
  { app: { baseUrl: '' }, backend: {} },
  { app: {} },
])('renders no configuration for %j, because a variable sets it', (appConfig) => {
  expect(own(appConfig)).toBeUndefined();
});

test('renders no configuration for a key that is undefined', () => {
  expect(factsOf({ backstage: { appConfig: { techdocs: undefined } } }).appConfig).toBeUndefined();
  expect(factsOf({ backstage: { appConfig: { app: undefined } } }).appConfig).toBeUndefined();
});

test('renders the configuration without the URL of the portal', () => {
  expect(
    own({
      app: { title: 'Portal', baseUrl, support: { url: baseUrl } },
      backend: { baseUrl, cors: { origin: baseUrl } },
      catalog: { locations: [{ type: 'url', target: baseUrl }] },
    }),
  ).toEqual({
    app: { title: 'Portal', support: { url: baseUrl } },
    backend: { cors: { origin: baseUrl } },
    catalog: { locations: [{ type: 'url', target: baseUrl }] },
  });
});

test('keeps every other URL named baseUrl', () => {
  const appConfig = { techdocs: { baseUrl }, app: { nested: { baseUrl } }, baseUrl };
  expect(own(appConfig)).toEqual(appConfig);
});

test('keeps the order of the keys', () => {
  expect(Object.keys(own({ z: 1, backend: { a: 1 }, app: { baseUrl }, a: 2 }) ?? {})).toEqual(['z', 'backend', 'a']);
});

test.each<JsonValue>([{ a: null }, { a: [] }, { a: {} }, { a: false }, { app: null }, { '': 0 }, { '0': 0 }])(
  'keeps a value that Backstage interprets: %j',
  (appConfig) => {
    expect(own(appConfig)).toEqual(appConfig);
  },
);

test.each<JsonValue>([{ app: 'baseUrl' }, { app: ['baseUrl'] }, { backend: 1 }])(
  'keeps the configuration %j unchanged, although it does not match the schema',
  (appConfig) => {
    expect(own(appConfig)).toEqual(appConfig);
  },
);

test('keeps keys that every JavaScript object has', () => {
  const appConfig = JSON.parse(
    '{"a": {"constructor": 1, "__proto__": {"b": 2}}, "app": {"__proto__": 3, "baseUrl": "x"}}',
  );
  expect(JSON.stringify(own(appConfig))).toBe('{"a":{"constructor":1,"__proto__":{"b":2}},"app":{"__proto__":3}}');
});

test('does not change the values of the user', () => {
  const appConfig = Object.freeze({ app: Object.freeze({ baseUrl, title: 'Portal' }) });
  expect(own(appConfig)).toEqual({ app: { title: 'Portal' } });
  expect(appConfig).toEqual({ app: { baseUrl, title: 'Portal' } });
});
