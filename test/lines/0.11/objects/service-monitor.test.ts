import { FIDELITIES, renderManifests, type Values } from '../../../../lib';
import { BASE, changesBy, find, testChanges } from './support';

const MONITOR = 'ServiceMonitor openchoreo-ui';
const POD_LABELS = {
  'app.kubernetes.io/component': 'backstage',
  'app.kubernetes.io/name': 'openchoreo-control-plane',
  'app.kubernetes.io/instance': 'openchoreo-control-plane',
};

type ServiceMonitor = NonNullable<NonNullable<NonNullable<Values['backstage']>['metrics']>['serviceMonitor']>;

const monitoring = (serviceMonitor: ServiceMonitor = {}): Values => ({
  backstage: { metrics: { serviceMonitor: { enabled: true, ...serviceMonitor } } },
});

test.each(FIDELITIES)('adds only a ServiceMonitor in %s', (fidelity) => {
  expect(changesBy(monitoring(), { fidelity })).toEqual({
    [MONITOR]: {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'ServiceMonitor',
      metadata: {
        name: 'openchoreo-ui',
        namespace: 'monitoring',
        labels: expect.objectContaining({
          prometheus: 'kube-prometheus',
          'app.kubernetes.io/name': 'openchoreo-control-plane',
        }),
      },
      spec: {
        namespaceSelector: { matchNames: ['openchoreo-control-plane'] },
        selector: { matchLabels: POD_LABELS },
        endpoints: [{ port: 'http', path: '/metrics', interval: '30s', scrapeTimeout: '10s' }],
      },
    },
  });
});

describe('with a ServiceMonitor', () => {
  const ENDPOINT = `${MONITOR}: spec.endpoints[0]`;
  const relabelings = [
    { sourceLabels: ['__meta_kubernetes_pod_node_name'], targetLabel: 'node' },
    { action: 'labeldrop', regex: 'pod', separator: null },
  ];

  testChanges(
    [
      [
        'namespace',
        monitoring({ namespace: 'observability' }),
        { [`${MONITOR}: metadata.namespace`]: 'observability' },
      ],
      [
        'no namespace',
        monitoring({ namespace: null }),
        { [`${MONITOR}: metadata.namespace`]: 'openchoreo-control-plane' },
      ],
      ['interval', monitoring({ interval: '1m' }), { [`${ENDPOINT}.interval`]: '1m' }],
      ['scrapeTimeout', monitoring({ scrapeTimeout: '5s' }), { [`${ENDPOINT}.scrapeTimeout`]: '5s' }],
      ['path', monitoring({ path: '/prometheus' }), { [`${ENDPOINT}.path`]: '/prometheus' }],
      [
        'labels, merged with the defaults',
        monitoring({ labels: { release: 'stack' } }),
        { [`${MONITOR}: metadata.labels.release`]: 'stack' },
      ],
      [
        'labels, without the default',
        monitoring({ labels: { prometheus: null } as unknown as ServiceMonitor['labels'] }),
        { [`${MONITOR}: metadata.labels.prometheus`]: '(removed)' },
      ],
      [
        'relabelings, in order',
        monitoring({ relabelings }),
        {
          [`${ENDPOINT}.relabelings`]: [
            { action: 'replace', sourceLabels: ['__meta_kubernetes_pod_node_name'], targetLabel: 'node' },
            { action: 'labeldrop', regex: 'pod' },
          ],
        },
      ],
      ['an empty path uses the default', monitoring({ path: '' }), {}],
      [
        'empty times are omitted, so Prometheus uses its defaults',
        monitoring({ interval: '', scrapeTimeout: null }),
        { [`${ENDPOINT}.interval`]: '(removed)', [`${ENDPOINT}.scrapeTimeout`]: '(removed)' },
      ],
      ['null relabelings use the default', monitoring({ relabelings: null }), {}],
    ],
    monitoring(),
  );
});

test('refers to the port of the Service by its name', () => {
  const all = renderManifests([BASE, monitoring(), { backstage: { service: { port: 80 } } }]);
  expect(find(all, MONITOR)).toHaveProperty('spec.endpoints.0.port', 'http');
  expect(find(all, 'Service openchoreo-ui')).toHaveProperty('spec.ports.0.name', 'http');
});

test('selects the Service of the release in its namespace', () => {
  const values: Values = { fullnameOverride: 'portal', nameOverride: 'choreo' };
  const all = renderManifests([BASE, monitoring(), values], { namespace: 'team-a', releaseName: 'console' });
  const monitor = find(all, 'ServiceMonitor portal-ui');
  expect(monitor).toHaveProperty('spec.namespaceSelector.matchNames', ['team-a']);
  expect(find(all, 'Service portal-ui')?.metadata.labels).toMatchObject({
    'app.kubernetes.io/component': 'backstage',
    'app.kubernetes.io/name': 'choreo',
    'app.kubernetes.io/instance': 'console',
  });
  expect(monitor).toHaveProperty('spec.selector.matchLabels', {
    'app.kubernetes.io/component': 'backstage',
    'app.kubernetes.io/name': 'choreo',
    'app.kubernetes.io/instance': 'console',
  });
});

test('selects the Service by its actual labels if common labels replace others', () => {
  const commonLabels = { 'app.kubernetes.io/instance': 'shared' };
  const all = renderManifests([BASE, monitoring(), { global: { commonLabels } }]);
  expect(find(all, MONITOR)).toHaveProperty('spec.selector.matchLabels', { ...POD_LABELS, ...commonLabels });
  expect(find(all, 'Service openchoreo-ui')?.metadata.labels).toMatchObject({ ...POD_LABELS, ...commonLabels });
});
