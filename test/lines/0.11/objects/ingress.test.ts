import { renderManifests, type Values } from '../../../../lib';
import { PARENT } from '../../../crd-defaults';
import { BASE, changesBy, find, REMOVED, testChanges, testPlaces } from './support';

const ROUTE = 'HTTPRoute openchoreo-backstage';

const INGRESS = 'Ingress openchoreo-ui';
const NAMESPACE = 'openchoreo-control-plane';

type Ingress = NonNullable<NonNullable<Values['backstage']>['ingress']>;

const ingress = (given: Ingress): Values => ({ backstage: { ingress: given } });

const HOSTS = ingress({
  hosts: [
    { host: 'a.example.com', paths: [{ path: '/' }, { path: '/exact', pathType: 'Exact' }] },
    { host: 'b.example.com', paths: [{ path: '/b' }] },
  ],
});

const backendRefs = [{ name: 'openchoreo-ui', port: 7007 }];

describe('an HTTPRoute', () => {
  testChanges([
    ['is not rendered if ingress is disabled', ingress({ enabled: false }), { [ROUTE]: REMOVED }],
    [
      'is not rendered without a Gateway, like the HTTPRoute to the API',
      { gateway: { enabled: false } },
      { [ROUTE]: REMOVED, 'HTTPRoute openchoreo-api': REMOVED },
    ],
    [
      'has annotations',
      ingress({ annotations: { owner: 'a' } }),
      { [`${ROUTE}: metadata.annotations`]: { owner: 'a' } },
    ],
    ['has no certificates, because the Gateway has them', ingress({ tls: [{ secretName: 'console' }] }), {}],
    [
      'routes all paths of the console host, with the type of pathType',
      ingress({ pathType: 'Exact' }),
      { [`${ROUTE}: spec.rules[0].matches[0].path.type`]: 'Exact' },
    ],
    [
      'sets the timeout of a request',
      ingress({ timeouts: { request: '60s' } }),
      { [`${ROUTE}: spec.rules[0].timeouts`]: { request: '60s' } },
    ],
    [
      'sets the timeout of the Service',
      ingress({ timeouts: { request: '1m', backendRequest: '30s' } }),
      { [`${ROUTE}: spec.rules[0].timeouts`]: { request: '1m', backendRequest: '30s' } },
    ],
    [
      'sets no limit with a timeout of 0s',
      ingress({ timeouts: { request: '0s', backendRequest: null } }),
      { [`${ROUTE}: spec.rules[0].timeouts`]: { request: '0s' } },
    ],
    [
      'attaches to a Gateway with another name',
      ingress({ parentRefs: [{ name: 'shared' }] }),
      { [`${ROUTE}: spec.parentRefs[0].name`]: 'shared' },
    ],
    [
      'attaches to listeners of Gateways, each in its namespace',
      ingress({
        parentRefs: [
          { name: 'shared', namespace: 'gateways', sectionName: 'https' },
          { name: 'mesh', group: 'mesh.example.com', kind: 'Mesh', port: 80 },
          { ...PARENT, name: 'own', namespace: null, sectionName: '' },
        ],
      }),
      {
        [`${ROUTE}: spec.parentRefs[0].name`]: 'shared',
        [`${ROUTE}: spec.parentRefs[0].namespace`]: 'gateways',
        [`${ROUTE}: spec.parentRefs[0].sectionName`]: 'https',
        [`${ROUTE}: spec.parentRefs[1]`]: {
          name: 'mesh',
          group: 'mesh.example.com',
          kind: 'Mesh',
          port: 80,
          namespace: NAMESPACE,
        },
        [`${ROUTE}: spec.parentRefs[2]`]: { ...PARENT, name: 'own', namespace: NAMESPACE },
      },
    ],
  ]);

  describe('with hosts', () => {
    testChanges(
      [
        [
          'uses pathType for paths without a type',
          ingress({ pathType: 'PathPrefix' }),
          {
            [`${ROUTE}: spec.rules[0].matches[0].path.type`]: 'PathPrefix',
            [`${ROUTE}: spec.rules[2].matches[0].path.type`]: 'PathPrefix',
          },
          // The CRD's default is written there already.
          {},
        ],
        [
          'sets the timeouts for each path',
          ingress({ timeouts: { request: '60s' } }),
          Object.fromEntries([0, 1, 2].map((rule) => [`${ROUTE}: spec.rules[${rule}].timeouts`, { request: '60s' }])),
        ],
      ],
      HOSTS,
    );

    test('matches regular expressions, which need not begin with a slash', () => {
      const hosts = [{ host: 'a.example.com', paths: [{ path: '^/a/[0-9]+$' }] }];
      const all = renderManifests([BASE, ingress({ pathType: 'RegularExpression', hosts })]);
      expect(find(all, ROUTE)).toHaveProperty('spec.rules', [
        { matches: [{ path: { type: 'RegularExpression', value: '^/a/[0-9]+$' } }], backendRefs },
      ]);
    });

    test('has a rule for each path, in order', () => {
      expect(find(renderManifests([BASE, HOSTS]), ROUTE)).toHaveProperty('spec', {
        parentRefs: [{ name: 'gateway-default', namespace: NAMESPACE }],
        hostnames: ['a.example.com', 'b.example.com'],
        rules: [
          { matches: [{ path: { value: '/' } }], backendRefs },
          { matches: [{ path: { type: 'Exact', value: '/exact' } }], backendRefs },
          { matches: [{ path: { value: '/b' } }], backendRefs },
        ],
      });
    });
  });
});

