import { type DefectId, type Manifest, type RenderOptions, renderManifests } from '../../../lib';
import { FLUX_SUBSTITUTE } from '../../../lib/kubernetes/flux-substitution';
import { lineOf } from '../../../lib/lines';
import { type Changes, changes, find, REMOVED } from '../0.11/objects/support';
import { byName } from './by-name';
import { findings, found, LEAST, NEWEST, type Values, VERSIONS } from './support';

type Id = DefectId<typeof NEWEST>;
type Version = (typeof VERSIONS)[number];

const NAME = 'openchoreo-control-plane';
const DEPLOYMENT = 'Deployment backstage: spec';
const POD = `${DEPLOYMENT}.template.spec`;
const CONTAINER = `${POD}.containers[0]`;
const ROUTE = 'HTTPRoute backstage: spec.rules';
const BUDGET = 'PodDisruptionBudget backstage: spec';
const ARGS = 'node packages/backend --config app-config.yaml --config app-config.ci.yaml';
const CI_FILE = 'ConfigMap backstage-ci-config: data["app-config.ci.yaml"]';

/** Defects that affect every portal. */
const OF_EVERY_PORTAL: readonly Id[] = ['stale-config', 'crd-defaults', 'flux-substitution'];

/** Values of a portal that only the defects {@link OF_EVERY_PORTAL} affect. */
const FLAWLESS: Values = {
  ...LEAST,
  backstage: {
    ...LEAST.backstage,
    tls: { enabled: true },
    externalCI: { jenkins: { enabled: true } },
    topologySpreadConstraints: [],
    livenessProbe: null,
    readinessProbe: { httpGet: null, tcpSocket: { port: 'http' } },
    containerSecurityContext: null,
  },
};

/** Values over {@link FLAWLESS} that a defect affects, with the objects that they render. */
interface Case {
  readonly values: Values;
  /** Members in `exact` that the fix changes. */
  readonly exact: Changes;
  /** The same members after the fix. */
  readonly fixed: Changes;
  /** Version of the chart that has the defect. @default - the newest */
  readonly version?: Version;
  /** Rule that refuses the values in `exact`. */
  readonly allow?: string;
}

