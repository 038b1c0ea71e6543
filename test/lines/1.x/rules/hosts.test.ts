import { behindIngress, disabled, error, found, on, rulesOn, type Values } from '../support';

const noName = (path: string, got: string) =>
  error(
    'hosts',
    path,
    `must be a DNS name, optionally with a wildcard as its first part, got ${JSON.stringify(got)}`,
    'write it as console.example.com or *.example.com: lower case, no protocol, no port, no path',
  );

const many = Array.from({ length: 17 }, (_, index) => `a${index}.example.com`);

test.each(['https://console.example.com', 'Console', 'a.example.com:8443', '10.0.0.1', ''])(
  'refuses the host %j',
  (host) => {
    expect(found(on({ http: { hostnames: [host] } }))).toEqual([noName('backstage.http.hostnames[0]', host)]);
    expect(found({ openchoreoApi: { http: { hostnames: [host] } } })).toEqual([
      noName('openchoreoApi.http.hostnames[0]', host),
    ]);
  },
);

test.each<Values>([
  on({ http: { hostnames: ['*.example.com', 'localhost'] } }),
  on({ http: { hostnames: [] } }),
  on({ http: { hostnames: ['Console'], enabled: false } }),
  { openchoreoApi: { http: { hostnames: ['Api'], enabled: false } } },
  behindIngress({ hostnames: many }),
])('accepts %j', (values) => {
  expect(found(values, { allow: ['routed-url'] })).toEqual([]);
});

test('refuses more hosts than an HTTPRoute can have', () => {
  expect(found(on({ http: { hostnames: many } }))).toEqual([
    error(
      'hosts',
      'backstage.http.hostnames',
      'must have at most 16 hosts in an HTTPRoute, got 17',
      'combine hosts with a wildcard',
    ),
  ]);
  expect(rulesOn({ openchoreoApi: { http: { hostnames: many } } })).toEqual(['hosts']);
});

test('refuses invalid hosts in the certificates of an Ingress', () => {
  const tls = [{ secretName: 'tls', hosts: ['console.example.com', 'Console'] }];
  expect(found(behindIngress({ tls }), { allow: ['tls-host-coverage'] })).toEqual([
    noName('backstage.http.tls[0].hosts[1]', 'Console'),
  ]);
});

test('accepts an invalid host if the rule is switched off or Backstage is disabled', () => {
  expect(found(on({ http: { hostnames: ['Console'] } }), { allow: ['hosts', 'routed-url'] })).toEqual([]);
  expect(found(disabled(on({ http: { hostnames: ['Console'] } })))).toEqual([]);
});