describe('an Ingress', () => {
  const KIND = ingress({ kind: 'Ingress' });
  const backend = { service: { name: 'openchoreo-ui', port: { number: 7007 } } };

  testChanges(
    [
      ['has a class', ingress({ ingressClassName: 'nginx' }), { [`${INGRESS}: spec.ingressClassName`]: 'nginx' }],
      [
        'has the class of className',
        ingress({ className: 'nginx' }),
        { [`${INGRESS}: spec.ingressClassName`]: 'nginx' },
      ],
      [
        'has the global class',
        { global: { ingressClassName: 'nginx' } },
        { [`${INGRESS}: spec.ingressClassName`]: 'nginx' },
      ],
      ['has annotations', ingress({ annotations: { a: 'b' } }), { [`${INGRESS}: metadata.annotations`]: { a: 'b' } }],
      [
        'routes requests that match no host to Backstage',
        ingress({ defaultBackend: true }),
        { [`${INGRESS}: spec.defaultBackend`]: backend },
      ],
      [
        'has certificates',
        ingress({ tls: [{ secretName: 'console', hosts: ['a.example.com'] }] }),
        { [`${INGRESS}: spec.tls`]: [{ secretName: 'console', hosts: ['a.example.com'] }] },
      ],
      [
        'uses the type of pathType',
        ingress({ pathType: 'ImplementationSpecific' }),
        { [`${INGRESS}: spec.rules[0].http.paths[0].pathType`]: 'ImplementationSpecific' },
      ],
      [
        'routes to the port of the Service',
        { backstage: { service: { port: 80 } } },
        {
          'Service openchoreo-ui: spec.ports[0].port': 80,
          [`${INGRESS}: spec.rules[0].http.paths[0].backend.service.port.number`]: 80,
        },
      ],
      ['requires no Gateway', { gateway: { enabled: false } }, { 'HTTPRoute openchoreo-api': REMOVED }],
    ],
    KIND,
  );

  test('replaces the HTTPRoute', () => {
    expect(Object.keys(changesBy(KIND)).sort()).toEqual([ROUTE, INGRESS].sort());
  });

  test('uses pathType for paths of hosts without a type', () => {
    const all = renderManifests([BASE, HOSTS, ingress({ kind: 'Ingress', pathType: 'ImplementationSpecific' })]);
    expect(find(all, INGRESS)).toHaveProperty('spec.rules', [
      {
        host: 'a.example.com',
        http: {
          paths: [
            { path: '/', pathType: 'ImplementationSpecific', backend },
            { path: '/exact', pathType: 'Exact', backend },
          ],
        },
      },
      { host: 'b.example.com', http: { paths: [{ path: '/b', pathType: 'ImplementationSpecific', backend }] } },
    ]);
  });

  testChanges(
    [
      [
        'has the global certificate for the console host if URLs are https',
        { global: { tls: { secretName: 'wildcard' } } },
        { [`${INGRESS}: spec.tls[0].secretName`]: 'wildcard' },
      ],
    ],
    { ...KIND, global: { tls: { enabled: true } } },
  );
});

