import { ApiObject, type Chart, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { configureChecks } from '../../lib/constructs/configure-checks';
import type { BackstageDeploymentProps } from '../../lib/constructs/deployment';
import { BackstageIngress, type BackstageIngressProps } from '../../lib/constructs/ingress';
import { BackstageService } from '../../lib/constructs/service';
import { warningsOf } from '../../lib/constructs/warnings';
import { testChart, testDeployment } from '../support';

type RouteProps = Omit<
  Extract<BackstageIngressProps, { kind: 'HTTPRoute' }>,
  'service' | 'kind' | 'hosts' | 'pathType'
>;

const URL = 'https://console.example.com';

/** Returns the rules and messages of the warnings about a chart. */
const warned = (chart: Chart) => warningsOf(chart).map(({ rule, message }) => `${rule}: ${message}`);

function portal(props: Partial<BackstageDeploymentProps> = {}, type?: 'LoadBalancer') {
  const chart = testChart({ namespace: 'portal' });
  const deployment = testDeployment(chart, { baseUrl: URL, ...props });
  const service = new BackstageService(chart, 'service', { deployment, type });
  return { chart, deployment, service };
}

function routed(host: string, props: Partial<RouteProps> = {}, ofDeployment: Partial<BackstageDeploymentProps> = {}) {
  const { chart, service } = portal(ofDeployment);
  new BackstageIngress(chart, 'route', { kind: 'HTTPRoute', service, hostnames: [host], ...props });
  return chart;
}

test('warns about a URL whose host the HTTPRoute does not have, with construct, object and variable', () => {
  const chart = routed('other.example.com');
  expect(warningsOf(chart)).toEqual([
    expect.objectContaining({
      rule: 'routed-url',
      severity: 'warning',
      path: expect.stringMatching(/^spec\.template\.spec\.containers\[0\]\.env\[\d+\]\.value$/),
      message: `is ${URL}, but the HTTPRoute routes only other.example.com`,
      fix: 'add the host to the route, or set baseUrl to a URL with a host of the route',
      object: 'Deployment openchoreo-ui',
    }),
  ]);
});

test('does not warn if the check is switched off', () => {
  const chart = routed('other.example.com');
  configureChecks(chart, { allow: ['routed-url'] });
  expect(warned(chart)).toEqual([]);
});

test.each(['console.example.com', '*.example.com'])('does not warn about the host %s', (host) => {
  expect(warned(routed(host))).toEqual([]);
});

test('does not warn about a portal without a route, or at an address of its Service', () => {
  expect(warned(portal().chart)).toEqual([]);
  const { chart, service } = portal({}, 'LoadBalancer');
  new BackstageIngress(chart, 'route', { kind: 'HTTPRoute', service, hostnames: ['other.example.com'] });
  expect(warned(chart)).toEqual([]);
});

test('reads patches of the route', () => {
  const chart = routed('other.example.com');
  const route = chart.node
    .findAll()
    .filter(ApiObject.isApiObject)
    .find(({ kind }) => kind === 'HTTPRoute');
  route?.addJsonPatch(JsonPatch.replace('/spec/hostnames/0', 'console.example.com'));
  expect(warned(chart)).toEqual([]);
});

test('reads routes of other packages', () => {
  const { chart, service } = portal();
  const ingress = new kplus.Ingress(chart, 'ingress');
  ingress.addHostRule('other.example.com', '/', service.toIngressBackend());
  expect(warned(chart)).toEqual([`routed-url: is ${URL}, but the Ingress routes only other.example.com`]);
  ingress.addHostRule('console.example.com', '/', service.toIngressBackend());
  expect(warned(chart)).toEqual([]);
});

test('ignores routes to other Services, and of other namespaces', () => {
  const { chart } = portal();
  const backendRefs = [{ name: 'other', port: 80 }];
  const spec = { hostnames: ['other.example.com'], rules: [{ backendRefs }] };
  const metadata = { namespace: 'other' };
  const of = { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute' };
  new ApiObject(chart, 'other', { ...of, spec });
  const named = { ...spec, rules: [{ backendRefs: [{ name: 'openchoreo-ui', port: 80 }] }] };
  new ApiObject(chart, 'elsewhere', { ...of, metadata, spec: named });
  expect(warned(chart).filter((text) => text.startsWith('routed-url'))).toEqual([]);
});

test('an HTTPRoute without hosts, and one without matches, routes every host and path', () => {
  const { chart } = portal();
  new ApiObject(chart, 'route', {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    spec: { rules: [{ backendRefs: [{ name: 'openchoreo-ui', port: 7007 }] }] },
  });
  expect(warned(chart)).toEqual([]);
});

test('warns about a path that the route does not remove', () => {
  const baseUrl = `${URL}/portal`;
  expect(warned(routed('console.example.com', {}, { baseUrl }))).toEqual([
    `routed-url: is ${baseUrl}, but Backstage serves all pages at /, and no route removes /portal`,
  ]);
  expect(warned(routed('console.example.com', { basePath: '/portal' }, { baseUrl }))).toEqual([]);
});

test('warns about an http URL behind an https listener or a certificate', () => {
  const baseUrl = 'http://console.example.com';
  const parentRefs = [{ name: 'edge', sectionName: 'https' }];
  expect(warned(routed('console.example.com', { parentRefs }, { baseUrl }))).toEqual([
    `url-scheme: is ${baseUrl}, but the HTTPRoute attaches only to the listener https`,
  ]);
  expect(warned(routed('console.example.com', { parentRefs }))).toEqual([]);
  const { chart, service } = portal({ baseUrl });
  new BackstageIngress(chart, 'ingress', {
    kind: 'Ingress',
    service,
    hosts: [{ host: 'console.example.com', paths: [{ path: '/' }] }],
    tls: [{ hosts: ['console.example.com'], secretName: 'console-tls' }],
  });
  expect(warned(chart)).toEqual([`url-scheme: is ${baseUrl}, but the Ingress has a certificate`]);
});
