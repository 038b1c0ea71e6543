import { Release } from '../../../lib/backstage/release';
import type { DefectId } from '../../../lib/lines/0.11/defect-id';
import { defects } from '../../../lib/lines/0.11/defects';
import type { Values } from '../../../lib/lines/0.11/schema';
import { mergeValues } from '../../../lib/values/merge';
import { untyped } from '../../values/support';
import { AFFECTED, FLAWLESS, spreadBy } from './defect-values';
import { POSTGRESQL } from './rules/support';
import { subjectOf } from './support';

type Backstage = NonNullable<Values['backstage']>;

/** Returns the values that a defect affects, with their messages. */
function affected(id: DefectId, values: Values, release?: Release) {
  const subject = subjectOf(values, release);
  return defects.filter((defect) => defect.id === id).flatMap((defect) => [...defect.find(subject)]);
}

/** Returns the paths of Backstage's values that a defect affects. */
const paths = (id: DefectId, backstage: Backstage, others: Values = {}) =>
  affected(id, { ...others, backstage }).map(({ path }) => path);

test('each defect has a unique id and is described in sentences', () => {
  const ids = defects.map(({ id }) => id);
  expect([...new Set(ids)]).toEqual(Object.keys(AFFECTED));
  expect(ids.filter((id) => !/^[a-z]+(?:-[a-z]+)*$/.test(id))).toEqual([]);
  expect(defects.map(({ why }) => why).filter((why) => !/^[A-Z].*\.$/.test(why))).toEqual([]);
  expect(
    defects
      .flatMap(({ object, chart, corrected, effect }) => [object, chart, corrected, effect])
      .filter((text) => !text),
  ).toEqual([]);
});

test('no defect affects the values of a portal that avoids all defects', () => {
  expect(defects.flatMap(({ id }) => affected(id, FLAWLESS).map((found) => [id, found]))).toEqual([]);
});

const UNMATCHED =
  "has no effect: the chart selects pods with app.kubernetes.io/name: openchoreo, but Backstage's pods have openchoreo-control-plane";

test.each<[DefectId, string | undefined, string]>([
  ['budget-selector', 'backstage.podDisruptionBudget.enabled', UNMATCHED],
  ['budget-bounds', 'backstage.podDisruptionBudget.minAvailable', 'has no effect: the chart treats 0 as unset'],
  ['network-policy', 'backstage.networkPolicy.enabled', UNMATCHED],
  [
    'spread-selector',
    'backstage.topologySpreadConstraints[0].labelSelector',
    "matches none of Backstage's pods: their label app.kubernetes.io/name is openchoreo-control-plane, got openchoreo",
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
    'health-endpoints',
    undefined,
    "readinessProbe asks /healthcheck, which the single-page app answers whatever the backend's state is",
  ],
  ['startup-probe', undefined, 'the liveness probe kills a first start that takes more than a minute'],
  ['apparmor-unconfined', undefined, 'the default AppArmor profile breaks the Pod Security standard baseline'],
  ['pull-secrets', 'global.imagePullSecrets', 'has no effect: the chart does not pass them to the pods'],
  [
    'writable-tmp',
    'backstage.containerSecurityContext.readOnlyRootFilesystem',
    'leaves Backstage without a writable folder for temporary files',
  ],
  ['api-url', 'openchoreoApi.name', 'is not used in OPENCHOREO_API_URL: the portal calls openchoreo-api'],
  [
    'derived-urls',
    'thunder.configuration.server.publicUrl',
    'loses its protocol, port or path: the URL that follows from it is http://login.localhost/oauth2/authorize',
  ],
  [
    'path-rewrite',
    'backstage.baseUrl',
    'has the path /portal, but Backstage serves everything at /, and the HTTPRoute does not remove the path',
  ],
  [
    'csp-scheme',
    undefined,
    'makes the URL of the portal http://localhost, but browsers request its scripts with https, so pages stay empty',
  ],
  ['base-url-slash', 'backstage.baseUrl', 'ends with a slash, so URLs below it contain //'],
  ['plain-token', 'backstage.thunder.token', 'is rendered as plain text in the pod template'],
  ['stale-config', undefined, 'pods use the old data of the Secret until someone restarts them'],
  [
    'replaced-connection',
    'backstage.appConfig.backend.database.connection',
    'replaces the connection, but the pods still require its keys in the Secret pg-app',
  ],
  [
    'existing-priority-class',
    'backstage.priorityClass.name',
    'has no effect: the chart gives the pods a PriorityClass only if create is true',
  ],
])('%s affects its minimal values', (id, path, message) => {
  expect(affected(id, mergeValues([FLAWLESS, AFFECTED[id]]))).toEqual([{ path, message }]);
});

