import * as kplus from 'cdk8s-plus-28';
import { Release } from '../../lib/backstage/release';
import type { HttpRouteByHostnames, HttpRouteByHosts } from '../../lib/constructs/http-route-spec';
import { BackstageIngress, type BackstageIngressProps } from '../../lib/constructs/ingress';
import type { IngressHost, IngressProps, IngressTls } from '../../lib/constructs/ingress-spec';
import type { MetadataProps } from '../../lib/constructs/resource';
import { BackstageService } from '../../lib/constructs/service';
import { BACKEND, PARENT } from '../crd-defaults';
import { LABELS, manifestOf, manifests, testChart, testDeployment } from '../support';

const HOSTS = [{ host: 'console.example.com', paths: [{ path: '/' }] }];

/** Returns the manifest of a route to a Service at port 80. */
function rendered(make: (service: BackstageService) => BackstageIngressProps, release?: Release) {
  const chart = testChart();
  const service = new BackstageService(chart, 'Service', { deployment: testDeployment(chart, { release }), port: 80 });
  return manifestOf(new BackstageIngress(chart, 'Ingress', make(service)));
}

describe('an HTTPRoute', () => {
  test('renders every prop of a route that is given by its hosts', () => {
    const props: Required<Omit<HttpRouteByHosts, 'hostnames' | 'rules'> & MetadataProps> = {
      hosts: [
        {
          host: 'console.example.com',
          paths: [{ path: '/', pathType: 'Exact' }, { path: '/api' }],
        },
      ],
      parentRefs: [
        { name: 'edge', namespace: 'gateways', sectionName: 'https' },
        { name: 'inner', port: 8443 },
      ],
      pathType: 'RegularExpression',
      timeouts: { request: '1h', backendRequest: '0s' },
      basePath: '/',
      crdDefaults: false,
      metadata: { annotations: { 'example.com/owner': 'team-a' } },
    };
    const release = new Release({ namespace: 'team-a', fullnameOverride: 'console' });
    expect(rendered((service) => ({ kind: 'HTTPRoute', service, ...props }), release)).toEqual({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: {
        name: 'console-backstage',
        namespace: 'team-a',
        labels: LABELS,
        annotations: { 'example.com/owner': 'team-a' },
      },
      spec: {
        parentRefs: [
          { name: 'edge', namespace: 'gateways', sectionName: 'https' },
          { name: 'inner', namespace: 'team-a', port: 8443 },
        ],
        hostnames: ['console.example.com'],
        rules: [
          {
            matches: [{ path: { type: 'Exact', value: '/' } }],
            backendRefs: [{ name: 'console-ui', port: 80 }],
            timeouts: { request: '1h', backendRequest: '0s' },
          },
          {
            matches: [{ path: { type: 'RegularExpression', value: '/api' } }],
            backendRefs: [{ name: 'console-ui', port: 80 }],
            timeouts: { request: '1h', backendRequest: '0s' },
          },
        ],
      },
    });
  });

  test('renders every prop of a route that is given by its host names', () => {
    const props: Required<Omit<HttpRouteByHostnames, 'hosts' | 'pathType'> & MetadataProps> = {
      hostnames: ['console.example.com', '*.example.org'],
      rules: [{ name: 'stream', prefixes: ['/stream'], timeouts: { backendRequest: '0s' } }, { prefixes: ['/', '/a'] }],
      parentRefs: [{ name: 'edge' }],
      timeouts: { request: '1h' },
      basePath: '/',
      crdDefaults: false,
      metadata: { annotations: { 'example.com/owner': 'team-a' } },
    };
    const release = new Release({ namespace: 'team-a', fullnameOverride: 'console' });
    const backendRefs = [{ name: 'console-ui', port: 80 }];
    expect(rendered((service) => ({ kind: 'HTTPRoute', service, ...props }), release)).toEqual({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: {
        name: 'console-backstage',
        namespace: 'team-a',
        labels: LABELS,
        annotations: { 'example.com/owner': 'team-a' },
      },
      spec: {
        parentRefs: [{ name: 'edge', namespace: 'team-a' }],
        hostnames: ['console.example.com', '*.example.org'],
        rules: [
          {
            name: 'stream',
            matches: [{ path: { type: 'PathPrefix', value: '/stream' } }],
            backendRefs,
            timeouts: { backendRequest: '0s' },
          },
          {
            matches: [{ path: { type: 'PathPrefix', value: '/' } }, { path: { type: 'PathPrefix', value: '/a' } }],
            backendRefs,
            timeouts: { request: '1h' },
          },
        ],
      },
    });
  });

  test('has the rules of the chart version by default', () => {
    const { spec } = rendered((service) => ({ kind: 'HTTPRoute', service, hostnames: ['console.example.com'] }));
    expect(spec).toEqual({
      parentRefs: [{ ...PARENT, name: 'gateway-default' }],
      hostnames: ['console.example.com'],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/' } }],
          backendRefs: [{ ...BACKEND, name: 'openchoreo-ui', port: 80 }],
        },
      ],
    });
  });

  test('has a rule for streams by default since chart version 1.2', () => {
    const release = new Release({ chartVersion: '1.2.3' });
    const manifest = rendered((service) => ({ kind: 'HTTPRoute', service, hostnames: ['a.example.com'] }), release);
    expect(manifest).toHaveProperty('metadata.name', 'backstage');
    expect(manifest).toHaveProperty('spec.rules.length', 3);
    expect(manifest).toHaveProperty('spec.rules.1', {
      name: 'wirelogs',
      matches: [{ path: { type: 'PathPrefix', value: '/api/openchoreo/wirelogs/stream' } }],
      backendRefs: [{ ...BACKEND, name: 'backstage', port: 80 }],
      timeouts: { backendRequest: '0s' },
    });
  });

  test('has no annotations by default', () => {
    expect(rendered((service) => ({ kind: 'HTTPRoute', service, hosts: HOSTS })).metadata).toEqual({
      name: 'openchoreo-backstage',
      labels: LABELS,
    });
  });
});

