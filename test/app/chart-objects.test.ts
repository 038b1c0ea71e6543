// Objects that BackstageChart renders.
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

describe('the rendered objects', () => {
  test('are the objects that the chart always renders, for minimal values', () => {
    expect(identities(rendered()).sort()).toEqual(DEFAULT_OBJECTS);
  });

  test.each<[string, Values['backstage'], string]>([
    [
      'a claim for persistent SQLite',
      { database: { sqlite: { persistence: { enabled: true } } } },
      'PersistentVolumeClaim openchoreo-backstage-db',
    ],
    ['a PriorityClass', { priorityClass: { create: true } }, 'PriorityClass openchoreo-backstage'],
    ['an autoscaler', { autoscaling: { enabled: true, maxReplicas: 1 } }, 'HorizontalPodAutoscaler openchoreo-ui'],
    ['a disruption budget', { podDisruptionBudget: { enabled: true } }, 'PodDisruptionBudget openchoreo-ui'],
    ['a network policy', { networkPolicy: { enabled: true } }, 'NetworkPolicy openchoreo-ui'],
    [
      'an app configuration with references',
      { appConfig: { integrations: { github: [{ host: 'github.com', token: '${GITHUB_TOKEN}' }] } } },
      'ConfigMap openchoreo-backstage-extra-config',
    ],
    ['a ServiceMonitor', { metrics: { serviceMonitor: { enabled: true } } }, 'ServiceMonitor openchoreo-ui'],
    [
      'a redirect to https',
      { baseUrl: 'https://console.example.com', ingress: { httpsRedirect: { enabled: true } } },
      'HTTPRoute openchoreo-backstage-redirect',
    ],
  ])('include one more object for %s', (_, backstage, object) => {
    expect(identities(rendered({ backstage })).sort()).toEqual([...DEFAULT_OBJECTS, object].sort());
  });

  test('include a Job for the registration of redirect URLs, with a hash of its content in its name', () => {
    const all = identities(rendered({ backstage: { auth: { registration: { enabled: true } } } }));
    expect(all.filter((object) => !DEFAULT_OBJECTS.includes(object))).toEqual([
      expect.stringMatching(/^Job openchoreo-ui-client-[0-9a-f]{8}$/),
    ]);
  });

  test('do not include more objects for app configuration without references, pod options and patches', () => {
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
    ['ingress switched off', { backstage: { ingress: { enabled: false } } }, ['HTTPRoute openchoreo-backstage']],
    ['the API disabled', { openchoreoApi: { enabled: false } }, ['HTTPRoute openchoreo-api']],
    [
      "the API's ingress switched off",
      { openchoreoApi: { ingress: { enabled: false } } },
      ['HTTPRoute openchoreo-api'],
    ],
    [
      'the Gateway disabled',
      { gateway: { enabled: false } },
      ['HTTPRoute openchoreo-api', 'HTTPRoute openchoreo-backstage'],
    ],
  ])('do not include the route with %s', (_, values, missing) => {
    expect(identities(rendered(values)).sort()).toEqual(DEFAULT_OBJECTS.filter((object) => !missing.includes(object)));
  });

  test('are only the route of the API, if Backstage is disabled', () => {
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
  ])('include an Ingress instead of the HTTPRoute if %s is set', (_, values) => {
    const all = identities(rendered(values));
    expect(all).toContain('Ingress openchoreo-ui');
    expect(all).not.toContain('HTTPRoute openchoreo-backstage');
  });

  test('include the Ingress even if the Gateway is disabled', () => {
    const values: Values = { gateway: { enabled: false }, backstage: { ingress: { className: 'nginx' } } };
    expect(identities(rendered(values))).toContain('Ingress openchoreo-ui');
  });

  test('include the HTTPRoute if kind is HTTPRoute, even with a class', () => {
    const values: Values = { backstage: { ingress: { className: 'nginx', kind: 'HTTPRoute' } } };
    expect(identities(rendered(values)).sort()).toEqual(DEFAULT_OBJECTS);
  });
});
