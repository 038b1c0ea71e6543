import fc from 'fast-check';
import type { Values } from '../../../lib';
import {
  name as anyName,
  anyOf,
  appConfig,
  extraEnv,
  flag,
  host,
  image,
  metrics,
  PORTAL,
  parentRef,
  pod,
  remote,
  timeouts,
  volumes,
} from '../../arbitrary-values';
import type { VERSIONS } from './support';

// Random values of the charts 1.0, 1.1 and 1.2.

type Values1_2 = Values<'1.2.3'>;
type Http = NonNullable<NonNullable<Values1_2['backstage']>['http']>;

/** Versions of the lines, each with the values of 1.2 that it does not have. */
const MISSING = {
  '1.0.5': [
    'global.imageRegistry',
    'global.imagePullSecrets',
    'gateway.gatewayClassName',
    'features',
    'eventForwarder',
    'portalAssistant',
    'backstage.observability',
    'backstage.externalCI.githubActions',
    'backstage.externalSecret.data.githubActionsToken',
    'backstage.catalogSync',
    'backstage.features.assistant',
    'backstage.auth.serviceClientId',
    'backstage.auth.serviceClientSecretKey',
  ],
  '1.1.6': [
    'global.imageRegistry',
    'global.imagePullSecrets',
    'gateway.gatewayClassName',
    'backstage.observability',
    'backstage.externalCI.githubActions',
    'backstage.externalSecret.data.githubActionsToken',
  ],
  '1.2.3': [],
} as const satisfies Readonly<Record<Version, readonly string[]>>;

/** Version of one of the lines 1.0, 1.1 and 1.2. */
type Version = (typeof VERSIONS)[number];

/** Names that YAML reads as texts without quotes too. */
const name = anyName.map((text) => `${text}-a`);

const optional = { requiredKeys: [] };
const port = fc.integer({ min: 1, max: 65535 });

/** Credentials in an existing Secret, or from a store, with all keys that a portal may need. */
const credentials = fc.oneof(
  fc.record({
    secretKeys: fc.record({ clientSecret: name, jenkinsApiKey: name, postgresHost: name }, optional),
  }),
  fc.record({
    externalSecret: fc.record({
      secretStoreRef: fc.record({ name, kind: fc.constantFrom('SecretStore' as const, 'ClusterSecretStore' as const) }),
      data: fc.record(
        {
          backendSecret: remote,
          clientSecret: remote,
          jenkinsApiKey: remote,
          postgresHost: remote,
          postgresPort: remote,
          postgresUser: remote,
          postgresPassword: remote,
          postgresDatabase: remote,
          githubActionsToken: remote,
        },
        {
          requiredKeys: [
            'backendSecret',
            'clientSecret',
            'jenkinsApiKey',
            'postgresHost',
            'postgresPort',
            'postgresUser',
            'postgresPassword',
            'postgresDatabase',
          ],
        },
      ),
    }),
  }),
);

const database = fc.oneof(
  fc.record({
    type: fc.constant('sqlite' as const),
    sqlite: fc.record(
      {
        mountPath: fc.constantFrom('/app/.config/backstage', '/data'),
        persistence: fc.record(
          {
            enabled: flag,
            existingClaim: name,
            claimName: name,
            storageClassName: name,
            size: fc.constantFrom('1Gi', '500Mi'),
            accessMode: fc.constantFrom('ReadWriteOnce' as const, 'ReadWriteOncePod' as const),
          },
          { requiredKeys: ['enabled'] },
        ),
      },
      { requiredKeys: ['persistence'] },
    ),
  }),
  fc.record({
    type: fc.constant('postgresql' as const),
    postgresql: fc.record(
      {
        ssl: fc.constantFrom(true, false, 'verify-full' as const, 'no-verify' as const, 'disable' as const),
        caBundle: fc.oneof(fc.record({ configMap: name }), fc.record({ secret: name, key: fc.constant('root.pem') })),
        secretName: name,
        secretKeys: fc.record({ host: fc.option(name), user: name, password: name }, optional),
      },
      optional,
    ),
  }),
);

const hostnames = fc.uniqueArray(host, { maxLength: 3 });

