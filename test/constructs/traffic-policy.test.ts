import type { Chart } from 'cdk8s';
import { Release } from '../../lib/backstage/release';
import { BackstageIngress } from '../../lib/constructs/ingress';
import { OpenchoreoApiRoute } from '../../lib/constructs/openchoreo-api-route';
import { BackstageService } from '../../lib/constructs/service';
import {
  BackstageTrafficPolicy,
  type BackstageTrafficPolicyProps,
  type TrafficPolicyRoute,
  type TrafficPolicyTimeouts,
} from '../../lib/constructs/traffic-policy';
import { LABELS, manifestOf, manifests, testChart, testDeployment } from '../support';

const TIMEOUTS: Required<TrafficPolicyTimeouts> = { request: '0s', streamIdle: '24h' };

/** Creates the HTTPRoute to Backstage, with a rule for streams. */
function portalRoute(chart: Chart, release?: Release): BackstageIngress {
  const service = new BackstageService(chart, 'Service', { deployment: testDeployment(chart, { release }) });
  return new BackstageIngress(chart, 'Ingress', {
    kind: 'HTTPRoute',
    service,
    hostnames: ['console.example.com'],
    rules: [{ name: 'wirelogs', prefixes: ['/stream'] }, { name: 'chat', prefixes: ['/chat'] }, { prefixes: ['/'] }],
  });
}

/** Creates the HTTPRoute to the OpenChoreo API. */
function apiRoute(chart: Chart): OpenchoreoApiRoute {
  return new OpenchoreoApiRoute(chart, 'ApiRoute', { hostnames: ['api.example.com'] });
}

test('renders every prop, in the release and namespace of the route', () => {
  const chart = testChart();
  const release = new Release({ namespace: 'team-a', fullnameOverride: 'console', commonLabels: { team: 'platform' } });
  const props: Required<BackstageTrafficPolicyProps> = {
    route: portalRoute(chart, release),
    name: 'console-wirelogs-timeout',
    sectionName: 'wirelogs',
    timeouts: TIMEOUTS,
    metadata: { annotations: { 'example.com/owner': 'team-a' } },
  };
  expect(manifestOf(new BackstageTrafficPolicy(chart, 'Policy', props))).toEqual({
    apiVersion: 'gateway.kgateway.dev/v1alpha1',
    kind: 'TrafficPolicy',
    metadata: {
      name: 'console-wirelogs-timeout',
      namespace: 'team-a',
      labels: { ...LABELS, team: 'platform' },
      annotations: { 'example.com/owner': 'team-a' },
    },
    spec: {
      targetRefs: [
        {
          group: 'gateway.networking.k8s.io',
          kind: 'HTTPRoute',
          name: 'console-backstage',
          sectionName: 'wirelogs',
        },
      ],
      timeouts: { request: '0s', streamIdle: '24h' },
    },
  });
});

test('applies to all rules of the route to the API by default, and has its component', () => {
  const chart = testChart();
  const policy = new BackstageTrafficPolicy(chart, 'Policy', {
    route: apiRoute(chart),
    name: 'openchoreo-api-mcp-timeout',
    timeouts: { streamIdle: '1h' },
  });
  expect(manifestOf(policy)).toEqual({
    apiVersion: 'gateway.kgateway.dev/v1alpha1',
    kind: 'TrafficPolicy',
    metadata: {
      name: 'openchoreo-api-mcp-timeout',
      labels: { ...LABELS, 'app.kubernetes.io/component': 'api-server' },
    },
    spec: {
      targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: 'openchoreo-api' }],
      timeouts: { streamIdle: '1h' },
    },
  });
});

test('accepts a route that the app does not render, and any rule of it', () => {
  const route: TrafficPolicyRoute = {
    name: 'edge',
    release: new Release(),
    namespace: 'team-a',
    component: 'api-server',
  };
  const policy = new BackstageTrafficPolicy(testChart(), 'Policy', {
    route,
    name: 'edge-timeouts',
    sectionName: 'stream',
    timeouts: TIMEOUTS,
  });
  expect(manifestOf(policy)).toMatchObject({
    metadata: { namespace: 'team-a', labels: { 'app.kubernetes.io/component': 'api-server' } },
    spec: { targetRefs: [{ name: 'edge', sectionName: 'stream' }] },
  });
});

describe('refuses', () => {
  /** Synthesizes a policy, and returns nothing. */
  function synthesize(props: Partial<BackstageTrafficPolicyProps>, chart = testChart()): void {
    new BackstageTrafficPolicy(chart, 'Policy', {
      route: props.route ?? portalRoute(chart),
      name: 'portal-timeouts',
      timeouts: TIMEOUTS,
      ...props,
    });
    manifests(chart);
  }

  test('an Ingress, because kgateway applies policies to HTTPRoutes', () => {
    const chart = testChart();
    const service = new BackstageService(chart, 'Service', { deployment: testDeployment(chart) });
    const hosts = [{ host: 'console.example.com', paths: [{ path: '/' }] }];
    const route = new BackstageIngress(chart, 'Ingress', { kind: 'Ingress', service, hosts });
    expect(() => synthesize({ route }, chart)).toThrow(
      "[test/Policy] route: must be an HTTPRoute, got an Ingress; create the route with kind: 'HTTPRoute'",
    );
  });

  test('a rule that the route does not have, and lists its rules', () => {
    expect(() => synthesize({ sectionName: 'stream' })).toThrow(
      '[test/Policy] sectionName: must be the name of a rule of the route (wirelogs, chat), got "stream"; add the rule, or remove sectionName',
    );
  });

  test('a rule of a route without named rules', () => {
    const chart = testChart();
    expect(() => synthesize({ route: apiRoute(chart), sectionName: 'mcp' }, chart)).toThrow(
      'sectionName: must be the name of a rule of the route (none), got "mcp"',
    );
  });

  test('empty timeouts', () => {
    expect(() => synthesize({ timeouts: {} })).toThrow('timeouts: must not be empty; add request or streamIdle');
  });
});
