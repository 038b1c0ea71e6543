// Portals that the guides move and upgrade: one on a claim, and one on PostgreSQL with an autoscaler.

/** Values that the charts from 1.0 on require. */
export const BASE_1_X = {
  backstage: { baseUrl: 'http://localhost:7007', secretName: 'portal', http: { hostnames: ['localhost'] } },
  openchoreoApi: { http: { hostnames: ['api.localhost'] } },
  gateway: { tls: { hostname: '*.localhost' } },
  security: {
    oidc: {
      issuer: 'http://id.localhost',
      authorizationUrl: 'http://id.localhost/authorize',
      tokenUrl: 'http://id.localhost/token',
    },
  },
};

/** Values of a portal of chart 0.11. */
export const BASE_0_11 = { backstage: { backendSecret: 'only-for-this-test', baseUrl: 'http://localhost:7007' } };

const ON_CLAIM = { database: { type: 'sqlite', sqlite: { persistence: { enabled: true } } } };

/** The chart writes `replicas` beside the autoscaler, so both have the same number. */
const AUTOSCALED = {
  replicas: 3,
  autoscaling: { enabled: true, minReplicas: 3, maxReplicas: 5 },
  podDisruptionBudget: { enabled: true },
  networkPolicy: { enabled: true },
};

/** Variables of the environment that name the folder of a chart, with the title of the blocks for this chart. */
export const CHARTS = [
  { variable: 'CHART_0_11', version: '0.11.0', title: 'chart 0.11' },
  { variable: 'CHART_1_2', version: '1.2.3', title: 'chart 1.x' },
];

/** Returns the values of each portal on a chart, and the number of pods that it must keep available. */
export function portalsOf({ version }) {
  const [base, postgresql] =
    version === '0.11.0' ? [BASE_0_11, { host: 'postgres', password: 'only-for-this-test' }] : [BASE_1_X, undefined];
  return [
    { name: 'on a claim', values: withBackstage(base, ON_CLAIM), available: 0 },
    {
      name: 'on PostgreSQL with an autoscaler',
      values: withBackstage(base, {
        ...AUTOSCALED,
        database: { type: 'postgresql', ...(postgresql && { postgresql }) },
      }),
      available: AUTOSCALED.autoscaling.minReplicas,
    },
  ];
}

/** Values that determine everything that an upgrade from chart 0.11 needs. */
const DECIDED_0_11 = {
  global: { baseDomain: 'example.com' },
  security: {
    oidc: {
      issuer: 'https://id.example.com',
      authorizationUrl: 'https://id.example.com/authorize',
      tokenUrl: 'https://id.example.com/token',
    },
  },
};

/** Secret with the credentials of chart 0.11. */
const CREDENTIALS = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'portal-credentials' },
  stringData: { 'backend-secret': 'only-for-this-test', 'client-secret': 'x', 'postgres-password': 'x' },
};

/**
 * Portals of chart 0.11 that are upgraded, with values in two files: one renders its Secret, and one uses a Secret that
 * exists. The upgrade goes to chart 1.2 at once. Without pruning, the portal on a claim stops at each minor version.
 */
export const UPGRADES = [true, false].flatMap((prune) => [
  {
    name: `on a claim, ${prune ? 'pruned' : 'not pruned'}`,
    values: withBackstage(DECIDED_0_11, { backendSecret: 'only-for-this-test', ...ON_CLAIM }),
    portal: {},
    objects: [],
    available: 0,
    prune,
    stops: prune ? ['1.2.3'] : ['1.0.5', '1.1.6', '1.2.3'],
  },
  {
    name: `on PostgreSQL with an autoscaler, ${prune ? 'pruned' : 'not pruned'}`,
    values: withBackstage(DECIDED_0_11, {
      ...AUTOSCALED,
      database: { type: 'postgresql', postgresql: { host: 'postgres' } },
    }),
    portal: { backstage: { secretName: CREDENTIALS.metadata.name } },
    objects: [CREDENTIALS],
    available: AUTOSCALED.autoscaling.minReplicas,
    prune,
    stops: ['1.2.3'],
  },
]);

function withBackstage(base, backstage) {
  return { ...base, backstage: { ...base.backstage, ...backstage } };
}
