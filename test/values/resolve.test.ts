import { checkValues } from '../../lib/app/check-values';
import type { Values } from '../../lib/lines/0.11/schema';
import { type Finding, formatFindings } from '../../lib/values/finding';
import { LEAST, type Options, PUBLIC, refusal, refused, resolved, SECRET } from './resolve-support';
import { untyped } from './support';

describe('values', () => {
  test('are merged with the defaults', () => {
    const { backstage, global } = resolved(LEAST).values;
    expect([backstage.backendSecret, backstage.replicas, global.baseDomain]).toEqual([SECRET, 1, 'openchoreo.local']);
  });

  test('of several files are merged, and later files win', () => {
    const { image, replicas } = resolved([
      LEAST,
      { backstage: { image: { tag: 'a', repository: 'r' } } },
      { backstage: { image: { tag: 'b' } } },
    ]).values.backstage;
    expect([image, replicas]).toEqual([
      { registry: undefined, repository: 'r', tag: 'b', digest: undefined, pullPolicy: 'IfNotPresent' },
      1,
    ]);
  });

  test('of an earlier file may be invalid if a later file corrects them', () => {
    expect(
      resolved([LEAST, untyped({ global: { port: 8443 } }), { global: { port: ':8443' } }]).values.global.port,
    ).toBe(':8443');
  });

  test('remove a default with null', () => {
    expect(
      resolved({ backstage: { backendSecret: SECRET, autoscaling: { targetMemoryUtilizationPercentage: null } } })
        .values.backstage.autoscaling.targetMemoryUtilizationPercentage,
    ).toBeUndefined();
  });

  test('treat an undefined key as unset', () => {
    const values: Values = { backstage: { backendSecret: SECRET, replicas: undefined, image: undefined } };
    expect(resolved(values).values.backstage).toMatchObject({
      replicas: 1,
      image: { pullPolicy: 'IfNotPresent' },
    });
  });

  test('of an earlier file are kept if a later value is undefined', () => {
    const layers: Values[] = [LEAST, { backstage: { backendSecret: undefined } }];
    expect(resolved(layers).values.backstage.backendSecret).toBe(SECRET);
  });

  test('are not changed', () => {
    const values: Values = { backstage: { backendSecret: SECRET, env: [], resources: { limits: { cpu: null } } } };
    const before = structuredClone(values);
    resolved(values);
    expect(values).toEqual(before);
  });

  test('may be frozen', () => {
    const values: Values = Object.freeze({ backstage: Object.freeze({ backendSecret: SECRET }) });
    expect(resolved(values).values.backstage.backendSecret).toBe(SECRET);
  });

  test.each<[string, unknown, string]>([
    ['a list in a list', [[]], 'a list'],
    ['a string', 'backstage', '"backstage"'],
    ['null', null, 'null'],
    ['undefined', undefined, 'no value'],
  ])('that are %s are refused, because they must be a map', (_what, values, shown) => {
    expect(refusal(untyped(values))).toEqual<Finding[]>([
      {
        rule: 'schema',
        severity: 'error',
        path: '',
        message: `values must be a map, got ${shown}`,
        fix: 'begin the values with a key such as backstage',
      },
    ]);
  });

  test('without any file are the defaults, which lack only the backend secret', () => {
    expect(refused([])).toEqual(['stable-backend-secret backstage.backendSecret']);
  });
});

describe('release and URLs', () => {
  test('follow from options and values', () => {
    const { release, redirectUrls } = checkValues(
      { ...LEAST, fullnameOverride: 'portal', nameOverride: 'cp', global: { commonLabels: { team: 'a' } } },
      { releaseName: 'prod', namespace: 'apps', managedBy: 'Helm' },
    );
    expect({
      names: [release.name, release.namespace, release.fullname, release.chartName],
      labels: release.labels('backstage'),
      redirectUrls,
    }).toEqual({
      names: ['prod', 'apps', 'portal', 'cp'],
      labels: {
        'helm.sh/chart': 'openchoreo-control-plane-0.11.0',
        'app.kubernetes.io/name': 'cp',
        'app.kubernetes.io/instance': 'prod',
        'app.kubernetes.io/version': 'v0.11.0',
        'app.kubernetes.io/managed-by': 'Helm',
        'app.kubernetes.io/part-of': 'openchoreo',
        'app.kubernetes.io/component': 'backstage',
        team: 'a',
      },
      redirectUrls: ['http://openchoreo.local/api/auth/openchoreo-auth/handler/frame'],
    });
  });

  test.each(['0.11.0', '0.12.0'] as const)('follow the chart version %s', (chartVersion) => {
    const { release } = checkValues(LEAST, { chartVersion });
    expect(release.labels('backstage')['app.kubernetes.io/version']).toBe(`v${chartVersion}`);
  });

  test('have no redirect URLs without Backstage', () => {
    expect(checkValues({ backstage: { enabled: false } }, {}).redirectUrls).toEqual([]);
  });

  test('use the fidelity of the options, which is exact by default', () => {
    const ofApi = (options?: Options) => {
      const { fidelity, facts } = resolved({ ...LEAST, openchoreoApi: { name: 'core' } }, options);
      return [fidelity, facts.urls.openchoreoApiUrl.split('.')[0]];
    };
    expect([ofApi(), ofApi({ fidelity: 'corrected' }), ofApi({ fidelity: ['api-url'] })]).toEqual([
      ['exact', 'http://openchoreo-api'],
      ['corrected', 'http://core'],
      [['api-url'], 'http://core'],
    ]);
  });

  test("use the chart's names by default", () => {
    const { name, namespace, fullname } = checkValues(LEAST, {}).release;
    expect([name, namespace, fullname]).toEqual(['openchoreo-control-plane', 'openchoreo-control-plane', 'openchoreo']);
  });

  test('derive the fullname from the release name if its override is null', () => {
    const { release } = checkValues({ ...LEAST, fullnameOverride: null }, { releaseName: 'prod' });
    expect(release.fullname).toBe('prod-openchoreo-control-plane');
  });
});