describe('an Ingress', () => {
  test('renders every prop', () => {
    const tls: Required<IngressTls> = { hosts: ['console.example.com'], secretName: 'console-tls' };
    const props: Required<IngressProps & MetadataProps> = {
      hosts: [
        {
          host: 'console.example.com',
          paths: [
            { path: '/', pathType: 'Exact' },
            { path: '/api', pathType: 'Prefix' },
          ],
        },
        { host: '*.example.org', paths: [{ path: '/' }] },
      ],
      ingressClassName: 'nginx',
      pathType: 'ImplementationSpecific',
      defaultBackend: true,
      tls: [tls],
      metadata: { annotations: { 'nginx.ingress.kubernetes.io/proxy-body-size': '8m' } },
    };
    const backend = { service: { name: 'console-ui', port: { number: 80 } } };
    const release = new Release({ namespace: 'team-a', fullnameOverride: 'console' });
    expect(rendered((service) => ({ kind: 'Ingress', service, ...props }), release)).toEqual({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: {
        name: 'console-ui',
        namespace: 'team-a',
        labels: LABELS,
        annotations: { 'nginx.ingress.kubernetes.io/proxy-body-size': '8m' },
      },
      spec: {
        ingressClassName: 'nginx',
        defaultBackend: backend,
        tls: [{ hosts: ['console.example.com'], secretName: 'console-tls' }],
        rules: [
          {
            host: 'console.example.com',
            http: {
              paths: [
                { path: '/', pathType: 'Exact', backend },
                { path: '/api', pathType: 'Prefix', backend },
              ],
            },
          },
          { host: '*.example.org', http: { paths: [{ path: '/', pathType: 'ImplementationSpecific', backend }] } },
        ],
      },
    });
  });

  function ingress(props: Partial<IngressProps> = {}) {
    return rendered((service) => ({ kind: 'Ingress', service, hosts: HOSTS, ...props }));
  }

  test('has no class and no TLS by default', () => {
    const { spec } = ingress();
    expect(spec).not.toHaveProperty('ingressClassName');
    expect(spec).not.toHaveProperty('tls');
  });

  test('has the path type Prefix and no default backend by default', () => {
    const { spec } = ingress();
    expect(spec).toHaveProperty('rules.0.http.paths.0.pathType', 'Prefix');
    expect(spec).not.toHaveProperty('defaultBackend');
  });

  test('has no default backend if defaultBackend is false', () => {
    expect(ingress({ defaultBackend: false }).spec).not.toHaveProperty('defaultBackend');
  });

  test('accepts a cdk8s-plus-28 path type for all paths', () => {
    expect(ingress({ pathType: kplus.HttpIngressPathType.EXACT })).toHaveProperty(
      'spec.rules.0.http.paths.0.pathType',
      'Exact',
    );
  });

  test('omits an empty list of certificates', () => {
    expect(ingress({ tls: [] }).spec).not.toHaveProperty('tls');
  });

  test('accepts cdk8s-plus-28 certificates', () => {
    const certificate: kplus.IngressTls = {
      hosts: ['console.example.com'],
      secret: kplus.Secret.fromSecretName(testChart(), 'tls', 'console-tls'),
    };
    expect(ingress({ tls: [certificate] })).toHaveProperty('spec.tls', [
      { hosts: ['console.example.com'], secretName: 'console-tls' },
    ]);
  });

  test('accepts certificates without a Secret or without hosts', () => {
    expect(ingress({ tls: [{ hosts: ['console.example.com'] }, { secretName: 'console-tls' }] })).toHaveProperty(
      'spec.tls',
      [{ hosts: ['console.example.com'] }, { secretName: 'console-tls' }],
    );
  });

  test('accepts cdk8s-plus-28 path types', () => {
    const hosts: IngressHost[] = [
      { host: 'console.example.com', paths: [{ path: '/', pathType: kplus.HttpIngressPathType.EXACT }] },
    ];
    expect(ingress({ hosts })).toHaveProperty('spec.rules.0.http.paths.0.pathType', 'Exact');
  });
});

