import { renderManifests, type Values } from '../../../../lib';
import { BASE, changesBy, find, GONE, testChanges, testPlaces } from './support';

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
    ['is gone where ingress is off', ingress({ enabled: false }), { [ROUTE]: GONE }],
    [
      'is gone without a Gateway, as is that of the API',
      { gateway: { enabled: false } },
      { [ROUTE]: GONE, 'HTTPRoute openchoreo-api': GONE },
    ],
    [
      'has annotations',
      ingress({ annotations: { owner: 'a' } }),
      { [`${ROUTE}: metadata.annotations`]: { owner: 'a' } },
    ],
    ["has no certificates: they are the Gateway's", ingress({ tls: [{ secretName: 'console' }] }), {}],
    [
      "leads everything at the console's host, compared as pathType says",
      ingress({ pathType: 'Exact' }),
      { [`${ROUTE}: spec.rules[0].matches[0].path.type`]: 'Exact' },
    ],
    [
      'waits for a request as long as it is told',
      ingress({ timeouts: { request: '60s' } }),
      { [`${ROUTE}: spec.rules[0].timeouts`]: { request: '60s' } },
    ],
    [
      'waits for the Service as long as it is told',
      ingress({ timeouts: { request: '1m', backendRequest: '30s' } }),
      { [`${ROUTE}: spec.rules[0].timeouts`]: { request: '1m', backendRequest: '30s' } },
    ],
    [
      'waits forever',
      ingress({ timeouts: { request: '0s', backendRequest: null } }),
      { [`${ROUTE}: spec.rules[0].timeouts`]: { request: '0s' } },
    ],
    [
      'attaches to a Gateway of another name',
      ingress({ parentRefs: [{ name: 'shared' }] }),
      { [`${ROUTE}: spec.parentRefs[0].name`]: 'shared' },
    ],
    [
      'attaches to listeners of Gateways, each in its namespace',
      ingress({
        parentRefs: [
          { name: 'shared', namespace: 'gateways', sectionName: 'https' },
          { name: 'mesh', group: 'mesh.example.com', kind: 'Mesh', port: 80 },
          { name: 'own', namespace: null, sectionName: '' },
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
        [`${ROUTE}: spec.parentRefs[2]`]: { name: 'own', namespace: NAMESPACE },
      },
    ],
  ]);

  describe('with hosts', () => {
    testChanges(
      [
        [
          'compares paths that say nothing else as pathType says',
          ingress({ pathType: 'PathPrefix' }),
          {
            [`${ROUTE}: spec.rules[0].matches[0].path.type`]: 'PathPrefix',
            [`${ROUTE}: spec.rules[2].matches[0].path.type`]: 'PathPrefix',
          },
        ],
        [
          'waits as long for each path',
          ingress({ timeouts: { request: '60s' } }),
          Object.fromEntries([0, 1, 2].map((rule) => [`${ROUTE}: spec.rules[${rule}].timeouts`, { request: '60s' }])),
        ],
      ],
      HOSTS,
    );

    test('compares paths by regular expressions, which need no slash in front', () => {
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
        'has a class, as documented',
        ingress({ className: 'nginx' }),
        { [`${INGRESS}: spec.ingressClassName`]: 'nginx' },
      ],
      [
        'has the class of all',
        { global: { ingressClassName: 'nginx' } },
        { [`${INGRESS}: spec.ingressClassName`]: 'nginx' },
      ],
      ['has annotations', ingress({ annotations: { a: 'b' } }), { [`${INGRESS}: metadata.annotations`]: { a: 'b' } }],
      [
        'sends what no host matches to Backstage, too',
        ingress({ defaultBackend: true }),
        { [`${INGRESS}: spec.defaultBackend`]: backend },
      ],
      [
        'has certificates',
        ingress({ tls: [{ secretName: 'console', hosts: ['a.example.com'] }] }),
        { [`${INGRESS}: spec.tls`]: [{ secretName: 'console', hosts: ['a.example.com'] }] },
      ],
      [
        'compares paths as pathType says',
        ingress({ pathType: 'ImplementationSpecific' }),
        { [`${INGRESS}: spec.rules[0].http.paths[0].pathType`]: 'ImplementationSpecific' },
      ],
      [
        'leads to the port of the Service',
        { backstage: { service: { port: 80 } } },
        {
          'Service openchoreo-ui: spec.ports[0].port': 80,
          [`${INGRESS}: spec.rules[0].http.paths[0].backend.service.port.number`]: 80,
        },
      ],
      ['needs no Gateway', { gateway: { enabled: false } }, { 'HTTPRoute openchoreo-api': GONE }],
    ],
    KIND,
  );

  test('takes the place of the HTTPRoute', () => {
    expect(Object.keys(changesBy(KIND)).sort()).toEqual([ROUTE, INGRESS].sort());
  });

  test('compares paths of hosts that say nothing else as pathType says', () => {
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
        'has the certificate of all for the host of the console, where URLs are https',
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

describe('what is rendered as a whole', () => {
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
      'global.tls of an Ingress without certificates and hosts of its own',
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
