import type { Values } from '../../../lib';
import { FIDELITIES } from '../../../lib/values/fidelity';
import { warning, warnings, yaml } from './support';

const unread = (path: string, mend: string) =>
  warning('unread-values', path, 'has no effect: nothing that is rendered depends on it', mend);

const secrets: Values = { global: { imagePullSecrets: [{ name: 'registry' }] } };

const pullSecrets = unread('global.imagePullSecrets', 'use fidelity corrected, which gives them to the pods');

test('warns of pull secrets of all components, which the chart does not read', () => {
  expect(warnings(secrets)).toEqual([pullSecrets]);
});

test('says nothing of them in corrected fidelity', () => {
  expect(warnings(secrets, { fidelity: 'corrected' })).toEqual([]);
});

const peers: Values = { backstage: { networkPolicy: { peers: { dns: [{ podSelector: {} }] } } } };

test('warns of peers of a NetworkPolicy, of which that of the chart is not made', () => {
  expect(warnings(peers)).toEqual([
    unread('backstage.networkPolicy.peers', 'use fidelity corrected, whose NetworkPolicy is made of them'),
  ]);
  expect(warnings(peers, { fidelity: 'corrected' })).toEqual([]);
});

test.each(FIDELITIES)("warns of TLS and of a class of the API's route in %s fidelity", (fidelity) => {
  const ingress = { ingressClassName: 'nginx', tls: [{ secretName: 'api-tls' }] };
  expect(warnings({ openchoreoApi: { ingress } }, { fidelity })).toEqual([
    unread('openchoreoApi.ingress.tls', 'give the certificate to the Gateway'),
    unread('openchoreoApi.ingress.ingressClassName', 'add an Ingress of your own'),
  ]);
});

test.each<Values>([
  {},
  { backstage: { metrics: { enabled: true, serviceMonitor: { enabled: true, interval: '10s' } } } },
  { backstage: { metrics: { enabled: false, serviceMonitor: { enabled: null } } } },
  { backstage: { auth: { redirectUrls: ['http://localhost/api/auth/openchoreo-auth/handler/frame'] } } },
  { backstage: { networkPolicy: { peers: { dns: null, clients: [] } } } },
  { global: { imagePullSecrets: [] } },
  { global: { imagePullSecrets: null } },
  { openchoreoApi: { ingress: { ingressClassName: '', tls: [] } } },
  { openchoreoApi: { ingress: { ingressClassName: null, tls: null } } },
])('says nothing of %j', (values) => {
  expect(warnings(values, { allow: ['redirect-urls'] })).toEqual([]);
});

test('says nothing of metrics that are null as a whole', () => {
  expect(warnings(yaml('backstage: {metrics: null}'))).toEqual([]);
});

test('says nothing where allowed', () => {
  expect(warnings(secrets, { allow: ['unread-values'] })).toEqual([]);
});

test('says nothing of a disabled Backstage', () => {
  expect(warnings({ ...secrets, backstage: { enabled: false } })).toEqual([]);
});
