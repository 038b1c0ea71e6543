import type { Values } from '../../../../lib';
import { urlFindings, warning } from './support';

type Backstage = NonNullable<Values['backstage']>;

const found = (backstage: Backstage, global: Values['global'] = {}) =>
  urlFindings({
    backstage,
    global,
    security: { enabled: false },
    openchoreoApi: { ingress: { enabled: false } },
  });

const hosts = [{ host: 'console.example.com', paths: [{ path: '/' }] }];
const HTTP = 'http://console.example.com';

const derived = (reason: string) =>
  warning(
    'url-scheme',
    'global.tls.enabled',
    `is false, so the URL of the portal is ${HTTP}, but ${reason}`,
    'set it to true, or set backstage.baseUrl to the https URL',
  );

const given = (reason: string) =>
  warning(
    'url-scheme',
    'backstage.baseUrl',
    `is ${HTTP}, but ${reason}`,
    'begin it with https://, and remove the port or set it to that of https',
  );

const BEHIND: readonly [string, NonNullable<Backstage['ingress']>][] = [
  ['the HTTPRoute attaches only to the listener https', { hosts, parentRefs: [{ name: 'a', sectionName: 'https' }] }],
  ['the HTTPRoute attaches only to the listener 443', { hosts, parentRefs: [{ name: 'a', port: 443 }] }],
  [
    'the Ingress has a certificate',
    { hosts, kind: 'Ingress', tls: [{ secretName: 'tls', hosts: ['console.example.com'] }] },
  ],
  [
    'the Ingress has the annotation alb.ingress.kubernetes.io/certificate-arn',
    { hosts, kind: 'Ingress', annotations: { 'alb.ingress.kubernetes.io/certificate-arn': 'arn:aws:acm:a' } },
  ],
];

test.each(BEHIND)('warns about an http URL if %s', (reason, ingress) => {
  expect(found({ ingress })).toEqual([derived(reason)]);
  expect(found({ ingress, baseUrl: HTTP })).toEqual([given(reason)]);
});

test.each(BEHIND)('accepts each fix if %s', (_, ingress) => {
  expect(found({ ingress }, { tls: { enabled: true } })).toEqual([]);
  expect(found({ ingress, baseUrl: 'https://console.example.com' })).toEqual([]);
});

test('warns about an http URL if the URLs that are derived begin with https', () => {
  expect(found({ ingress: { hosts }, baseUrl: HTTP }, { tls: { enabled: true } })).toEqual([
    given('global.tls.enabled is true'),
  ]);
});

test.each<[string, NonNullable<Backstage['ingress']>]>([
  ['an http listener', { hosts, parentRefs: [{ name: 'a', sectionName: 'http' }] }],
  ['all listeners', { hosts, parentRefs: [{ name: 'a' }] }],
  ['an Ingress without certificates', { hosts, kind: 'Ingress' }],
  ['certificates that an HTTPRoute ignores', { hosts, tls: [{ secretName: 'tls' }] }],
  ['no route', { hosts, enabled: false, parentRefs: [{ name: 'a', sectionName: 'https' }] }],
])('does not warn about an http URL with %s', (_, ingress) => {
  expect(found({ ingress })).toEqual([]);
});

test('does not warn about an https URL if a load balancer terminates TLS', () => {
  const parentRefs = [{ name: 'a', sectionName: 'http' }];
  expect(found({ baseUrl: 'https://console.example.com', ingress: { hosts, parentRefs } })).toEqual([]);
});

test('does not warn about a disabled portal', () => {
  const parentRefs = [{ name: 'a', sectionName: 'https' }];
  expect(found({ enabled: false, ingress: { hosts, parentRefs } })).toEqual([]);
});
