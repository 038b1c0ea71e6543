import type { ServiceMonitorSpec, ServiceMonitorSpecEndpointsRelabelings } from '../imports/monitoring.coreos.com';
import { Release } from '../lib/release';
import { BackstageService } from '../lib/service';
import { BackstageServiceMonitor, type BackstageServiceMonitorProps } from '../lib/service-monitor';
import { LABELS, manifestOf, POD_LABELS, testChart, testDeployment } from './support';

/** A Service of a release. */
function service(release?: Release): BackstageService {
  const chart = testChart();
  return new BackstageService(chart, 'Service', { deployment: testDeployment(chart, { release }), port: 80 });
}

/** The ServiceMonitor with the props given. */
function monitor(props: Partial<BackstageServiceMonitorProps> = {}): BackstageServiceMonitor {
  return new BackstageServiceMonitor(testChart(), 'ServiceMonitor', { service: service(), ...props });
}

test('every prop reaches the ServiceMonitor', () => {
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
    labels: { release: 'prometheus' },
    relabelings: [relabeling, { action: 'labeldrop', regex: 'pod' }],
  };
  expect(manifestOf(new BackstageServiceMonitor(testChart(), 'ServiceMonitor', props))).toEqual({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: { name: 'console-ui', namespace: 'observability', labels: { ...LABELS, release: 'prometheus' } },
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

test("what has a default takes the chart's", () => {
  const { metadata, spec } = manifestOf(monitor());
  expect(metadata).toEqual({
    name: 'openchoreo-ui',
    namespace: 'monitoring',
    labels: { ...LABELS, prometheus: 'kube-prometheus' },
  });
  expect(spec).toEqual({
    namespaceSelector: { matchNames: ['openchoreo-control-plane'] },
    selector: { matchLabels: POD_LABELS },
    endpoints: [{ port: 'http', path: '/metrics', interval: '30s', scrapeTimeout: '10s' }],
  });
});

test('labels given take the place of the default, and may be none', () => {
  expect(manifestOf(monitor({ labels: {} })).metadata.labels).toEqual(LABELS);
});

test('no relabelings are left out', () => {
  expect(manifestOf(monitor({ relabelings: [] }))).not.toHaveProperty('spec.endpoints.0.relabelings');
});

test('it is in its own namespace whatever that of the chart', () => {
  const made = new BackstageServiceMonitor(testChart({ namespace: 'team-b' }), 'ServiceMonitor', {
    service: service(),
  });
  expect(manifestOf(made).metadata.namespace).toBe('monitoring');
});

test.each<[string, Release | undefined]>([
  ['of the default release', undefined],
  ['of another release', new Release({ name: 'portal', nameOverride: 'choreo', fullnameOverride: 'console' })],
  ['with common labels', new Release({ commonLabels: { team: 'platform' } })],
  ['with common labels that win over its own', new Release({ commonLabels: { 'app.kubernetes.io/name': 'acme' } })],
])('it finds the Service %s, by labels, namespace and port', (_, release) => {
  const scraped = service(release);
  const target = manifestOf(scraped);
  const { namespaceSelector, selector, endpoints } = manifestOf(monitor({ service: scraped }))
    .spec as ServiceMonitorSpec;
  expect(namespaceSelector?.matchNames).toEqual([target.metadata.namespace]);
  expect(target).toHaveProperty('spec.ports.0.name', endpoints[0]?.port);
  expect(target.metadata.labels).toEqual(expect.objectContaining(selector.matchLabels));
});
