import { type Finding, formatFindings, ValuesError } from '../../lib/values/finding';
import type { ResolveOptions } from '../../lib/values/options';
import { resolveValues } from '../../lib/values/resolve';
import type { Values } from '../../lib/values/schema';

const SECRET = '0123456789abcdef0123456789abcdef';

/** The least values that are taken. */
const LEAST: Values = { backstage: { backendSecret: SECRET } };

/** Values that the types refuse, as a file may have them. */
function untyped(values: unknown): Values {
  return values as Values;
}

/** The findings that values are refused with. */
function refusal(values: Values | readonly Values[], options?: ResolveOptions): readonly Finding[] {
  try {
    resolveValues(values, options);
  } catch (error) {
    if (error instanceof ValuesError) {
      return error.findings;
    }
    throw error;
  }
  throw new Error('must be refused, got resolved values');
}

/** Rule and path of each finding that values are refused with. */
function refused(values: Values | readonly Values[], options?: ResolveOptions): string[] {
  return refusal(values, options).map(({ rule, path }) => `${rule} ${path}`);
}

describe('values', () => {
  test('have the defaults below them', () => {
    const { backstage, global } = resolveValues(LEAST).values;
    expect([backstage.backendSecret, backstage.replicas, global.baseDomain]).toEqual([SECRET, 1, 'openchoreo.local']);
  });

  test('of several layers are merged, the later ones winning', () => {
    const { image, replicas } = resolveValues([
      LEAST,
      { backstage: { image: { tag: 'a', repository: 'r' } } },
      { backstage: { image: { tag: 'b' } } },
    ]).values.backstage;
    expect([image, replicas]).toEqual([
      { registry: null, repository: 'r', tag: 'b', digest: null, pullPolicy: 'IfNotPresent' },
      1,
    ]);
  });

  test('of a layer that is wrong are taken where a later one mends them', () => {
    expect(
      resolveValues([LEAST, untyped({ global: { port: 8443 } }), { global: { port: ':8443' } }]).values.global.port,
    ).toBe(':8443');
  });

  test('lose a default to null', () => {
    expect(
      resolveValues({ backstage: { backendSecret: SECRET, autoscaling: { targetMemoryUtilizationPercentage: null } } })
        .values.backstage.autoscaling.targetMemoryUtilizationPercentage,
    ).toBeNull();
  });

  test('count a key that is undefined as left out', () => {
    const values: Values = { backstage: { backendSecret: SECRET, replicas: undefined, image: undefined } };
    expect(resolveValues(values).values.backstage).toMatchObject({
      replicas: 1,
      image: { pullPolicy: 'IfNotPresent' },
    });
  });

  test('of an earlier layer hold where a later one has undefined', () => {
    const layers: Values[] = [LEAST, { backstage: { backendSecret: undefined } }];
    expect(resolveValues(layers).values.backstage.backendSecret).toBe(SECRET);
  });

  test('are not changed', () => {
    const values: Values = { backstage: { backendSecret: SECRET, env: [], resources: { limits: { cpu: null } } } };
    const before = structuredClone(values);
    resolveValues(values);
    expect(values).toEqual(before);
  });

  test('may be frozen', () => {
    const values: Values = Object.freeze({ backstage: Object.freeze({ backendSecret: SECRET }) });
    expect(resolveValues(values).values.backstage.backendSecret).toBe(SECRET);
  });

  test.each<[string, unknown, string]>([
    ['a list in a list', [[]], 'a list'],
    ['a text', 'backstage', '"backstage"'],
    ['null', null, 'null'],
    ['nothing', undefined, 'undefined'],
  ])('that are %s are refused as no map', (_what, values, shown) => {
    expect(refusal(untyped(values))).toEqual<Finding[]>([
      {
        rule: 'schema',
        severity: 'error',
        path: '',
        message: `values must be a map, got ${shown}`,
        mend: 'begin the values with a key such as backstage',
      },
    ]);
  });

  test('of no layer are the defaults, which lack the backend secret alone', () => {
    expect(refused([])).toEqual(['stable-backend-secret backstage.backendSecret']);
  });
});

