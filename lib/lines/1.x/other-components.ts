// Keys of other components in the charts 1.0, 1.1 and 1.2. Values files of a whole control plane contain them.

/** Keys of other components in the sections that Backstage shares with them. */
export const OTHER_KEYS = {
  security: { authServerBaseUrl: true, jwt: true },
  oidc: { externalClients: true, jwksUrl: true },
  /** Keys of `security.oidc` since 1.1. */
  oidcSince1_1: { jwksUrlTlsInsecureSkipVerify: true, uidResolverTlsInsecureSkipVerify: true },
  openchoreoApi: {
    affinity: true,
    autoscaling: true,
    clusterGateway: true,
    config: true,
    containerSecurityContext: true,
    database: true,
    image: true,
    metrics: true,
    networkPolicy: true,
    nodeSelector: true,
    podDisruptionBudget: true,
    podSecurityContext: true,
    priorityClass: true,
    replicas: true,
    resources: true,
    serviceAccount: true,
    tolerations: true,
    topologySpreadConstraints: true,
  },
  eventForwarder: {
    config: true,
    containerSecurityContext: true,
    image: true,
    name: true,
    podSecurityContext: true,
    resources: true,
    serviceAccount: true,
  },
  portalAssistant: {
    authConfigConfigMap: true,
    config: true,
    cors: true,
    extraEnvs: true,
    http: true,
    image: true,
    replicas: true,
    resources: true,
  },
  /** Keys of `eventForwarder` and `portalAssistant` since 1.2. */
  scheduling: { affinity: true, nodeSelector: true, tolerations: true, topologySpreadConstraints: true },
} as const;

/** Top-level sections of other components. */
export const OTHER_SECTIONS = {
  controllerManager: true,
  kubernetesClusterDomain: true,
  metricsService: true,
  webhookService: true,
} as const;