describe('refuses', () => {
  /** Synthesizes a route, and returns nothing. */
  function synthesize(props: HttpRouteByHosts | HttpRouteByHostnames | IngressProps, kind: 'HTTPRoute' | 'Ingress') {
    const chart = testChart();
    const service = new BackstageService(testChart(), 'Service', { deployment: testDeployment(testChart()) });
    new BackstageIngress(chart, 'Ingress', { kind, service, ...props } as BackstageIngressProps);
    manifests(chart);
  }

  test.each(['HTTPRoute', 'Ingress'] as const)('an %s without hosts, or with a host without paths', (kind) => {
    expect(() => synthesize({ hosts: [] }, kind)).toThrow('hosts: must not be empty; add a host');
    expect(() => synthesize({ hosts: [{ host: 'console.example.com', paths: [] }] }, kind)).toThrow(
      "hosts: console.example.com must have a path; add { path: '/' } to it",
    );
  });

  test('an HTTPRoute without host names, without rules, or with a rule without prefixes', () => {
    const hostnames = ['console.example.com'];
    expect(() => synthesize({ hostnames: [] }, 'HTTPRoute')).toThrow('hostnames: must not be empty; add a host name');
    expect(() => synthesize({ hostnames, rules: [] }, 'HTTPRoute')).toThrow('rules: must not be empty');
    expect(() => synthesize({ hostnames, rules: [{ prefixes: [] }] }, 'HTTPRoute')).toThrow(
      'rules[0].prefixes: must not be empty',
    );
  });
});

test('exposes its component and the names of its rules, for policies', () => {
  const chart = testChart();
  const service = new BackstageService(chart, 'Service', { deployment: testDeployment(chart) });
  const rules = [{ name: 'stream', prefixes: ['/stream'] }, { prefixes: ['/'] }];
  const route = new BackstageIngress(chart, 'HttpRoute', {
    kind: 'HTTPRoute',
    service,
    hostnames: ['console.example.com'],
    rules,
  });
  const ingress = new BackstageIngress(chart, 'Ingress', { kind: 'Ingress', service, hosts: HOSTS });
  expect([route.component, route.ruleNames]).toEqual(['backstage', ['stream']]);
  expect(ingress.ruleNames).toEqual([]);
});