const spreadBy = (labels: Readonly<Record<string, string>>): Values => ({
  backstage: {
    topologySpreadConstraints: [
      { maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule', labelSelector: { matchLabels: labels } },
    ],
  },
});

/** Fields that the CRD of HTTPRoutes sets, with `values` for group and kind of a parent, and for a backend. */
const crdFields = (values: readonly [unknown, unknown, unknown, unknown, unknown]): Changes => {
  const [group, kind, ofBackend, kindOfBackend, weight] = values;
  return Object.fromEntries(
    Object.entries({ backstage: 3, 'openchoreo-api': 1 }).flatMap(([name, rules]) => [
      [`HTTPRoute ${name}: spec.parentRefs[0].group`, group],
      [`HTTPRoute ${name}: spec.parentRefs[0].kind`, kind],
      ...[...Array(rules).keys()].flatMap((index) => [
        [`HTTPRoute ${name}: spec.rules[${index}].backendRefs[0].group`, ofBackend],
        [`HTTPRoute ${name}: spec.rules[${index}].backendRefs[0].kind`, kindOfBackend],
        [`HTTPRoute ${name}: spec.rules[${index}].backendRefs[0].weight`, weight],
      ]),
    ]),
  );
};

const CASES: Readonly<
  Record<Exclude<Id, 'network-policy' | 'postgresql-tls' | 'extra-volumes' | 'replaced-connection'>, Case>
> = {
  'budget-selector': {
    values: { backstage: { podDisruptionBudget: { enabled: true } } },
    exact: {
      [`${BUDGET}.selector.matchLabels["app.kubernetes.io/name"]`]: 'openchoreo',
      [`${BUDGET}.selector.matchLabels["app.kubernetes.io/instance"]`]: REMOVED,
    },
    fixed: {
      [`${BUDGET}.selector.matchLabels["app.kubernetes.io/name"]`]: NAME,
      [`${BUDGET}.selector.matchLabels["app.kubernetes.io/instance"]`]: NAME,
    },
  },
  'existing-priority-class': {
    values: { backstage: { priorityClass: { name: 'business-critical' } } },
    exact: { [`${POD}.priorityClassName`]: REMOVED },
    fixed: { [`${POD}.priorityClassName`]: 'business-critical' },
  },
  'budget-bounds': {
    values: { backstage: { podDisruptionBudget: { enabled: true, minAvailable: 0 } } },
    exact: { [`${BUDGET}.minAvailable`]: REMOVED },
    fixed: { [`${BUDGET}.minAvailable`]: 0 },
  },
  'spread-selector': {
    values: spreadBy({ 'app.kubernetes.io/name': 'openchoreo' }),
    exact: {
      [`${POD}.topologySpreadConstraints[0].labelSelector.matchLabels["app.kubernetes.io/name"]`]: 'openchoreo',
      [`${POD}.topologySpreadConstraints[0].labelSelector.matchLabels["app.kubernetes.io/component"]`]: REMOVED,
      [`${POD}.topologySpreadConstraints[0].labelSelector.matchLabels["app.kubernetes.io/instance"]`]: REMOVED,
    },
    fixed: {
      [`${POD}.topologySpreadConstraints[0].labelSelector.matchLabels["app.kubernetes.io/name"]`]: NAME,
      [`${POD}.topologySpreadConstraints[0].labelSelector.matchLabels["app.kubernetes.io/component"]`]: 'backstage',
      [`${POD}.topologySpreadConstraints[0].labelSelector.matchLabels["app.kubernetes.io/instance"]`]: NAME,
    },
  },
  'replicas-under-autoscaler': {
    version: '1.1.6',
    values: { backstage: { autoscaling: { enabled: true, maxReplicas: 1 } } },
    exact: { [`${DEPLOYMENT}.replicas`]: 1 },
    fixed: { [`${DEPLOYMENT}.replicas`]: REMOVED },
  },
  'claim-update-strategy': {
    values: { backstage: { database: { sqlite: { persistence: { enabled: true } } } } },
    exact: { [`${DEPLOYMENT}.strategy`]: REMOVED },
    fixed: { [`${DEPLOYMENT}.strategy`]: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } } },
  },
  'claim-protection': {
    values: { backstage: { database: { sqlite: { persistence: { enabled: true } } } } },
    exact: { 'PersistentVolumeClaim backstage-db: metadata.annotations': REMOVED },
    fixed: {
      'PersistentVolumeClaim backstage-db: metadata.annotations': {
        'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
        'kustomize.toolkit.fluxcd.io/prune': 'disabled',
      },
    },
  },
  'health-endpoints': {
    values: { backstage: { readinessProbe: { httpGet: { port: 'http' }, tcpSocket: null } } },
    exact: { [`${CONTAINER}.readinessProbe.httpGet.path`]: '/healthcheck' },
    fixed: { [`${CONTAINER}.readinessProbe.httpGet.path`]: '/.backstage/health/v1/readiness' },
  },
  'startup-probe': {
    values: { backstage: { livenessProbe: { httpGet: { path: '/.backstage/health/v1/liveness' } } } },
    exact: { [`${CONTAINER}.startupProbe`]: REMOVED },
    fixed: {
      [`${CONTAINER}.startupProbe`]: { tcpSocket: { port: 'http' }, failureThreshold: 30, periodSeconds: 10 },
    },
  },
  'apparmor-unconfined': {
    values: { backstage: { containerSecurityContext: { runAsNonRoot: true } } },
    exact: { [`${CONTAINER}.securityContext.appArmorProfile`]: { type: 'Unconfined' } },
    fixed: { [`${CONTAINER}.securityContext.appArmorProfile`]: REMOVED },
  },
  'writable-tmp': {
    values: { backstage: { containerSecurityContext: { readOnlyRootFilesystem: true } } },
    exact: { [`${POD}.volumes.tmp`]: REMOVED, [`${CONTAINER}.volumeMounts.tmp`]: REMOVED },
    fixed: {
      [`${POD}.volumes.tmp`]: { emptyDir: {} },
      [`${CONTAINER}.volumeMounts.tmp`]: { mountPath: '/tmp' },
    },
  },
  'api-url': {
    values: { openchoreoApi: { service: { port: 9090 } } },
    exact: {
      [`${CONTAINER}.env.OPENCHOREO_API_URL.value`]: `http://openchoreo-api.${NAME}.svc.cluster.local:8080/api/v1`,
    },
    fixed: {
      [`${CONTAINER}.env.OPENCHOREO_API_URL.value`]: `http://openchoreo-api.${NAME}.svc.cluster.local:9090/api/v1`,
    },
  },
  'stale-config': {
    values: {},
    exact: { [`${DEPLOYMENT}.template.metadata.annotations`]: REMOVED },
    fixed: {
      [`${DEPLOYMENT}.template.metadata.annotations`]: {
        'checksum/app-config': expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    },
  },
  'crd-defaults': {
    values: {},
    exact: {
      ...crdFields([REMOVED, REMOVED, REMOVED, REMOVED, REMOVED]),
      [`${CONTAINER}.resources.limits.cpu`]: '2000m',
      [`${DEPLOYMENT}.strategy`]: REMOVED,
    },
    fixed: {
      ...crdFields(['gateway.networking.k8s.io', 'Gateway', '', 'Service', 1]),
      [`${CONTAINER}.resources.limits.cpu`]: '2',
      [`${DEPLOYMENT}.strategy`]: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
    },
  },
  'duplicate-variables': {
    values: { backstage: { extraEnv: [{ name: 'LOG_LEVEL', value: 'debug' }] } },
    allow: 'duplicate-env',
    exact: { [`${CONTAINER}.env.LOG_LEVEL`]: [{ value: 'info' }, { value: 'debug' }] },
    fixed: { [`${CONTAINER}.env.LOG_LEVEL`]: { value: 'debug' } },
  },
  'jenkins-always-on': {
    values: { backstage: { externalCI: { jenkins: { enabled: false } } } },
    exact: {
      [`${CONTAINER}.env.JENKINS_BASE_URL`]: { value: 'https://jenkins.example.com' },
      [`${CONTAINER}.env.JENKINS_USERNAME`]: { value: 'jenkins-user' },
      [`${CONTAINER}.env.JENKINS_API_KEY`]: {
        valueFrom: { secretKeyRef: { name: 'backstage-secrets', key: 'jenkins-api-key' } },
      },
      [CI_FILE]: expect.stringContaining('${JENKINS_API_KEY}'),
    },
    fixed: {
      [`${CONTAINER}.env.JENKINS_BASE_URL`]: REMOVED,
      [`${CONTAINER}.env.JENKINS_USERNAME`]: REMOVED,
      [`${CONTAINER}.env.JENKINS_API_KEY`]: REMOVED,
      [CI_FILE]: '{}\n',
    },
  },
  'path-rewrite': {
    values: { backstage: { baseUrl: 'https://console.example.com/portal' } },
    exact: {
      [`${ROUTE}[1].name`]: 'wirelogs',
      ...Object.fromEntries([3, 4, 5, 6].map((at) => [`${ROUTE}[${at}]`, REMOVED])),
    },
    fixed: {
      [`${ROUTE}[1].name`]: REMOVED,
      ...Object.fromEntries(
        [3, 4, 5, 6].map((at) => [`${ROUTE}[${at}]`, expect.objectContaining({ filters: [expect.anything()] })]),
      ),
    },
  },
  'csp-scheme': {
    values: { backstage: { tls: { enabled: false } } },
    exact: {
      'ConfigMap backstage-csp-config': expect.anything(),
      [`${CONTAINER}.args`]: `${ARGS} --config app-config.csp.yaml`,
      [`${CONTAINER}.volumeMounts.csp-config`]: {
        mountPath: '/app/app-config.csp.yaml',
        subPath: 'app-config.csp.yaml',
        readOnly: true,
      },
      [`${POD}.volumes.csp-config`]: { configMap: { name: 'backstage-csp-config' } },
    },
    fixed: {
      'ConfigMap backstage-csp-config': REMOVED,
      [`${CONTAINER}.args`]: ARGS,
      [`${CONTAINER}.volumeMounts.csp-config`]: REMOVED,
      [`${POD}.volumes.csp-config`]: REMOVED,
    },
  },
  'large-numbers': {
    values: { backstage: { catalogSync: { frequency: 2_000_000 } } },
    exact: { [`${CONTAINER}.env.OPENCHOREO_CATALOG_SYNC_FREQUENCY.value`]: '2e+06' },
    fixed: { [`${CONTAINER}.env.OPENCHOREO_CATALOG_SYNC_FREQUENCY.value`]: '2000000' },
  },
  'registry-slash': {
    values: { global: { imageRegistry: 'mirror.example.com/' } },
    allow: 'image',
    exact: { [`${CONTAINER}.image`]: 'mirror.example.com//openchoreo/openchoreo-ui:v1.2.3' },
    fixed: { [`${CONTAINER}.image`]: 'mirror.example.com/openchoreo/openchoreo-ui:v1.2.3' },
  },
  'unquoted-texts': {
    values: {
      backstage: {
        strategy: { type: 'Recreate' },
        database: { sqlite: { persistence: { enabled: true, storageClassName: '0123' } } },
      },
    },
    allow: 'unquoted-texts',
    exact: { 'PersistentVolumeClaim backstage-db: spec.storageClassName': 83 },
    fixed: { 'PersistentVolumeClaim backstage-db: spec.storageClassName': '0123' },
  },
  'policy-without-route': {
    values: { openchoreoApi: { http: { hostnames: [] } } },
    exact: { 'TrafficPolicy openchoreo-api-mcp-timeout': expect.anything() },
    fixed: { 'TrafficPolicy openchoreo-api-mcp-timeout': REMOVED },
  },
  'flux-substitution': {
    values: { backstage: { annotations: { note: '${TEAM}' } } },
    exact: {
      'ConfigMap backstage-ci-config: metadata.annotations': REMOVED,
      [`Deployment backstage: metadata.annotations["${FLUX_SUBSTITUTE}"]`]: REMOVED,
    },
    fixed: {
      'ConfigMap backstage-ci-config: metadata.annotations': { [FLUX_SUBSTITUTE]: 'disabled' },
      [`Deployment backstage: metadata.annotations["${FLUX_SUBSTITUTE}"]`]: 'disabled',
    },
  },
};

