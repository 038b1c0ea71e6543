import { schema } from '../../lib/lines/0.11/schema';
import { validate } from '../../lib/values/validate';

/** Returns the paths of the findings about values. */
function refused(values: object): string[] {
  return validate(schema, values).map(({ path }) => path);
}

describe('keys of other components', () => {
  test('are accepted with any value', () => {
    expect(
      refused({
        clusterGateway: { enabled: true },
        controllerManager: { replicas: '2', anything: [null] },
        gatewayController: 1,
        'kgateway-crds': null,
        kubernetesClusterDomain: 'cluster.local',
        metricsServer: [],
        metricsService: {},
        waitJob: { image: 'x' },
        webhookService: true,
        global: { clusterName: 5, defaultResources: { organization: { displayName: {} } } },
        security: { jwt: { audience: [] }, authz: { databasePath: 1 }, oidc: { externalClients: [{}] } },
        gateway: { controller: { image: { tag: 1 }, resources: { limits: 'any' } } },
        openchoreoApi: { replicas: 'two', resources: { limits: { cpu: true } }, affinity: { anything: 1 } },
      }),
    ).toEqual([]);
  });

  test('are refused if they are misspelt in a section that Backstage shares', () => {
    expect(
      validate(schema, {
        openchoreoApi: { replica: 2, autoscaling: { maxReplica: 5 } },
        security: { jwt: { audiense: 'x' } },
      }).map(({ path, message }) => [path, message]),
    ).toEqual([
      ['openchoreoApi.replica', 'unknown key, did you mean openchoreoApi.replicas?'],
      ['openchoreoApi.autoscaling.maxReplica', 'unknown key, did you mean openchoreoApi.autoscaling.maxReplicas?'],
      ['security.jwt.audiense', 'unknown key, did you mean security.jwt.audience?'],
    ]);
  });

  test('are refused if they are misspelt at the top level', () => {
    expect(refused({ controllerManagr: {} })).toEqual(['controllerManagr']);
  });

  test('may be null', () => {
    expect(refused({ openchoreoApi: { autoscaling: null }, gateway: { controller: { image: null } } })).toEqual([]);
  });

  test('are accepted in the Thunder subchart, even if they are unknown', () => {
    expect(
      refused({
        thunder: { image: 1, service: { type: [] }, configuration: { cors: null, server: { port: 'x', host: {} } } },
      }),
    ).toEqual([]);
  });

  test("do not hide invalid values of Thunder's keys that Backstage reads", () => {
    expect(refused({ thunder: { service: { port: '80' }, enabled: 'no' } })).toEqual([
      'thunder.service.port',
      'thunder.enabled',
    ]);
  });
});
