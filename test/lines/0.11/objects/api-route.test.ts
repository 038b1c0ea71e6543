import { renderManifests, type Values } from '../../../../lib';
import { PARENT } from '../../../crd-defaults';
import { BASE, changesBy, find, REMOVED, testChanges, testPlaces } from './support';

const ROUTE = 'HTTPRoute openchoreo-api';
const NAMESPACE = 'openchoreo-control-plane';

type Ingress = NonNullable<NonNullable<Values['openchoreoApi']>['ingress']>;

const ingress = (given: Ingress): Values => ({ openchoreoApi: { ingress: given } });

testChanges([
  ['renders no HTTPRoute if the API is not installed', { openchoreoApi: { enabled: false } }, { [ROUTE]: REMOVED }],
  ['renders no HTTPRoute if openchoreoApi.ingress is disabled', ingress({ enabled: false }), { [ROUTE]: REMOVED }],
  [
    'sets annotations',
    ingress({ annotations: { owner: 'a' } }),
    { [`${ROUTE}: metadata.annotations`]: { owner: 'a' } },
  ],
  [
    'routes the hosts and paths of the values',
    ingress({ hosts: [{ host: 'api.example.com', paths: [{ path: '/v1', pathType: 'Exact' }] }] }),
    {
      [`${ROUTE}: spec.hostnames[0]`]: 'api.example.com',
      [`${ROUTE}: spec.rules[0].matches[0].path.type`]: 'Exact',
      [`${ROUTE}: spec.rules[0].matches[0].path.value`]: '/v1',
    },
  ],
  [
    'attaches to the Gateways of the values',
    ingress({
      parentRefs: [
        { name: 'shared', namespace: 'gateways', sectionName: 'https' },
        { ...PARENT, name: 'own' },
      ],
    }),
    {
      [`${ROUTE}: spec.parentRefs[0].name`]: 'shared',
      [`${ROUTE}: spec.parentRefs[0].namespace`]: 'gateways',
      [`${ROUTE}: spec.parentRefs[0].sectionName`]: 'https',
      [`${ROUTE}: spec.parentRefs[1]`]: { ...PARENT, name: 'own', namespace: NAMESPACE },
    },
  ],
  [
    'sets the timeouts of the values',
    ingress({ timeouts: { request: '1m', backendRequest: '30s' } }),
    { [`${ROUTE}: spec.rules[0].timeouts`]: { request: '1m', backendRequest: '30s' } },
  ],
  [
    'ignores certificates and the class of an Ingress',
    ingress({ tls: [{ secretName: 'api' }], ingressClassName: 'nginx' }),
    {},
  ],
  [
    "ignores the options of Backstage's route",
    { backstage: { ingress: { timeouts: { request: '60s' } } } },
    { 'HTTPRoute openchoreo-backstage: spec.rules[0].timeouts': { request: '60s' } },
  ],
]);

test('has the name of the Service, which Backstage calls in corrected', () => {
  const named: Values = { openchoreoApi: { name: 'choreo' } };
  const url = 'Deployment openchoreo-ui: spec.template.spec.containers[0].env[3].value';
  const route = expect.objectContaining({
    spec: expect.objectContaining({
      rules: [expect.objectContaining({ backendRefs: [expect.objectContaining({ name: 'choreo', port: 8080 })] })],
    }),
  });
  const renamed = { [ROUTE]: REMOVED, 'HTTPRoute choreo': route };
  expect(changesBy(named)).toEqual(renamed);
  expect(changesBy(named, { fidelity: 'corrected' })).toEqual({
    ...renamed,
    [url]: `http://choreo.${NAMESPACE}.svc.cluster.local:8080/api/v1`,
  });
});

test('is rendered if Backstage is disabled', () => {
  const all = renderManifests([BASE, { backstage: { enabled: false } }]);
  expect(all).toEqual([find(renderManifests(BASE), ROUTE)]);
});

describe('the whole HTTPRoute', () => {
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
