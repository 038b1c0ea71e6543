import { Release } from '../../lib/backstage/release';
import type { HttpRouteByHostnames, HttpRouteByHosts, HttpRouteProps } from '../../lib/constructs/http-route-spec';
import { OpenchoreoApiRoute, type OpenchoreoApiRouteProps } from '../../lib/constructs/openchoreo-api-route';
import { BACKEND, MATCHES, PARENT } from '../crd-defaults';
import { LABELS, manifestOf, manifests, testChart } from '../support';

/** Props that both forms of the route have. */
type Shared = Omit<OpenchoreoApiRouteProps, keyof HttpRouteProps>;

test('renders every prop of a route that is given by its hosts', () => {
  const props: Required<Shared & Omit<HttpRouteByHosts, 'hostnames' | 'rules'>> = {
    release: new Release({ namespace: 'team-a', fullnameOverride: 'console' }),
    name: 'choreo-api',
    port: 9090,
    hosts: [{ host: 'api.example.com', paths: [{ path: '/v1', pathType: 'Exact' }, { path: '/v2' }] }],
    parentRefs: [{ name: 'edge', namespace: 'gateways', sectionName: 'https' }],
    pathType: 'PathPrefix',
    timeouts: { request: '30s', backendRequest: '10s' },
    basePath: '/',
    crdDefaults: false,
    metadata: { annotations: { 'example.com/owner': 'team-a' } },
  };
  expect(manifestOf(new OpenchoreoApiRoute(testChart(), 'Route', props))).toEqual({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: {
      name: 'choreo-api',
      namespace: 'team-a',
      labels: { ...LABELS, 'app.kubernetes.io/component': 'api-server' },
      annotations: { 'example.com/owner': 'team-a' },
    },
    spec: {
      parentRefs: [{ name: 'edge', namespace: 'gateways', sectionName: 'https' }],
      hostnames: ['api.example.com'],
      rules: [
        {
          matches: [{ path: { type: 'Exact', value: '/v1' } }],
          backendRefs: [{ name: 'choreo-api', port: 9090 }],
          timeouts: { request: '30s', backendRequest: '10s' },
        },
        {
          matches: [{ path: { type: 'PathPrefix', value: '/v2' } }],
          backendRefs: [{ name: 'choreo-api', port: 9090 }],
          timeouts: { request: '30s', backendRequest: '10s' },
        },
      ],
    },
  });
});

test('renders every prop of a route that is given by its host names', () => {
  const props: Required<Shared & Omit<HttpRouteByHostnames, 'hosts' | 'pathType'>> = {
    release: new Release({ namespace: 'team-a' }),
    name: 'choreo-api',
    port: 9090,
    hostnames: ['api.example.com', 'api.example.org'],
    rules: [{ name: 'mcp', prefixes: ['/mcp'], timeouts: { request: '0s' } }, { prefixes: ['/'] }],
    parentRefs: [{ name: 'edge', sectionName: 'https' }],
    timeouts: { request: '30s' },
    basePath: '/',
    crdDefaults: false,
    metadata: { annotations: { 'example.com/owner': 'team-a' } },
  };
  expect(manifestOf(new OpenchoreoApiRoute(testChart(), 'Route', props))).toEqual({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: {
      name: 'choreo-api',
      namespace: 'team-a',
      labels: { ...LABELS, 'app.kubernetes.io/component': 'api-server' },
      annotations: { 'example.com/owner': 'team-a' },
    },
    spec: {
      parentRefs: [{ name: 'edge', namespace: 'team-a', sectionName: 'https' }],
      hostnames: ['api.example.com', 'api.example.org'],
      rules: [
        {
          name: 'mcp',
          matches: [{ path: { type: 'PathPrefix', value: '/mcp' } }],
          backendRefs: [{ name: 'choreo-api', port: 9090 }],
          timeouts: { request: '0s' },
        },
        {
          matches: [{ path: { type: 'PathPrefix', value: '/' } }],
          backendRefs: [{ name: 'choreo-api', port: 9090 }],
          timeouts: { request: '30s' },
        },
      ],
    },
  });
});

test('has the name and Gateway of the chart by default', () => {
  const hosts = [{ host: 'api.example.com', paths: [{ path: '/' }] }];
  const { metadata, spec } = manifestOf(new OpenchoreoApiRoute(testChart(), 'Route', { hosts }));
  expect(metadata).toEqual({
    name: 'openchoreo-api',
    labels: { ...LABELS, 'app.kubernetes.io/component': 'api-server' },
  });
  expect(spec).toEqual({
    parentRefs: [{ ...PARENT, name: 'gateway-default' }],
    hostnames: ['api.example.com'],
    rules: [{ matches: MATCHES, backendRefs: [{ ...BACKEND, name: 'openchoreo-api', port: 8080 }] }],
  });
});

test('has one rule for every path if it is given by its host names', () => {
  const { spec } = manifestOf(new OpenchoreoApiRoute(testChart(), 'Route', { hostnames: ['api.example.com'] }));
  expect(spec).toEqual({
    parentRefs: [{ ...PARENT, name: 'gateway-default' }],
    hostnames: ['api.example.com'],
    rules: [
      {
        matches: [{ path: { type: 'PathPrefix', value: '/' } }],
        backendRefs: [{ ...BACKEND, name: 'openchoreo-api', port: 8080 }],
      },
    ],
  });
});

test.each([
  [[], 'hosts: must not be empty; add a host'],
  [[{ host: 'api.example.com', paths: [] }], "hosts: api.example.com must have a path; add { path: '/' } to it"],
])('refuses the hosts %j', (hosts, message) => {
  const chart = testChart();
  new OpenchoreoApiRoute(chart, 'Route', { hosts });
  expect(() => manifests(chart)).toThrow(message);
});

test('refuses an empty list of host names', () => {
  const chart = testChart();
  new OpenchoreoApiRoute(chart, 'Route', { hostnames: [] });
  expect(() => manifests(chart)).toThrow('[test/Route] hostnames: must not be empty; add a host name');
});

test.each([0, 65536, 80.5])('refuses the port %p', (port) => {
  const chart = testChart();
  new OpenchoreoApiRoute(chart, 'Route', { hostnames: ['api.example.com'], port });
  expect(() => manifests(chart)).toThrow(`[test/Route] port: must be an integer from 1 to 65535, got ${port}`);
});

test('exposes its component and the names of its rules, for policies', () => {
  const rules = [{ name: 'mcp', prefixes: ['/mcp'] }];
  const route = new OpenchoreoApiRoute(testChart(), 'Route', { hostnames: ['api.example.com'], rules });
  expect([route.component, route.ruleNames]).toEqual(['api-server', ['mcp']]);
});
