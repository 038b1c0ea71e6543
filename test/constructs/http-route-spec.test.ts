import type { RouteRule } from '../../lib/backstage/profile';
import {
  type HttpRouteByHostnames,
  type HttpRouteByHosts,
  type HttpRouteHost,
  type HttpRoutePath,
  type HttpRouteProps,
  type HttpRouteTimeouts,
  hostViolations,
  httpRouteSpec,
  httpRouteViolations,
  type ParentRef,
  parentReferences,
  ruleNames,
  withCrdDefaults,
} from '../../lib/constructs/http-route-spec';
import * as CRD from '../crd-defaults';

const BACKEND = { name: 'portal', port: 80 };

/** Default rules of the routes in these tests. */
const RULES: readonly RouteRule[] = [
  { prefixes: ['/chat', '/more'], timeouts: { request: '450s' } },
  { prefixes: ['/'] },
];

/** Returns the spec, by default without the fields that Gateway API's CRD sets. */
function spec(props: HttpRouteProps) {
  return httpRouteSpec(
    { crdDefaults: false, ...props },
    { gateway: 'gateway-default', namespace: 'team-a', rules: RULES },
    BACKEND,
  );
}

const HOSTS = [{ host: 'console.example.com', paths: [{ path: '/' }] }];

test('renders every setting of a route that is given by its hosts', () => {
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
  const props: Required<Omit<HttpRouteByHosts, 'hostnames' | 'rules'>> = {
    hosts: [host],
    parentRefs: [parent],
    pathType: 'RegularExpression',
    timeouts,
    basePath: '/',
    crdDefaults: false,
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

test('renders every setting of a route that is given by its host names', () => {
  const timeouts: Required<HttpRouteTimeouts> = { request: '1h', backendRequest: '30m' };
  const rule: Required<RouteRule> = { name: 'stream', prefixes: ['/a', '/b'], timeouts: { backendRequest: '0s' } };
  const props: Required<Omit<HttpRouteByHostnames, 'hosts' | 'pathType'>> = {
    hostnames: ['console.example.com', '*.example.org'],
    rules: [rule, { prefixes: ['/'] }],
    parentRefs: [{ name: 'edge', namespace: 'gateways' }],
    timeouts,
    basePath: '/',
    crdDefaults: false,
  };
  expect(spec(props)).toEqual({
    parentRefs: [{ name: 'edge', namespace: 'gateways' }],
    hostnames: ['console.example.com', '*.example.org'],
    rules: [
      {
        name: 'stream',
        matches: [{ path: { type: 'PathPrefix', value: '/a' } }, { path: { type: 'PathPrefix', value: '/b' } }],
        backendRefs: [{ name: 'portal', port: 80 }],
        timeouts: { backendRequest: '0s' },
      },
      {
        matches: [{ path: { type: 'PathPrefix', value: '/' } }],
        backendRefs: [{ name: 'portal', port: 80 }],
        timeouts: { request: '1h', backendRequest: '30m' },
      },
    ],
  });
});

describe('a route that is given by its host names', () => {
  const hostnames = ['console.example.com'];

  test('has the default rules', () => {
    expect(spec({ hostnames }).rules).toEqual([
      {
        matches: [{ path: { type: 'PathPrefix', value: '/chat' } }, { path: { type: 'PathPrefix', value: '/more' } }],
        backendRefs: [{ name: 'portal', port: 80 }],
        timeouts: { request: '450s' },
      },
      { matches: [{ path: { type: 'PathPrefix', value: '/' } }], backendRefs: [{ name: 'portal', port: 80 }] },
    ]);
  });

  test('applies its timeouts to rules without timeouts', () => {
    expect(spec({ hostnames, timeouts: { request: '60s' } }).rules?.map(({ timeouts }) => timeouts)).toEqual([
      { request: '450s' },
      { request: '60s' },
    ]);
  });

  test('omits empty timeouts of a rule, which replace those of the route', () => {
    const rules = [{ prefixes: ['/'], timeouts: {} }];
    expect(spec({ hostnames, rules, timeouts: { request: '60s' } }).rules?.[0]?.timeouts).toBeUndefined();
  });

  test('is accepted with host names and default rules', () => {
    expect(httpRouteViolations({ hostnames })).toEqual([]);
  });

  test('must have host names', () => {
    expect(httpRouteViolations({ hostnames: [] })).toEqual(['hostnames: must not be empty; add a host name']);
  });

  test('must have rules', () => {
    expect(httpRouteViolations({ hostnames, rules: [] })).toEqual([
      "rules: must not be empty; add { prefixes: ['/'] }, or remove it",
    ]);
  });

  test('must have a prefix in each rule', () => {
    const rules = [{ prefixes: ['/'] }, { name: 'stream', prefixes: [] }];
    expect(httpRouteViolations({ hostnames, rules })).toEqual([
      "rules[1].prefixes: must not be empty; add a prefix, such as '/'",
    ]);
  });
});

test('the names of the rules are in the order of the rules', () => {
  const rules = [{ name: 'b', prefixes: ['/b'] }, { prefixes: ['/c'] }, { name: 'a', prefixes: ['/a'] }];
  expect(ruleNames(spec({ hostnames: ['console.example.com'], rules }))).toEqual(['b', 'a']);
  expect(ruleNames(spec({ hosts: HOSTS }))).toEqual([]);
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

describe("the fields that Gateway API's CRD sets", () => {
  test('are written by default', () => {
    const props: HttpRouteProps = { hosts: HOSTS, timeouts: { request: '1s' } };
    const defaults = { gateway: 'gateway-default', namespace: 'team-a', rules: RULES };
    expect(httpRouteSpec(props, defaults, BACKEND)).toEqual({
      parentRefs: [{ ...CRD.PARENT, name: 'gateway-default', namespace: 'team-a' }],
      hostnames: ['console.example.com'],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/' } }],
          backendRefs: [{ ...CRD.BACKEND, name: 'portal', port: 80 }],
          timeouts: { request: '1s' },
        },
      ],
    });
  });

  test('never replace a given field', () => {
    const given = {
      parentRefs: [{ group: '', kind: 'Service', name: 'mesh' }],
      rules: [
        {
          matches: [{ path: { type: 'Exact', value: '/a' } }],
          filters: [{ type: 'RequestRedirect', requestRedirect: { statusCode: 301 } }],
          backendRefs: [{ group: 'example.com', kind: 'Pool', name: 'a', weight: 0 }],
        },
      ],
    };
    expect(withCrdDefaults(given)).toEqual(given);
  });

  test('complete a redirect, and a match without path', () => {
    const filters = [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https' } }];
    expect(withCrdDefaults({ rules: [{ filters }, { matches: [{}] }] }).rules).toEqual([
      {
        matches: CRD.MATCHES,
        filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 302 } }],
      },
      { matches: CRD.MATCHES },
    ]);
  });
});

describe('basePath', () => {
  const backendRefs = [BACKEND];
  const rewriting = (value: string, replacePrefixMatch: string) => ({
    matches: [{ path: { type: 'PathPrefix', value } }],
    filters: [{ type: 'URLRewrite', urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch } } }],
    backendRefs,
  });

  test.each(['/portal', '/portal/'])('adds rules that remove %s, one for each path', (basePath) => {
    const { rules = [] } = spec({ hostnames: ['example.com'], basePath });
    expect(rules.slice(0, 2)).toEqual(spec({ hostnames: ['example.com'] }).rules);
    expect(rules.slice(2)).toEqual([
      { ...rewriting('/portal/chat', '/chat'), timeouts: { request: '450s' } },
      { ...rewriting('/portal/more', '/more'), timeouts: { request: '450s' } },
      rewriting('/portal', '/'),
    ]);
  });

  test('removes itself from paths below it', () => {
    const paths = [{ path: '/portal' }, { path: '/portal/api' }, { path: '/portals', pathType: 'Exact' as const }];
    expect(spec({ hosts: [{ host: 'example.com', paths }], basePath: '/portal' }).rules).toEqual([
      { matches: [{ path: { type: 'Exact', value: '/portals' } }], backendRefs },
      rewriting('/portal', '/'),
      rewriting('/portal/api', '/api'),
    ]);
  });

  test('moves the name of a rule to the rule that removes it', () => {
    const rules = [{ name: 'stream', prefixes: ['/stream'] }];
    const names = spec({ hostnames: ['example.com'], rules, basePath: '/portal' }).rules?.map(({ name }) => name);
    expect(names).toEqual([undefined, 'stream']);
  });

  test.each([undefined, '', '/'])('changes nothing if it is %j', (basePath) => {
    const props = { hostnames: ['example.com'] };
    expect(spec({ ...props, basePath })).toEqual(spec(props));
  });
});

describe('hosts', () => {
  test('are accepted if each has a path', () => {
    expect(hostViolations(HOSTS)).toEqual([]);
  });

  test('must not be empty', () => {
    expect(hostViolations([])).toEqual(['hosts: must not be empty; add a host']);
    expect(httpRouteViolations({ hosts: [] })).toEqual(['hosts: must not be empty; add a host']);
  });

  test('must each have a path', () => {
    const hosts = [{ host: 'a.example.com', paths: [] }, ...HOSTS, { host: 'b.example.com', paths: [] }];
    expect(hostViolations(hosts)).toEqual([
      "hosts: a.example.com must have a path; add { path: '/' } to it",
      "hosts: b.example.com must have a path; add { path: '/' } to it",
    ]);
  });
});
