// Which objects a chart of values has.
import type { Values } from '../../lib';
import { identities } from '../support';
import { rendered } from './support';

const DEFAULT_OBJECTS = [
  'Deployment openchoreo-ui',
  'HTTPRoute openchoreo-api',
  'HTTPRoute openchoreo-backstage',
  'Secret openchoreo-backstage-secrets',
  'Service openchoreo-ui',
  'ServiceAccount openchoreo-backstage',
];

describe('which objects there are', () => {
  test('minimal values render the objects that the chart always renders', () => {
    expect(identities(rendered()).sort()).toEqual(DEFAULT_OBJECTS);
  });

  test.each<[string, Values['backstage'], string]>([
    [
      'a claim for SQLite that persists',
      { database: { sqlite: { persistence: { enabled: true } } } },
      'PersistentVolumeClaim openchoreo-backstage-db',
    ],
    ['a PriorityClass to create', { priorityClass: { create: true } }, 'PriorityClass openchoreo-backstage'],
    ['an autoscaler', { autoscaling: { enabled: true, maxReplicas: 1 } }, 'HorizontalPodAutoscaler openchoreo-ui'],
    ['a disruption budget', { podDisruptionBudget: { enabled: true } }, 'PodDisruptionBudget openchoreo-ui'],
    ['a network policy', { networkPolicy: { enabled: true } }, 'NetworkPolicy openchoreo-ui'],
    [
      'a configuration with references',
      { appConfig: { integrations: { github: [{ host: 'github.com', token: '${GITHUB_TOKEN}' }] } } },
      'ConfigMap openchoreo-backstage-extra-config',
    ],
    ['a ServiceMonitor', { metrics: { serviceMonitor: { enabled: true } } }, 'ServiceMonitor openchoreo-ui'],
    [
      'a redirect to https',
      { baseUrl: 'https://console.example.com', ingress: { httpsRedirect: { enabled: true } } },
      'HTTPRoute openchoreo-backstage-redirect',
    ],
  ])('%s adds one object', (_, backstage, object) => {
    expect(identities(rendered({ backstage })).sort()).toEqual([...DEFAULT_OBJECTS, object].sort());
  });

  test('the registration of redirect URLs adds a Job, whose name follows from its content', () => {
    const all = identities(rendered({ backstage: { auth: { registration: { enabled: true } } } }));
    expect(all.filter((object) => !DEFAULT_OBJECTS.includes(object))).toEqual([
      expect.stringMatching(/^Job openchoreo-ui-client-[0-9a-f]{8}$/),
    ]);
  });

  test('a configuration without references, options of pods and patches add no objects', () => {
    const backstage: Values['backstage'] = {
      appConfig: { app: { title: 'Portal' } },
      podLabels: { team: 'a' },
      extraVolumes: [{ name: 'docs', emptyDir: {} }],
      tmp: {},
      patches: [
        {
          target: { kind: 'Service', name: 'openchoreo-ui' },
          patch: [{ op: 'add', path: '/spec/sessionAffinity', value: 'ClientIP' }],
        },
      ],
    };
    expect(identities(rendered({ backstage })).sort()).toEqual(DEFAULT_OBJECTS);
  });

  test.each<[string, Values, string[]]>([
    ['ingress off', { backstage: { ingress: { enabled: false } } }, ['HTTPRoute openchoreo-backstage']],
    ['the API disabled', { openchoreoApi: { enabled: false } }, ['HTTPRoute openchoreo-api']],
    ["the API's ingress off", { openchoreoApi: { ingress: { enabled: false } } }, ['HTTPRoute openchoreo-api']],
    ['no Gateway', { gateway: { enabled: false } }, ['HTTPRoute openchoreo-api', 'HTTPRoute openchoreo-backstage']],
  ])('with %s its route is missing', (_, values, missing) => {
    expect(identities(rendered(values)).sort()).toEqual(DEFAULT_OBJECTS.filter((object) => !missing.includes(object)));
  });

  test('API-only mode leaves nothing but the route of the API', () => {
    const apiOnly = { backstage: { enabled: false }, security: { enabled: false } };
    const turnedOn = {
      appConfig: { app: { title: '${TITLE}' } },
      auth: { registration: { enabled: true } },
      metrics: { serviceMonitor: { enabled: true } },
      ingress: { httpsRedirect: { enabled: true } },
    };
    expect(identities(rendered(apiOnly))).toEqual(['HTTPRoute openchoreo-api']);
    expect(identities(rendered([{ backstage: turnedOn }, apiOnly]))).toEqual(['HTTPRoute openchoreo-api']);
  });

  test.each<[string, Values]>([
    ['className', { backstage: { ingress: { className: 'nginx' } } }],
    ['ingressClassName', { backstage: { ingress: { ingressClassName: 'nginx' } } }],
    ['global.ingressClassName', { global: { ingressClassName: 'nginx' } }],
    ['kind', { backstage: { ingress: { kind: 'Ingress' } } }],
  ])('an Ingress replaces the HTTPRoute if %s says so', (_, values) => {
    const all = identities(rendered(values));
    expect(all).toContain('Ingress openchoreo-ui');
    expect(all).not.toContain('HTTPRoute openchoreo-backstage');
  });

  test('an Ingress needs no Gateway', () => {
    const values: Values = { gateway: { enabled: false }, backstage: { ingress: { className: 'nginx' } } };
    expect(identities(rendered(values))).toContain('Ingress openchoreo-ui');
  });

  test('kind HTTPRoute wins over a class', () => {
    const values: Values = { backstage: { ingress: { className: 'nginx', kind: 'HTTPRoute' } } };
    expect(identities(rendered(values)).sort()).toEqual(DEFAULT_OBJECTS);
  });
});