/** Routes to the portal, through a Gateway or an Ingress controller. */
const http: fc.Arbitrary<Http> = fc.oneof(
  fc.record(
    {
      enabled: flag,
      hostnames,
      parentRefs: fc.uniqueArray(parentRef, { maxLength: 2, selector: (parent) => parent.name }),
      timeouts,
      httpsRedirect: fc.record({ enabled: flag, sectionName: fc.constant('web') }, { requiredKeys: ['enabled'] }),
    },
    { requiredKeys: ['hostnames'] },
  ),
  fc.record(
    {
      enabled: flag,
      className: name,
      hostnames,
      pathType: fc.constantFrom('Exact' as const, 'Prefix' as const, 'ImplementationSpecific' as const),
      defaultBackend: flag,
      tls: fc.array(fc.record({ hosts: fc.array(host, { minLength: 1, maxLength: 2 }), secretName: name }), {
        maxLength: 1,
      }),
    },
    { requiredKeys: ['className', 'hostnames'] },
  ),
);

/** URLs of an identity provider: outside of the cluster, or a Service with another port than that of HTTPS. */
const oidc = fc.record(
  {
    issuer: fc.constant('https://id.example.com'),
    authorizationUrl: fc.constant('https://id.example.com/authorize'),
    tokenUrl: fc.constantFrom(
      'https://id.example.com/token',
      'https://id.example.com:8443/token',
      'http://thunder-service.thunder.svc.cluster.local:8090/oauth2/token',
    ),
    wellKnownEndpoint: fc.constant('https://id.example.com/.well-known/openid-configuration'),
  },
  { requiredKeys: ['issuer', 'authorizationUrl', 'tokenUrl'] },
);

const externalCI = fc.record(
  {
    jenkins: fc.record({ enabled: flag, baseUrl: fc.constantFrom('https://ci.example.com', 'http://ci:8080') }),
    githubActions: fc.record(
      {
        enabled: flag,
        host: fc.constantFrom('github.com', 'github.example.com'),
        apiBaseUrl: fc.constant('https://github.example.com/api/v3'),
        oauth: fc.record({ clientId: fc.constantFrom('', 'Iv1') }),
      },
      optional,
    ),
  },
  optional,
);

const choices = fc.record({
  credentials,
  database,
  http,
  oidc,
  externalCI,
  pod,
  extraEnv,
  volumes,
  image,
  metrics,
  appConfig: fc.option(appConfig),
  name: fc.option(name.map((text) => `portal-${text}`)),
  secretName: name,
  baseUrl: fc.constantFrom(PORTAL, `${PORTAL}/`),
  flags: fc.record({
    gateway: flag,
    kgateway: flag,
    tls: flag,
    api: flag,
    events: flag,
    spread: flag,
    assistant: flag,
    autoscaling: flag,
    networkPolicy: flag,
    priorityClass: flag,
    security: flag,
    patch: flag,
  }),
  replicas: fc.integer({ min: 1, max: 4 }),
  podDisruptionBudget: fc.oneof(
    fc.record({ enabled: flag, minAvailable: fc.constantFrom(0, 1, '50%') }),
    fc.record({ enabled: flag, minAvailable: fc.constant(null), maxUnavailable: fc.constantFrom(0, 1, '25%') }),
  ),
  service: fc.record({
    type: fc.constantFrom('ClusterIP' as const, 'NodePort' as const, 'LoadBalancer' as const),
    port,
  }),
  serviceAccount: name,
  nameOverride: fc.option(name),
  imagePullSecrets: fc.array(fc.record({ name: fc.oneof(name, fc.constant('registry')) }), { maxLength: 2 }),
  imageRegistry: fc.constantFrom('', 'mirror.example.com', 'mirror.example.com:5000/team'),
  openchoreoApi: fc.record({
    name: name.map((text) => `api-${text}`),
    service: fc.record({ port }, optional),
    http: fc.record({ enabled: flag, hostnames, timeouts }, { requiredKeys: ['enabled', 'hostnames'] }),
  }),
  portalAssistant: fc.record({ name: name.map((text) => `assistant-${text}`), service: fc.record({ port }) }, optional),
  assistantUrl: fc.constantFrom('', 'https://assistant.example.com', 'http://assistant.ai.svc:9090'),
  frequency: fc.constantFrom(60, 300, 2_000_000),
  commonLabels: anyOf<Readonly<Record<string, string>>>({}, { team: 'a' }),
});

