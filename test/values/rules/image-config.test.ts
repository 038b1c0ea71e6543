import { profileOf } from '../../../lib/backstage/profile';
import type { JsonMap, JsonValue } from '../../../lib/util/json';
import { FIDELITIES } from '../../../lib/values/fidelity';
import { configured, misjudged, tree, warning, warnings } from '../../lines/0.11/rules/support';
import { found as found1x, NEWEST, on, VERSIONS } from '../../lines/1.x/support';

const byRule = <F extends { readonly rule: string }>(findings: readonly F[]) =>
  findings.filter(({ rule }) => rule === 'image-config');

/** Returns the findings of the rule on chart 0.11. */
const found = (appConfig: JsonMap) => byRule(warnings(configured(appConfig)));

/** Returns the paths of the findings on a later chart. */
const paths = (appConfig: JsonMap, chartVersion: (typeof VERSIONS)[number] = NEWEST) =>
  byRule(found1x(on({ appConfig }), { chartVersion })).map(({ path }) => path.replace('backstage.appConfig.', ''));

const PROJECT = '/app/templates/create-openchoreo-project/template.yaml';
const REPEATED = { type: 'file', target: PROJECT, rules: [{ allow: ['Template'] }] };
const CUSTOM = { type: 'url', target: 'https://github.com/example/catalog/blob/main/all.yaml' };

const locations = (...list: JsonValue[]): JsonMap => ({ catalog: { locations: list } });

test('warns of locations that replace the template of the image, with the entry to repeat', () => {
  expect(found(locations(CUSTOM))).toEqual([
    warning(
      'image-config',
      'backstage.appConfig.catalog.locations',
      "replaces the image's list catalog.locations, and lacks its only entry; the catalog then lacks their templates and groups",
      `add { type: file, target: ${PROJECT}, rules: [{ allow: [Template] }] }`,
    ),
  ]);
});

test('accepts locations that repeat the template of the image', () => {
  const relative = { ...REPEATED, target: './templates/create-openchoreo-project/template.yaml' };
  const ofKind = { ...REPEATED, rules: [{ allow: [{ kind: 'template' }] }] };
  const { rules: _, ...withoutRules } = REPEATED;
  const withRules: JsonMap = { catalog: { locations: [withoutRules], rules: [{ allow: ['Component', 'Template'] }] } };
  const accepted = [locations(CUSTOM, REPEATED), locations(relative), locations(ofKind), withRules];
  expect(misjudged(accepted, found)).toEqual([]);
  expect(found(locations(withoutRules))).toHaveLength(1);
});

test.each(VERSIONS)('names every entry of the image on chart %s, and accepts them', (chartVersion) => {
  const image = profileOf(chartVersion).image.lists.find(({ key }) => key === 'catalog.locations');
  const entries = (image?.entries ?? []).flatMap((entry) => (typeof entry === 'string' ? [] : [entry]));
  const [finding] = byRule(found1x(on({ appConfig: locations(CUSTOM) }), { chartVersion }));
  expect(entries.length).toBeGreaterThan(10);
  expect(entries.filter(({ target }) => !finding?.fix.includes(target))).toEqual([]);
  const repeated = entries.map(({ target, kind }) => ({ type: 'file', target, rules: [{ allow: [kind] }] }));
  expect(paths(locations(CUSTOM, ...repeated), chartVersion)).toEqual([]);
  expect(paths(locations(...repeated.slice(1)), chartVersion)).toEqual(['catalog.locations']);
});

test('warns of an empty list and of null, which removes the list', () => {
  expect(paths(locations())).toEqual(['catalog.locations']);
  expect(paths({ catalog: { locations: null } })).toEqual(['catalog.locations']);
  expect(paths({ catalog: null })).toEqual(['catalog']);
});

test('accepts a list that comes from a variable or from another file', () => {
  expect(
    misjudged<JsonValue, string>(
      ['${LOCATIONS}', { $include: 'locations.yaml' }, [{ $include: 'one.yaml' }]],
      (value) => paths(tree('catalog.locations', value)),
    ),
  ).toEqual([]);
});

test('warns of a Content Security Policy without the sources of the image', () => {
  const csp = (directive: string, ...list: string[]) => paths({ backend: { csp: { [directive]: list } } });
  expect(csp('connect-src', "'self'", 'https://api.example.com')).toEqual(['backend.csp.connect-src']);
  expect(csp('connect-src', "'self'", 'http:', 'https:', 'wss:')).toEqual([]);
  expect(csp('connect-src', '*')).toEqual([]);
  expect(csp('script-src', "'self'")).toEqual(['backend.csp.script-src']);
  expect(csp('script-src', "'self'", "'unsafe-eval'", 'https://cdn.example.com')).toEqual([]);
  expect(csp('img-src', '*')).toEqual(['backend.csp.img-src']);
  expect(csp('frame-ancestors', 'https://intranet.example.com')).toEqual([]);
});

test('warns of methods that are missing in the list of allowed ones', () => {
  const methods = (...list: string[]) => paths({ backend: { cors: { methods: list } } });
  expect(methods('GET', 'POST')).toEqual(['backend.cors.methods']);
  expect(methods('get', 'HEAD', 'PATCH', 'POST', 'PUT', 'DELETE', 'OPTIONS')).toEqual([]);
});

test("warns of allowed origins without the portal's own", () => {
  const origin = (value: JsonValue) => paths({ backend: { cors: { origin: value } } });
  const wanted = ['backend.cors.origin'];
  expect(origin('https://other.example.com')).toEqual(wanted);
  expect(origin(['http://console.example.com', 'https://console.example.com/', '*'])).toEqual(wanted);
  expect(
    misjudged<JsonValue, string>(
      [
        ['https://console.example.com', 'https://other.example.com'],
        'https://*.example.com',
        'HTTPS://Console.example.com',
        '${ORIGIN}',
        'https://{console,other}.example.com',
      ],
      origin,
    ),
  ).toEqual([]);
});