/** Renders values over {@link FLAWLESS}. */
function render(values: Values, { chartVersion = NEWEST, ...options }: RenderOptions = {}): Manifest[] {
  return byName(renderManifests([FLAWLESS, values], { chartVersion, ...options }));
}

const idsOf = (version: Version) => lineOf(version).defects.map(({ id }) => id) as Id[];

test('each line has the defects of its charts', () => {
  const [of1_0, of1_1, of1_2] = VERSIONS.map((version) => new Set(idsOf(version)));
  const missing = (ids: ReadonlySet<Id> = new Set()) =>
    [...new Set(VERSIONS.flatMap(idsOf))].filter((id) => !ids.has(id)).sort();
  expect(missing(of1_0)).toEqual(['extra-volumes', 'large-numbers', 'registry-slash']);
  expect(missing(of1_1)).toEqual(['registry-slash']);
  expect(missing(of1_2)).toEqual(['replicas-under-autoscaler']);
});

test('each defect is described in sentences, once', () => {
  for (const version of VERSIONS) {
    const { defects } = lineOf(version);
    expect(new Set(defects.map(({ id }) => id)).size).toBe(defects.length);
    expect(defects.map(({ why }) => why).filter((why) => !/^[A-Z].*\.$/.test(why))).toEqual([]);
    expect(
      defects
        .flatMap(({ object, chart, corrected, effect }) => [object, chart, corrected, effect])
        .filter((text) => !text),
    ).toEqual([]);
  }
});

