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

test('renders every setting', () => {
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

test("attaches to the chart's Gateway in the namespace of the release by default", () => {
  expect(spec({ hosts: HOSTS }).parentRefs).toEqual([{ name: 'gateway-default', namespace: 'team-a' }]);
});

describe('the parents of a route', () => {
  test('are in the namespace of the release by default', () => {
    expect(spec({ hosts: HOSTS, parentRefs: [{ name: 'edge' }] }).parentRefs).toEqual([
      { name: 'edge', namespace: 'team-a' },
    ]);
  });

  test('can have different namespaces and listeners', () => {
    const parentRefs = [
      { name: 'inner', sectionName: 'http' },
      { name: 'outer', namespace: 'gateways', port: 8443 },
    ];
    expect(parentReferences(parentRefs, 'team-a')).toEqual([
      { name: 'inner', sectionName: 'http', namespace: 'team-a' },
      { name: 'outer', namespace: 'gateways', port: 8443 },
    ]);
  });

  test('can be an empty list, which attaches the route to nothing', () => {
    expect(spec({ hosts: HOSTS, parentRefs: [] }).parentRefs).toEqual([]);
  });

  test('are not changed by the function', () => {
    const parent = Object.freeze({ name: 'edge' });
    expect(parentReferences([parent], 'team-a')).toEqual([{ name: 'edge', namespace: 'team-a' }]);
    expect(parent).toEqual({ name: 'edge' });
  });
});

test('renders one rule per path, in order', () => {
  const hosts: HttpRouteHost[] = [
    { host: 'b.example.com', paths: [{ path: '/2' }, { path: '/1' }] },
    { host: 'a.example.com', paths: [{ path: '/3' }] },
  ];
  const { hostnames, rules } = spec({ hosts });
  expect(hostnames).toEqual(['b.example.com', 'a.example.com']);
  expect(rules?.map(({ matches }) => matches?.[0]?.path?.value)).toEqual(['/2', '/1', '/3']);
});

test('uses the path type of the route, or that of Gateway API, for a path without one', () => {
  expect(spec({ hosts: HOSTS, pathType: 'PathPrefix' }).rules).toMatchObject([
    { matches: [{ path: { type: 'PathPrefix', value: '/' } }] },
  ]);
  expect(spec({ hosts: HOSTS }).rules).toEqual([
    { matches: [{ path: { value: '/' } }], backendRefs: [{ name: 'portal', port: 80 }] },
  ]);
});

test('omits the rules if the hosts have no paths', () => {
  expect(spec({ hosts: [{ host: 'console.example.com', paths: [] }] }).rules).toBeUndefined();
});

test('omits empty timeouts', () => {
  expect(spec({ hosts: HOSTS, timeouts: {} }).rules?.[0]?.timeouts).toBeUndefined();
});

describe('hosts', () => {
  test('are accepted if each has a path', () => {
    expect(hostViolations(HOSTS)).toEqual([]);
  });

  test('must not be empty', () => {
    expect(hostViolations([])).toEqual(['hosts: must not be empty; add a host']);
  });

  test('must each have a path', () => {
    const hosts = [{ host: 'a.example.com', paths: [] }, ...HOSTS, { host: 'b.example.com', paths: [] }];
    expect(hostViolations(hosts)).toEqual([
      "hosts: a.example.com must have a path; add { path: '/' } to it",
      "hosts: b.example.com must have a path; add { path: '/' } to it",
    ]);
  });
});
