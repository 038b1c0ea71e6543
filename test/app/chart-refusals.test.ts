// Values that BackstageChart refuses.
import { Testing } from 'cdk8s';
import { BackstageChart, type BackstageChartProps, type Values, ValuesError } from '../../lib';
import { BASE, POSTGRESQL } from './support';

/** Returns the errors of values, each as `[rule] path`. */
function refusals(values: BackstageChartProps['values'], options: Omit<BackstageChartProps, 'values'> = {}) {
  try {
    new BackstageChart(Testing.app(), 'portal', { ...options, values });
  } catch (error) {
    if (error instanceof ValuesError) {
      return error.findings.map(({ rule, path }) => `[${rule}] ${path}`);
    }
    throw error;
  }
  return [];
}

describe('values', () => {
  test('are refused without a backend secret', () => {
    expect(refusals({})).toEqual(['[stable-backend-secret] backstage.backendSecret']);
  });

  test('are refused with all errors at once', () => {
    expect(
      refusals({
        backstage: {
          replicas: 2,
          autoscaling: { enabled: true, minReplicas: 9, maxReplicas: 5 },
          podDisruptionBudget: { enabled: true, maxUnavailable: 1 },
        },
      }),
    ).toEqual([
      '[stable-backend-secret] backstage.backendSecret',
      '[sqlite-single-replica] backstage.replicas',
      '[sqlite-single-replica] backstage.autoscaling.maxReplicas',
      '[kubernetes-objects] backstage.autoscaling.minReplicas',
      '[kubernetes-objects] backstage.podDisruptionBudget.maxUnavailable',
    ]);
  });

  test('are accepted if every rule that they break is switched off', () => {
    expect(refusals({}, { allow: ['stable-backend-secret'] })).toEqual([]);
  });

  test('are refused if allow contains an unknown rule', () => {
    expect(refusals(BASE, { allow: ['stable-backend'] })).toEqual(['[options] allow']);
  });

  test('are refused with a message that shows no secret', () => {
    const values: Values = {
      backstage: {
        backendSecret: 'test-backend',
        ...POSTGRESQL,
        env: [{ name: 'BACKEND_SECRET', value: 'test-hidden' }],
        extraEnv: [{ name: 'BACKSTAGE_BASE_URL', value: 'test-hidden' }],
        appConfig: { integrations: { github: [{ token: 'test-token' }] } },
        initContainers: [{ name: 'backstage', image: 'a', env: [{ name: 'A', value: 'test-hidden' }] }],
      },
    };
    expect(refusals(values)).toEqual([
      '[reserved-env] backstage.env[0].name',
      '[reserved-env] backstage.extraEnv[0].name',
      '[pod-overlaps] backstage.initContainers[0].name',
      '[app-config-secrets] backstage.appConfig.integrations.github[0].token',
    ]);
    expect(() => new BackstageChart(Testing.app(), 'portal', { values })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('test-') }),
    );
  });

  test('leave no chart in the app if they are refused', () => {
    const app = Testing.app();
    expect(() => new BackstageChart(app, 'portal', { values: {} })).toThrow(ValuesError);
    expect(app.node.children).toEqual([]);
  });

  test('are refused if a patch matches no object, even with all rules switched off', () => {
    const target = { kind: 'Deployment', name: 'openchoreo-portal' };
    const values: Values = { backstage: { patches: [{ target, patch: [] }] } };
    expect(refusals([BASE, values], { allow: ['*'] })).toEqual(['[schema] backstage.patches[0].target']);
  });
});
