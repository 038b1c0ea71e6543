import { JsonPatch, Testing } from 'cdk8s';
import { BackstageChart, type BackstageChartProps, type Values } from '../../lib';
import { LABELS, manifests, POD_LABELS } from '../support';
import { BASE, CONTAINER, chart, DEPLOYMENT, find, POD, rendered } from './support';

test('passes every prop to the objects or the rules', () => {
  const props: Required<BackstageChartProps<'0.12.0'>> = {
    values: { backstage: { replicas: 2 } },
    releaseName: 'portal',
    namespace: 'team-a',
    managedBy: 'Helm',
    allow: ['stable-backend-secret', 'sqlite-single-replica'],
    fidelity: ['spread-selector'],
    chartVersion: '0.12.0',
    kubernetesVersion: '1.30',
    namespaceObject: true,
  };
  const all = manifests(new BackstageChart(Testing.app(), 'portal', props));
  const deployment = find(all, 'Deployment openchoreo-ui');
  expect(deployment?.metadata).toEqual({
    name: 'openchoreo-ui',
    namespace: 'team-a',
    labels: {
      ...LABELS,
      'helm.sh/chart': 'openchoreo-control-plane-0.12.0',
      'app.kubernetes.io/version': 'v0.12.0',
      'app.kubernetes.io/managed-by': 'Helm',
      'app.kubernetes.io/instance': 'portal',
    },
  });
  expect(deployment).toHaveProperty(`${CONTAINER}.image`, 'ghcr.io/openchoreo/openchoreo-ui:v0.12.0');
  expect(deployment).toHaveProperty(`${POD}.topologySpreadConstraints.0.labelSelector.matchLabels`, {
    ...POD_LABELS,
    'app.kubernetes.io/instance': 'portal',
  });
  expect(deployment).toHaveProperty('spec.replicas', 2);
  expect(find(all, 'Namespace team-a')).toBeDefined();
});

describe('several values', () => {
  test('later values override earlier ones, maps merge and lists replace', () => {
    const all = rendered([
      {
        global: { commonLabels: { a: '1', b: '1' } },
        backstage: { image: { tag: 'v1' }, tolerations: [{ key: 'a' }, { key: 'b' }] },
      },
      { global: { commonLabels: { b: '2' } }, backstage: { image: { tag: 'v2' }, tolerations: [{ key: 'c' }] } },
    ]);
    const deployment = find(all, DEPLOYMENT);
    expect(deployment?.metadata.labels).toEqual({ ...LABELS, a: '1', b: '2' });
    expect(deployment).toHaveProperty(`${CONTAINER}.image`, 'ghcr.io/openchoreo/openchoreo-ui:v2');
    expect(deployment).toHaveProperty(`${POD}.tolerations`, [{ key: 'c' }]);
  });
});

describe('the chart', () => {
  test('exposes the release of the values', () => {
    const { release } = chart(
      { fullnameOverride: 'console', nameOverride: 'choreo' },
      { releaseName: 'portal', namespace: 'team-a' },
    );
    expect(release).toMatchObject({
      name: 'portal',
      namespace: 'team-a',
      fullname: 'console',
      chartName: 'choreo',
    });
  });

  test('exposes its Deployment, which can be patched', () => {
    const portal = chart();
    portal.deployment?.apiObject.addJsonPatch(JsonPatch.add('/spec/template/spec/hostUsers', false));
    expect(find(manifests(portal), DEPLOYMENT)).toHaveProperty('spec.template.spec.hostUsers', false);
  });

  test('exposes its Service with name and port', () => {
    const { service } = chart({ backstage: { service: { port: 80 } } });
    expect([service?.name, service?.port]).toEqual(['openchoreo-ui', 80]);
  });

  test('has neither Deployment nor Service if Backstage is disabled', () => {
    const { deployment, service } = chart({ backstage: { enabled: false } });
    expect([deployment, service]).toEqual([undefined, undefined]);
  });

  test.each<[string, Values, string[]]>([
    ['of the base domain', {}, ['http://openchoreo.local/api/auth/openchoreo-auth/handler/frame']],
    [
      'below the path of its URL',
      { backstage: { baseUrl: 'https://console.example.com/portal/' } },
      ['https://console.example.com/portal/api/auth/openchoreo-auth/handler/frame'],
    ],
    [
      'of the URL in its configuration',
      { backstage: { appConfig: { app: { baseUrl: 'https://console.example.com' } } } },
      ['https://console.example.com/api/auth/openchoreo-auth/handler/frame'],
    ],
    [
      'and the redirect URLs in the values, without duplicates',
      {
        backstage: {
          baseUrl: 'https://console.example.com',
          auth: {
            redirectUrls: [
              'https://old.example.com/callback',
              'https://console.example.com/api/auth/openchoreo-auth/handler/frame',
            ],
          },
        },
      },
      ['https://console.example.com/api/auth/openchoreo-auth/handler/frame', 'https://old.example.com/callback'],
    ],
    ['only if Backstage is enabled', { backstage: { enabled: false } }, []],
  ])('has the redirect URL %s', (_, values, redirectUrls) => {
    const portal = chart(values);
    expect(portal.redirectUrls).toEqual(redirectUrls);
    expect(portal.deployment?.redirectUrl).toBe(redirectUrls[0]);
  });

  test('exposes findings with rule, path, message and fix', () => {
    expect(chart({ backstage: { baseUrl: 'https://console.example.com' } }).findings).toContainEqual({
      rule: 'ephemeral-database',
      severity: 'warning',
      path: 'backstage.database.sqlite.persistence.enabled',
      message: 'is off: the portal loses its catalog, settings and plugin data when Kubernetes replaces the pod',
      fix: 'set it to true, or use PostgreSQL',
    });
  });

  test('has no findings of a rule that is switched off', () => {
    const rulesOf = (allow: readonly string[]) => chart({}, { allow }).findings.map(({ rule }) => rule);
    expect(rulesOf([])).toContain('chart-defects');
    expect(rulesOf(['chart-defects'])).not.toContain('chart-defects');
  });

  test('has no findings if all rules are switched off', () => {
    expect(chart({}, { allow: ['*'] }).findings).toEqual([]);
  });

  test('has stable ids for its constructs', () => {
    const portal = chart({
      backstage: {
        baseUrl: 'https://console.example.com',
        priorityClass: { create: true },
        appConfig: { app: { title: '${TITLE}' } },
        auth: { registration: { enabled: true } },
        metrics: { serviceMonitor: { enabled: true } },
        ingress: { httpsRedirect: { enabled: true } },
      },
    });
    expect(portal.node.children.map(({ node }) => node.id).sort()).toEqual([
      'AppConfig',
      'ClientRegistration',
      'Database',
      'Deployment',
      'HttpsRedirect',
      'Ingress',
      'OpenchoreoApiRoute',
      'PriorityClass',
      'Secret',
      'Service',
      'ServiceAccount',
      'ServiceMonitor',
    ]);
  });
});

test('renders two charts of one app independently', () => {
  const app = Testing.app();
  const charts = ['team-a', 'team-b'].map(
    (namespace) => new BackstageChart(app, namespace, { namespace, values: BASE }),
  );
  expect(charts.map((each) => find(manifests(each), DEPLOYMENT)?.metadata.namespace)).toEqual(['team-a', 'team-b']);
});