describe.each(Object.entries(CASES) as [Id, Case][])('%s', (id, { values, exact, fixed, version, allow }) => {
  const options = { chartVersion: version, allow: allow === undefined ? [] : [allow] };

  test('is the only defect that its id fixes', () => {
    const [before, after] = [render(values, options), render(values, { ...options, fidelity: [id] })];
    expect(changes(after, before)).toEqual(exact);
    expect(changes(before, after)).toEqual(fixed);
  });

  test('is fixed in corrected, and stays if all other ids are fixed', () => {
    const corrected = render(values, { ...options, fidelity: 'corrected' });
    const others = idsOf(version ?? NEWEST).filter((other) => other !== id);
    const left = changes(corrected, render(values, { ...options, fidelity: others }));
    expect(Object.keys(left)).toEqual(expect.arrayContaining(Object.keys(exact)));
    expect(left).toMatchObject(exact);
  });

  test('has no effect on other values, unless it affects every portal', () => {
    const changed = changes(
      render({}, { chartVersion: version }),
      render({}, { chartVersion: version, fidelity: [id] }),
    );
    expect(Object.keys(changed).length > 0).toBe(OF_EVERY_PORTAL.includes(id));
  });

  if (allow !== undefined) {
    test(`is refused in exact by the rule ${allow}, whose fix names the id`, () => {
      expect(() => render(values, { chartVersion: version })).toThrow(allow);
      expect(() => render(values, { chartVersion: version, fidelity: [id] })).not.toThrow();
    });
  }
});

