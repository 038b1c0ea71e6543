/** Defaults of the options that this package adds to the chart's. Constructs and values share them. */
export const OPTION_DEFAULTS = {
  serviceMonitor: {
    namespace: 'monitoring',
    interval: '30s',
    scrapeTimeout: '10s',
    path: '/metrics',
    labels: { prometheus: 'kube-prometheus' },
  },
  httpsRedirect: { sectionName: 'http', statusCode: 301 },
  registration: {
    image: { repository: 'docker.io/library/node', tag: '22-alpine', pullPolicy: 'IfNotPresent' },
    waitSeconds: 300,
    resources: { requests: { cpu: '10m', memory: '64Mi' }, limits: { memory: '128Mi' } },
    containerSecurityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] as string[] },
      readOnlyRootFilesystem: true,
    },
  },
  externalSecret: { storeKind: 'SecretStore', refreshInterval: '1h' },
} as const;
