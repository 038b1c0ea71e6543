import { isBelowPrefix, matchesHost } from '../../lib/kubernetes/routed-hosts';

test.each([
  ['HTTPRoute', 'console.example.com', 'console.example.com', true],
  ['HTTPRoute', 'console.example.com', 'other.example.com', false],
  ['HTTPRoute', '*.example.com', 'console.example.com', true],
  ['HTTPRoute', '*.example.com', 'a.console.example.com', true],
  ['HTTPRoute', '*.example.com', 'example.com', false],
  ['HTTPRoute', '*.example.com', 'console.badexample.com', false],
  ['HTTPRoute', '', 'console.example.com', true],
  ['Ingress', '*.example.com', 'console.example.com', true],
  ['Ingress', '*.example.com', 'a.console.example.com', false],
  ['Ingress', '*.example.com', 'example.com', false],
] as const)('an %s with the host "%s" matches %s: %j', (kind, pattern, host, matches) => {
  expect(matchesHost(kind, pattern, host)).toBe(matches);
});

test.each([
  ['/', '/', true],
  ['/portal', '/', true],
  ['/portal', '/portal', true],
  ['/portal/', '/portal', true],
  ['/portal/api', '/portal/', true],
  ['/portals', '/portal', false],
  ['/', '/api', false],
])('the path %s is below the prefix %s: %j', (path, prefix, isBelow) => {
  expect(isBelowPrefix(path, prefix)).toBe(isBelow);
});
