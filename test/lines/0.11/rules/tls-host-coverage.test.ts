import type { Values } from '../../../../lib';
import { warnings as allWarnings, warning } from './support';

type Ingress = NonNullable<NonNullable<Values['backstage']>['ingress']>;

const ingress = (hosts: readonly string[], certified: readonly string[], more: Ingress = {}): Values => ({
  backstage: {
    baseUrl: 'http://localhost:7007',
    ingress: {
      kind: 'Ingress',
      hosts: hosts.map((host) => ({ host, paths: [{ path: '/' }] })),
      tls: [{ secretName: 'console-tls', hosts: certified }],
      ...more,
    },
  },
});

/** Returns the findings of the rule, without those of `redirect-urls` about the portal's URL. */
function warnings(values: Values, allow: readonly string[] = []) {
  return allWarnings(values, { allow: ['redirect-urls', ...allow] });
}

const uncovered = (path: string, host: string) =>
  warning(
    'tls-host-coverage',
    path,
    `no entry of backstage.ingress.tls covers ${JSON.stringify(host)}`,
    'add the host to an entry of backstage.ingress.tls',
  );

const unrouted = (path: string, host: string) =>
  warning(
    'tls-host-coverage',
    path,
    `must be a host that the Ingress routes, got ${JSON.stringify(host)}`,
    'add it to backstage.ingress.hosts, or remove it here',
  );

test('warns about a host without a certificate', () => {
  expect(warnings(ingress(['a.example.com', 'b.example.com'], ['a.example.com']))).toEqual([
    uncovered('backstage.ingress.hosts[1].host', 'b.example.com'),
  ]);
});

test('warns about a certificate for a host that is not routed', () => {
  expect(warnings(ingress(['a.example.com'], ['a.example.com', 'b.example.com']))).toEqual([
    unrouted('backstage.ingress.tls[0].hosts[1]', 'b.example.com'),
  ]);
});

test('warns about both the host and the certificate if one is misspelt', () => {
  expect(warnings(ingress(['console.example.com'], ['consol.example.com']))).toEqual([
    uncovered('backstage.ingress.hosts[0].host', 'console.example.com'),
    unrouted('backstage.ingress.tls[0].hosts[0]', 'consol.example.com'),
  ]);
});

test.each<[string, string[], string[]]>([
  ['the same host', ['a.example.com'], ['a.example.com']],
  ['a wildcard for the first part', ['a.example.com', 'b.example.com'], ['*.example.com']],
  ['the same wildcard', ['*.example.com'], ['*.example.com']],
])('accepts %s', (_, hosts, certified) => {
  expect(warnings(ingress(hosts, certified))).toEqual([]);
});

test.each(['example.com', 'a.b.example.com'])('warns about %s, which *.example.com does not cover', (host) => {
  expect(warnings(ingress([host], ['*.example.com']))).toEqual([
    uncovered('backstage.ingress.hosts[0].host', host),
    unrouted('backstage.ingress.tls[0].hosts[0]', '*.example.com'),
  ]);
});

test('accepts a certificate for one host of a routed wildcard, but warns about the wildcard', () => {
  expect(warnings(ingress(['*.example.com'], ['a.example.com']))).toEqual([
    uncovered('backstage.ingress.hosts[0].host', '*.example.com'),
  ]);
});

test('checks all entries', () => {
  const tls = [
    { secretName: 'a', hosts: ['a.example.com'] },
    { secretName: 'b', hosts: ['b.example.com'] },
  ];
  expect(warnings(ingress(['a.example.com', 'b.example.com'], [], { tls }))).toEqual([]);
});

test.each([{ secretName: 'console-tls' }, { secretName: 'console-tls', hosts: [] }])(
  'treats the entry %j without hosts as one for all hosts, like Kubernetes',
  (entry) => {
    expect(warnings(ingress(['a.example.com'], [], { tls: [entry] }))).toEqual([]);
  },
);

test('compares with the console host if no hosts are set', () => {
  expect(warnings({ ...ingress([], ['console.example.com']), global: { baseDomain: 'example.com' } })).toEqual([
    uncovered('backstage.ingress.tls', 'example.com'),
    unrouted('backstage.ingress.tls[0].hosts[0]', 'console.example.com'),
  ]);
});

test.each<[string, Ingress]>([
  ['no certificates', { tls: [] }],
  ['certificates of null', { tls: null }],
  ['a disabled Ingress', { enabled: false }],
])('does not warn with %s', (_, more) => {
  expect(warnings(ingress(['a.example.com'], ['b.example.com'], more), ['unread-values'])).toEqual([]);
});

test('leaves an HTTPRoute to the rule tls-without-class', () => {
  const found = warnings(ingress(['a.example.com'], ['b.example.com'], { kind: 'HTTPRoute' }));
  expect(found.map(({ rule }) => rule)).toEqual(['tls-without-class']);
});

test('does not warn if the rule is switched off', () => {
  expect(warnings(ingress(['a.example.com'], ['b.example.com']), ['tls-host-coverage'])).toEqual([]);
});

test('does not warn if Backstage is disabled', () => {
  const values = ingress(['a.example.com'], ['b.example.com']);
  expect(warnings({ backstage: { ...values.backstage, enabled: false } })).toEqual([]);
});
