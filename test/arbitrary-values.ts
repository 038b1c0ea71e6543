import fc from 'fast-check';
import type { Values } from '../lib';

type Backstage = NonNullable<Values['backstage']>;
type AppConfig = Backstage['appConfig'];
type Timeouts = NonNullable<Backstage['ingress']>['timeouts'];

/** Word that only secrets contain, so that a test can search for it. */
export const MARKER = 'zsecretz';

const secretText = fc.string({ minLength: 1, maxLength: 8 }).map((text) => `${MARKER}${text}`);
/** True or false. */
export const flag = fc.boolean();
/** Short name that fits every kind of object. */
export const name = fc.stringMatching(/^[a-z][a-z0-9]{0,12}$/);
/** Host name. */
export const host = fc.tuple(name, name).map(([a, b]) => `${a}.${b}.example.com`);
/** Entry of a secret store. */
export const remote = fc.record({ key: name, property: name }, { requiredKeys: ['key'] });

/** Names of a Secret and a ConfigMap that already exist: the values refer to them, and nothing renders them. */
export const EXISTING = { secret: 'team-secret', configMap: 'team-settings' } as const;

/** URL of the portal. */
export const PORTAL = 'https://portal.example.com';

/** Credentials of each source, with the other values of `backstage` that they require. */
const credentials = fc.oneof(
  fc.record({ backendSecret: secretText, auth: fc.record({ clientSecret: secretText }) }),
  fc.record({
    secretName: name,
    secretKeys: fc.record({ postgresHost: name, thunderToken: name }, { requiredKeys: [] }),
  }),
  fc.record({
    externalSecret: fc.record({
      secretStoreRef: fc.record({ name, kind: fc.constantFrom('SecretStore' as const, 'ClusterSecretStore' as const) }),
      data: fc.record(
        {
          backendSecret: remote,
          clientSecret: remote,
          postgresPassword: remote,
          postgresUser: remote,
          thunderToken: remote,
        },
        { requiredKeys: ['backendSecret', 'clientSecret', 'postgresPassword'] },
      ),
    }),
  }),
);

const sqlite = fc.record({
  type: fc.constant('sqlite' as const),
  sqlite: fc.record({
    persistence: fc.record({ enabled: flag, existingClaim: name }, { requiredKeys: ['enabled'] }),
  }),
});

const postgresql = fc.record({
  type: fc.constant('postgresql' as const),
  postgresql: fc.record(
    {
      host: fc.oneof(host, fc.constant('10.0.0.7'), fc.constant('pg.data.svc.cluster.local'), fc.constant('pg')),
      port: fc.integer({ min: 1, max: 65535 }),
      ssl: fc.constantFrom(true, 'verify-full' as const),
      caBundle: fc.oneof(fc.record({ configMap: name }), fc.record({ secret: name })),
      secretName: name,
      secretKeys: fc.record({ user: name, password: name, database: name }, { requiredKeys: [] }),
    },
    { requiredKeys: ['host'] },
  ),
});

