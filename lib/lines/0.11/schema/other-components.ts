// Keys of chart 0.11.0 that Backstage does not read. They are valid, because a values file for the whole control plane
// contains them.

/** Top-level sections of other components. */
export const OTHER_SECTIONS = {
  clusterGateway: true,
  controllerManager: true,
  gatewayController: true,
  'kgateway-crds': true,
  kubernetesClusterDomain: true,
  metricsServer: true,
  metricsService: true,
  waitJob: true,
  webhookService: true,
} as const;

/** Keys of other components in the sections that Backstage also reads. */
export const OTHER_KEYS = {
  global: {
    clusterName: true,
    defaultResources: {
      deploymentPipeline: { description: true, displayName: true, promotionOrder: true },
      enabled: true,
      environments: true,
      organization: { description: true, displayName: true },
      project: { description: true, displayName: true },
    },
  },
  security: { authServerBaseUrl: true, jwt: { audience: true } },
  // The two default roles are keys of 0.12.0.
  authz: { databasePath: true, defaultAuthzDataFilePath: true, defaultRoles: true, defaultRoleMappings: true },
  oidc: { externalClients: true },
  gateway: {
    agentgateway: { enabled: true },
    controller: {
      image: { pullPolicy: true, registry: true, repository: true, tag: true },
      logLevel: true,
      replicaCount: true,
      resources: { limits: true, requests: true },
      service: { ports: true, type: true },
    },
    envoy: { enabled: true, mountTmpVolume: true },
    httpPort: true,
    httpsPort: true,
    image: { pullPolicy: true, registry: true, tag: true },
    selfSignedIssuer: { enabled: true },
    tls: { certName: true, clusterIssuer: true, hostname: true },
  },
  openchoreoApi: {
    affinity: true,
    autoscaling: {
      behavior: { scaleDown: true, scaleUp: true },
      enabled: true,
      maxReplicas: true,
      minReplicas: true,
      targetCPUUtilizationPercentage: true,
      targetMemoryUtilizationPercentage: true,
    },
    containerSecurityContext: {
      allowPrivilegeEscalation: true,
      appArmorProfile: { type: true },
      capabilities: { drop: true },
      readOnlyRootFilesystem: true,
      seccompProfile: { type: true },
    },
    database: { path: true, persistence: { enabled: true, size: true, storageClassName: true } },
    image: { pullPolicy: true, repository: true, tag: true },
    logLevel: true,
    mcp: { toolsets: true },
    metrics: {
      enabled: true,
      serviceMonitor: {
        enabled: true,
        interval: true,
        labels: true,
        namespace: true,
        relabelings: true,
        scrapeTimeout: true,
      },
    },
    networkPolicy: { egress: true, enabled: true, ingress: true },
    nodeSelector: true,
    podDisruptionBudget: { enabled: true, minAvailable: true },
    podSecurityContext: {
      fsGroup: true,
      runAsGroup: true,
      runAsNonRoot: true,
      runAsUser: true,
      seccompProfile: { type: true },
    },
    priorityClass: { create: true, name: true, value: true },
    replicas: true,
    resources: { limits: { cpu: true, memory: true }, requests: { cpu: true, memory: true } },
    security: { userTypes: true },
    serverBaseUrl: true,
    service: { nodePort: true, port: true, type: true },
    serviceAccount: { annotations: true, name: true },
    tolerations: true,
    topologySpreadConstraints: true,
  },
} as const;
