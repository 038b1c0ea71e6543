import type { JsonValue } from '../../lib/json';
import { ownAppConfig } from '../../lib/values/app-config';
import { effective, untyped } from './support';

const own = (appConfig?: JsonValue) => ownAppConfig(effective(untyped({ backstage: { appConfig } })));

const baseUrl = 'https://console.example.com';

test.each([undefined, null, {}])('there is none in %j', (appConfig) => {
  expect(own(appConfig)).toBeUndefined();
});

test.each<JsonValue>([
  { app: { baseUrl } },
  { backend: { baseUrl } },
  { app: { baseUrl }, backend: { baseUrl } },
  { app: { baseUrl: null } },
  { app: { baseUrl: '' }, backend: {} },
  { app: {} },
])('there is none in %j, all of which another variable says', (appConfig) => {
  expect(own(appConfig)).toBeUndefined();
});

test('there is none in a map whose only key is undefined, which TypeScript takes for one that is left out', () => {
  expect(ownAppConfig(effective({ backstage: { appConfig: { techdocs: undefined } } }))).toBeUndefined();
  expect(ownAppConfig(effective({ backstage: { appConfig: { app: undefined } } }))).toBeUndefined();
});

test('it is what is given, less the URL of the portal', () => {
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

test('it keeps every other URL of that name', () => {
  const appConfig = { techdocs: { baseUrl }, app: { nested: { baseUrl } }, baseUrl };
  expect(own(appConfig)).toEqual(appConfig);
});

test('it keeps the order of keys', () => {
  expect(Object.keys(own({ z: 1, backend: { a: 1 }, app: { baseUrl }, a: 2 }) ?? {})).toEqual(['z', 'backend', 'a']);
});

test.each<JsonValue>([{ a: null }, { a: [] }, { a: {} }, { a: false }, { app: null }, { '': 0 }, { '0': 0 }])(
  'it keeps what has a meaning to Backstage: %j',
  (appConfig) => {
    expect(own(appConfig)).toEqual(appConfig);
  },
);

test.each<JsonValue>([{ app: 'baseUrl' }, { app: ['baseUrl'] }, { backend: 1 }])(
  'it does not stumble over %j, which does not fit the schema',
  (appConfig) => {
    expect(own(appConfig)).toEqual(appConfig);
  },
);

test('it keeps keys that every object of JavaScript has', () => {
  const appConfig = JSON.parse(
    '{"a": {"constructor": 1, "__proto__": {"b": 2}}, "app": {"__proto__": 3, "baseUrl": "x"}}',
  );
  expect(JSON.stringify(own(appConfig))).toBe('{"a":{"constructor":1,"__proto__":{"b":2}},"app":{"__proto__":3}}');
});

test('it leaves the values as they are', () => {
  const appConfig = Object.freeze({ app: Object.freeze({ baseUrl, title: 'Portal' }) });
  expect(own(appConfig)).toEqual({ app: { title: 'Portal' } });
  expect(appConfig).toEqual({ app: { baseUrl, title: 'Portal' } });
});
