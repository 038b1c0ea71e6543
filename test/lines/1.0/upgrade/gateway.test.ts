import { upgrade } from './support';

test('the https listener keeps its host and its certificate', () => {
  const { values } = upgrade({ global: { baseDomain: 'example.com', tls: { secretName: 'cert' } } });
  expect(values.gateway).toEqual({ tls: { hostname: '*.example.com', certificateRefs: [{ name: 'cert' }] } });
});

test('a listener with a host, a certificate and an issuer of its own keeps them', () => {
  const tls = { hostname: 'a.example.com', certName: 'cert', clusterIssuer: 'letsencrypt' };
  const { values, entries } = upgrade({ gateway: { tls } });
  expect(values.gateway).toEqual({
    tls: { hostname: 'a.example.com', certificateRefs: [{ name: 'cert' }] },
    annotations: { 'cert-manager.io/cluster-issuer': 'letsencrypt' },
  });
  expect(entries('gateway.tls.clusterIssuer')).toMatchObject([
    { kind: 'moved', to: 'gateway.annotations["cert-manager.io/cluster-issuer"]' },
  ]);
});

test('settings of the gateway controller are dropped, and those of the Gateway stay', () => {
  const { values, entries } = upgrade({
    gateway: { enabled: false, httpPort: 8080, envoy: { enabled: true }, controller: { replicaCount: 2 } },
    'kgateway-crds': {},
  });
  expect(values.gateway).toEqual({ enabled: false, httpPort: 8080 });
  for (const path of ['gateway.envoy', 'gateway.controller', 'kgateway-crds']) {
    expect(entries(path)).toMatchObject([{ kind: 'dropped' }]);
  }
});