describe('network-policy', () => {
  const values: Values = { backstage: { networkPolicy: { enabled: true } } };
  const spec = (chartVersion: Version, fidelity: RenderOptions['fidelity']) =>
    find(render(values, { chartVersion, fidelity }), 'NetworkPolicy backstage')?.spec;

  test.each(VERSIONS)('of chart %s is fixed by its id alone', (chartVersion) => {
    expect(spec(chartVersion, ['network-policy'])).toEqual(spec(chartVersion, 'corrected'));
    const changed = changes(
      render(values, { chartVersion }),
      render(values, { chartVersion, fidelity: ['network-policy'] }),
    );
    expect(Object.keys(changed).filter((key) => !key.startsWith('NetworkPolicy backstage: spec.'))).toEqual([]);
  });

  test('selects the pods since chart 1.2, and with the fix in every version', () => {
    const instance = ['podSelector', 'matchLabels', 'app.kubernetes.io/instance'];
    expect(
      VERSIONS.map((version) => Reflect.has(Object(spec(version, 'exact')).podSelector.matchLabels, instance[2] ?? '')),
    ).toEqual([false, false, true]);
    for (const version of VERSIONS) {
      expect(spec(version, 'corrected')).toHaveProperty(instance, NAME);
    }
  });

  test('is described by what the policy of the version does', () => {
    const described = (chartVersion: Version, extra: Values = {}) =>
      findings([LEAST, values, extra], { chartVersion })
        .filter(({ path }) => path === 'backstage.networkPolicy.enabled')
        .map(({ message }) => message);
    const cutOff = [expect.stringMatching(/^allows only ingress-nginx to connect, and no traffic to PostgreSQL/)];
    const unmatched = [expect.stringMatching(/^has no effect: the chart selects pods with /)];
    expect(described(NEWEST)).toEqual(cutOff);
    expect(described('1.0.5')).toEqual(unmatched);
    expect(described('1.0.5', { fullnameOverride: NAME })).toEqual(cutOff);
  });

  test('lets in only ingress-nginx in exact, and the Gateway and the event forwarder with the fix', () => {
    const ports = [{ protocol: 'TCP', port: 7007 }];
    expect(spec(NEWEST, 'exact')).toHaveProperty('ingress', [
      {
        from: [
          { podSelector: { matchLabels: { 'app.kubernetes.io/name': 'ingress-nginx' } } },
          { namespaceSelector: { matchLabels: { name: 'ingress-nginx' } } },
        ],
        ports,
      },
    ]);
    expect(spec(NEWEST, 'corrected')).toHaveProperty('ingress', [
      {
        from: [
          { podSelector: { matchLabels: { 'gateway.networking.k8s.io/gateway-name': 'gateway-default' } } },
          { podSelector: { matchLabels: { 'app.kubernetes.io/component': 'event-forwarder' } } },
        ],
        ports,
      },
    ]);
  });

  test('lets the portal out to the pods of the API and of the assistant, whatever the ports of their Services are', () => {
    const moved: Values = {
      openchoreoApi: { service: { port: 9090 } },
      portalAssistant: { service: { port: 9091 } },
      backstage: { networkPolicy: { enabled: true }, features: { assistant: { enabled: true } } },
    };
    const policy = find(render(moved, { fidelity: 'corrected' }), 'NetworkPolicy backstage');
    expect(policy).toHaveProperty(
      'spec.egress',
      expect.arrayContaining([
        {
          to: [{ podSelector: { matchLabels: { 'app.kubernetes.io/component': 'api-server' } } }],
          ports: [{ protocol: 'TCP', port: 8080 }],
        },
        { to: [{ podSelector: {} }], ports: [{ protocol: 'TCP', port: 8080 }] },
      ]),
    );
  });
});