describe('the report', () => {
  test('contains the schema errors and the errors of every rule that reads only valid values', () => {
    const values = untyped({
      global: { port: 8443 },
      backstage: {
        replicas: 'two',
        image: { pullPolcy: 'Always' },
        service: { port: 70000 },
        database: { type: 'postgresql', postgresql: { host: 'db', password: 1 } },
        autoscaling: { enabled: true, minReplicas: 9, maxReplicas: 5 },
        env: [{ name: 'BACKEND_SECRET' }, { name: 'A' }, { name: 'A' }],
        openchoreoApi: { url: 'api' },
      },
    });
    expect(refused(values)).toEqual([
      'schema global.port',
      'schema backstage.replicas',
      'schema backstage.image.pullPolcy',
      'schema backstage.database.postgresql.password',
      'stable-backend-secret backstage.backendSecret',
      'reserved-env backstage.env[0].name',
      'duplicate-env backstage.env[2].name',
      'urls backstage.openchoreoApi.url',
      'kubernetes-objects backstage.service.port',
      'kubernetes-objects backstage.autoscaling.minReplicas',
    ]);
  });

  test('contains no finding of a rule that reads a value with the wrong type', () => {
    const backstage = { backendSecret: SECRET, replicas: '2', env: [{ name: 'A', valu: 'x' }, { name: 'A' }] };
    expect(refused(untyped({ backstage }))).toEqual([
      'schema backstage.replicas',
      'kubernetes-fields backstage.env[0].valu',
      'kubernetes-objects backstage.env[1].name',
    ]);
  });

  test('contains the missing hosts together with other errors', () => {
    expect(refused({ global: { baseDomain: '' }, gateway: { enabled: false } })).toEqual([
      'schema backstage.ingress.hosts',
      'schema thunder.configuration.server.publicUrl',
      'stable-backend-secret backstage.backendSecret',
    ]);
  });

  test('contains the errors of invalid sections and of valid sections', () => {
    expect(refused(untyped({ backstage: { backendSecret: '', database: 'sqlite' }, global: null }))).toEqual([
      'schema backstage.database',
      'schema global',
      'stable-backend-secret backstage.backendSecret',
    ]);
  });

  test('contains neither warnings nor infos', () => {
    expect(refusal({}).map(({ severity }) => severity)).toEqual(['error']);
  });

  test('is the message of the error', () => {
    expect(() => checkValues({}, {})).toThrow(formatFindings(refusal({})));
  });
});

describe('findings', () => {
  const overview = (values: Values) =>
    checkValues(values, {}).findings.map(({ rule, severity, path }) => [rule, severity, path]);

  test('are returned in the order of the rules', () => {
    expect(overview(PUBLIC)).toEqual([
      ['inline-secrets', 'warning', 'backstage.backendSecret'],
      ['public-client-secret', 'warning', 'backstage.auth.clientSecret'],
      ['ephemeral-database', 'warning', 'backstage.database.sqlite.persistence.enabled'],
      ['routed-url', 'warning', 'backstage.baseUrl'],
      ['default-domain', 'warning', 'global.baseDomain'],
      ['redirect-urls', 'warning', 'backstage.auth.redirectUrls'],
      ['chart-defects', 'info', ''],
    ]);
  });

  test('are one info for the smallest values', () => {
    expect(overview(LEAST)).toEqual([['chart-defects', 'info', '']]);
  });

  test('are empty without Backstage', () => {
    expect(overview({ backstage: { enabled: false } })).toEqual([]);
  });
});

test('a null among the hosts of a certificate is refused and does not crash the rules', () => {
  const ingress = { className: 'nginx', hosts: [{ host: 'a.b', paths: [{ path: '/' }] }], tls: [{ hosts: [null] }] };
  expect(refused(untyped({ backstage: { backendSecret: SECRET, ingress } }))).toEqual([
    'schema backstage.ingress.tls[0].hosts[0]',
  ]);
});
