import type { Values } from '../../../../lib';
import { FIDELITIES } from '../../../../lib/values/fidelity';
import { warning, warnings, yaml } from './support';

const unread = (path: string, fix: string) =>
  warning('unread-values', path, 'has no effect: nothing that is rendered depends on it', fix);

test.each(FIDELITIES)("warns of TLS and of a class of the API's route in %s fidelity", (fidelity) => {
  const ingress = { ingressClassName: 'nginx', tls: [{ secretName: 'api-tls' }] };
  expect(warnings({ openchoreoApi: { ingress } }, { fidelity })).toEqual([
    unread('openchoreoApi.ingress.tls', 'give the certificate to the Gateway'),
    unread('openchoreoApi.ingress.ingressClassName', 'add a separate Ingress'),
  ]);
});

test.each<Values>([
  {},
  { backstage: { metrics: { enabled: true, serviceMonitor: { enabled: true, interval: '10s' } } } },
  { backstage: { metrics: { enabled: false, serviceMonitor: { enabled: null } } } },
  { backstage: { auth: { redirectUrls: ['http://localhost/api/auth/openchoreo-auth/handler/frame'] } } },
  { openchoreoApi: { ingress: { ingressClassName: '', tls: [] } } },
  { openchoreoApi: { ingress: { ingressClassName: null, tls: null } } },
])('says nothing of %j', (values) => {
  expect(warnings(values, { allow: ['redirect-urls'] })).toEqual([]);
});

test('says nothing of metrics that are null as a whole', () => {
  expect(warnings(yaml('backstage: {metrics: null}'))).toEqual([]);
});

const tls: Values = { openchoreoApi: { ingress: { tls: [{ secretName: 'api-tls' }] } } };

test('says nothing where allowed', () => {
  expect(warnings(tls)).toHaveLength(1);
  expect(warnings(tls, { allow: ['unread-values'] })).toEqual([]);
});

test('says nothing of a disabled Backstage', () => {
  expect(warnings({ ...tls, backstage: { enabled: false } })).toEqual([]);
});

test("leaves values that the chart's defects spoil to the rule chart-defects", () => {
  const networkPolicy = { peers: { dns: [{ podSelector: {} }] } };
  expect(warnings({ global: { imagePullSecrets: [{ name: 'registry' }] }, backstage: { networkPolicy } })).toEqual([]);
});