test('warns of topics without that of the event forwarder, which images have since chart 1.1', () => {
  const topics = { events: { http: { topics: ['github'] } } };
  expect(paths(topics)).toEqual(['events.http.topics']);
  expect(paths(topics, '1.0.5')).toEqual([]);
  expect(paths({ events: { http: { topics: ['github', 'openchoreo'] } } })).toEqual([]);
});

test('warns of an environment for which the image configures no sign-in', () => {
  const production = { environment: 'production' };
  const provider = { clientId: '${OPENCHOREO_AUTH_CLIENT_ID}' };
  const wanted = ['auth.environment'];
  expect(paths({ auth: production })).toEqual(wanted);
  expect(paths({ auth: { ...production, providers: { github: { production: provider } } } })).toEqual(wanted);
  expect(paths({ auth: { ...production, providers: { 'openchoreo-auth': { production: {} } } } })).toEqual(wanted);
  expect(paths({ auth: { ...production, providers: { 'openchoreo-auth': { production: provider } } } })).toEqual([]);
  expect(paths({ auth: { environment: 'development' } })).toEqual([]);
  expect(paths({ auth: { environment: '${AUTH_ENVIRONMENT:-development}' } })).toEqual([]);
});

test('accepts any environment if nobody has to sign in', () => {
  const values = { ...on({ appConfig: { auth: { environment: 'production' } } }), security: { enabled: false } };
  expect(byRule(found1x(values))).toEqual([]);
});

test('warns of null above a key that reads a variable', () => {
  expect(paths({ auth: { providers: null } })).toEqual(['auth.providers']);
  expect(paths({ backend: null })).toEqual(['backend']);
  expect(paths({ backend: { database: null } })).toEqual(['backend.database']);
  expect(paths({ app: { baseUrl: null } })).toEqual(['app.baseUrl']);
  expect(paths({ techdocs: null, kubernetes: null })).toEqual([]);
});

test('warns of an address that only the pod reaches', () => {
  const listen = (value: JsonValue) => paths({ backend: { listen: value } });
  expect(listen('127.0.0.1:7007')).toEqual(['backend.listen']);
  expect(listen({ host: 'localhost' })).toEqual(['backend.listen.host']);
  expect(misjudged<JsonValue, string>([':7007', '0.0.0.0:7007', { host: '::' }, { port: 7007 }], listen)).toEqual([]);
});

test('warns of GitHub integrations that replace those of the chart', () => {
  const githubActions = { enabled: true, host: 'github.com' };
  const list = (...github: JsonMap[]) =>
    byRule(found1x(on({ appConfig: { integrations: { github } }, externalCI: { githubActions } }))).length;
  expect(list({ host: 'ghe.example.com', token: '${GHE_TOKEN}' })).toBe(1);
  expect(list({ host: 'ghe.example.com' }, { host: '${GITHUB_HOST}', token: '${GITHUB_TOKEN}' })).toBe(0);
  expect(list({ host: 'github.com', token: '${GITHUB_TOKEN}' })).toBe(0);
  expect(paths({ integrations: { github: [{ host: 'ghe.example.com' }] } })).toEqual([]);
});

test('checks variables APP_CONFIG_ too, together with appConfig', () => {
  const variable = (name: string, value: string) => ({ name: `APP_CONFIG_${name}`, value });
  const provider = { 'openchoreo-auth': { staging: { clientId: '${OPENCHOREO_AUTH_CLIENT_ID}' } } };
  const extraEnv = [variable('catalog_locations', '[]'), variable('auth_environment', 'staging')];
  const of = (appConfig: JsonMap) => byRule(found1x(on({ extraEnv, appConfig }))).map(({ path }) => path);
  expect(of({})).toEqual(['backstage.extraEnv[0].value', 'backstage.extraEnv[1].value']);
  expect(of({ auth: { providers: provider } })).toEqual(['backstage.extraEnv[0].value']);
});

test('warns of a command that passes only other configuration files', () => {
  const of = (...command: string[]) => byRule(found1x(on({ command }))).map(({ path }) => path);
  expect(of('node', 'packages/backend', '--config', 'mine.yaml')).toEqual(['backstage.command']);
  expect(of('node', 'packages/backend', '--config=/app/my-app-config.yaml')).toEqual(['backstage.command']);
  expect(of('node', 'packages/backend', '--config', '/app/app-config.yaml', '--config', 'mine.yaml')).toEqual([]);
  expect(of('node', 'packages/backend')).toEqual([]);
});

test('judges only the image of the chart and its copies', () => {
  const of = (repository: string) => byRule(found1x(on({ image: { repository }, appConfig: locations() }))).length;
  expect(of('registry.example.com/portals/mine')).toBe(0);
  expect(of('registry.example.com/openchoreo-ui')).toBe(1);
});

test('accepts configuration that adds to the image', () => {
  const appConfig = {
    app: { title: 'Console' },
    integrations: { github: [{ host: 'github.com', token: '${GITHUB_TOKEN}' }] },
    catalog: { rules: [{ allow: ['Component', 'System'] }] },
    backend: { csp: { 'frame-src': ['https://grafana.example.com'] }, cors: { credentials: false } },
    techdocs: { builder: 'external' },
    proxy: { endpoints: { '/grafana': 'https://grafana.example.com' } },
  };
  for (const fidelity of FIDELITIES) {
    expect(byRule(warnings(configured(appConfig), { fidelity }))).toEqual([]);
    expect(byRule(found1x(on({ appConfig }), { fidelity }))).toEqual([]);
  }
});