describe('postgresql-tls', () => {
  const mode = (ssl: string | boolean, fidelity: RenderOptions['fidelity']) =>
    find(
      render({ backstage: { database: { type: 'postgresql', postgresql: { ssl } } } } as Values, { fidelity }),
      'Deployment backstage',
    );
  const path = ['spec', 'template', 'spec', 'containers', 0, 'env', 'PGSSLMODE', 'value'] as unknown as string[];

  test.each([
    [true, 'require'],
    ['verify-full', 'verify-full'],
    ['no-verify', 'no-verify'],
    ['disable', 'disable'],
  ])('renders ssl of %j as PGSSLMODE %s in both fidelities', (ssl, expected) => {
    expect(mode(ssl, 'exact')).toHaveProperty(path, expected);
    expect(mode(ssl, ['postgresql-tls'])).toHaveProperty(path, expected);
    expect(mode(ssl, 'corrected')).toHaveProperty(path, expected);
  });

  test('renders no PGSSLMODE with ssl of false', () => {
    expect(mode(false, 'corrected')).not.toHaveProperty(path);
  });
});

describe('replaced-connection', () => {
  const values: Values = {
    backstage: {
      database: { type: 'postgresql' },
      extraEnv: [{ name: 'DATABASE_URL', valueFrom: { secretKeyRef: { name: 'pg-app', key: 'uri' } } }],
      appConfig: { backend: { database: { connection: '${DATABASE_URL}' } } },
    },
  };
  const gone = ['HOST', 'PORT', 'USER', 'PASSWORD', 'DB'].map((name) => [`${CONTAINER}.env.POSTGRES_${name}`, REMOVED]);

  test.each(VERSIONS)('of chart %s is fixed by its id, which changes nothing else', (chartVersion) => {
    const changed = changes(
      render(values, { chartVersion }),
      render(values, { chartVersion, fidelity: ['replaced-connection'] }),
    );
    expect(changed).toEqual(Object.fromEntries(gone));
  });

  test('warns of the keys that the pods require in exact', () => {
    expect(warnings([FLAWLESS, values], NEWEST).filter(({ defect }) => defect === 'replaced-connection')).toMatchObject(
      [
        {
          path: 'backstage.appConfig.backend.database.connection',
          message: 'replaces the connection, but the pods still require its keys in the Secret backstage-secrets',
        },
      ],
    );
  });
});

describe('extra-volumes', () => {
  const values: Values = {
    backstage: {
      extraVolumes: [{ name: 'team', emptyDir: {} }],
      extraVolumeMounts: [{ name: 'team', mountPath: '/team' }],
    },
  };
  const added = {
    [`${POD}.volumes.team`]: { emptyDir: {} },
    [`${CONTAINER}.volumeMounts.team`]: { mountPath: '/team' },
  };

  test.each(['1.1.6', '1.2.3'] as const)(
    'is refused in exact of chart %s, and rendered with its id',
    (chartVersion) => {
      expect(() => render(values, { chartVersion })).toThrow('use --correct extra-volumes');
      const options = { chartVersion, fidelity: ['extra-volumes'] as const };
      expect(changes(render({}, options), render(values, options))).toEqual(added);
    },
  );

  test('does not exist in chart 1.0, where both values are additions of this package', () => {
    const options = { chartVersion: '1.0.5' } as const;
    expect(changes(render({}, options), render(values, options))).toEqual(added);
  });
});

/** Values that every defect of chart 1.2 affects. */
const ALL: Values[] = Object.values(CASES)
  .filter(({ version }) => version === undefined)
  .map(({ values }) => values);

