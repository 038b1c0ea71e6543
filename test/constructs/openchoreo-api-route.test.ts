import { Release } from '../../lib/backstage/release';
import { OpenchoreoApiRoute, type OpenchoreoApiRouteProps } from '../../lib/constructs/openchoreo-api-route';
import { LABELS, manifestOf, manifests, testChart } from '../support';

test('renders every prop', () => {
  const props: Required<OpenchoreoApiRouteProps> = {
    release: new Release({ namespace: 'team-a', fullnameOverride: 'console' }),
    name: 'choreo-api',
    hosts: [{ host: 'api.example.com', paths: [{ path: '/v1', pathType: 'Exact' }, { path: '/v2' }] }],
    parentRefs: [{ name: 'edge', namespace: 'gateways', sectionName: 'https' }],
    pathType: 'PathPrefix',
    timeouts: { request: '30s', backendRequest: '10s' },
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
          backendRefs: [{ name: 'choreo-api', port: 8080 }],
          timeouts: { request: '30s', backendRequest: '10s' },
        },
        {
          matches: [{ path: { type: 'PathPrefix', value: '/v2' } }],
          backendRefs: [{ name: 'choreo-api', port: 8080 }],
          timeouts: { request: '30s', backendRequest: '10s' },
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
    parentRefs: [{ name: 'gateway-default' }],
    hostnames: ['api.example.com'],
    rules: [{ matches: [{ path: { value: '/' } }], backendRefs: [{ name: 'openchoreo-api', port: 8080 }] }],
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
