// These misuses of Services, routes and other network objects must not compile. The functions are never called. The
// test is `tsc -p test`, because it rejects an unused `@ts-expect-error`.

import { readFileSync } from 'node:fs';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import {
  BackstageDeployment,
  type BackstageDeploymentProps,
  BackstageHttpsRedirect,
  BackstageIngress,
  BackstageNetworkPolicy,
  BackstageService,
  BackstageServiceMonitor,
  BackstageTrafficPolicy,
  OpenchoreoApiRoute,
  Release,
} from '../../lib';

const HOSTS = [{ host: 'console.example.com', paths: [{ path: '/' }] }];

/** Misuses by name. */
const MISUSES: Readonly<Record<string, (scope: Construct, given: BackstageDeploymentProps) => void>> = {
  'an ExternalName Service'(scope, given) {
    const deployment = new BackstageDeployment(scope, 'Deployment', given);
    // @ts-expect-error
    new BackstageService(scope, 'Service', { deployment, type: 'ExternalName' });
  },
  'an ExternalName Service of cdk8s-plus-28'(scope, given) {
    const deployment = new BackstageDeployment(scope, 'Deployment', given);
    // @ts-expect-error
    new BackstageService(scope, 'Service', { deployment, type: kplus.ServiceType.EXTERNAL_NAME });
  },
  'a Service without a Deployment'(scope) {
    // @ts-expect-error
    new BackstageService(scope, 'Service', {});
  },
  'TLS in an HTTPRoute'(scope, given) {
    const deployment = new BackstageDeployment(scope, 'Deployment', given);
    const service = new BackstageService(scope, 'Service', { deployment });
    // @ts-expect-error
    new BackstageIngress(scope, 'Ingress', { kind: 'HTTPRoute', service, hosts: HOSTS, tls: [] });
  },
  'a class in an HTTPRoute'(scope, given) {
    const deployment = new BackstageDeployment(scope, 'Deployment', given);
    const service = new BackstageService(scope, 'Service', { deployment });
    // @ts-expect-error
    new BackstageIngress(scope, 'Ingress', { kind: 'HTTPRoute', service, hosts: HOSTS, ingressClassName: 'nginx' });
  },
  'a Gateway in an Ingress'(scope, given) {
    const deployment = new BackstageDeployment(scope, 'Deployment', given);
    const service = new BackstageService(scope, 'Service', { deployment });
    // @ts-expect-error
    new BackstageIngress(scope, 'Ingress', { kind: 'Ingress', service, hosts: HOSTS, parentRefs: [{ name: 'a' }] });
  },
  'timeouts in an Ingress'(scope, given) {
    const deployment = new BackstageDeployment(scope, 'Deployment', given);
    const service = new BackstageService(scope, 'Service', { deployment });
    // @ts-expect-error
    new BackstageIngress(scope, 'Ingress', { kind: 'Ingress', service, hosts: HOSTS, timeouts: { request: '30s' } });
  },
  'a default backend in an HTTPRoute'(scope, given) {
    const deployment = new BackstageDeployment(scope, 'Deployment', given);
    const service = new BackstageService(scope, 'Service', { deployment });
    // @ts-expect-error
    new BackstageIngress(scope, 'Ingress', { kind: 'HTTPRoute', service, hosts: HOSTS, defaultBackend: true });
  },
  'the path type of an Ingress for all paths of an HTTPRoute'(scope, given) {
    const deployment = new BackstageDeployment(scope, 'Deployment', given);
    const service = new BackstageService(scope, 'Service', { deployment });
    // @ts-expect-error
    new BackstageIngress(scope, 'Ingress', { kind: 'HTTPRoute', service, hosts: HOSTS, pathType: 'Prefix' });
  },
  'a Gateway without a name'(scope, given) {
    const deployment = new BackstageDeployment(scope, 'Deployment', given);
    const service = new BackstageService(scope, 'Service', { deployment });
    // @ts-expect-error
    new BackstageIngress(scope, 'Ingress', { kind: 'HTTPRoute', service, hosts: HOSTS, parentRefs: [{ port: 443 }] });
  },
  'a redirect without hosts'(scope) {
    // @ts-expect-error
    new BackstageHttpsRedirect(scope, 'Redirect', {});
  },
  'a redirect with a status other than 301 and 302'(scope) {
    // @ts-expect-error
    new BackstageHttpsRedirect(scope, 'Redirect', { hosts: ['console.example.com'], statusCode: 308 });
  },
  'a ServiceMonitor without a Service'(scope) {
    // @ts-expect-error
    new BackstageServiceMonitor(scope, 'Monitor', { interval: '30s' });
  },
  'a ServiceMonitor with seconds for an interval'(scope, given) {
    const deployment = new BackstageDeployment(scope, 'Deployment', given);
    const service = new BackstageService(scope, 'Service', { deployment });
    // @ts-expect-error
    new BackstageServiceMonitor(scope, 'Monitor', { service, interval: 30 });
  },
  'a path type of Gateway API in an Ingress'(scope, given) {
    const deployment = new BackstageDeployment(scope, 'Deployment', given);
    const service = new BackstageService(scope, 'Service', { deployment });
    const host = 'console.example.com';
    const paths = [{ path: '/', pathType: 'PathPrefix' }] as const;
    // @ts-expect-error
    new BackstageIngress(scope, 'Ingress', { kind: 'Ingress', service, hosts: [{ host, paths }] });
  },
  'an ingress without a kind'(scope, given) {
    const deployment = new BackstageDeployment(scope, 'Deployment', given);
    const service = new BackstageService(scope, 'Service', { deployment });
    // @ts-expect-error
    new BackstageIngress(scope, 'Ingress', { service, hosts: HOSTS });
  },
  'an ingress without hosts'(scope, given) {
    const deployment = new BackstageDeployment(scope, 'Deployment', given);
    const service = new BackstageService(scope, 'Service', { deployment });
    // @ts-expect-error
    new BackstageIngress(scope, 'Ingress', { kind: 'HTTPRoute', service });
  },
  'a route to the API without hosts'(scope) {
    // @ts-expect-error
    new OpenchoreoApiRoute(scope, 'Route', {});
  },
  'an HTTPRoute with both hosts and host names'(scope, given) {
    const deployment = new BackstageDeployment(scope, 'Deployment', given);
    const service = new BackstageService(scope, 'Service', { deployment });
    // @ts-expect-error
    new BackstageIngress(scope, 'Ingress', { kind: 'HTTPRoute', service, hosts: HOSTS, hostnames: ['a.example.com'] });
  },
  'rules for an HTTPRoute that is given by its hosts'(scope) {
    // @ts-expect-error
    new OpenchoreoApiRoute(scope, 'Route', { hosts: HOSTS, rules: [{ prefixes: ['/'] }] });
  },
  'a path type for an HTTPRoute that is given by its host names'(scope) {
    // @ts-expect-error
    new OpenchoreoApiRoute(scope, 'Route', { hostnames: ['api.example.com'], pathType: 'Exact' });
  },
  'host names in an Ingress'(scope, given) {
    const deployment = new BackstageDeployment(scope, 'Deployment', given);
    const service = new BackstageService(scope, 'Service', { deployment });
    // @ts-expect-error
    new BackstageIngress(scope, 'Ingress', { kind: 'Ingress', service, hostnames: ['console.example.com'] });
  },
  'a TrafficPolicy without a name'(scope) {
    const route = new OpenchoreoApiRoute(scope, 'Route', { hostnames: ['api.example.com'] });
    // @ts-expect-error
    new BackstageTrafficPolicy(scope, 'Policy', { route, timeouts: { request: '0s' } });
  },
  'a TrafficPolicy for a Service'(scope, given) {
    const deployment = new BackstageDeployment(scope, 'Deployment', given);
    const route = new BackstageService(scope, 'Service', { deployment });
    // @ts-expect-error
    new BackstageTrafficPolicy(scope, 'Policy', { route, name: 'portal', timeouts: { request: '0s' } });
  },
  'a NetworkPolicy without a Deployment'(scope) {
    // @ts-expect-error
    new BackstageNetworkPolicy(scope, 'NetworkPolicy', { egress: [] });
  },
  'the path type of an Ingress in an HTTPRoute'(scope, given) {
    const deployment = new BackstageDeployment(scope, 'Deployment', given);
    const service = new BackstageService(scope, 'Service', { deployment });
    const host = 'console.example.com';
    const paths = [{ path: '/', pathType: 'Prefix' }] as const;
    // @ts-expect-error
    new BackstageIngress(scope, 'Ingress', { kind: 'HTTPRoute', service, hosts: [{ host, paths }] });
  },
  'null for the interval of a ServiceMonitor'(scope, given) {
    const deployment = new BackstageDeployment(scope, 'Deployment', given);
    const service = new BackstageService(scope, 'Service', { deployment });
    // @ts-expect-error
    new BackstageServiceMonitor(scope, 'Monitor', { service, interval: null });
  },
  'a NetworkPolicy that reproduces defects of the chart'(scope, given) {
    const deployment = new BackstageDeployment(scope, 'Deployment', given);
    // @ts-expect-error
    new BackstageNetworkPolicy(scope, 'NetworkPolicy', { deployment, chartDefects: true });
  },
  'a Service for pods without a port'(scope) {
    // @ts-expect-error
    new BackstageService(scope, 'Service', { deployment: { podLabels: {}, release: new Release() } });
  },
};

test('the compiler must reject every misuse of network objects', () => {
  const expected = readFileSync(__filename, 'utf8').match(/^ +\/\/ @ts-expect-error$/gm);
  expect(expected).toHaveLength(Object.keys(MISUSES).length);
});
