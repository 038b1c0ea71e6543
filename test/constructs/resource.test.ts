import { App, type Chart, JsonPatch } from 'cdk8s';
import { Release } from '../../lib/backstage/release';
import { BackstageAutoscaling } from '../../lib/constructs/autoscaling';
import { configureChecks } from '../../lib/constructs/configure-checks';
import { BackstageServiceAccount } from '../../lib/constructs/service-account';
import { LABELS, manifestOf, testChart, testDeployment } from '../support';

test('creates the object as the child Resource of the construct', () => {
  const account = new BackstageServiceAccount(testChart(), 'ServiceAccount');
  expect(account.node.defaultChild).toBe(account.apiObject);
  expect(account.node.tryFindChild('Resource')).toBe(account.apiObject);
});

test('exposes the name of the object', () => {
  expect(new BackstageServiceAccount(testChart(), 'ServiceAccount', { name: 'portal' }).name).toBe('portal');
});

test('refuses a construct outside a chart', () => {
  expect(() => new BackstageServiceAccount(new App(), 'ServiceAccount')).toThrow('cannot find a parent chart');
});

describe('a custom release', () => {
  test('labels the object, and adds helm.sh/chart if Helm manages it', () => {
    const release = new Release({ managedBy: 'Helm', commonLabels: { team: 'platform' } });
    expect(manifestOf(new BackstageServiceAccount(testChart(), 'ServiceAccount', { release })).metadata.labels).toEqual(
      {
        ...LABELS,
        'helm.sh/chart': 'openchoreo-control-plane-0.11.0',
        'app.kubernetes.io/managed-by': 'Helm',
        team: 'platform',
      },
    );
  });
});

describe('the labels of the chart', () => {
  test('are added to the labels of the release', () => {
    const account = new BackstageServiceAccount(testChart({ labels: { team: 'platform' } }), 'ServiceAccount');
    expect(manifestOf(account).metadata.labels).toEqual({ ...LABELS, team: 'platform' });
  });

  test('do not override the labels of the release', () => {
    const labels = { 'app.kubernetes.io/part-of': 'team' };
    const account = new BackstageServiceAccount(testChart({ labels }), 'ServiceAccount');
    expect(manifestOf(account).metadata.labels).toEqual(LABELS);
  });
});

test('renders no empty map of annotations', () => {
  const account = new BackstageServiceAccount(testChart(), 'ServiceAccount', { metadata: { annotations: {} } });
  expect(manifestOf(account).metadata).not.toHaveProperty('annotations');
});

describe('a JSON patch', () => {
  test('replaces a field by its path in the YAML', () => {
    const deployment = testDeployment(testChart());
    deployment.apiObject.addJsonPatch(JsonPatch.replace('/spec/template/spec/containers/0/image', 'registry/ui:1'));
    expect(manifestOf(deployment)).toHaveProperty('spec.template.spec.containers.0.image', 'registry/ui:1');
  });

  test('adds a field that Kubernetes does not know yet', () => {
    const deployment = testDeployment(chartOfTomorrow());
    deployment.apiObject.addJsonPatch(JsonPatch.add('/spec/template/spec/fieldOfTomorrow', { mode: 'Fast' }));
    expect(manifestOf(deployment)).toHaveProperty('spec.template.spec.fieldOfTomorrow', { mode: 'Fast' });
  });

  test('applies to values that synthesis resolves', () => {
    const chart = testChart();
    const deployment = testDeployment(chart);
    deployment.apiObject.addJsonPatch(JsonPatch.test('/spec/replicas', undefined));
    new BackstageAutoscaling(chart, 'Autoscaling', { target: deployment, maxReplicas: 1 });
    expect(manifestOf(deployment)).not.toHaveProperty('spec.replicas');
  });

  test('does not change the defaults of other objects', () => {
    const patched = testDeployment(testChart());
    patched.apiObject.addJsonPatch(
      JsonPatch.replace('/spec/template/spec/containers/0/livenessProbe/httpGet/path', '/alive'),
      JsonPatch.replace('/spec/template/spec/containers/0/resources/limits/cpu', '1'),
    );
    expect(manifestOf(patched)).toHaveProperty('spec.template.spec.containers.0.livenessProbe.httpGet.path', '/alive');
    const other = manifestOf(testDeployment(testChart()));
    expect(other).toHaveProperty(
      'spec.template.spec.containers.0.livenessProbe.httpGet.path',
      '/.backstage/health/v1/liveness',
    );
    expect(other).toHaveProperty('spec.template.spec.containers.0.resources.limits.cpu', '2');
  });
});

/** Returns a chart whose objects may have fields that this package does not know yet. */
function chartOfTomorrow(): Chart {
  const chart = testChart();
  configureChecks(chart, { allow: ['kubernetes-fields'] });
  return chart;
}

describe('a field that the types do not contain', () => {
  test('is kept in a map', () => {
    const podSecurityContext = { runAsUser: 7, fieldOfTomorrow: 'Strict' };
    expect(manifestOf(testDeployment(chartOfTomorrow(), { podSecurityContext }))).toHaveProperty(
      'spec.template.spec.securityContext',
      { runAsUser: 7, fieldOfTomorrow: 'Strict' },
    );
  });

  test('is kept in a list', () => {
    const toleration = { key: 'dedicated', operator: 'Exists', fieldOfTomorrow: [1, { deep: true }] } as const;
    expect(manifestOf(testDeployment(chartOfTomorrow(), { tolerations: [toleration] }))).toHaveProperty(
      'spec.template.spec.tolerations',
      [{ key: 'dedicated', operator: 'Exists', fieldOfTomorrow: [1, { deep: true }] }],
    );
  });

  test('is kept in a variable', () => {
    const variable = { name: 'MODE', value: 'fast', fieldOfTomorrow: { mode: 'Fast' } };
    expect(manifestOf(testDeployment(chartOfTomorrow(), { env: [variable] }))).toHaveProperty(
      'spec.template.spec.containers.0.env.0',
      variable,
    );
  });
});
