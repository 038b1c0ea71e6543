import type { RenderOptions, Values } from '../../../../lib';
import { FIDELITIES } from '../../../../lib/values/fidelity';
import { urlFindings, warning } from './support';

type Backstage = NonNullable<Values['backstage']>;

const CONSOLE = 'https://console.example.com';

const on = (host: string, ...paths: readonly string[]) => ({
  host,
  paths: (paths.length > 0 ? paths : ['/']).map((path) => ({ path })),
});

/** Returns the findings of the rule for a portal without sign-in. */
const found = (backstage: Backstage, options: RenderOptions = {}) =>
  urlFindings({ backstage, security: { enabled: false }, openchoreoApi: { ingress: { enabled: false } } }, options);

const unrouted = (message: string, fix: string, path = 'backstage.baseUrl') =>
  warning('routed-url', path, `is ${CONSOLE}, but ${message}`, `${fix}, or set the URL to one of the routed hosts`);

const SET_HOST =
  'set backstage.ingress.hosts to [{host: console.example.com, paths: [{path: /}]}] or global.baseDomain to console.example.com';

test.each(FIDELITIES)('warns about a URL whose host is not the derived one in %s', (fidelity) => {
  expect(found({ baseUrl: CONSOLE }, { fidelity })).toEqual([
    unrouted('the HTTPRoute routes only localhost', SET_HOST),
  ]);
});

test('warns about a URL in appConfig', () => {
  expect(found({ appConfig: { backend: { baseUrl: CONSOLE } } })).toEqual([
    unrouted('the HTTPRoute routes only localhost', SET_HOST, 'backstage.appConfig.backend.baseUrl'),
  ]);
});

test('warns about a URL whose host is none of the hosts of an Ingress', () => {
  const ingress = { kind: 'Ingress', hosts: [on('a.example.com'), on('*.console.example.com')] } as const;
  expect(found({ baseUrl: CONSOLE, ingress })).toEqual([
    unrouted(
      'the Ingress routes only a.example.com, *.console.example.com',
      'add console.example.com to backstage.ingress.hosts',
    ),
  ]);
});

test('asks for a DNS name instead of an IP address', () => {
  expect(found({ baseUrl: 'http://10.1.2.3' })).toEqual([
    warning(
      'routed-url',
      'backstage.baseUrl',
      'is http://10.1.2.3, but the HTTPRoute routes only localhost',
      'set it to a URL with one of these hosts, because routes have no IP addresses',
    ),
  ]);
});

test('warns about paths that do not contain the path of the URL', () => {
  const only = (paths: string) =>
    warning(
      'routed-url',
      'backstage.ingress.hosts',
      `must contain the path of ${CONSOLE}, but its paths are only ${paths}`,
      'add {path: /} to the paths of the host',
    );
  const hosts = [on('console.example.com', '/api', '/static')];
  expect(found({ baseUrl: CONSOLE, ingress: { hosts } })).toEqual([only('/api, /static')]);
  expect(found({ baseUrl: CONSOLE, ingress: { hosts: [on('console.example.com')], pathType: 'Exact' } })).toEqual([
    only('exactly /'),
  ]);
});

test('warns about the port of the Service', () => {
  expect(found({ baseUrl: 'http://console.localhost:7007', ingress: { hosts: [on('console.localhost')] } })).toEqual(
    [],
  );
  expect(
    found({ baseUrl: `${CONSOLE}:7007`, ingress: { hosts: [on('console.example.com')] } }).map(
      ({ message }) => message,
    ),
  ).toEqual([`is ${CONSOLE}:7007, but 7007 is the port of the Service, which browsers do not reach`]);
});

test('warns about a path that an Ingress does not remove', () => {
  const ingress = { kind: 'Ingress', hosts: [on('console.example.com')] } as const;
  expect(found({ baseUrl: `${CONSOLE}/portal`, ingress }).map(({ message }) => message)).toEqual([
    `is ${CONSOLE}/portal, but Backstage serves all pages at /, and no route removes /portal`,
  ]);
  const annotations = { 'nginx.ingress.kubernetes.io/rewrite-target': '/$2' };
  const hosts = [on('console.example.com', '/portal(/|$)(.*)')];
  expect(found({ baseUrl: `${CONSOLE}/portal`, ingress: { ...ingress, hosts, annotations } })).toEqual([]);
});

test.each(FIDELITIES)('leaves the path behind an HTTPRoute to the defect path-rewrite in %s', (fidelity) => {
  const hosts = [on('console.example.com')];
  expect(found({ baseUrl: `${CONSOLE}/portal`, ingress: { hosts } }, { fidelity })).toEqual([]);
});

test.each<[string, Backstage]>([
  ['a URL and a host that agree', { baseUrl: CONSOLE, ingress: { hosts: [on('console.example.com')] } }],
  ['one of several hosts', { baseUrl: CONSOLE, ingress: { hosts: [on('a.example.com'), on('console.example.com')] } }],
  ['a wildcard', { baseUrl: CONSOLE, ingress: { hosts: [on('*.example.com')] } }],
  ['another port of the Gateway', { baseUrl: `${CONSOLE}:8443`, ingress: { hosts: [on('console.example.com')] } }],
  ['an Ingress for all requests', { baseUrl: CONSOLE, ingress: { kind: 'Ingress', defaultBackend: true } }],
  ['a route of another tool', { baseUrl: CONSOLE, ingress: { enabled: false } }],
  ['a portal on localhost', { baseUrl: 'http://localhost:7007', ingress: { hosts: [on('console.example.com')] } }],
  ['a Service that browsers reach', { baseUrl: CONSOLE, service: { type: 'LoadBalancer' } }],
  ['a disabled portal', { baseUrl: CONSOLE, enabled: false }],
  [
    'a route that a patch changes',
    {
      baseUrl: CONSOLE,
      patches: [
        {
          target: { kind: 'HTTPRoute', name: 'openchoreo-backstage' },
          patch: [{ op: 'replace', path: '/spec/hostnames/0', value: 'console.example.com' }],
        },
      ],
    },
  ],
])('does not warn about %s', (_, backstage) => {
  expect(found(backstage)).toEqual([]);
});

test('does not warn without a Gateway', () => {
  const values = { gateway: { enabled: false }, security: { enabled: false }, backstage: { baseUrl: CONSOLE } };
  expect(urlFindings(values)).toEqual([]);
});

test('shows no secret of a URL', () => {
  const baseUrl = 'https://admin:hunter2@console.example.com';
  expect(JSON.stringify(found({ baseUrl }, { allow: ['base-url'] }))).not.toContain('hunter2');
});
