import type { ServiceMonitorSpec, ServiceMonitorSpecEndpointsRelabelings } from '../../imports/monitoring.coreos.com';
import { Release } from '../../lib/backstage/release';
import { BackstageService } from '../../lib/constructs/service';
import { BackstageServiceMonitor, type BackstageServiceMonitorProps } from '../../lib/constructs/service-monitor';
import { LABELS, manifestOf, POD_LABELS, testChart, testDeployment } from '../support';

/** Returns a Service of a release. */
function service(release?: Release, chart = testChart()): BackstageService {
  return new BackstageService(chart, 'Service', { deployment: testDeployment(chart, { release }), port: 80 });
}

/** Returns a ServiceMonitor with these props. */
function monitor(props: Partial<BackstageServiceMonitorProps> = {}): BackstageServiceMonitor {
  return new BackstageServiceMonitor(testChart(), 'ServiceMonitor', { service: service(), ...props });
}

test('renders every prop', () => {
  const relabeling: Required<ServiceMonitorSpecEndpointsRelabelings> = {
    action: 'replace',
    sourceLabels: ['__meta_kubernetes_pod_node_name'],
    separator: ';',
    regex: '(.*)',
    modulus: 2,
    targetLabel: 'node',
    replacement: '$1',
  };
  const props: Required<BackstageServiceMonitorProps> = {
    service: service(new Release({ namespace: 'team-a', fullnameOverride: 'console' })),
    namespace: 'observability',
    interval: '1m',
    scrapeTimeout: '20s',
    path: '/internal/metrics',
    prometheusLabels: { release: 'prometheus' },
    metadata: { labels: { team: 'a' } },
    relabelings: [relabeling, { action: 'labeldrop', regex: 'pod' }],
  };
  expect(manifestOf(new BackstageServiceMonitor(testChart(), 'ServiceMonitor', props))).toEqual({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: {
      name: 'console-ui',
      namespace: 'observability',
      labels: { ...LABELS, release: 'prometheus', team: 'a' },
    },
    spec: {
      namespaceSelector: { matchNames: ['team-a'] },
      selector: { matchLabels: POD_LABELS },
      endpoints: [
        {
          port: 'http',
          path: '/internal/metrics',
          interval: '1m',
          scrapeTimeout: '20s',
          relabelings: [relabeling, { action: 'labeldrop', regex: 'pod' }],
        },
      ],
    },
  });
});

test('renders the defaults of the chart', () => {
  const { metadata, spec } = manifestOf(monitor());
  expect(metadata).toEqual({
    name: 'openchoreo-ui',
    labels: { ...LABELS, prometheus: 'kube-prometheus' },
  });
  expect(spec).toEqual({
    selector: { matchLabels: POD_LABELS },
    endpoints: [{ port: 'http', path: '/metrics', interval: '30s', scrapeTimeout: '10s' }],
  });
});

test('replaces the default label by prometheusLabels, which can be empty', () => {
  expect(manifestOf(monitor({ prometheusLabels: {} })).metadata.labels).toEqual(LABELS);
});

test('omits an empty list of relabelings', () => {
  expect(manifestOf(monitor({ relabelings: [] }))).not.toHaveProperty('spec.endpoints.0.relabelings');
});

test('is in the namespace of Prometheus, not of the chart', () => {
  const chart = testChart({ namespace: 'team-b' });
  const made = new BackstageServiceMonitor(chart, 'ServiceMonitor', { service: service(undefined, chart) });
  expect(manifestOf(made)).toMatchObject({
    metadata: { namespace: 'monitoring' },
    spec: { namespaceSelector: { matchNames: ['team-b'] } },
  });
});

test('selects a Service of another chart in the namespace of that chart', () => {
  const scraped = service(undefined, testChart({ namespace: 'team-a' }));
  const made = new BackstageServiceMonitor(testChart({ namespace: 'observability' }), 'ServiceMonitor', {
    service: scraped,
    namespace: 'observability',
  });
  expect(manifestOf(made)).toMatchObject({
    metadata: { namespace: 'observability' },
    spec: { namespaceSelector: { matchNames: ['team-a'] } },
  });
});

test('refuses a namespace if the Service has none', () => {
  expect(() => manifestOf(monitor({ namespace: 'monitoring' }))).toThrow(
    "namespace: must not be set if the Service has no namespace, got monitoring; remove it, or set the release's namespace",
  );
});

test.each<[string, Release | undefined]>([
  ['of the default release', undefined],
  ['of another release', new Release({ name: 'portal', nameOverride: 'choreo', fullnameOverride: 'console' })],
  ['with common labels', new Release({ commonLabels: { team: 'platform' } })],
  ['with common labels that override its labels', new Release({ commonLabels: { 'app.kubernetes.io/name': 'acme' } })],
])('selects the Service %s by labels, namespace and port', (_, release) => {
  const chart = testChart({ namespace: 'team-a' });
  const scraped = service(release, chart);
  const target = manifestOf(scraped);
  const made = new BackstageServiceMonitor(chart, 'ServiceMonitor', { service: scraped });
  const { namespaceSelector, selector, endpoints } = manifestOf(made).spec as ServiceMonitorSpec;
  expect(namespaceSelector?.matchNames).toEqual([target.metadata.namespace]);
  expect(target).toHaveProperty('spec.ports.0.name', endpoints[0]?.port);
  expect(target.metadata.labels).toEqual(expect.objectContaining(selector.matchLabels));
});
