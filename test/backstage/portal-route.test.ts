import {
  basePathOf,
  httpsListeners,
  ingressCertificate,
  type PortalRoute,
  rewritesPath,
  routedPath,
  urlProblems,
} from '../../lib/backstage/portal-route';

const route = (host: string, paths: readonly string[] = ['/'], others: Partial<PortalRoute> = {}): PortalRoute => ({
  kind: 'HTTPRoute',
  hosts: [{ host, paths: paths.map((path) => ({ ...routedPath(path, undefined), isRemoved: false })) }],
  catchesAll: false,
  https: undefined,
  ...others,
});

const parts = (...of: Parameters<typeof urlProblems>) => urlProblems(...of).map(({ part }) => part);

test('a URL without a route contradicts nothing', () => {
  expect(parts('https://console.example.com', [])).toEqual([]);
});

test('a malformed URL contradicts nothing, because another check reports it', () => {
  expect(parts('console.example.com', [route('other.example.com')])).toEqual([]);
});

test('one of several routes, with one of several hosts, is enough', () => {
  const hosts = [...route('a.example.com').hosts, ...route('console.example.com').hosts];
  expect(parts('https://console.example.com', [route('b.example.com'), route('', ['/'], { hosts })])).toEqual([]);
  expect(parts('https://console.example.com', [route('b.example.com'), route('c.example.com')])).toEqual(['host']);
});

test('a route that catches all requests has every host and path', () => {
  expect(parts('https://console.example.com/', [route('b.example.com', ['/b'], { catchesAll: true })])).toEqual([]);
});

test('a portal on localhost needs no route', () => {
  expect(parts('http://localhost:7007', [route('console.example.com')], 7007)).toEqual([]);
  expect(parts('http://localhost:7007', [route('localhost')], 7007)).toEqual([]);
});

test('the path of the URL must be below a prefix', () => {
  expect(parts('https://a.example.com', [route('a.example.com', ['/api'])])).toEqual(['path']);
  expect(parts('https://a.example.com', [route('a.example.com', ['/api', '/'])])).toEqual([]);
});

test('an expression may match any path', () => {
  expect(parts('https://a.example.com/portal', [route('a.example.com', ['/portal(/|$)(.*)'])])).toEqual([]);
});

test('the longest prefix decides whether the path is removed', () => {
  const paths = [
    { path: '/', type: 'prefix', isRemoved: false },
    { path: '/portal', type: 'prefix', isRemoved: true },
  ] as const;
  const hosts = [{ host: 'a.example.com', paths }];
  expect(parts('https://a.example.com/portal', [route('', [], { hosts })])).toEqual([]);
  expect(parts('https://a.example.com/other', [route('', [], { hosts })])).toEqual(['prefix']);
});

test('the port of the Service is not the port of the Gateway', () => {
  expect(parts('https://a.example.com:7007', [route('a.example.com')], 7007)).toEqual(['port']);
  expect(parts('https://a.example.com:8443', [route('a.example.com')], 7007)).toEqual([]);
});

test('http contradicts a route with https, and https contradicts none', () => {
  const withHttps = [route('a.example.com', ['/'], { https: 'the Ingress has a certificate' })];
  expect(parts('http://a.example.com', withHttps)).toEqual(['protocol']);
  expect(parts('https://a.example.com', withHttps)).toEqual([]);
});

test.each([
  [[{ sectionName: 'https' }], true],
  [[{ sectionName: 'websecure' }, { port: 443 }], true],
  [[{ sectionName: 'https' }, { sectionName: 'http' }], false],
  [[{ sectionName: 'https' }, {}], false],
  [[{ port: 8443 }], false],
  [[], false],
])('the listeners %j all use https: %j', (parents, isHttps) => {
  expect(httpsListeners(parents) !== undefined).toBe(isHttps);
});

test.each([
  [[], {}, false],
  [[{}], {}, true],
  [[{ hosts: ['*.example.com'] }], {}, true],
  [[{ hosts: ['b.example.com'] }], {}, false],
  [[], { 'alb.ingress.kubernetes.io/certificate-arn': 'arn:aws:acm:a' }, true],
  [[], { 'nginx.ingress.kubernetes.io/force-ssl-redirect': 'true' }, true],
  [[], { 'nginx.ingress.kubernetes.io/force-ssl-redirect': 'false' }, false],
  [[], { 'alb.ingress.kubernetes.io/scheme': 'internal' }, false],
])('an Ingress with the TLS entries %j and the annotations %j uses https: %j', (tls, annotations, isHttps) => {
  expect(ingressCertificate(tls, annotations, 'a.example.com') !== undefined).toBe(isHttps);
});

test.each([
  ['nginx.ingress.kubernetes.io/rewrite-target', true],
  ['traefik.ingress.kubernetes.io/router.middlewares', true],
  ['haproxy.org/path-rewrite', true],
  ['cert-manager.io/cluster-issuer', false],
])('the annotation %s may change paths: %j', (annotation, rewrites) => {
  expect(rewritesPath({ [annotation]: '/' })).toBe(rewrites);
});

test.each([
  ['https://example.com', ''],
  ['https://example.com/', ''],
  ['https://example.com/portal/', '/portal'],
  ['example.com/portal', ''],
])('the path of %s is "%s"', (url, path) => {
  expect(basePathOf(url)).toBe(path);
});
