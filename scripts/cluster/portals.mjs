// Portals that the guides move: one on a claim, and one on PostgreSQL with an autoscaler, for each chart.

const BASE_1_X = {
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

const BASE_0_11 = { backstage: { backendSecret: 'only-for-this-test', baseUrl: 'http://localhost:7007' } };

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

function withBackstage(base, backstage) {
  return { ...base, backstage: { ...base.backstage, ...backstage } };
}
