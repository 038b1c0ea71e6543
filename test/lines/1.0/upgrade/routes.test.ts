import { upgrade } from './support';

const hosts = [
  { host: 'a.example.com', paths: [{ path: '/' }] },
  { host: 'b.example.com', paths: [{ path: '/' }] },
  { host: 'a.example.com', paths: [{ path: '/again' }] },
];

test('hosts become host names, and other options keep their names', () => {
  const timeouts = { request: '60s' };
  const { backstage, entries } = upgrade({
    backstage: { ingress: { enabled: true, annotations: { a: 'b' }, hosts: hosts.slice(0, 2), timeouts } },
  });
  expect(backstage).not.toHaveProperty('ingress');
  expect(backstage?.http).toEqual({
    enabled: true,
    annotations: { a: 'b' },
    hostnames: ['a.example.com', 'b.example.com'],
    timeouts,
  });
  expect(entries('backstage.ingress')).toMatchObject([{ kind: 'moved', to: 'backstage.http' }]);
  expect(entries('backstage.ingress.hosts')).toMatchObject([{ kind: 'moved', to: 'backstage.http.hostnames' }]);
});

test('a host that comes twice is one host name, and paths that were not routed are reported', () => {
  const { backstage, entries } = upgrade({ backstage: { ingress: { hosts } } });
  expect(backstage?.http?.hostnames).toEqual(['a.example.com', 'b.example.com']);
  expect(entries('backstage.ingress.hosts')[0]?.message).toContain('now matches all paths');
});

test('hosts of the API become host names too', () => {
  const { values } = upgrade({ openchoreoApi: { ingress: { hosts: [{ host: 'api.test', paths: [{ path: '/' }] }] } } });
  expect(values.openchoreoApi).toEqual({ http: { hostnames: ['api.test'] } });
});

test('an empty list of hosts is replaced by the derived host', () => {
  expect(upgrade({ backstage: { ingress: { hosts: [] } } }).backstage?.http).toEqual({
    hostnames: ['openchoreo.local'],
  });
});

test.each(['ingressClassName', 'className'] as const)('an Ingress keeps its class, with %s', (key) => {
  const tls = [{ secretName: 'cert', hosts: ['a.example.com'] }];
  const { backstage } = upgrade({
    backstage: { ingress: { [key]: 'nginx', hosts: hosts.slice(0, 1), tls, pathType: 'Exact', defaultBackend: true } },
  });
  expect(backstage?.http).toEqual({
    className: 'nginx',
    hostnames: ['a.example.com'],
    tls,
    pathType: 'Exact',
    defaultBackend: true,
  });
});

test('the class of all Ingresses, and their certificate, become those of the portal', () => {
  const { values, backstage } = upgrade({
    global: { baseDomain: 'example.com', ingressClassName: 'nginx', tls: { enabled: true, secretName: 'cert' } },
  });
  expect(values.global).toBeUndefined();
  expect(backstage?.http).toMatchObject({ className: 'nginx', tls: [{ hosts: ['example.com'], secretName: 'cert' }] });
});

test('options of an Ingress are dropped if an HTTPRoute is rendered', () => {
  const ingress = { kind: 'HTTPRoute' as const, ingressClassName: 'nginx', tls: [], pathType: 'PathPrefix' as const };
  const { backstage, entries } = upgrade({ backstage: { ingress } });
  expect(backstage?.http).toEqual({ hostnames: ['openchoreo.local'] });
  for (const key of Object.keys(ingress)) {
    expect(entries(`backstage.ingress.${key}`)).toMatchObject([{ kind: 'dropped' }]);
  }
});

test('an Ingress without a class becomes an HTTPRoute, and the report says how to keep it', () => {
  const { entries } = upgrade({ backstage: { ingress: { kind: 'Ingress' } } });
  expect(entries('backstage.ingress.kind')).toMatchObject([
    { kind: 'dropped', fix: expect.stringContaining('backstage.http.className') },
  ]);
});