/** Returns one of several values, with their common type. */
export const anyOf = <T>(...values: T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

/** Returns a list of things with unique names. `make` makes each of them. */
export const named = <T>(prefix: string, make: (name: string) => T) =>
  fc.uniqueArray(name, { maxLength: 2 }).map((names) => names.map((each) => make(`${prefix}${each}`)));

/** Image of the container. */
export const image = fc.record(
  {
    registry: fc.constantFrom('mirror.example.com', 'localhost:5000'),
    tag: fc.constantFrom('v0.11.0', '2024.1', null),
    digest: fc.constantFrom(`sha256:${'0123456789abcdef'.repeat(4)}`),
    pullPolicy: fc.constantFrom('Always' as const, 'Never' as const, null),
  },
  { requiredKeys: [] },
);

/** Custom variables: in plain text, from an existing Secret, or instead of a default variable. */
export const extraEnv = fc.record(
  {
    env: anyOf(null, [], [{ name: 'TZ', value: 'UTC' }]),
    extraEnv: anyOf(
      [{ name: 'LOG_LEVEL', value: 'debug' }],
      [
        { name: 'REGION', value: 'eu' },
        { name: 'CUSTOM_TOKEN', valueFrom: { secretKeyRef: { name: EXISTING.secret, key: 'token' } } },
      ],
    ),
    envFrom: anyOf([{ configMapRef: { name: EXISTING.configMap } }], [{ secretRef: { name: EXISTING.secret } }]),
  },
  { requiredKeys: [] },
);

/** Custom volumes with their mounts. Sometimes one is at `/tmp`, and sometimes the release has a writable `/tmp`. */
export const volumes = fc
  .record({
    names: named('custom-', (volume) => volume),
    tmp: fc.constantFrom('custom' as const, 'release' as const, 'memory' as const, 'none' as const),
    readOnly: fc.constantFrom(true, false, null),
  })
  .map(({ names, tmp, readOnly }) => {
    const folder = (index: number) => (tmp === 'custom' && index === 0 ? '/tmp' : `/mnt/${index}`);
    return {
      extraVolumes: names.map((volume) => ({ name: volume, emptyDir: {} })),
      extraVolumeMounts: names.map((volume, index) => ({ name: volume, mountPath: folder(index) })),
      ...(tmp === 'release' && { tmp: {} }),
      ...(tmp === 'memory' && { tmp: { medium: 'Memory', sizeLimit: '1Gi' } }),
      containerSecurityContext: { readOnlyRootFilesystem: readOnly },
    };
  });

const CHECK = { exec: { command: ['true'] } };

/** Options of the pods. */
export const pod = fc.record(
  {
    podLabels: anyOf({ 'example.com/team': 'a' }),
    podAnnotations: anyOf({ 'example.com/owner': 'team a' }),
    annotations: anyOf({ 'example.com/owner': 'team a' }),
    image,
    imagePullSecrets: fc.uniqueArray(fc.record({ name: fc.constantFrom('registry', 'mirror') }), {
      selector: ({ name }) => name,
    }),
    command: anyOf(['tini', 'node', 'packages/backend'], ['node', 'packages/backend', '--config', 'a.yaml']),
    extraArgs: anyOf(['--inspect'], ['--config', 'b.yaml']),
    livenessProbe: anyOf(null, { periodSeconds: 30 }, { httpGet: null, ...CHECK }),
    readinessProbe: anyOf(null, { failureThreshold: 6, successThreshold: 2 }),
    startupProbe: anyOf({ ...CHECK, failureThreshold: 30 }),
    lifecycle: anyOf({ preStop: CHECK }),
    initContainers: named('init-', (container) => ({ name: container, image: 'busybox:1', env: [] })),
    extraContainers: named('side-', (container) => ({
      name: container,
      image: 'proxy:1',
      ports: [{ containerPort: 9000 }],
    })),
    terminationGracePeriodSeconds: fc.constantFrom(0, 60),
    hostAliases: anyOf([{ ip: '10.0.0.7', hostnames: ['git.example.com'] }]),
    dnsConfig: anyOf({ nameservers: ['10.0.0.2'], options: [{ name: 'ndots', value: '2' }] }),
    runtimeClassName: fc.constant('gvisor'),
    automountServiceAccountToken: flag,
    strategy: anyOf({ type: 'Recreate' }, { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } }),
    revisionHistoryLimit: fc.constantFrom(0, 3),
  },
  { requiredKeys: [] },
);

/** Custom Backstage configuration: as variables, as a file, and with the portal's URL, which another variable sets. */
export const appConfig = anyOf<AppConfig>(
  { app: { title: 'Portal' }, catalog: { rules: [{ allow: ['Component'] }], processingInterval: { minutes: 5 } } },
  { techdocs: { builder: 'external' }, integrations: { github: [{ host: 'github.com', token: '${CUSTOM_TOKEN}' }] } },
  { app: { baseUrl: PORTAL }, backend: { baseUrl: PORTAL } },
  { app: { baseUrl: PORTAL, title: '${REGION}' }, 'a key that no variable can have': [1, true, 'x'] },
);

/** Settings of the ServiceMonitor. */
export const metrics = fc.record({
  enabled: fc.constant(true),
  serviceMonitor: fc.record(
    {
      enabled: flag,
      namespace: fc.constantFrom('observability', 'monitoring'),
      interval: fc.constantFrom('15s', '1m30s'),
      scrapeTimeout: fc.constantFrom('5s', null),
      path: fc.constant('/prometheus'),
      labels: anyOf({ release: 'stack' }),
      relabelings: anyOf([{ action: 'replace', sourceLabels: ['__address__'], targetLabel: 'address' }]),
    },
    { requiredKeys: ['enabled'] },
  ),
});

const registration = fc.record(
  { enabled: flag, image, waitSeconds: fc.constantFrom(0, 60, null) },
  { requiredKeys: ['enabled'] },
);

/** Listener of a Gateway. */
export const parentRef = fc.record(
  { name, namespace: fc.constantFrom('gateways', 'edge'), sectionName: fc.constantFrom('https', 'https-2') },
  { requiredKeys: ['name', 'sectionName'] },
);

const hosts = fc.array(fc.record({ host, paths: fc.constant([{ path: '/' }]) }), { maxLength: 3 });
/** Time limits of a route. */
export const timeouts = anyOf<Timeouts>(
  { request: '60s' },
  { request: '1m', backendRequest: '30s' },
  { request: '0s' },
);

