import { renderManifests, type Values } from '../../../../lib';
import { BASE, changesBy, find, testChanges } from './support';

const ROUTE = 'HTTPRoute openchoreo-backstage';
const REDIRECT = 'HTTPRoute openchoreo-backstage-redirect';

const NAMESPACE = 'openchoreo-control-plane';

type Ingress = NonNullable<NonNullable<Values['backstage']>['ingress']>;

const ingress = (given: Ingress): Values => ({ backstage: { ingress: given } });

const HOSTS = ingress({
  hosts: [
    { host: 'a.example.com', paths: [{ path: '/' }, { path: '/exact', pathType: 'Exact' }] },
    { host: 'b.example.com', paths: [{ path: '/b' }] },
  ],
});

describe('the redirect to https', () => {
  const HTTPS: Values = { backstage: { baseUrl: 'https://openchoreo.local' } };
  const redirect = (more: Ingress = {}) =>
    ingress({ ...more, httpsRedirect: { enabled: true, ...more.httpsRedirect } });
  const rule = (more: object = {}) => ({
    filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301, ...more } }],
  });

  test('is a second HTTPRoute at the http listener, and leaves the first the https listener', () => {
    for (const fidelity of ['exact', 'corrected'] as const) {
      expect(changesBy(redirect(), { over: HTTPS, fidelity })).toEqual({
        [REDIRECT]: {
          apiVersion: 'gateway.networking.k8s.io/v1',
          kind: 'HTTPRoute',
          metadata: {
            name: 'openchoreo-backstage-redirect',
            namespace: NAMESPACE,
            labels: expect.objectContaining({ 'app.kubernetes.io/component': 'backstage' }),
          },
          spec: {
            parentRefs: [{ name: 'gateway-default', namespace: NAMESPACE, sectionName: 'http' }],
            hostnames: ['openchoreo.local'],
            rules: [rule()],
          },
        },
        [`${ROUTE}: spec.parentRefs[0].sectionName`]: 'https',
      });
    }
  });

  testChanges(
    [
      [
        'is at the listener that is named',
        redirect({ httpsRedirect: { sectionName: 'web' } }),
        { [`${REDIRECT}: spec.parentRefs[0].sectionName`]: 'web' },
      ],
      [
        'answers with the status that is given',
        redirect({ httpsRedirect: { statusCode: 302 } }),
        { [`${REDIRECT}: spec.rules[0].filters[0].requestRedirect.statusCode`]: 302 },
      ],
      ['answers with 301 where no status is given', redirect({ httpsRedirect: { statusCode: null } }), {}],
      [
        "sends browsers to the port of the portal's URL",
        { backstage: { baseUrl: 'https://openchoreo.local:8443' } },
        {
          [`${REDIRECT}: spec.rules[0].filters[0].requestRedirect.port`]: 8443,
          'Deployment openchoreo-ui: spec.template.spec.containers[0].env[4].value': 'https://openchoreo.local:8443',
        },
      ],
      [
        'sends browsers to no port where the URL has the usual one',
        { backstage: { baseUrl: 'https://openchoreo.local:443' } },
        { 'Deployment openchoreo-ui: spec.template.spec.containers[0].env[4].value': 'https://openchoreo.local:443' },
      ],
    ],
    { backstage: { ...HTTPS.backstage, ...redirect().backstage } },
  );

  test('takes requests for each host, and no path', () => {
    const route = find(renderManifests([BASE, HTTPS, HOSTS, redirect()]), REDIRECT);
    expect(route).toHaveProperty('spec.hostnames', ['a.example.com', 'b.example.com']);
    expect(route).toHaveProperty('spec.rules', [rule()]);
  });

  test('is at the http listener of each Gateway that is named, once, and leaves what is named for the first route', () => {
    const parentRefs = [
      { name: 'shared', namespace: 'gateways', sectionName: 'a' },
      { name: 'shared', namespace: 'gateways', sectionName: 'b' },
      { name: 'own', port: 443 },
    ];
    const all = renderManifests([BASE, HTTPS, redirect({ parentRefs })]);
    expect(find(all, REDIRECT)).toHaveProperty('spec.parentRefs', [
      { name: 'shared', namespace: 'gateways', sectionName: 'http' },
      { name: 'own', namespace: NAMESPACE, sectionName: 'http' },
    ]);
    expect(find(all, ROUTE)).toHaveProperty('spec.parentRefs', [
      { name: 'shared', namespace: 'gateways', sectionName: 'a' },
      { name: 'shared', namespace: 'gateways', sectionName: 'b' },
      { name: 'own', namespace: NAMESPACE, port: 443 },
    ]);
  });

  test('is not there without a Gateway', () => {
    const over: Values = { ...HTTPS, gateway: { enabled: false } };
    expect(changesBy(redirect(), { over })).toEqual({});
  });
});
