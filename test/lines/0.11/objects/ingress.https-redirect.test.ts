import { renderManifests, type Values } from '../../../../lib';
import { MATCHES, PARENT } from '../../../crd-defaults';
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
    matches: MATCHES,
    filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301, ...more } }],
  });

  test('is a second HTTPRoute at the http listener, and moves the first one to the https listener', () => {
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
            parentRefs: [{ ...PARENT, name: 'gateway-default', namespace: NAMESPACE, sectionName: 'http' }],
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
        'attaches to the listener of the values',
        redirect({ httpsRedirect: { sectionName: 'web' } }),
        { [`${REDIRECT}: spec.parentRefs[0].sectionName`]: 'web' },
      ],
      [
        'responds with the status of the values',
        redirect({ httpsRedirect: { statusCode: 302 } }),
        { [`${REDIRECT}: spec.rules[0].filters[0].requestRedirect.statusCode`]: 302 },
      ],
      ['responds with 301 by default', redirect({ httpsRedirect: { statusCode: null } }), {}],
      [
        "redirects browsers to the port of the portal's URL",
        { backstage: { baseUrl: 'https://openchoreo.local:8443' } },
        {
          [`${REDIRECT}: spec.rules[0].filters[0].requestRedirect.port`]: 8443,
          'Deployment openchoreo-ui: spec.template.spec.containers[0].env[4].value': 'https://openchoreo.local:8443',
        },
      ],
      [
        'redirects browsers to no port if the URL has the default port',
        { backstage: { baseUrl: 'https://openchoreo.local:443' } },
        { 'Deployment openchoreo-ui: spec.template.spec.containers[0].env[4].value': 'https://openchoreo.local:443' },
      ],
    ],
    { backstage: { ...HTTPS.backstage, ...redirect().backstage } },
  );

  test('matches requests for each host, and no path', () => {
    const route = find(renderManifests([BASE, HTTPS, HOSTS, redirect()]), REDIRECT);
    expect(route).toHaveProperty('spec.hostnames', ['a.example.com', 'b.example.com']);
    expect(route).toHaveProperty('spec.rules', [rule()]);
  });

  test('attaches once to the http listener of each Gateway, and does not change the parents of the first route', () => {
    const parentRefs = [
      { name: 'shared', namespace: 'gateways', sectionName: 'a' },
      { name: 'shared', namespace: 'gateways', sectionName: 'b' },
      { name: 'own', port: 443 },
    ];
    const all = renderManifests([BASE, HTTPS, redirect({ parentRefs })]);
    expect(find(all, REDIRECT)).toHaveProperty('spec.parentRefs', [
      { ...PARENT, name: 'shared', namespace: 'gateways', sectionName: 'http' },
      { ...PARENT, name: 'own', namespace: NAMESPACE, sectionName: 'http' },
    ]);
    expect(find(all, ROUTE)).toHaveProperty('spec.parentRefs', [
      { name: 'shared', namespace: 'gateways', sectionName: 'a' },
      { name: 'shared', namespace: 'gateways', sectionName: 'b' },
      { name: 'own', namespace: NAMESPACE, port: 443 },
    ]);
  });

  test('is not rendered without a Gateway', () => {
    const over: Values = { ...HTTPS, gateway: { enabled: false } };
    expect(changesBy(redirect(), { over })).toEqual({});
  });
});