type Choice = typeof choices extends fc.Arbitrary<infer T> ? T : never;

/** Valid values of chart 1.2 for `corrected`, with every choice that changes the output. */
export const validValues: fc.Arbitrary<Values1_2> = choices.map(toValues);

function toValues(choice: Choice): Values1_2 {
  const { flags, extraEnv: variables } = choice;
  const isSqlite = choice.database.type === 'sqlite';
  return {
    nameOverride: choice.nameOverride,
    global: {
      imagePullSecrets: choice.imagePullSecrets,
      imageRegistry: choice.imageRegistry,
      commonLabels: choice.commonLabels,
    },
    security: { oidc: choice.oidc, enabled: flags.security },
    features: { secretManagement: { enabled: flags.security } },
    gateway: {
      enabled: flags.gateway,
      gatewayClassName: flags.kgateway ? 'kgateway' : 'istio',
      tls: { hostname: '*.example.com' },
    },
    eventForwarder: { enabled: flags.events },
    portalAssistant: choice.portalAssistant,
    openchoreoApi: { ...choice.openchoreoApi, enabled: flags.api },
    backstage: {
      ...choice.credentials,
      ...choice.pod,
      ...variables,
      ...choice.volumes,
      name: choice.name,
      secretName: choice.secretName,
      baseUrl: choice.baseUrl,
      tls: { enabled: flags.tls },
      // Both URLs must be the same.
      appConfig: choice.baseUrl === PORTAL ? choice.appConfig : null,
      image: choice.image,
      catalogSync: { frequency: choice.frequency },
      features: { assistant: { enabled: flags.assistant, portalAssistantUrl: choice.assistantUrl } },
      externalCI: choice.externalCI,
      database: choice.database,
      replicas: isSqlite ? 1 : choice.replicas,
      autoscaling: { enabled: flags.autoscaling && !isSqlite },
      podDisruptionBudget: choice.podDisruptionBudget,
      networkPolicy: { enabled: flags.networkPolicy },
      priorityClass: { create: flags.priorityClass },
      http: choice.http,
      service: choice.service,
      serviceAccount: { name: choice.serviceAccount },
      metrics: choice.metrics,
      ...(!flags.spread && { topologySpreadConstraints: [] }),
      ...(flags.patch && {
        patches: [
          {
            target: { kind: 'ServiceAccount', name: choice.serviceAccount },
            patch: [{ op: 'add' as const, path: '/automountServiceAccountToken', value: false }],
          },
        ],
      }),
    },
  };
}

/** Returns values of 1.2 without the values that a version does not have. */
export function valuesOf<V extends Version>(version: V, values: Values1_2): Values<V> {
  return without(values, MISSING[version]) as Values<V>;
}

/** Returns values without the members that `exact` refuses, because the chart cannot render them. */
export function exactValues(values: Values1_2): Values1_2 {
  const { backstage, global } = values;
  const logins = new Set(global?.imagePullSecrets?.map(({ name: login }) => login));
  return {
    ...values,
    global: {
      ...global,
      imagePullSecrets: [...logins].map((login) => ({ name: login })),
      // The defect `registry-slash` makes an image of it that no node can pull.
      imageRegistry: global?.imageRegistry?.replace(/\/$/, ''),
    },
    backstage: {
      ...backstage,
      extraVolumes: [],
      extraVolumeMounts: [],
      // The default variables already set LOG_LEVEL.
      extraEnv: backstage?.extraEnv?.filter(({ name: variable }) => variable !== 'LOG_LEVEL'),
    },
  };
}

function without(map: object, paths: readonly string[], parent = ''): object {
  const kept = Object.entries(map).flatMap(([key, value]) => {
    const path = `${parent}${key}`;
    const hasMissing = paths.some((missing) => missing.startsWith(`${path}.`));
    return paths.includes(path) ? [] : [[key, hasMissing ? without(value, paths, `${path}.`) : value]];
  });
  return Object.fromEntries(kept);
}