/** Routes to the portal, through a Gateway or an Ingress controller. */
const ingress = fc.oneof(
  fc.record(
    {
      enabled: flag,
      hosts,
      pathType: fc.constantFrom('Exact' as const, 'PathPrefix' as const, 'RegularExpression' as const),
      parentRefs: fc.uniqueArray(parentRef, { maxLength: 2, selector: (parent) => parent.name }),
      timeouts,
      httpsRedirect: fc.record(
        { enabled: flag, sectionName: fc.constant('web'), statusCode: fc.constantFrom(301, 302) },
        { requiredKeys: ['enabled'] },
      ),
    },
    { requiredKeys: [] },
  ),
  fc.record(
    {
      enabled: flag,
      ingressClassName: name,
      hosts,
      pathType: fc.constantFrom('Exact' as const, 'Prefix' as const, 'ImplementationSpecific' as const),
      defaultBackend: flag,
    },
    { requiredKeys: ['ingressClassName'] },
  ),
);

/** Valid values, with every choice that changes the output. */
export const validValues: fc.Arbitrary<Values> = fc
  .record({
    credentials,
    database: fc.oneof(sqlite, postgresql),
    password: secretText,
    token: secretText,
    replicas: fc.integer({ min: 1, max: 4 }),
    autoscaling: flag,
    podDisruptionBudget: fc.oneof(
      fc.record({ enabled: flag, minAvailable: fc.constantFrom(0, 1, '50%') }),
      fc.record({
        enabled: flag,
        minAvailable: fc.constant(null),
        maxUnavailable: fc.constantFrom(0, 1, '25%'),
      }),
    ),
    networkPolicy: flag,
    priorityClass: flag,
    priorityClassName: anyOf('openchoreo-backstage', 'business-critical'),
    ingress,
    service: fc.record({
      type: fc.constantFrom('ClusterIP' as const, 'NodePort' as const, 'LoadBalancer' as const),
      port: fc.integer({ min: 1, max: 65535 }),
    }),
    serviceAccount: name,
    fullnameOverride: fc.oneof(fc.constant(''), name),
    nameOverride: fc.option(name),
    imagePullSecrets: fc.array(fc.record({ name: fc.oneof(name, fc.constant('registry')) }), { maxLength: 2 }),
    thunder: flag,
    apiName: name,
    apiRoute: fc.record({ parentRefs: fc.array(parentRef, { maxLength: 1 }), timeouts }, { requiredKeys: [] }),
    gateway: flag,
    spread: flag,
    commonLabels: anyOf<Readonly<Record<string, string>>>(
      {},
      { team: 'a' },
      { 'app.kubernetes.io/instance': 'shared' },
    ),
    pod,
    extraEnv,
    volumes,
    appConfig: fc.option(appConfig),
    metrics,
    registration,
    redirectUrls: fc.constantFrom([], ['https://other.example.com/callback']),
    patch: flag,
  })
  .map((choice): Values => {
    const isInline = 'backendSecret' in choice.credentials;
    const isSqlite = choice.database.type === 'sqlite';
    return {
      fullnameOverride: choice.fullnameOverride,
      nameOverride: choice.nameOverride,
      global: { imagePullSecrets: choice.imagePullSecrets, commonLabels: choice.commonLabels },
      gateway: { enabled: choice.gateway },
      thunder: { enabled: choice.thunder },
      // Because of the prefix, the routes of the API and of Backstage have different names.
      openchoreoApi: { name: `api-${choice.apiName}`, ingress: choice.apiRoute },
      backstage: {
        ...choice.credentials,
        ...choice.pod,
        ...choice.extraEnv,
        ...choice.volumes,
        ...(isInline && { thunder: { token: choice.token } }),
        auth: {
          ...('auth' in choice.credentials && choice.credentials.auth),
          redirectUrls: choice.redirectUrls,
          // Without Thunder, the Job cannot register the URLs anywhere.
          registration: { ...choice.registration, enabled: choice.registration.enabled && choice.thunder },
        },
        // A redirect to https requires an https URL.
        baseUrl: PORTAL,
        appConfig: choice.appConfig,
        database:
          choice.database.type === 'sqlite'
            ? choice.database
            : {
                type: 'postgresql',
                postgresql: {
                  ...choice.database.postgresql,
                  // A separate Secret has the password.
                  ...(isInline && !choice.database.postgresql.secretName && { password: choice.password }),
                },
              },
        replicas: isSqlite ? 1 : choice.replicas,
        autoscaling: { enabled: choice.autoscaling && !isSqlite },
        podDisruptionBudget: choice.podDisruptionBudget,
        networkPolicy: { enabled: choice.networkPolicy },
        priorityClass: { create: choice.priorityClass, name: choice.priorityClassName },
        ingress: choice.ingress,
        service: choice.service,
        serviceAccount: { name: choice.serviceAccount },
        metrics: choice.metrics,
        ...(!choice.spread && { topologySpreadConstraints: [] }),
        ...(choice.patch && {
          patches: [
            {
              target: { kind: 'ServiceAccount', name: choice.serviceAccount },
              patch: [{ op: 'add' as const, path: '/automountServiceAccountToken', value: false }],
            },
          ],
        }),
      },
    };
  });