const CONSOLE = [
  { host: 'console.example.com', paths: [{ path: '/', pathType: 'Exact' as const }] },
  { host: 'portal.example.com', paths: [{ path: '/a' }, { path: '/b' }] },
];

describe('the whole object', () => {
  testPlaces([
    [
      'ingress.hosts of an HTTPRoute',
      { backstage: { ingress: { hosts: CONSOLE }, service: { port: 80 } } },
      'HTTPRoute openchoreo-backstage',
      'spec',
      {
        parentRefs: [{ name: 'gateway-default', namespace: 'openchoreo-control-plane' }],
        hostnames: ['console.example.com', 'portal.example.com'],
        rules: [
          {
            matches: [{ path: { type: 'Exact', value: '/' } }],
            backendRefs: [{ name: 'openchoreo-ui', port: 80 }],
          },
          { matches: [{ path: { value: '/a' } }], backendRefs: [{ name: 'openchoreo-ui', port: 80 }] },
          { matches: [{ path: { value: '/b' } }], backendRefs: [{ name: 'openchoreo-ui', port: 80 }] },
        ],
      },
    ],
    [
      'no ingress.hosts of an HTTPRoute',
      { global: { baseDomain: 'example.com' } },
      'HTTPRoute openchoreo-backstage',
      'spec',
      {
        parentRefs: [{ name: 'gateway-default', namespace: 'openchoreo-control-plane' }],
        hostnames: ['example.com'],
        rules: [
          {
            matches: [{ path: { type: 'PathPrefix', value: '/' } }],
            backendRefs: [{ name: 'openchoreo-ui', port: 7007 }],
          },
        ],
      },
    ],
    [
      'ingress.annotations of an HTTPRoute',
      { backstage: { ingress: { annotations: { owner: 'team-a' } } } },
      'HTTPRoute openchoreo-backstage',
      'metadata.annotations',
      { owner: 'team-a' },
    ],
    [
      'ingress.annotations of an Ingress',
      { backstage: { ingress: { className: 'nginx', annotations: { owner: 'team-a' } } } },
      'Ingress openchoreo-ui',
      'metadata.annotations',
      { owner: 'team-a' },
    ],
    [
      'ingress of an Ingress',
      {
        backstage: {
          service: { port: 80 },
          ingress: {
            ingressClassName: 'nginx',
            hosts: CONSOLE.slice(0, 1),
            tls: [{ secretName: 'console-tls', hosts: ['console.example.com'] }],
          },
        },
      },
      'Ingress openchoreo-ui',
      'spec',
      {
        ingressClassName: 'nginx',
        tls: [{ hosts: ['console.example.com'], secretName: 'console-tls' }],
        rules: [
          {
            host: 'console.example.com',
            http: {
              paths: [
                {
                  path: '/',
                  pathType: 'Exact',
                  backend: { service: { name: 'openchoreo-ui', port: { number: 80 } } },
                },
              ],
            },
          },
        ],
      },
    ],
    [
      'global.tls of an Ingress without other certificates and hosts',
      {
        global: { baseDomain: 'example.com', tls: { enabled: true, secretName: 'wildcard' } },
        backstage: { ingress: { kind: 'Ingress' } },
      },
      'Ingress openchoreo-ui',
      'spec',
      {
        tls: [{ hosts: ['example.com'], secretName: 'wildcard' }],
        rules: [
          {
            host: 'example.com',
            http: {
              paths: [
                {
                  path: '/',
                  pathType: 'Prefix',
                  backend: { service: { name: 'openchoreo-ui', port: { number: 7007 } } },
                },
              ],
            },
          },
        ],
      },
    ],
  ]);
});