describe.each([
  ['budget-selector', 'podDisruptionBudget'],
  ['network-policy', 'networkPolicy'],
] as const)('%s', (id, section) => {
  const enabled: Backstage = { [section]: { enabled: true } };

  test('shows the names that follow from the release', () => {
    expect(affected(id, { backstage: enabled }, new Release({ fullnameOverride: 'acme', nameOverride: 'cp' }))).toEqual(
      [
        {
          path: `backstage.${section}.enabled`,
          message:
            "has no effect: the chart selects pods with app.kubernetes.io/name: acme, but Backstage's pods have cp",
        },
      ],
    );
  });

  test.each([
    ['fullname and name', new Release({ fullnameOverride: 'portal', nameOverride: 'portal' })],
    ['fullname and chart', new Release({ fullnameOverride: 'openchoreo-control-plane' })],
    ['release and chart', new Release({ fullnameOverride: '' })],
  ])('affects nothing if %s are the same', (_, release) => {
    expect(affected(id, { backstage: enabled }, release)).toEqual([]);
  });

  test.each([false, null])('affects nothing if enabled is %j', (off) => {
    expect(paths(id, { [section]: { enabled: off } })).toEqual([]);
  });
});

describe('budget-bounds', () => {
  const bounds = (bound: Backstage['podDisruptionBudget']) =>
    paths('budget-bounds', { podDisruptionBudget: { enabled: true, ...bound } });

  test.each([0, '0'])('affects a bound of %j', (bound) => {
    expect(bounds({ minAvailable: bound })).toEqual(['backstage.podDisruptionBudget.minAvailable']);
    expect(bounds({ maxUnavailable: bound })).toEqual(['backstage.podDisruptionBudget.maxUnavailable']);
  });

  test.each([1, '1', '0%', '50%', null])('does not affect a bound of %j', (bound) => {
    expect(bounds({ minAvailable: bound })).toEqual([]);
    expect(bounds({ minAvailable: null, maxUnavailable: bound })).toEqual([]);
  });

  test('affects nothing without a budget', () => {
    expect(bounds({ enabled: false, minAvailable: 0 })).toEqual([]);
  });
});

describe('network-policy', () => {
  const peers = (given: object) =>
    paths('network-policy', untyped({ backstage: { networkPolicy: { enabled: true, peers: given } } }).backstage ?? {});

  test("affects peers, which the chart's policy does not use", () => {
    expect(peers({ dns: [{ podSelector: {} }] })).toEqual([
      'backstage.networkPolicy.enabled',
      'backstage.networkPolicy.peers',
    ]);
  });

  test("affects ports, which the chart's policy does not use", () => {
    const ports = (dns: number[]) => paths('network-policy', { networkPolicy: { enabled: true, ports: { dns } } });
    expect(ports([5353])).toEqual(['backstage.networkPolicy.enabled', 'backstage.networkPolicy.ports']);
    expect(ports([])).toEqual(['backstage.networkPolicy.enabled']);
  });

  test.each([{}, { dns: null, clients: [] }])('does not affect peers of %j', (given) => {
    expect(peers(given)).toEqual(['backstage.networkPolicy.enabled']);
  });
});

