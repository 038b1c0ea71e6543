import { renderManifests, type Values } from '../../../../lib';
import { BASE, changesBy, find, GONE, testChanges, testPlaces } from './support';

const ROUTE = 'HTTPRoute openchoreo-api';
const NAMESPACE = 'openchoreo-control-plane';

type Ingress = NonNullable<NonNullable<Values['openchoreoApi']>['ingress']>;

const ingress = (given: Ingress): Values => ({ openchoreoApi: { ingress: given } });

testChanges([
  ['it is gone where the API is not installed', { openchoreoApi: { enabled: false } }, { [ROUTE]: GONE }],
  ['it is gone where its ingress is off', ingress({ enabled: false }), { [ROUTE]: GONE }],
  [
    'it has annotations',
    ingress({ annotations: { owner: 'a' } }),
    { [`${ROUTE}: metadata.annotations`]: { owner: 'a' } },
  ],
  [
    'it leads the hosts and paths that are given',
    ingress({ hosts: [{ host: 'api.example.com', paths: [{ path: '/v1', pathType: 'Exact' }] }] }),
    {
      [`${ROUTE}: spec.hostnames[0]`]: 'api.example.com',
      [`${ROUTE}: spec.rules[0].matches[0].path.type`]: 'Exact',
      [`${ROUTE}: spec.rules[0].matches[0].path.value`]: '/v1',
    },
  ],
  [
    'it attaches to the Gateways that are given',
    ingress({ parentRefs: [{ name: 'shared', namespace: 'gateways', sectionName: 'https' }, { name: 'own' }] }),
    {
      [`${ROUTE}: spec.parentRefs[0].name`]: 'shared',
      [`${ROUTE}: spec.parentRefs[0].namespace`]: 'gateways',
      [`${ROUTE}: spec.parentRefs[0].sectionName`]: 'https',
      [`${ROUTE}: spec.parentRefs[1]`]: { name: 'own', namespace: NAMESPACE },
    },
  ],
  [
    'it waits as long as it is told',
    ingress({ timeouts: { request: '1m', backendRequest: '30s' } }),
    { [`${ROUTE}: spec.rules[0].timeouts`]: { request: '1m', backendRequest: '30s' } },
  ],
  ['it has neither certificates nor a class', ingress({ tls: [{ secretName: 'api' }], ingressClassName: 'nginx' }), {}],
  [
    "options of Backstage's route are not its own",
    { backstage: { ingress: { timeouts: { request: '60s' } } } },
    { 'HTTPRoute openchoreo-backstage: spec.rules[0].timeouts': { request: '60s' } },
  ],
]);

test('its name is that of the Service that it leads to, which in corrected is the one that Backstage calls', () => {
  const named: Values = { openchoreoApi: { name: 'choreo' } };
  const url = 'Deployment openchoreo-ui: spec.template.spec.containers[0].env[3].value';
  const route = expect.objectContaining({
    spec: expect.objectContaining({
      rules: [expect.objectContaining({ backendRefs: [{ name: 'choreo', port: 8080 }] })],
    }),
  });
  const renamed = { [ROUTE]: GONE, 'HTTPRoute choreo': route };
  expect(changesBy(named)).toEqual(renamed);
  expect(changesBy(named, { fidelity: 'corrected' })).toEqual({
    ...renamed,
    [url]: `http://choreo.${NAMESPACE}.svc.cluster.local:8080/api/v1`,
  });
});

test('it is there without Backstage', () => {
  const all = renderManifests([BASE, { backstage: { enabled: false } }]);
  expect(all).toEqual([find(renderManifests(BASE), ROUTE)]);
});

describe('the route as a whole', () => {
  testPlaces([
    [
      'openchoreoApi.ingress',
      {
        openchoreoApi: {
          name: 'choreo-api',
          ingress: { annotations: { owner: 'team-a' }, hosts: [{ host: 'api.example.com', paths: [{ path: '/v1' }] }] },
        },
      },
      'HTTPRoute choreo-api',
      'spec',
      {
        parentRefs: [{ name: 'gateway-default', namespace: 'openchoreo-control-plane' }],
        hostnames: ['api.example.com'],
        rules: [{ matches: [{ path: { value: '/v1' } }], backendRefs: [{ name: 'choreo-api', port: 8080 }] }],
      },
    ],
    [
      'openchoreoApi.ingress.annotations',
      { openchoreoApi: { ingress: { annotations: { owner: 'team-a' } } } },
      'HTTPRoute openchoreo-api',
      'metadata.annotations',
      { owner: 'team-a' },
    ],
  ]);
});
