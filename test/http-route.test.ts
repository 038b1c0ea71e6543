import {
  type Gateway,
  type HttpRouteHost,
  type HttpRoutePath,
  type HttpRouteProps,
  httpRouteSpec,
} from '../lib/http-route';

const BACKEND = { name: 'portal', port: 80 };

function spec(props: HttpRouteProps) {
  return httpRouteSpec(props, 'team-a', BACKEND);
}

test('every setting of a host and a gateway reaches the spec', () => {
  const gateway: Required<Gateway> = { name: 'edge', namespace: 'gateways' };
  const path: Required<HttpRoutePath> = { path: '/portal', pathType: 'Exact' };
  const host: Required<HttpRouteHost> = { host: 'console.example.com', paths: [path] };
  expect(spec({ gateway, hosts: [host] })).toEqual({
    parentRefs: [{ name: 'edge', namespace: 'gateways' }],
    hostnames: ['console.example.com'],
    rules: [{ matches: [{ path: { type: 'Exact', value: '/portal' } }], backendRefs: [{ name: 'portal', port: 80 }] }],
  });
});

test("the route attaches to the chart's Gateway in the namespace of the release", () => {
  const hosts = [{ host: 'console.example.com', paths: [{ path: '/' }] }];
  expect(spec({ hosts }).parentRefs).toEqual([{ name: 'gateway-default', namespace: 'team-a' }]);
});

test('a Gateway that is only named is in the namespace of the release', () => {
  const hosts = [{ host: 'console.example.com', paths: [{ path: '/' }] }];
  expect(spec({ hosts, gateway: { name: 'edge' } }).parentRefs).toEqual([{ name: 'edge', namespace: 'team-a' }]);
});

test('every path of every host is a rule, in order', () => {
  const hosts: HttpRouteHost[] = [
    { host: 'b.example.com', paths: [{ path: '/2' }, { path: '/1' }] },
    { host: 'a.example.com', paths: [{ path: '/3' }] },
  ];
  const { hostnames, rules } = spec({ hosts });
  expect(hostnames).toEqual(['b.example.com', 'a.example.com']);
  expect(rules?.map(({ matches }) => matches?.[0]?.path?.value)).toEqual(['/2', '/1', '/3']);
});

test('a path without a type leaves it to Gateway API', () => {
  const hosts = [{ host: 'console.example.com', paths: [{ path: '/' }] }];
  expect(spec({ hosts }).rules).toEqual([
    { matches: [{ path: { value: '/' } }], backendRefs: [{ name: 'portal', port: 80 }] },
  ]);
});

test('hosts without paths leave the rules to Gateway API', () => {
  expect(spec({ hosts: [{ host: 'console.example.com', paths: [] }] }).rules).toBeUndefined();
});