describe('release and addresses', () => {
  test('follow from options and values', () => {
    const { release, addresses } = resolveValues(
      { ...LEAST, fullnameOverride: 'portal', nameOverride: 'cp', global: { commonLabels: { team: 'a' } } },
      { releaseName: 'prod', namespace: 'apps', managedBy: 'Helm' },
    );
    expect({
      names: [release.name, release.namespace, release.fullname, release.chartName],
      labels: release.labels('backstage'),
      api: addresses.openchoreoApiUrl,
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
      api: 'http://portal-api.apps.svc.cluster.local:8080/api/v1',
    });
  });

  test('have the fidelity that is asked for, and the exact one by default', () => {
    const ofApi = (options?: ResolveOptions) => {
      const { fidelity, addresses } = resolveValues({ ...LEAST, openchoreoApi: { name: 'core' } }, options);
      return [fidelity, addresses.openchoreoApiUrl.split('.')[0]];
    };
    expect([ofApi(), ofApi({ fidelity: 'corrected' })]).toEqual([
      ['exact', 'http://openchoreo-api'],
      ['corrected', 'http://core'],
    ]);
  });

  test("have the chart's names by default", () => {
    const { name, namespace, fullname } = resolveValues(LEAST).release;
    expect([name, namespace, fullname]).toEqual(['openchoreo-control-plane', 'openchoreo-control-plane', 'openchoreo']);
  });

  test("derive the fullname from the release's name where its override is null", () => {
    const { release } = resolveValues({ ...LEAST, fullnameOverride: null }, { releaseName: 'prod' });
    expect(release.fullname).toBe('prod-openchoreo-control-plane');
  });
});

describe('allow', () => {
  const noSecret: Values = {};
  const twoWrong: Values = { backstage: { replicas: 2 } };
  const unknownField = untyped({ backstage: { backendSecret: SECRET, affinity: { zoneAffinity: {} } } });

  test('takes ids of rules that do not hold', () => {
    expect(resolveValues(noSecret, { allow: ['stable-backend-secret'] }).values.backstage.backendSecret).toBe('');
  });

  test('leaves the other rules as they are', () => {
    expect(refused(twoWrong, { allow: ['stable-backend-secret'] })).toEqual([
      'sqlite-single-replica backstage.replicas',
    ]);
  });

  test('takes several ids', () => {
    const allow = ['stable-backend-secret', 'sqlite-single-replica'];
    expect(resolveValues(twoWrong, { allow }).values.backstage.replicas).toBe(2);
  });

  test('takes * for all rules', () => {
    expect(resolveValues(twoWrong, { allow: ['*'] }).values.backstage.replicas).toBe(2);
  });

  test('silences the warnings of a rule', () => {
    const rulesOf = (options?: ResolveOptions) => resolveValues(LEAST, options).warnings.map(({ rule }) => rule);
    expect([
      rulesOf().includes('inline-secrets'),
      rulesOf({ allow: ['inline-secrets'] }).includes('inline-secrets'),
    ]).toEqual([true, false]);
  });

  test('silences all warnings by *', () => {
    expect(resolveValues(LEAST, { allow: ['*'] }).warnings).toEqual([]);
  });

  test('lets no finding about the schema pass', () => {
    const values = untyped({ backstage: { backendSecret: SECRET, replicaz: 2, image: { tag: 1 } } });
    expect(refused(values, { allow: ['*'] })).toEqual(['schema backstage.replicaz', 'schema backstage.image.tag']);
  });

  test('lets no missing host pass', () => {
    expect(refused({ ...LEAST, global: { baseDomain: '' } }, { allow: ['*'] })).toEqual([
      'schema backstage.ingress.hosts',
      'schema openchoreoApi.ingress.hosts',
      'schema thunder.configuration.server.publicUrl',
    ]);
  });

  test('lets unknown fields of Kubernetes types pass by id', () => {
    expect(resolveValues(unknownField, { allow: ['kubernetes-fields'] }).values.backstage.affinity).toEqual({
      zoneAffinity: {},
    });
  });

  test('lets unknown fields of Kubernetes types pass by *', () => {
    expect(resolveValues(unknownField, { allow: ['*'] }).values.backstage.affinity).toEqual({ zoneAffinity: {} });
  });

  test('lets no unknown field of a Kubernetes type pass by another id', () => {
    expect(refused(unknownField, { allow: ['stable-backend-secret'] })).toEqual([
      'kubernetes-fields backstage.affinity.zoneAffinity',
    ]);
  });

  test.each<[string, object]>([
    ['an entry of env', { env: [null] }],
    ['an entry of topologySpreadConstraints', { topologySpreadConstraints: [null] }],
    ['an entry of tolerations', { tolerations: [null] }],
    ['the resources', { resources: 5 }],
    ['the affinity', { affinity: 'x' }],
  ])('lets nothing that is no map pass as %s, in any Kubernetes', (_what, values) => {
    const backstage = { backendSecret: SECRET, ...values };
    expect(refusal(untyped({ backstage }), { allow: ['kubernetes-fields'] })).toHaveLength(1);
  });

  test('refuses an unknown id with the nearest known one', () => {
    expect(refusal(LEAST, { allow: ['inline-secret'] })).toEqual<Finding[]>([
      {
        rule: 'schema',
        severity: 'error',
        path: 'allow',
        message: 'must be ids of rules, got "inline-secret"',
        mend: 'use inline-secrets',
      },
    ]);
  });

  test('refuses an unknown id with all known ones where none is near', () => {
    expect(refusal(LEAST, { allow: ['nonsense'] })[0]?.mend).toMatch(
      /^use one of \*, kubernetes-fields, stable-backend-secret, .*, unread-values$/,
    );
  });

  test.each(['schema', 'yaml', 'constructor', ''])('refuses "%s", which is no rule to allow', (id) => {
    expect(refused(LEAST, { allow: [id] })).toEqual(['schema allow']);
  });

  test('is checked together with what the values are', () => {
    expect(refused(untyped([[]]), { allow: ['nonsense'] })).toEqual(['schema allow', 'schema ']);
  });
});

