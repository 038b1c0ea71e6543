import fc from 'fast-check';
import type { Values } from '../lib';

/** Words that are nowhere but in secrets, so that a test can look for them. */
export const MARKER = 'zsecretz';

const secretText = fc.string({ minLength: 1, maxLength: 8 }).map((text) => `${MARKER}${text}`);
const name = fc.stringMatching(/^[a-z][a-z0-9]{0,12}$/);
const host = fc.tuple(name, name).map(([a, b]) => `${a}.${b}.example.com`);
const remote = fc.record({ key: name, property: name }, { requiredKeys: ['key'] });

/** Credentials of each source, with what else of `backstage` goes with them. */
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
    persistence: fc.record({ enabled: fc.boolean(), existingClaim: name }, { requiredKeys: ['enabled'] }),
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
    },
    { requiredKeys: ['host'] },
  ),
});

/** Values that a team might have: every choice that renders something else, all of them valid. */
export const validValues: fc.Arbitrary<Values> = fc
  .record({
    credentials,
    database: fc.oneof(sqlite, postgresql),
    password: secretText,
    token: secretText,
    replicas: fc.integer({ min: 1, max: 4 }),
    autoscaling: fc.boolean(),
    podDisruptionBudget: fc.oneof(
      fc.record({ enabled: fc.boolean(), minAvailable: fc.constantFrom(0, 1, '50%') }),
      fc.record({
        enabled: fc.boolean(),
        minAvailable: fc.constant(null),
        maxUnavailable: fc.constantFrom(0, 1, '25%'),
      }),
    ),
    networkPolicy: fc.boolean(),
    priorityClass: fc.boolean(),
    ingress: fc.record(
      {
        enabled: fc.boolean(),
        ingressClassName: name,
        hosts: fc.array(fc.record({ host, paths: fc.constant([{ path: '/' }]) }), { maxLength: 3 }),
      },
      { requiredKeys: [] },
    ),
    service: fc.record({
      type: fc.constantFrom('ClusterIP' as const, 'NodePort' as const, 'LoadBalancer' as const),
      port: fc.integer({ min: 1, max: 65535 }),
    }),
    serviceAccount: name,
    fullnameOverride: fc.oneof(fc.constant(''), name),
    nameOverride: fc.option(name),
    imagePullSecrets: fc.array(fc.record({ name }), { maxLength: 2 }),
    thunder: fc.boolean(),
    apiName: name,
    gateway: fc.boolean(),
    spread: fc.boolean(),
  })
  .map((choice) => {
    const isInline = 'backendSecret' in choice.credentials;
    const isSqlite = choice.database.type === 'sqlite';
    return {
      fullnameOverride: choice.fullnameOverride,
      nameOverride: choice.nameOverride,
      global: { imagePullSecrets: choice.imagePullSecrets },
      gateway: { enabled: choice.gateway },
      thunder: { enabled: choice.thunder },
      // The prefix keeps the API's route and Backstage's apart.
      openchoreoApi: { name: `api-${choice.apiName}` },
      backstage: {
        ...choice.credentials,
        ...(isInline && { thunder: { token: choice.token } }),
        database:
          choice.database.type === 'sqlite'
            ? choice.database
            : {
                type: 'postgresql',
                postgresql: { ...choice.database.postgresql, ...(isInline && { password: choice.password }) },
              },
        replicas: isSqlite ? 1 : choice.replicas,
        autoscaling: { enabled: choice.autoscaling && !isSqlite },
        podDisruptionBudget: choice.podDisruptionBudget,
        networkPolicy: { enabled: choice.networkPolicy },
        priorityClass: { create: choice.priorityClass },
        ingress: choice.ingress,
        service: choice.service,
        serviceAccount: { name: choice.serviceAccount },
        ...(!choice.spread && { topologySpreadConstraints: [] }),
      },
    };
  });
