import { refusals } from '../refusals';

function route(spec: object): string[] {
  const object = { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata: { name: 'a' }, spec };
  return refusals(object).map((text) => text.replace('spec.', ''));
}

function rule(members: object): string[] {
  return route({ rules: [members] }).map((text) => text.replace('rules[0].', ''));
}

describe('a route', () => {
  test.each<[string, object, string[]]>([
    ['with an unknown member', { hosts: ['a'] }, ['hosts: is not a field that Kubernetes knows here']],
    ['with a parent without a name', { parentRefs: [{}] }, ['parentRefs[0].name: is required']],
    [
      'with a parent in a namespace in upper case',
      { parentRefs: [{ name: 'a', namespace: 'Prod' }] },
      ['parentRefs[0].namespace: must be lower-case letters, digits and hyphens, got "Prod"'],
    ],
    [
      'with port 0 of a parent',
      { parentRefs: [{ name: 'a', port: 0 }] },
      ['parentRefs[0].port: must be an integer from 1 to 65535, got 0'],
    ],
    [
      'with null in a parent',
      { parentRefs: [{ name: 'a', namespace: null }] },
      ['parentRefs[0].namespace: must be a string, got null'],
    ],
    [
      'with one parent twice',
      { parentRefs: [{ name: 'a' }, { name: 'a', kind: 'Gateway' }] },
      ['parentRefs[1]: must not repeat spec.parentRefs[0]'],
    ],
    [
      'with a section of a parent, and the parent',
      { parentRefs: [{ name: 'a' }, { name: 'a', sectionName: 'b' }] },
      ['parentRefs[0].sectionName: is required, because another entry for this parent has it'],
    ],
    [
      'with one section twice',
      {
        parentRefs: [
          { name: 'a', sectionName: 'b' },
          { name: 'a', sectionName: 'b' },
        ],
      },
      ['parentRefs[1]: must not repeat spec.parentRefs[0]'],
    ],
    [
      'with a host in upper case',
      { hostnames: ['Example.com'] },
      ['hostnames[0]: must be a host name, whose first part may be *, got "Example.com"'],
    ],
    [
      'with 17 hosts',
      { hostnames: Array.from({ length: 17 }, () => 'a') },
      ['hostnames: must have at most 16 entries, got 17'],
    ],
    ['without rules', { rules: [] }, ['rules: must have at least 1 entry, got 0']],
    [
      'with 129 matches',
      { rules: [...Array(2).fill({ matches: Array(64).fill({}) }), {}] },
      ['rules: must have at most 128 matches together, got 129'],
    ],
  ])('is refused %s', (_, spec, refused) => {
    expect(route(spec)).toEqual(refused);
  });

  test.each<[string, object]>([
    ['without members', {}],
    [
      'with two sections of a parent',
      {
        parentRefs: [
          { name: 'a', sectionName: 'b' },
          { name: 'a', sectionName: 'c' },
        ],
      },
    ],
    ['with parents in two namespaces', { parentRefs: [{ name: 'a' }, { name: 'a', namespace: 'b' }] }],
    ['with null for a default', { parentRefs: [{ name: 'a', group: null }] }],
    ['with a wildcard', { hostnames: ['*.example.com'] }],
  ])('is accepted %s', (_, spec) => {
    expect(route(spec)).toEqual([]);
  });
});