test('all ids together render the same as corrected', () => {
  const options = { chartVersion: NEWEST } as const;
  const values = [FLAWLESS, ...ALL];
  const corrected = renderManifests(values, { ...options, fidelity: 'corrected' });
  expect(renderManifests(values, { ...options, fidelity: idsOf(NEWEST) })).toEqual(corrected);
});

test.each<[Id, string | undefined, string]>([
  [
    'budget-selector',
    'backstage.podDisruptionBudget.enabled',
    `has no effect: the chart selects pods with app.kubernetes.io/name: openchoreo, but Backstage's pods have ${NAME}`,
  ],
  ['budget-bounds', 'backstage.podDisruptionBudget.minAvailable', 'has no effect: the chart treats 0 as unset'],
  [
    'spread-selector',
    'backstage.topologySpreadConstraints[0].labelSelector',
    `matches none of Backstage's pods: their label app.kubernetes.io/name is ${NAME}, got openchoreo`,
  ],
  [
    'replicas-under-autoscaler',
    'backstage.autoscaling.enabled',
    'does not remove replicas from the Deployment: each apply resets the number of pods to 1',
  ],
  [
    'claim-update-strategy',
    'backstage.database.sqlite.persistence.enabled',
    'is unsafe with a rolling update: it starts a second pod, but only one pod can open the SQLite files',
  ],
  [
    'claim-protection',
    'backstage.database.sqlite.persistence.enabled',
    'renders a claim that Argo CD and Flux delete with its data when it leaves the output',
  ],
  [
    'writable-tmp',
    'backstage.containerSecurityContext.readOnlyRootFilesystem',
    'leaves Backstage without a writable folder for temporary files',
  ],
  ['api-url', 'openchoreoApi.service.port', 'is not used in OPENCHOREO_API_URL: the portal calls the port 8080'],
  [
    'existing-priority-class',
    'backstage.priorityClass.name',
    'has no effect: the chart gives the pods a PriorityClass only if create is true',
  ],
  ['large-numbers', 'backstage.catalogSync.frequency', 'is written with an exponent, got 2000000'],
  ['registry-slash', 'global.imageRegistry', 'ends with a slash, so the image reference contains //'],
  [
    'policy-without-route',
    'openchoreoApi.http.hostnames',
    'is empty, so the TrafficPolicy of the API has no HTTPRoute',
  ],
])('%s warns about the value that it affects', (id, path, message) => {
  const { values, version = NEWEST, allow = '' }: Case = CASES[id as keyof typeof CASES];
  const findings = warnings([FLAWLESS, values], version, allow === '' ? [] : [allow]).filter(
    ({ defect }) => defect === id,
  );
  expect(findings).toMatchObject([{ path, message, severity: 'warning' }]);
});

/** Returns the findings about defects of the chart. */
function warnings(layers: readonly Values[], chartVersion: Version, allow: readonly string[] = []) {
  return lineOf(chartVersion)
    .check(layers, { chartVersion, allow })
    .findings.filter(({ rule }) => rule === 'chart-defects');
}

test.each([
  ['http://portal.example.com', true],
  ['https://portal.example.com', false],
])('csp-scheme warns about the URL %s with tls.enabled of %j', (baseUrl, enabled) => {
  const isWarned = (value: boolean) =>
    warnings([LEAST, { backstage: { baseUrl, tls: { enabled: value } } }], NEWEST).some(
      ({ defect, path }) => defect === 'csp-scheme' && path === 'backstage.tls.enabled',
    );
  expect([isWarned(enabled), isWarned(!enabled)]).toEqual([true, false]);
});

test('defects of defaults are one info', () => {
  const [info, ...others] = warnings([LEAST], NEWEST);
  expect(others).toEqual([]);
  expect(info).toMatchObject({
    severity: 'info',
    message:
      "the output reproduces known defects of the chart's defaults: spread-selector, health-endpoints, startup-probe, apparmor-unconfined, stale-config, jenkins-always-on, csp-scheme, crd-defaults, flux-substitution",
  });
  expect(found({})).toEqual(expect.not.arrayContaining([expect.objectContaining({ severity: 'error' })]));
});