describe('spread-selector', () => {
  const unmatched = (label: string, actual: string, got: string, index = 0) => ({
    path: `backstage.topologySpreadConstraints[${index}].labelSelector`,
    message: `matches none of Backstage's pods: their label ${label} is ${actual}, got ${got}`,
  });

  test('affects a constraint for a label that the pods do not have', () => {
    expect(affected('spread-selector', { backstage: spreadBy({ team: 'portal' }) })).toEqual([
      unmatched('team', 'unset', 'portal'),
    ]);
  });

  test('affects a constraint for a common label, which objects have and pods do not', () => {
    const release = new Release({ commonLabels: { team: 'portal' } });
    expect(affected('spread-selector', { backstage: spreadBy({ team: 'portal' }) }, release)).toEqual([
      unmatched('team', 'unset', 'portal'),
    ]);
  });

  test('affects each default constraint', () => {
    const unmatchedName = ['app.kubernetes.io/name', 'openchoreo-control-plane', 'openchoreo'] as const;
    expect(affected('spread-selector', {})).toEqual([unmatched(...unmatchedName), unmatched(...unmatchedName, 1)]);
  });

  test('does not affect the default constraints if the pods have their name label', () => {
    expect(affected('spread-selector', {}, new Release({ nameOverride: 'openchoreo' }))).toEqual([]);
  });

  test('does not affect a constraint that matches the pods of this release', () => {
    const labels = {
      'app.kubernetes.io/component': 'backstage',
      'app.kubernetes.io/name': 'portal',
      'app.kubernetes.io/instance': 'acme',
    };
    const release = new Release({ name: 'acme', nameOverride: 'portal' });
    expect(affected('spread-selector', { backstage: spreadBy(labels) }, release)).toEqual([]);
  });

  test.each([
    { labelSelector: { matchExpressions: [{ key: 'team', operator: 'Exists' }] } },
    { labelSelector: {} },
    { labelSelector: { matchLabels: {} } },
    { labelSelector: { matchLabels: null } },
    { labelSelector: null },
    { minDomains: 2 },
  ])('does not affect a constraint with %j, which has no labels to compare', (member) => {
    const constraint = { maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule', ...member };
    expect(affected('spread-selector', untyped({ backstage: { topologySpreadConstraints: [constraint] } }))).toEqual(
      [],
    );
  });

  test.each([null, []])('does not affect constraints of %j', (topologySpreadConstraints) => {
    expect(paths('spread-selector', { topologySpreadConstraints })).toEqual([]);
  });
});

test.each<[DefectId, string, Values]>([
  ['replicas-under-autoscaler', 'replicas of null', { backstage: { autoscaling: { enabled: true }, replicas: null } }],
  ['replicas-under-autoscaler', 'replicas without an autoscaler', { backstage: { replicas: 2 } }],
  [
    'claim-update-strategy',
    'a strategy set together with the claim',
    { backstage: { strategy: { type: 'RollingUpdate' }, database: { sqlite: { persistence: { enabled: true } } } } },
  ],
  ['claim-update-strategy', 'SQLite without a claim', {}],
  [
    'claim-update-strategy',
    'PostgreSQL',
    { backstage: { database: { ...POSTGRESQL, sqlite: { persistence: { enabled: true } } } } },
  ],
  ['claim-protection', 'SQLite without a claim', {}],
  [
    'claim-protection',
    'an existing claim',
    { backstage: { database: { sqlite: { persistence: { enabled: true, existingClaim: 'portal' } } } } },
  ],
  [
    'claim-protection',
    'PostgreSQL',
    { backstage: { database: { ...POSTGRESQL, sqlite: { persistence: { enabled: true } } } } },
  ],
  [
    'health-endpoints',
    'paths that the values set, even to those of the chart',
    {
      backstage: {
        livenessProbe: { httpGet: { path: '/healthcheck' } },
        readinessProbe: { httpGet: { path: '/ready' } },
      },
    },
  ],
  ['health-endpoints', 'no probes', { backstage: { livenessProbe: null, readinessProbe: null } }],
  ['startup-probe', 'a startup probe', { backstage: { startupProbe: { tcpSocket: { port: 'http' } } } }],
  ['startup-probe', 'a startup probe of null', { backstage: { startupProbe: null } }],
  ['startup-probe', 'a liveness probe of null', { backstage: { livenessProbe: null } }],
  [
    'apparmor-unconfined',
    'a profile that the values set',
    { backstage: { containerSecurityContext: { appArmorProfile: { type: 'Unconfined' } } } },
  ],
  ['apparmor-unconfined', 'no security context', { backstage: { containerSecurityContext: null } }],
  ['pull-secrets', 'no logins', { global: { imagePullSecrets: [] } }],
  ['pull-secrets', 'logins of null', { global: { imagePullSecrets: null } }],
  ['pull-secrets', 'logins only for Backstage', { backstage: { imagePullSecrets: [{ name: 'registry' }] } }],
  ['api-url', "the API's default name", { openchoreoApi: { name: 'openchoreo-api' } }],
  ['api-url', 'an API name of null', { openchoreoApi: { name: null } }],
  [
    'api-url',
    'a name of the API set together with its URL',
    { openchoreoApi: { name: 'core' }, backstage: { openchoreoApi: { url: 'http://core:8080/api/v1' } } },
  ],
  ['base-url-slash', 'a URL without a slash', { backstage: { baseUrl: 'https://console.example.com/a' } }],
  [
    'base-url-slash',
    'a URL with a slash that another URL overrides',
    { backstage: { baseUrl: 'http://localhost', appConfig: { app: { baseUrl: 'http://localhost/' } } } },
  ],
  ['plain-token', 'no token', { backstage: { thunder: { token: '' } } }],
  ['plain-token', 'a token without Thunder', { backstage: { thunder: { token: 'x' } }, thunder: { enabled: false } }],
  [
    'plain-token',
    'a token from an existing Secret',
    { backstage: { secretName: 'mine', secretKeys: { thunderToken: 'token' } } },
  ],
  ['stale-config', 'an existing Secret', { backstage: { secretName: 'mine' } }],
  ['stale-config', 'a secret store', { backstage: { externalSecret: { secretStoreRef: { name: 'vault' } } } }],
])('%s does not affect %s', (id, _, values) => {
  expect(affected(id, values)).toEqual([]);
});

test('api-url compares with the API name that follows from the release', () => {
  const release = new Release({ fullnameOverride: 'portal' });
  expect(affected('api-url', { openchoreoApi: { name: 'portal-api' } }, release)).toEqual([]);
  expect(affected('api-url', {}, release)).toHaveLength(1);
});

test('base-url-slash affects the URL of the configuration if no other is set', () => {
  const baseUrl = 'http://localhost/';
  expect(paths('base-url-slash', { appConfig: { app: { baseUrl }, backend: { baseUrl } } })).toEqual([
    'backstage.appConfig.app.baseUrl',
  ]);
  expect(paths('base-url-slash', { appConfig: { backend: { baseUrl } } })).toEqual([
    'backstage.appConfig.backend.baseUrl',
  ]);
});

test('claim-update-strategy affects a claim if the strategy is empty', () => {
  const database = { sqlite: { persistence: { enabled: true } } };
  expect(paths('claim-update-strategy', { strategy: {}, database })).toHaveLength(1);
});

describe('writable-tmp', () => {
  const readOnly = (backstage: object) =>
    affected(
      'writable-tmp',
      untyped({ backstage: { containerSecurityContext: { readOnlyRootFilesystem: true }, ...backstage } }),
    );

  /** Returns a volume that is mounted at these folders. */
  const mountedAt = (...folders: string[]): Backstage => ({
    extraVolumes: [{ name: 'scratch', emptyDir: {} }],
    extraVolumeMounts: folders.map((mountPath) => ({ name: 'scratch', mountPath })),
  });

  test.each<[string, Backstage]>([
    ['without a size limit', { tmp: {} }],
    ['with a size limit', { tmp: { sizeLimit: '1Gi' } }],
    ['that is a custom mount', mountedAt('/tmp')],
    ['that is a custom mount with a slash at its end', mountedAt('/tmp/')],
    ['that is one of several custom mounts', mountedAt('/var/cache', '/tmp')],
  ])('affects nothing with a /tmp %s', (_, backstage) => {
    expect(readOnly(backstage)).toEqual([]);
  });

  test.each<[string, object]>([
    ['at another folder', mountedAt('/var/tmp')],
    ['below /tmp', mountedAt('/tmp/techdocs')],
    ['at a folder whose name begins with tmp', mountedAt('/tmpfs')],
    ['nowhere', { extraVolumeMounts: [] }],
    ['with values of null', { extraVolumeMounts: null, tmp: null }],
    ['without a path', { extraVolumeMounts: [{ name: 'scratch' }] }],
  ])('affects a read-only root filesystem with a volume mounted %s', (_, backstage) => {
    expect(readOnly(backstage)).toHaveLength(1);
  });

  test.each([{}, { readOnlyRootFilesystem: false }, { readOnlyRootFilesystem: null }, null])(
    'does not affect the security context %j',
    (containerSecurityContext) => {
      expect(paths('writable-tmp', { containerSecurityContext })).toEqual([]);
    },
  );
});

describe('derived-urls', () => {
  const of = (publicUrl: string, others: Values = {}) =>
    affected('derived-urls', { ...others, thunder: { configuration: { server: { publicUrl } } } }).length;

  test.each(['https://id.example.com', 'http://id.example.com:8443', 'http://id.example.com:8080/auth'])(
    'affects the public URL %s',
    (publicUrl) => {
      expect(of(publicUrl)).toBe(1);
    },
  );

  test.each(['http://id.example.com', 'http://id.example.com/', '', 'id.example.com'])(
    'does not affect the public URL "%s", of which the chart loses nothing',
    (publicUrl) => {
      expect(of(publicUrl)).toBe(0);
    },
  );

  test('does not affect a public URL that has the protocol and the port of the other URLs', () => {
    const global = { port: ':8443', tls: { enabled: true } };
    expect(of('https://id.example.com:8443', { global })).toBe(0);
    expect(of('https://id.example.com', { global })).toBe(1);
  });

  test('does not affect a public URL from which no URL follows', () => {
    const backstage = { thunder: { baseUrl: 'https://id.example.com' } };
    const security = { oidc: { authorizationUrl: 'https://id.example.com/oauth2/authorize' } };
    expect(of('https://id.example.com', { backstage, security })).toBe(0);
    expect(of('https://id.example.com', { security })).toBe(1);
  });
});

describe('csp-scheme', () => {
  test('affects an http URL, by the value that it follows from', () => {
    expect(paths('csp-scheme', { baseUrl: 'http://console.example.com' })).toEqual(['backstage.baseUrl']);
    expect(paths('csp-scheme', { ingress: { hosts: [{ host: 'console.example.com' }] } })).toEqual([
      'backstage.ingress.hosts',
    ]);
    expect(paths('csp-scheme', {}, { global: { baseDomain: 'example.com' } })).toEqual(['global.baseDomain']);
  });

  test('affects no https URL, and none that should be https', () => {
    const parentRefs = [{ name: 'public', sectionName: 'https' }];
    expect(paths('csp-scheme', { baseUrl: 'https://console.example.com' })).toEqual([]);
    expect(paths('csp-scheme', {}, { global: { tls: { enabled: true } } })).toEqual([]);
    expect(paths('csp-scheme', { ingress: { parentRefs } })).toEqual([]);
  });

  test('names no value for the default URL and for localhost', () => {
    expect(paths('csp-scheme', {})).toEqual([undefined]);
    expect(paths('csp-scheme', { baseUrl: 'http://localhost:7007' })).toEqual([undefined]);
  });
});

describe('path-rewrite', () => {
  test('affects a URL with a path behind an HTTPRoute', () => {
    expect(paths('path-rewrite', { baseUrl: 'https://example.com/portal' })).toEqual(['backstage.baseUrl']);
    expect(paths('path-rewrite', { appConfig: { app: { baseUrl: 'https://example.com/portal' } } })).toEqual([
      'backstage.appConfig.app.baseUrl',
    ]);
  });

  test.each<[string, Backstage]>([
    ['without a path', { baseUrl: 'https://example.com/' }],
    ['behind an Ingress', { baseUrl: 'https://example.com/portal', ingress: { kind: 'Ingress' } }],
    ['without a route', { baseUrl: 'https://example.com/portal', ingress: { enabled: false } }],
  ])('does not affect a URL %s', (_, backstage) => {
    expect(paths('path-rewrite', backstage)).toEqual([]);
  });
});
