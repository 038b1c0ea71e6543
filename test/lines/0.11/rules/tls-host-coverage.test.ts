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

/** What the rule says; the portal's URL is another than its hosts', which the rule `redirect-urls` is about. */
function warnings(values: Values, allow: readonly string[] = []) {
  return allWarnings(values, { allow: ['redirect-urls', ...allow] });
}

const uncovered = (path: string, host: string) =>
  warning(
    'tls-host-coverage',
    path,
    `no entry of backstage.ingress.tls has a certificate for ${JSON.stringify(host)}`,
    'add the host to an entry of tls',
  );

const unrouted = (path: string, host: string) =>
  warning(
    'tls-host-coverage',
    path,
    `no host of backstage.ingress.hosts is ${JSON.stringify(host)}`,
    'add it to backstage.ingress.hosts, or remove it here',
  );

test('warns of a host that has no certificate', () => {
  expect(warnings(ingress(['a.example.com', 'b.example.com'], ['a.example.com']))).toEqual([
    uncovered('backstage.ingress.hosts[1].host', 'b.example.com'),
  ]);
});

test('warns of a certificate for a host that is not routed', () => {
  expect(warnings(ingress(['a.example.com'], ['a.example.com', 'b.example.com']))).toEqual([
    unrouted('backstage.ingress.tls[0].hosts[1]', 'b.example.com'),
  ]);
});

test('warns of both sides of a misspelt host', () => {
  expect(warnings(ingress(['console.example.com'], ['consol.example.com']))).toEqual([
    uncovered('backstage.ingress.hosts[0].host', 'console.example.com'),
    unrouted('backstage.ingress.tls[0].hosts[0]', 'consol.example.com'),
  ]);
});

test.each<[string, string[], string[]]>([
  ['the same host', ['a.example.com'], ['a.example.com']],
  ['a wildcard for the first part', ['a.example.com', 'b.example.com'], ['*.example.com']],
  ['the same wildcard', ['*.example.com'], ['*.example.com']],
])('says nothing of %s', (_, hosts, certified) => {
  expect(warnings(ingress(hosts, certified))).toEqual([]);
});

test.each(['example.com', 'a.b.example.com'])('warns of %s, which *.example.com does not stand for', (host) => {
  expect(warnings(ingress([host], ['*.example.com']))).toEqual([
    uncovered('backstage.ingress.hosts[0].host', host),
    unrouted('backstage.ingress.tls[0].hosts[0]', '*.example.com'),
  ]);
});

test('takes one host of a routed wildcard for routed, but not for the wildcard', () => {
  expect(warnings(ingress(['*.example.com'], ['a.example.com']))).toEqual([
    uncovered('backstage.ingress.hosts[0].host', '*.example.com'),
  ]);
});

test('looks through all entries', () => {
  const tls = [
    { secretName: 'a', hosts: ['a.example.com'] },
    { secretName: 'b', hosts: ['b.example.com'] },
  ];
  expect(warnings(ingress(['a.example.com', 'b.example.com'], [], { tls }))).toEqual([]);
});

test.each([{ secretName: 'console-tls' }, { secretName: 'console-tls', hosts: [] }])(
  'takes the entry %j without hosts for one for all hosts, as Kubernetes does',
  (entry) => {
    expect(warnings(ingress(['a.example.com'], [], { tls: [entry] }))).toEqual([]);
  },
);

test('compares with the console host where no hosts are given', () => {
  expect(warnings({ ...ingress([], ['console.example.com']), global: { baseDomain: 'example.com' } })).toEqual([
    uncovered('backstage.ingress.tls', 'example.com'),
    unrouted('backstage.ingress.tls[0].hosts[0]', 'console.example.com'),
  ]);
});

test.each<[string, Ingress]>([
  ['no certificates', { tls: [] }],
  ['null as certificates', { tls: null }],
  ['an Ingress that is off', { enabled: false }],
])('says nothing of %s', (_, more) => {
  expect(warnings(ingress(['a.example.com'], ['b.example.com'], more))).toEqual([]);
});

test('leaves an HTTPRoute to the rule tls-without-class', () => {
  const found = warnings(ingress(['a.example.com'], ['b.example.com'], { kind: 'HTTPRoute' }));
  expect(found.map(({ rule }) => rule)).toEqual(['tls-without-class']);
});

test('says nothing where allowed', () => {
  expect(warnings(ingress(['a.example.com'], ['b.example.com']), ['tls-host-coverage'])).toEqual([]);
});

test('says nothing of a disabled Backstage', () => {
  const values = ingress(['a.example.com'], ['b.example.com']);
  expect(warnings({ backstage: { ...values.backstage, enabled: false } })).toEqual([]);
});
