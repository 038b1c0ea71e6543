import {
  type HttpRouteHost,
  type HttpRoutePath,
  type HttpRouteProps,
  type HttpRouteTimeouts,
  hostViolations,
  httpRouteSpec,
  type ParentRef,
  parentReferences,
} from '../../lib/constructs/http-route-spec';

const BACKEND = { name: 'portal', port: 80 };

function spec(props: HttpRouteProps) {
  return httpRouteSpec(props, 'gateway-default', 'team-a', BACKEND);
}

const HOSTS = [{ host: 'console.example.com', paths: [{ path: '/' }] }];

test('every setting reaches the spec', () => {
  const parent: Required<ParentRef> = {
    group: 'gateway.networking.k8s.io',
    kind: 'Gateway',
    namespace: 'gateways',
    name: 'edge',
    sectionName: 'https',
    port: 443,
  };
  const timeouts: Required<HttpRouteTimeouts> = { request: '1h', backendRequest: '30m' };
  const path: Required<HttpRoutePath> = { path: '/portal', pathType: 'Exact' };
  const host: Required<HttpRouteHost> = { host: 'console.example.com', paths: [path, { path: '/api' }] };
  const props: Required<HttpRouteProps> = {
    hosts: [host],
    parentRefs: [parent],
    pathType: 'RegularExpression',
    timeouts,
  };
  expect(spec(props)).toEqual({
    parentRefs: [parent],
    hostnames: ['console.example.com'],
    rules: [
      {
        matches: [{ path: { type: 'Exact', value: '/portal' } }],
        backendRefs: [{ name: 'portal', port: 80 }],
        timeouts: { request: '1h', backendRequest: '30m' },
      },
      {
        matches: [{ path: { type: 'RegularExpression', value: '/api' } }],
        backendRefs: [{ name: 'portal', port: 80 }],
        timeouts: { request: '1h', backendRequest: '30m' },
      },
    ],
  });
});

test("the route attaches to the chart's Gateway in the namespace of the release", () => {
  expect(spec({ hosts: HOSTS }).parentRefs).toEqual([{ name: 'gateway-default', namespace: 'team-a' }]);
});

describe('the parents of a route', () => {
  test('are in the namespace of the release if they name none', () => {
    expect(spec({ hosts: HOSTS, parentRefs: [{ name: 'edge' }] }).parentRefs).toEqual([
      { name: 'edge', namespace: 'team-a' },
    ]);
  });

  test('may be several, with different namespaces and listeners', () => {
    const parentRefs = [
      { name: 'inner', sectionName: 'http' },
      { name: 'outer', namespace: 'gateways', port: 8443 },
    ];
    expect(parentReferences(parentRefs, 'team-a')).toEqual([
      { name: 'inner', sectionName: 'http', namespace: 'team-a' },
      { name: 'outer', namespace: 'gateways', port: 8443 },
    ]);
  });

  test('may be an empty list, which attaches the route to nothing', () => {
    expect(spec({ hosts: HOSTS, parentRefs: [] }).parentRefs).toEqual([]);
  });

  test('stay as they were given', () => {
    const parent = Object.freeze({ name: 'edge' });
    expect(parentReferences([parent], 'team-a')).toEqual([{ name: 'edge', namespace: 'team-a' }]);
    expect(parent).toEqual({ name: 'edge' });
  });
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

test('a path without a type has that of the route, else Gateway API chooses', () => {
  expect(spec({ hosts: HOSTS, pathType: 'PathPrefix' }).rules).toMatchObject([
    { matches: [{ path: { type: 'PathPrefix', value: '/' } }] },
  ]);
  expect(spec({ hosts: HOSTS }).rules).toEqual([
    { matches: [{ path: { value: '/' } }], backendRefs: [{ name: 'portal', port: 80 }] },
  ]);
});

test('hosts without paths leave the rules to Gateway API', () => {
  expect(spec({ hosts: [{ host: 'console.example.com', paths: [] }] }).rules).toBeUndefined();
});

test('empty timeouts leave them to the Gateway', () => {
  expect(spec({ hosts: HOSTS, timeouts: {} }).rules?.[0]?.timeouts).toBeUndefined();
});

describe('hosts', () => {
  test('with a path each are fine', () => {
    expect(hostViolations(HOSTS)).toEqual([]);
  });

  test('must not be an empty list', () => {
    expect(hostViolations([])).toEqual(['hosts: must have a host, got none']);
  });

  test('must have a path each', () => {
    const hosts = [{ host: 'a.example.com', paths: [] }, ...HOSTS, { host: 'b.example.com', paths: [] }];
    expect(hostViolations(hosts)).toEqual([
      'hosts: a.example.com must have a path, got none',
      'hosts: b.example.com must have a path, got none',
    ]);
  });
});