describe('a rule', () => {
  test.each<[string, object, string[]]>([
    [
      'with a path without a slash',
      { matches: [{ path: { value: 'a' } }] },
      ['matches[0].path.value: must be a path that begins with /, got "a"'],
    ],
    [
      'with two slashes in a path',
      { matches: [{ path: { type: 'Exact', value: '/a//b' } }] },
      ['matches[0].path.value: must be a path without //, /./, /../, %2F and #, got "/a//b"'],
    ],
    [
      'with a space in a path',
      { matches: [{ path: { value: '/a b' } }] },
      ['matches[0].path.value: must be a path of a URL, got "/a b"'],
    ],
    [
      'with an empty path',
      { matches: [{ path: { value: '' } }] },
      ['matches[0].path.value: must be a path that begins with /, got ""'],
    ],
    [
      'with an unknown type of path',
      { matches: [{ path: { type: 'Prefix', value: '/' } }] },
      ['matches[0].path.type: must be one of Exact, PathPrefix, RegularExpression, got "Prefix"'],
    ],
    [
      'with an empty type of path',
      { matches: [{ path: { type: '', value: '/' } }] },
      ['matches[0].path.type: must not be empty'],
    ],
    [
      'with a method in lower case',
      { matches: [{ method: 'get' }] },
      ['matches[0].method: must be one of GET, HEAD, POST, PUT, DELETE, CONNECT, OPTIONS, TRACE, PATCH, got "get"'],
    ],
    [
      'with a header without a value',
      { matches: [{ headers: [{ name: 'a' }] }] },
      ['matches[0].headers[0].value: is required'],
    ],
    [
      'with one header twice',
      {
        matches: [
          {
            headers: [
              { name: 'a', value: 'b' },
              { name: 'a', value: 'c' },
            ],
          },
        ],
      },
      ['matches[0].headers[1].name: must be unique, but an earlier entry has a too'],
    ],
    [
      'with a Service without a port',
      { backendRefs: [{ name: 'a' }] },
      ['backendRefs[0].port: is required for a Service'],
    ],
    [
      'with a weight that is too large',
      { backendRefs: [{ name: 'a', port: 80, weight: 1_000_001 }] },
      ['backendRefs[0].weight: must be an integer from 0 to 1000000, got 1000001'],
    ],
    [
      'with a time without a unit',
      { timeouts: { request: '10' } },
      ['timeouts.request: must be a duration with h, m, s or ms, got "10"'],
    ],
    [
      'with a longer time for the backend',
      { timeouts: { request: '10s', backendRequest: '11s' } },
      ['timeouts.backendRequest: must be at most 10s, as request is, got "11s"'],
    ],
    [
      'that redirects and has a backend',
      { filters: [{ type: 'RequestRedirect', requestRedirect: {} }], backendRefs: [{ name: 'a', port: 80 }] },
      ['backendRefs: must be empty, because the rule redirects requests'],
    ],
    [
      'that replaces a prefix of an exact path',
      {
        matches: [{ path: { type: 'Exact', value: '/' } }],
        filters: [
          { type: 'URLRewrite', urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } } },
        ],
      },
      ['matches: must be one PathPrefix, because a filter replaces it'],
    ],
    [
      'that replaces one of two prefixes',
      {
        matches: [{}, {}],
        backendRefs: [
          {
            name: 'a',
            port: 80,
            filters: [
              { type: 'URLRewrite', urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } } },
            ],
          },
        ],
      },
      ['matches: must be one PathPrefix, because a filter replaces it'],
    ],
  ])('is refused %s', (_, members, refused) => {
    expect(rule(members)).toEqual(refused);
  });

  test.each<[string, object]>([
    ['without members', {}],
    ['with a regular expression', { matches: [{ path: { type: 'RegularExpression', value: 'a//b#' } }] }],
    ['with a path of dots and escapes', { matches: [{ path: { value: '/.a/b.../%20' } }] }],
    ['with a backend of another kind', { backendRefs: [{ group: 'example.com', kind: 'Bucket', name: 'a' }] }],
    ['with the same times', { timeouts: { request: '10s', backendRequest: '10000ms' } }],
    ['without a limit of time', { timeouts: { request: '0s', backendRequest: '1h' } }],
    [
      'that replaces a prefix',
      {
        filters: [
          { type: 'URLRewrite', urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } } },
        ],
      },
    ],
  ])('is accepted %s', (_, members) => {
    expect(rule(members)).toEqual([]);
  });
});
