import { Release } from '../../lib/backstage/release';
import type { ParentRef } from '../../lib/constructs/http-route-spec';
import { BackstageHttpsRedirect, type BackstageHttpsRedirectProps } from '../../lib/constructs/https-redirect';
import { MATCHES, PARENT } from '../crd-defaults';
import { LABELS, manifestOf, testChart } from '../support';

test('renders every prop', () => {
  const parent: Required<ParentRef> = {
    group: 'gateway.networking.k8s.io',
    kind: 'Gateway',
    namespace: 'gateways',
    name: 'edge',
    sectionName: 'plain',
    port: 80,
  };
  const props: Required<BackstageHttpsRedirectProps> = {
    release: new Release({ namespace: 'team-a', fullnameOverride: 'console' }),
    hosts: ['console.example.com', '*.example.org'],
    parentRefs: [parent, { name: 'inner' }],
    port: 8443,
    statusCode: 302,
    metadata: { labels: { team: 'platform' } },
  };
  expect(manifestOf(new BackstageHttpsRedirect(testChart(), 'Redirect', props))).toEqual({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'console-backstage-redirect', namespace: 'team-a', labels: { ...LABELS, team: 'platform' } },
    spec: {
      parentRefs: [parent, { ...PARENT, name: 'inner', namespace: 'team-a' }],
      hostnames: ['console.example.com', '*.example.org'],
      rules: [
        {
          matches: MATCHES,
          filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', port: 8443, statusCode: 302 } }],
        },
      ],
    },
  });
});

test("redirects with 301 at the http listener of the chart's Gateway by default", () => {
  const redirect = new BackstageHttpsRedirect(testChart(), 'Redirect', { hosts: ['console.example.com'] });
  expect(redirect.name).toBe('openchoreo-backstage-redirect');
  expect(manifestOf(redirect).spec).toEqual({
    parentRefs: [{ ...PARENT, name: 'gateway-default', sectionName: 'http' }],
    hostnames: ['console.example.com'],
    rules: [
      {
        matches: MATCHES,
        filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }],
      },
    ],
  });
});

test('refuses an empty list of hosts, because the route would redirect every host', () => {
  const redirect = new BackstageHttpsRedirect(testChart(), 'Redirect', { hosts: [] });
  expect(() => manifestOf(redirect)).toThrow('hosts: must not be empty; add the hosts of the portal');
});

test.each([0, 65536, 443.5])('refuses port %d', (port) => {
  const redirect = new BackstageHttpsRedirect(testChart(), 'Redirect', { hosts: ['console.example.com'], port });
  expect(() => manifestOf(redirect)).toThrow(`port: must be an integer from 1 to 65535, got ${port}`);
});
