import type { JsonValue } from '../../../lib/util/json';
import { untyped } from '../../values/support';
import { factsOf } from './support';

const own = (appConfig?: JsonValue) => factsOf(untyped({ backstage: { appConfig } })).appConfig;

const baseUrl = 'https://console.example.com';

test.each([undefined, null, {}])('Backstage has no configuration with %j', (appConfig) => {
  expect(own(appConfig)).toBeUndefined();
});

test.each<JsonValue>([
  { app: { baseUrl } },
  { backend: { baseUrl } },
  { app: { baseUrl }, backend: { baseUrl } },
  { app: { baseUrl: null } },
  { app: { baseUrl: '' }, backend: {} },
  { app: {} },
])('Backstage has no configuration with %j, all of which a variable says', (appConfig) => {
  expect(own(appConfig)).toBeUndefined();
});

test('Backstage has no configuration with a key that is undefined, which TypeScript takes for one left out', () => {
  expect(factsOf({ backstage: { appConfig: { techdocs: undefined } } }).appConfig).toBeUndefined();
  expect(factsOf({ backstage: { appConfig: { app: undefined } } }).appConfig).toBeUndefined();
});

test('the configuration is what is given, less the URL of the portal', () => {
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

test('the configuration keeps every other URL of that name', () => {
  const appConfig = { techdocs: { baseUrl }, app: { nested: { baseUrl } }, baseUrl };
  expect(own(appConfig)).toEqual(appConfig);
});

test('the configuration keeps the order of its keys', () => {
  expect(Object.keys(own({ z: 1, backend: { a: 1 }, app: { baseUrl }, a: 2 }) ?? {})).toEqual(['z', 'backend', 'a']);
});

test.each<JsonValue>([{ a: null }, { a: [] }, { a: {} }, { a: false }, { app: null }, { '': 0 }, { '0': 0 }])(
  'the configuration keeps what has a meaning to Backstage: %j',
  (appConfig) => {
    expect(own(appConfig)).toEqual(appConfig);
  },
);

test.each<JsonValue>([{ app: 'baseUrl' }, { app: ['baseUrl'] }, { backend: 1 }])(
  'takes the configuration %j as it is, though it does not fit the schema',
  (appConfig) => {
    expect(own(appConfig)).toEqual(appConfig);
  },
);

test('the configuration keeps keys that every object of JavaScript has', () => {
  const appConfig = JSON.parse(
    '{"a": {"constructor": 1, "__proto__": {"b": 2}}, "app": {"__proto__": 3, "baseUrl": "x"}}',
  );
  expect(JSON.stringify(own(appConfig))).toBe('{"a":{"constructor":1,"__proto__":{"b":2}},"app":{"__proto__":3}}');
});

test('the configuration that is given stays as it is', () => {
  const appConfig = Object.freeze({ app: Object.freeze({ baseUrl, title: 'Portal' }) });
  expect(own(appConfig)).toEqual({ app: { title: 'Portal' } });
  expect(appConfig).toEqual({ app: { baseUrl, title: 'Portal' } });
});
