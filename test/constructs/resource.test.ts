import { App, JsonPatch } from 'cdk8s';
import { Release } from '../../lib/backstage/release';
import { BackstageAutoscaling } from '../../lib/constructs/autoscaling';
import { BackstageServiceAccount } from '../../lib/constructs/service-account';
import { LABELS, manifestOf, testChart, testDeployment } from '../support';

test('an object is the child Resource of its construct', () => {
  const account = new BackstageServiceAccount(testChart(), 'ServiceAccount');
  expect(account.node.defaultChild).toBe(account.apiObject);
  expect(account.node.tryFindChild('Resource')).toBe(account.apiObject);
});

test('the name of a construct is the name of its object', () => {
  expect(new BackstageServiceAccount(testChart(), 'ServiceAccount', { name: 'portal' }).name).toBe('portal');
});

test('a construct outside of a chart is refused', () => {
  expect(() => new BackstageServiceAccount(new App(), 'ServiceAccount')).toThrow('cannot find a parent chart');
});

describe('a release given', () => {
  test('labels the object, with helm.sh/chart if Helm manages it', () => {
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
  test('are on the object besides those of the release', () => {
    const account = new BackstageServiceAccount(testChart({ labels: { team: 'platform' } }), 'ServiceAccount');
    expect(manifestOf(account).metadata.labels).toEqual({ ...LABELS, team: 'platform' });
  });

  test('do not win over the labels of the release', () => {
    const labels = { 'app.kubernetes.io/part-of': 'team' };
    const account = new BackstageServiceAccount(testChart({ labels }), 'ServiceAccount');
    expect(manifestOf(account).metadata.labels).toEqual(LABELS);
  });
});

test('an object without annotations has no empty map of them', () => {
  const account = new BackstageServiceAccount(testChart(), 'ServiceAccount', { metadata: { annotations: {} } });
  expect(manifestOf(account).metadata).not.toHaveProperty('annotations');
});

describe('a JSON patch', () => {
  test('replaces a member by its wire name', () => {
    const deployment = testDeployment(testChart());
    deployment.apiObject.addJsonPatch(JsonPatch.replace('/spec/template/spec/containers/0/image', 'registry/ui:1'));
    expect(manifestOf(deployment)).toHaveProperty('spec.template.spec.containers.0.image', 'registry/ui:1');
  });

  test('adds a field that no Kubernetes knows yet', () => {
    const deployment = testDeployment(testChart());
    deployment.apiObject.addJsonPatch(JsonPatch.add('/spec/template/spec/fieldOfTomorrow', { mode: 'Fast' }));
    expect(manifestOf(deployment)).toHaveProperty('spec.template.spec.fieldOfTomorrow', { mode: 'Fast' });
  });

  test('sees values that are resolved at synthesis', () => {
    const chart = testChart();
    const deployment = testDeployment(chart);
    deployment.apiObject.addJsonPatch(JsonPatch.test('/spec/replicas', undefined));
    new BackstageAutoscaling(chart, 'Autoscaling', { target: deployment, maxReplicas: 1 });
    expect(manifestOf(deployment)).not.toHaveProperty('spec.replicas');
  });

  test('leaves the defaults of other objects alone', () => {
    const patched = testDeployment(testChart());
    patched.apiObject.addJsonPatch(
      JsonPatch.replace('/spec/template/spec/containers/0/livenessProbe/httpGet/path', '/alive'),
      JsonPatch.replace('/spec/template/spec/containers/0/resources/limits/cpu', '1'),
    );
    expect(manifestOf(patched)).toHaveProperty('spec.template.spec.containers.0.livenessProbe.httpGet.path', '/alive');
    const other = manifestOf(testDeployment(testChart()));
    expect(other).toHaveProperty('spec.template.spec.containers.0.livenessProbe.httpGet.path', '/healthcheck');
    expect(other).toHaveProperty('spec.template.spec.containers.0.resources.limits.cpu', '2000m');
  });
});

describe('a field that the types do not know', () => {
  test('survives in a passed-through map', () => {
    const podSecurityContext = { runAsUser: 7, fieldOfTomorrow: 'Strict' };
    expect(manifestOf(testDeployment(testChart(), { podSecurityContext }))).toHaveProperty(
      'spec.template.spec.securityContext',
      { runAsUser: 7, fieldOfTomorrow: 'Strict' },
    );
  });

  test('survives in a passed-through list', () => {
    const toleration = { key: 'dedicated', operator: 'Exists', fieldOfTomorrow: [1, { deep: true }] } as const;
    expect(manifestOf(testDeployment(testChart(), { tolerations: [toleration] }))).toHaveProperty(
      'spec.template.spec.tolerations',
      [{ key: 'dedicated', operator: 'Exists', fieldOfTomorrow: [1, { deep: true }] }],
    );
  });

  test('survives in a variable', () => {
    const variable = { name: 'MODE', value: 'fast', fieldOfTomorrow: { mode: 'Fast' } };
    expect(manifestOf(testDeployment(testChart(), { env: [variable] }))).toHaveProperty(
      'spec.template.spec.containers.0.env.0',
      variable,
    );
  });
});