describe('one report', () => {
  test('has what is wrong in the schema, and every rule that does not depend on it', () => {
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
      'autoscaling-range backstage.autoscaling.minReplicas',
      'reserved-env backstage.env[0].name',
      'duplicate-env backstage.env[2].name',
      'urls backstage.openchoreoApi.url',
      'ports backstage.service.port',
    ]);
  });

  test('has no finding of a rule about a value whose type is wrong', () => {
    const backstage = { backendSecret: SECRET, replicas: '2', env: [{ name: 'A', valu: 'x' }, { name: 'A' }] };
    expect(refused(untyped({ backstage }))).toEqual([
      'schema backstage.replicas',
      'kubernetes-fields backstage.env[0].valu',
    ]);
  });

  test('has the missing hosts beside other errors', () => {
    expect(refused({ global: { baseDomain: '' }, gateway: { enabled: false } })).toEqual([
      'schema backstage.ingress.hosts',
      'schema thunder.configuration.server.publicUrl',
      'stable-backend-secret backstage.backendSecret',
    ]);
  });

  test('has the errors of a whole section that is wrong, and of the sections beside it', () => {
    expect(refused(untyped({ backstage: { backendSecret: '', database: 'sqlite' }, global: null }))).toEqual([
      'schema backstage.database',
      'schema global',
      'stable-backend-secret backstage.backendSecret',
    ]);
  });

  test('has no warnings', () => {
    expect(refusal({}).map(({ severity }) => severity)).toEqual(['error']);
  });

  test('is the message of the error', () => {
    expect(() => resolveValues({})).toThrow(formatFindings(refusal({})));
  });
});

describe('warnings', () => {
  test('are returned, in the order of the rules', () => {
    expect(resolveValues(LEAST).warnings.map(({ rule, severity, path }) => [rule, severity, path])).toEqual([
      ['inline-secrets', 'warning', 'backstage.backendSecret'],
      ['public-client-secret', 'warning', 'backstage.auth.clientSecret'],
      ['ephemeral-database', 'warning', 'backstage.database.sqlite.persistence.enabled'],
      ['unmatched-selectors', 'warning', 'backstage.topologySpreadConstraints'],
    ]);
  });

  test('are none without Backstage', () => {
    expect(resolveValues({ backstage: { enabled: false } }).warnings).toEqual([]);
  });
});

test('a null among the hosts of a certificate is refused, not stumbled over', () => {
  const ingress = { className: 'nginx', hosts: [{ host: 'a.b', paths: [{ path: '/' }] }], tls: [{ hosts: [null] }] };
  expect(refused(untyped({ backstage: { backendSecret: SECRET, ingress } }))).toEqual([
    'schema backstage.ingress.tls[0].hosts[0]',
  ]);
});
