import type { Values } from '../../../../lib';
import { FIDELITIES } from '../../../../lib/values/fidelity';
import { warning, warnings, yaml } from './support';

const unread = (path: string, fix: string) =>
  warning('unread-values', path, 'has no effect: no rendered object uses it', fix);

test.each(FIDELITIES)("warns about TLS and a class of the API's route in %s fidelity", (fidelity) => {
  const ingress = { ingressClassName: 'nginx', tls: [{ secretName: 'api-tls' }] };
  expect(warnings({ openchoreoApi: { ingress } }, { fidelity })).toEqual([
    unread('openchoreoApi.ingress.tls', 'remove it, and add the certificate to the Gateway'),
    unread('openchoreoApi.ingress.ingressClassName', 'remove it, and create a separate Ingress'),
  ]);
});

test.each<Values>([
  {},
  { backstage: { metrics: { enabled: true, serviceMonitor: { enabled: true, interval: '10s' } } } },
  { backstage: { metrics: { enabled: false, serviceMonitor: { enabled: null } } } },
  { backstage: { auth: { redirectUrls: ['http://localhost/api/auth/openchoreo-auth/handler/frame'] } } },
  { openchoreoApi: { ingress: { ingressClassName: '', tls: [] } } },
  { openchoreoApi: { ingress: { ingressClassName: null, tls: null } } },
])('does not warn about %j', (values) => {
  expect(warnings(values, { allow: ['redirect-urls'] })).toEqual([]);
});

test('does not warn about metrics of null', () => {
  expect(warnings(yaml('backstage: {metrics: null}'))).toEqual([]);
});

const tls: Values = { openchoreoApi: { ingress: { tls: [{ secretName: 'api-tls' }] } } };

test('does not warn if the rule is switched off', () => {
  expect(warnings(tls)).toHaveLength(1);
  expect(warnings(tls, { allow: ['unread-values'] })).toEqual([]);
});

test('does not warn if Backstage is disabled', () => {
  expect(warnings({ ...tls, backstage: { enabled: false } })).toEqual([]);
});

test("leaves values that the chart's defects affect to the rule chart-defects", () => {
  const networkPolicy = { peers: { dns: [{ podSelector: {} }] } };
  expect(warnings({ global: { imagePullSecrets: [{ name: 'registry' }] }, backstage: { networkPolicy } })).toEqual([]);
});
