// Valid objects that together have nearly every field of the kinds that this package renders. mutations.mjs changes
// them.

const labels = { app: 'portal' };
const selector = { matchLabels: labels };
const meta = (name) => ({ metadata: { name, labels: { team: 'a' }, annotations: { 'example.com/owner': 'team a' } } });
const container = (more = {}) => ({ name: 'main', image: 'ghcr.io/acme/portal:1.2', ...more });
const deployment = (name, spec, more = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  ...meta(name),
  spec: {
    replicas: 1,
    selector,
    ...more,
    template: {
      metadata: { labels, annotations: { 'example.com/checksum': '1' } },
      spec: { containers: [container()], ...spec },
    },
  },
});

const fullContainer = {
  name: 'full',
  image: 'ghcr.io/acme/side:1.2',
  command: ['run'],
  args: ['--x', 'y'],
  workingDir: '/w',
  imagePullPolicy: 'Always',
  ports: [
    { name: 'http', containerPort: 7007, protocol: 'TCP' },
    { name: 'admin', containerPort: 9000, hostPort: 9000, hostIP: '10.0.0.1', protocol: 'UDP' },
  ],
  env: [
    { name: 'A', value: 'x' },
    { name: 'B', valueFrom: { secretKeyRef: { name: 's', key: 'k', optional: true } } },
    { name: 'C', valueFrom: { configMapKeyRef: { name: 'c', key: 'k', optional: true } } },
    { name: 'D', valueFrom: { fieldRef: { fieldPath: 'metadata.name', apiVersion: 'v1' } } },
    { name: 'E', valueFrom: { fieldRef: { fieldPath: "metadata.labels['a']" } } },
    { name: 'F', valueFrom: { resourceFieldRef: { resource: 'limits.cpu', divisor: '1m', containerName: 'full' } } },
    { name: 'G', valueFrom: { resourceFieldRef: { resource: 'requests.memory', divisor: '1Mi' } } },
    { name: 'H', valueFrom: { fileKeyRef: { volumeName: 'data', path: 'a/b', key: 'K', optional: false } } },
  ],
  envFrom: [
    { prefix: 'P_', configMapRef: { name: 'c', optional: true } },
    { secretRef: { name: 's', optional: false } },
  ],
  resources: {
    limits: { cpu: '1', memory: '1Gi', 'example.com/gpu': '1', 'hugepages-2Mi': '4Mi' },
    requests: { cpu: '100m', memory: '64Mi', 'ephemeral-storage': '1Gi' },
    claims: [{ name: 'claim', request: 'gpu' }],
  },
  resizePolicy: [
    { resourceName: 'cpu', restartPolicy: 'NotRequired' },
    { resourceName: 'memory', restartPolicy: 'RestartContainer' },
  ],
  livenessProbe: {
    httpGet: { path: '/h', port: 9000, scheme: 'HTTP', host: 'localhost', httpHeaders: [{ name: 'X-A', value: 'b' }] },
    initialDelaySeconds: 1,
    periodSeconds: 5,
    timeoutSeconds: 2,
    successThreshold: 1,
    failureThreshold: 3,
    terminationGracePeriodSeconds: 5,
  },
  readinessProbe: { tcpSocket: { port: 'admin', host: 'a' }, successThreshold: 2 },
  startupProbe: { exec: { command: ['true'] }, failureThreshold: 30 },
  lifecycle: { postStart: { exec: { command: ['true'] } }, preStop: { sleep: { seconds: 5 } } },
  securityContext: {
    runAsUser: 1000,
    runAsGroup: 1000,
    runAsNonRoot: true,
    privileged: false,
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    procMount: 'Default',
    capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] },
    seccompProfile: { type: 'Localhost', localhostProfile: 'p/x.json' },
    appArmorProfile: { type: 'Localhost', localhostProfile: 'p' },
    seLinuxOptions: { level: 's0', role: 'r', type: 't', user: 'u' },
  },
  stdin: true,
  stdinOnce: true,
  tty: false,
  terminationMessagePath: '/dev/termination-log',
  terminationMessagePolicy: 'File',
  volumeMounts: [
    { name: 'data', mountPath: '/data', subPath: 'a/b', readOnly: true, mountPropagation: 'None' },
    { name: 'data', mountPath: '/other', subPathExpr: '$(A)/x' },
    { name: 'data', mountPath: '/locked', readOnly: true, recursiveReadOnly: 'IfPossible' },
  ],
  volumeDevices: [{ name: 'block', devicePath: '/dev/x' }],
};

const POD = deployment(
  'pod',
  {
    containers: [fullContainer, container()],
    initContainers: [
      container({ name: 'init', volumeMounts: [{ name: 'data', mountPath: '/d' }] }),
      container({ name: 'side', restartPolicy: 'Always', startupProbe: { exec: { command: ['true'] } } }),
    ],
    volumes: [
      { name: 'data', emptyDir: { sizeLimit: '1Gi', medium: 'Memory' } },
      { name: 'block', persistentVolumeClaim: { claimName: 'pvc', readOnly: false } },
    ],
    resourceClaims: [{ name: 'claim', resourceClaimName: 'gpu-claim' }],
    resources: { limits: { cpu: '4', memory: '4Gi' }, requests: { cpu: '2', memory: '2Gi' } },
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'None',
    dnsConfig: {
      nameservers: ['10.0.0.2'],
      searches: ['x.example.com'],
      options: [{ name: 'ndots', value: '2' }, { name: 'edns0' }],
    },
    hostAliases: [{ ip: '10.0.0.1', hostnames: ['a.example.com'] }],
    hostname: 'portal',
    subdomain: 'portals',
    setHostnameAsFQDN: false,
    serviceAccountName: 'portal',
    automountServiceAccountToken: true,
    enableServiceLinks: false,
    shareProcessNamespace: true,
    imagePullSecrets: [{ name: 'registry' }],
    schedulerName: 'default-scheduler',
    schedulingGates: [{ name: 'example.com/gate' }],
    priorityClassName: 'portal',
    priority: 1000,
    preemptionPolicy: 'Never',
    runtimeClassName: 'gvisor',
    readinessGates: [{ conditionType: 'example.com/ready' }],
    os: { name: 'linux' },
    nodeSelector: { 'kubernetes.io/os': 'linux' },
    overhead: { cpu: '10m' },
    tolerations: [
      { key: 'k', operator: 'Equal', value: 'v', effect: 'NoExecute', tolerationSeconds: 60 },
      { operator: 'Exists' },
    ],
    securityContext: {
      runAsNonRoot: true,
      runAsUser: 1000,
      runAsGroup: 1000,
      fsGroup: 1000,
      fsGroupChangePolicy: 'OnRootMismatch',
      supplementalGroups: [2000],
      supplementalGroupsPolicy: 'Strict',
      seccompProfile: { type: 'RuntimeDefault' },
      appArmorProfile: { type: 'Unconfined' },
      seLinuxOptions: { level: 's0' },
      seLinuxChangePolicy: 'Recursive',
      sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }],
    },
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [
            {
              matchExpressions: [{ key: 'a', operator: 'In', values: ['b'] }],
              matchFields: [{ key: 'metadata.name', operator: 'In', values: ['node-1'] }],
            },
          ],
        },
        preferredDuringSchedulingIgnoredDuringExecution: [
          { weight: 5, preference: { matchExpressions: [{ key: 'n', operator: 'Gt', values: ['3'] }] } },
        ],
      },
      podAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          { weight: 1, podAffinityTerm: { topologyKey: 'zone', labelSelector: selector, namespaces: ['x'] } },
        ],
      },
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          {
            topologyKey: 'kubernetes.io/hostname',
            labelSelector: { matchExpressions: [{ key: 'z', operator: 'Exists' }] },
            namespaceSelector: { matchLabels: { a: 'b' } },
            matchLabelKeys: ['m'],
            mismatchLabelKeys: ['n'],
          },
        ],
      },
    },
    topologySpreadConstraints: [
      {
        topologyKey: 'kubernetes.io/hostname',
        maxSkew: 1,
        minDomains: 2,
        whenUnsatisfiable: 'DoNotSchedule',
        labelSelector: { matchLabels: labels, matchExpressions: [{ key: 'z', operator: 'NotIn', values: ['1'] }] },
        matchLabelKeys: ['pod-template-hash'],
        nodeAffinityPolicy: 'Honor',
        nodeTaintsPolicy: 'Ignore',
      },
      { topologyKey: 'zone', maxSkew: 2, whenUnsatisfiable: 'ScheduleAnyway', labelSelector: selector },
    ],
  },
  {
    minReadySeconds: 5,
    progressDeadlineSeconds: 600,
    revisionHistoryLimit: 3,
    paused: false,
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 1 } },
  },
);

const VOLUMES = deployment('volumes', {
  volumes: [
    {
      name: 'config',
      configMap: { name: 'c', defaultMode: 420, optional: true, items: [{ key: 'a', path: 'b/c', mode: 256 }] },
    },
    { name: 'secret', secret: { secretName: 's', defaultMode: 256, optional: true, items: [{ key: 'k', path: 'p' }] } },
    { name: 'claim', persistentVolumeClaim: { claimName: 'pvc', readOnly: true } },
    {
      name: 'projected',
      projected: {
        defaultMode: 288,
        sources: [
          { serviceAccountToken: { path: 't', expirationSeconds: 3600, audience: 'x' } },
          { configMap: { name: 'c', optional: true, items: [{ key: 'ca', path: 'cb' }] } },
          { secret: { name: 's', optional: true, items: [{ key: 'sa', path: 'sb', mode: 256 }] } },
          { downwardAPI: { items: [{ path: 'l', fieldRef: { fieldPath: 'metadata.labels' } }] } },
          { clusterTrustBundle: { signerName: 'example.com/ca', labelSelector: selector, path: 'ca.pem' } },
          { clusterTrustBundle: { name: 'bundle', path: 'ca2.pem', optional: true } },
          {
            podCertificate: {
              signerName: 'example.com/pods',
              keyType: 'ED25519',
              maxExpirationSeconds: 3600,
              credentialBundlePath: 'pod.pem',
              userAnnotations: { 'example.com/a': 'b' },
            },
          },
          {
            podCertificate: {
              signerName: 'example.com/pods',
              keyType: 'RSA3072',
              keyPath: 'key.pem',
              certificateChainPath: 'chain.pem',
            },
          },
        ],
      },
    },
    {
      name: 'downward',
      downwardAPI: {
        defaultMode: 292,
        items: [
          { path: 'labels', fieldRef: { fieldPath: "metadata.annotations['a']" }, mode: 256 },
          { path: 'cpu', resourceFieldRef: { containerName: 'main', resource: 'limits.cpu', divisor: '1m' } },
        ],
      },
    },
    { name: 'host', hostPath: { path: '/var/x', type: 'Directory' } },
    {
      name: 'csi',
      csi: {
        driver: 'secrets-store.csi.k8s.io',
        readOnly: true,
        fsType: 'ext4',
        volumeAttributes: { class: 'x' },
        nodePublishSecretRef: { name: 's' },
      },
    },
    { name: 'nfs', nfs: { server: 'nfs.example.com', path: '/x', readOnly: true } },
    {
      name: 'ephemeral',
      ephemeral: {
        volumeClaimTemplate: {
          metadata: { labels: { a: 'b' }, annotations: { c: 'd' } },
          spec: {
            accessModes: ['ReadWriteOnce'],
            storageClassName: 'fast',
            volumeMode: 'Filesystem',
            volumeAttributesClassName: 'gold',
            selector,
            resources: { requests: { storage: '1Gi' }, limits: { storage: '2Gi' } },
          },
        },
      },
    },
    { name: 'image', image: { reference: 'ghcr.io/acme/data:1', pullPolicy: 'IfNotPresent' } },
    { name: 'empty', emptyDir: { sizeLimit: '1Gi' } },
    { name: 'aws', awsElasticBlockStore: { volumeID: 'v', fsType: 'ext4', partition: 1, readOnly: true } },
    {
      name: 'azuredisk',
      azureDisk: {
        diskName: 'd',
        diskURI: 'https://blob.example.com/d',
        kind: 'Shared',
        cachingMode: 'None',
        fsType: 'ext4',
        readOnly: true,
      },
    },
    { name: 'azurefile', azureFile: { secretName: 's', shareName: 'x', readOnly: true } },
    {
      name: 'cephfs',
      cephfs: { monitors: ['m'], path: '/', user: 'u', secretFile: '/f', secretRef: { name: 's' }, readOnly: true },
    },
    { name: 'cinder', cinder: { volumeID: 'v', fsType: 'ext4', secretRef: { name: 's' }, readOnly: true } },
    { name: 'fc', fc: { targetWWNs: ['w'], lun: 1, fsType: 'ext4', readOnly: true } },
    {
      name: 'flex',
      flexVolume: {
        driver: 'example.com/d',
        fsType: 'ext4',
        options: { a: 'b' },
        secretRef: { name: 's' },
        readOnly: true,
      },
    },
    { name: 'flocker', flocker: { datasetName: 'd' } },
    { name: 'gce', gcePersistentDisk: { pdName: 'p', fsType: 'ext4', partition: 1, readOnly: true } },
    { name: 'git', gitRepo: { repository: 'https://git.example.com/r', revision: 'main', directory: 'd' } },
    { name: 'gluster', glusterfs: { endpoints: 'e', path: 'p', readOnly: true } },
    {
      name: 'iscsi',
      iscsi: {
        targetPortal: '10.0.0.1:3260',
        iqn: 'iqn.2015-02.example.com:test',
        lun: 0,
        iscsiInterface: 'default',
        portals: ['10.0.0.2:3260'],
        initiatorName: 'iqn.2015-02.example.com:init',
        chapAuthDiscovery: true,
        chapAuthSession: true,
        secretRef: { name: 's' },
        fsType: 'ext4',
        readOnly: true,
      },
    },
    { name: 'photon', photonPersistentDisk: { pdID: 'p', fsType: 'ext4' } },
    { name: 'portworx', portworxVolume: { volumeID: 'v', fsType: 'ext4', readOnly: true } },
    { name: 'quobyte', quobyte: { registry: 'r:1', volume: 'v', user: 'u', group: 'g', tenant: 't', readOnly: true } },
    {
      name: 'rbd',
      rbd: {
        monitors: ['m'],
        image: 'i',
        pool: 'p',
        user: 'u',
        keyring: '/k',
        secretRef: { name: 's' },
        fsType: 'ext4',
        readOnly: true,
      },
    },
    {
      name: 'scaleio',
      scaleIO: {
        gateway: 'https://g',
        system: 's',
        secretRef: { name: 's' },
        volumeName: 'v',
        storageMode: 'ThinProvisioned',
        storagePool: 'p',
        protectionDomain: 'd',
        fsType: 'xfs',
        sslEnabled: true,
        readOnly: true,
      },
    },
    {
      name: 'storageos',
      storageos: { volumeName: 'v', volumeNamespace: 'n', fsType: 'ext4', secretRef: { name: 's' }, readOnly: true },
    },
    {
      name: 'vsphere',
      vsphereVolume: { volumePath: 'p', fsType: 'ext4', storagePolicyName: 'n', storagePolicyID: 'i' },
    },
  ],
});

const podWithAnnotations = (name, annotations, spec = {}) => {
  const object = deployment(name, spec);
  object.spec.template.metadata = { labels, annotations };
  return object;
};

const OTHER_PODS = [
  podWithAnnotations('armored', {
    'container.apparmor.security.beta.kubernetes.io/main': 'localhost/profile',
    'seccomp.security.alpha.kubernetes.io/pod': 'runtime/default',
    'scheduler.alpha.kubernetes.io/node-selector': 'a=b',
  }),
  deployment('minimal', {}),
  deployment(
    'recreate',
    { containers: [container({ lifecycle: { preStop: { httpGet: { port: 80, path: '/' } } } })] },
    { strategy: { type: 'Recreate' } },
  ),
  deployment('host-network', {
    hostNetwork: true,
    hostPID: true,
    hostIPC: true,
    dnsPolicy: 'ClusterFirstWithHostNet',
    containers: [
      container({
        ports: [{ containerPort: 80, hostPort: 80 }],
        livenessProbe: { grpc: { port: 80, service: 's' } },
        lifecycle: { preStop: { tcpSocket: { port: 80 } } },
        securityContext: { privileged: true, capabilities: { add: ['SYS_ADMIN'] } },
        volumeMounts: [{ name: 'h', mountPath: '/h', mountPropagation: 'Bidirectional' }],
      }),
    ],
    volumes: [{ name: 'h', hostPath: { path: '/h' } }],
  }),
  deployment('user-namespace', {
    hostUsers: false,
    containers: [container({ securityContext: { procMount: 'Unmasked' } })],
    resourceClaims: [{ name: 'claim', resourceClaimTemplateName: 'gpu' }],
  }),
  deployment('windows', {
    os: { name: 'windows' },
    hostNetwork: true,
    securityContext: {
      windowsOptions: { hostProcess: true, runAsUserName: 'NT AUTHORITY\\SYSTEM', gmsaCredentialSpecName: 'spec' },
    },
    containers: [
      container({
        lifecycle: { stopSignal: 'SIGTERM' },
        securityContext: { windowsOptions: { runAsUserName: 'Administrator', gmsaCredentialSpec: '{}' } },
      }),
    ],
  }),
  deployment('stop-signal', {
    os: { name: 'linux' },
    containers: [
      container({
        lifecycle: { stopSignal: 'SIGUSR1' },
        restartPolicy: 'Never',
        restartPolicyRules: [{ action: 'Restart', exitCodes: { operator: 'In', values: [42] } }],
      }),
    ],
  }),
];

const JOBS = [
  {
    apiVersion: 'batch/v1',
    kind: 'Job',
    ...meta('job'),
    spec: {
      activeDeadlineSeconds: 600,
      backoffLimit: 6,
      completions: 1,
      parallelism: 1,
      completionMode: 'NonIndexed',
      suspend: false,
      ttlSecondsAfterFinished: 60,
      podReplacementPolicy: 'Failed',
      managedBy: 'example.com/controller',
      podFailurePolicy: {
        rules: [
          { action: 'FailJob', onExitCodes: { containerName: 'main', operator: 'In', values: [1, 2] } },
          { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
        ],
      },
      template: { metadata: { labels }, spec: { restartPolicy: 'Never', containers: [container()] } },
    },
  },
  {
    apiVersion: 'batch/v1',
    kind: 'Job',
    ...meta('indexed'),
    spec: {
      completionMode: 'Indexed',
      completions: 4,
      parallelism: 2,
      backoffLimitPerIndex: 1,
      maxFailedIndexes: 2,
      successPolicy: { rules: [{ succeededIndexes: '0,2-3', succeededCount: 1 }] },
      podFailurePolicy: { rules: [{ action: 'FailIndex', onExitCodes: { operator: 'NotIn', values: [1] } }] },
      template: { spec: { restartPolicy: 'Never', containers: [container()] } },
    },
  },
  {
    apiVersion: 'batch/v1',
    kind: 'Job',
    ...meta('restarts'),
    spec: {
      template: { spec: { restartPolicy: 'OnFailure', containers: [container()] } },
    },
  },
];

const service = (name, spec) => ({ apiVersion: 'v1', kind: 'Service', ...meta(name), spec });
const SERVICES = [
  service('service', {
    type: 'ClusterIP',
    selector: labels,
    ports: [
      { name: 'http', port: 80, targetPort: 'http', protocol: 'TCP', appProtocol: 'kubernetes.io/h2c' },
      { name: 'dns', port: 53, targetPort: 5353, protocol: 'UDP' },
    ],
    sessionAffinity: 'ClientIP',
    sessionAffinityConfig: { clientIP: { timeoutSeconds: 60 } },
    internalTrafficPolicy: 'Cluster',
    ipFamilyPolicy: 'SingleStack',
    ipFamilies: ['IPv4'],
    trafficDistribution: 'PreferClose',
    publishNotReadyAddresses: true,
    externalIPs: ['192.0.2.1'],
  }),
  service('headless', { clusterIP: 'None', selector: labels, ports: [{ port: 80 }] }),
  service('node-port', { type: 'NodePort', externalTrafficPolicy: 'Cluster', ports: [{ port: 80, nodePort: 30777 }] }),
  service('balancer', {
    type: 'LoadBalancer',
    loadBalancerClass: 'example.com/lb',
    loadBalancerIP: '192.0.2.7',
    loadBalancerSourceRanges: ['10.0.0.0/8'],
    allocateLoadBalancerNodePorts: false,
    externalTrafficPolicy: 'Local',
    healthCheckNodePort: 31777,
    ports: [{ port: 443 }],
  }),
  service('external', { type: 'ExternalName', externalName: 'db.example.com', ports: [{ port: 5432 }] }),
];

const autoscaler = (name, spec) => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  ...meta(name),
  spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'portal' }, maxReplicas: 5, ...spec },
});
const AUTOSCALERS = [
  autoscaler('autoscaler', {
    minReplicas: 2,
    metrics: [
      { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } },
      { type: 'Resource', resource: { name: 'memory', target: { type: 'AverageValue', averageValue: '1Gi' } } },
      {
        type: 'ContainerResource',
        containerResource: { name: 'cpu', container: 'main', target: { type: 'Utilization', averageUtilization: 70 } },
      },
      {
        type: 'Pods',
        pods: { metric: { name: 'rps', selector }, target: { type: 'AverageValue', averageValue: '10' } },
      },
      {
        type: 'Object',
        object: {
          describedObject: { apiVersion: 'v1', kind: 'Service', name: 's' },
          metric: { name: 'rps' },
          target: { type: 'Value', value: '100' },
        },
      },
      {
        type: 'External',
        external: { metric: { name: 'queue' }, target: { type: 'AverageValue', averageValue: '3' } },
      },
    ],
    behavior: {
      scaleDown: {
        stabilizationWindowSeconds: 300,
        selectPolicy: 'Min',
        policies: [{ type: 'Pods', value: 1, periodSeconds: 60 }],
        tolerance: '0.05',
      },
      scaleUp: { selectPolicy: 'Disabled', policies: [{ type: 'Percent', value: 50, periodSeconds: 30 }] },
    },
  }),
  autoscaler('autoscaler-default', {}),
];

const OTHERS = [
  {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    ...meta('agent'),
    spec: {
      selector,
      minReadySeconds: 5,
      revisionHistoryLimit: 3,
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: '10%' } },
      template: { metadata: { labels }, spec: { containers: [container()] } },
    },
  },
  {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    ...meta('cron'),
    spec: {
      schedule: '*/5 * * * *',
      timeZone: 'Etc/UTC',
      concurrencyPolicy: 'Forbid',
      suspend: false,
      startingDeadlineSeconds: 60,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 1,
      jobTemplate: {
        metadata: { labels: { a: 'b' } },
        spec: { backoffLimit: 1, template: { spec: { restartPolicy: 'OnFailure', containers: [container()] } } },
      },
    },
  },
  {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    ...meta('budget'),
    spec: { minAvailable: 1, selector, unhealthyPodEvictionPolicy: 'AlwaysAllow' },
  },
  {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    ...meta('budget-2'),
    spec: { maxUnavailable: '50%', selector },
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    ...meta('policy'),
    spec: {
      podSelector: { matchLabels: labels, matchExpressions: [{ key: 'k', operator: 'DoesNotExist' }] },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        {
          from: [
            {
              podSelector: selector,
              namespaceSelector: { matchExpressions: [{ key: 'k', operator: 'In', values: ['a'] }] },
            },
            { ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } },
          ],
          ports: [
            { protocol: 'TCP', port: 7007 },
            { protocol: 'UDP', port: 'dns' },
          ],
        },
      ],
      egress: [{ to: [{ ipBlock: { cidr: 'fd00::/8' } }], ports: [{ port: 5432, endPort: 5440, protocol: 'TCP' }] }],
    },
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    ...meta('ingress'),
    spec: {
      ingressClassName: 'nginx',
      defaultBackend: { service: { name: 'portal', port: { number: 80 } } },
      tls: [{ hosts: ['a.example.com', '*.example.org'], secretName: 'tls' }],
      rules: [
        {
          host: 'a.example.com',
          http: {
            paths: [
              { path: '/', pathType: 'Prefix', backend: { service: { name: 'portal', port: { name: 'http' } } } },
              {
                path: '/x',
                pathType: 'Exact',
                backend: { resource: { apiGroup: 'example.com', kind: 'Bucket', name: 'b' } },
              },
              { pathType: 'ImplementationSpecific', backend: { service: { name: 'portal', port: { number: 80 } } } },
            ],
          },
        },
        { host: '*.example.org' },
      ],
    },
  },
  {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    ...meta('config'),
    data: { 'a.yaml': 'x: 1' },
    binaryData: { b: 'AA==' },
    immutable: false,
  },
  {
    apiVersion: 'v1',
    kind: 'Secret',
    ...meta('secret'),
    type: 'Opaque',
    data: { a: 'YQ==' },
    stringData: { b: 'c' },
    immutable: true,
  },
  {
    apiVersion: 'v1',
    kind: 'Secret',
    ...meta('registry'),
    type: 'kubernetes.io/dockerconfigjson',
    data: { '.dockerconfigjson': Buffer.from('{"auths":{}}').toString('base64') },
  },
  {
    apiVersion: 'v1',
    kind: 'Secret',
    ...meta('basic'),
    type: 'kubernetes.io/basic-auth',
    stringData: { username: 'u', password: 'only-for-this-test' },
  },
  {
    apiVersion: 'v1',
    kind: 'Secret',
    ...meta('ssh'),
    type: 'kubernetes.io/ssh-auth',
    stringData: { 'ssh-privatekey': 'k' },
  },
  {
    apiVersion: 'v1',
    kind: 'Secret',
    ...meta('tls'),
    type: 'kubernetes.io/tls',
    stringData: { 'tls.crt': '', 'tls.key': '' },
  },
  {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    ...meta('claim'),
    spec: {
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'fast',
      volumeMode: 'Filesystem',
      volumeAttributesClassName: 'gold',
      selector: { matchLabels: labels, matchExpressions: [{ key: 'k', operator: 'In', values: ['a'] }] },
      resources: { requests: { storage: '1Gi' }, limits: { storage: '2Gi' } },
    },
  },
  {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    ...meta('clone'),
    spec: {
      accessModes: ['ReadWriteMany', 'ReadOnlyMany'],
      volumeName: 'pv-1',
      dataSource: { kind: 'PersistentVolumeClaim', name: 'other' },
      resources: { requests: { storage: '1Gi' } },
    },
  },
  {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    ...meta('snapshot'),
    spec: {
      accessModes: ['ReadWriteOncePod'],
      dataSourceRef: { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name: 's' },
      resources: { requests: { storage: '1Gi' } },
    },
  },
  {
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    ...meta('priority'),
    value: 1000,
    globalDefault: false,
    preemptionPolicy: 'Never',
    description: 'd',
  },
  {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: {
      ...meta('account').metadata,
      finalizers: ['example.com/protect'],
      ownerReferences: [
        { apiVersion: 'v1', kind: 'ConfigMap', name: 'owner', uid: '1', controller: true, blockOwnerDeletion: false },
      ],
    },
    automountServiceAccountToken: false,
    imagePullSecrets: [{ name: 'registry' }],
    secrets: [{ name: 's' }],
  },
  { apiVersion: 'v1', kind: 'Namespace', ...meta('verdicts-namespace'), spec: { finalizers: ['kubernetes'] } },
];

const CUSTOM = [
  {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    ...meta('route'),
    spec: {
      hostnames: ['a.example.com', '*.example.org'],
      parentRefs: [
        {
          group: 'gateway.networking.k8s.io',
          kind: 'Gateway',
          name: 'gw',
          namespace: 'gateways',
          sectionName: 'https',
          port: 443,
        },
        { name: 'gw', namespace: 'gateways', sectionName: 'web' },
      ],
      rules: [
        {
          name: 'main',
          matches: [
            {
              path: { type: 'PathPrefix', value: '/api' },
              method: 'GET',
              headers: [{ type: 'Exact', name: 'x-a', value: 'b' }],
              queryParams: [{ type: 'RegularExpression', name: 'q', value: '.*' }],
            },
          ],
          filters: [
            {
              type: 'RequestHeaderModifier',
              requestHeaderModifier: {
                set: [{ name: 'x-b', value: 'c' }],
                add: [{ name: 'x-c', value: 'd' }],
                remove: ['x-d'],
              },
            },
            { type: 'ResponseHeaderModifier', responseHeaderModifier: { set: [{ name: 'x-b', value: 'c' }] } },
            {
              type: 'URLRewrite',
              urlRewrite: {
                hostname: 'b.example.com',
                path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/v2' },
              },
            },
            { type: 'ExtensionRef', extensionRef: { group: 'example.com', kind: 'Filter', name: 'f' } },
            { type: 'RequestMirror', requestMirror: { backendRef: { name: 'mirror', port: 80 }, percent: 10 } },
          ],
          backendRefs: [
            {
              group: '',
              kind: 'Service',
              name: 'portal',
              namespace: 'x',
              port: 7007,
              weight: 1,
              filters: [{ type: 'RequestHeaderModifier', requestHeaderModifier: { remove: ['x-e'] } }],
            },
          ],
          timeouts: { request: '10s', backendRequest: '5s' },
        },
        {
          matches: [{ path: { type: 'Exact', value: '/old' } }],
          filters: [
            {
              type: 'RequestRedirect',
              requestRedirect: {
                scheme: 'https',
                hostname: 'c.example.com',
                port: 443,
                statusCode: 301,
                path: { type: 'ReplaceFullPath', replaceFullPath: '/new' },
              },
            },
          ],
        },
      ],
    },
  },
  {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    ...meta('external'),
    spec: {
      refreshInterval: '1h',
      secretStoreRef: { name: 'vault', kind: 'ClusterSecretStore' },
      target: { name: 'portal', creationPolicy: 'Owner', deletionPolicy: 'Retain', immutable: false },
      data: [
        {
          secretKey: 'a',
          remoteRef: {
            key: 'portal',
            property: 'a',
            version: '1',
            conversionStrategy: 'Default',
            decodingStrategy: 'None',
          },
        },
      ],
      dataFrom: [{ extract: { key: 'portal' } }],
    },
  },
  {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    ...meta('monitor'),
    spec: {
      selector,
      namespaceSelector: { matchNames: ['x'] },
      jobLabel: 'app',
      endpoints: [
        {
          port: 'http',
          path: '/metrics',
          scheme: 'http',
          interval: '30s',
          scrapeTimeout: '10s',
          honorLabels: true,
          params: { a: ['b'] },
          relabelings: [
            {
              action: 'replace',
              sourceLabels: ['__address__'],
              separator: ';',
              regex: '(.*)',
              targetLabel: 'address',
              replacement: '$1',
            },
          ],
          metricRelabelings: [{ action: 'drop', sourceLabels: ['__name__'], regex: 'go_.*' }],
        },
      ],
    },
  },
  {
    apiVersion: 'gateway.kgateway.dev/v1alpha1',
    kind: 'TrafficPolicy',
    ...meta('traffic'),
    spec: {
      targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: 'route' }],
      timeouts: { request: '60s' },
    },
  },
];

/** Valid objects. */
export const BASES = [POD, VOLUMES, ...OTHER_PODS, ...JOBS, ...SERVICES, ...AUTOSCALERS, ...OTHERS, ...CUSTOM];

const KIB = 1024;
const single = (what, object) => ({ label: what, what, object });
const configMap = (more) => ({ apiVersion: 'v1', kind: 'ConfigMap', ...meta('large'), ...more });
const annotated = (length) => ({ ...meta('large').metadata, annotations: { a: 'x'.repeat(length - 1) } });

/** Objects at the limits of sizes, which no change of another object reaches, and objects with known differences. */
export const SINGLE = [
  single('key without a value', {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    ...meta('account'),
    secrets: [{ name: null }],
  }),
  single(
    'divisor of more than 64 bits',
    deployment('divisor', {
      containers: [
        container({
          env: [
            {
              name: 'A',
              valueFrom: { resourceFieldRef: { resource: 'limits.cpu', divisor: '1000000000000000000000' } },
            },
          ],
        }),
      ],
    }),
  ),
  single(
    'quantity of more than 64 bits',
    deployment('quantity', {
      containers: [container({ resources: { limits: { 'example.com/gpu': '1000000000000000000000' } } })],
    }),
  ),
  single(
    'root',
    deployment('root', { containers: [container({ securityContext: { runAsNonRoot: true, runAsUser: 0 } })] }),
  ),
  single('exit code of no container', {
    apiVersion: 'batch/v1',
    kind: 'Job',
    ...meta('exit'),
    spec: {
      podFailurePolicy: { rules: [{ action: 'FailJob', onExitCodes: { operator: 'In', values: [-2147483648] } }] },
      template: { spec: { restartPolicy: 'Never', containers: [container()] } },
    },
  }),
  single(
    'selector of a metric',
    autoscaler('selector', {
      metrics: [
        {
          type: 'Pods',
          pods: {
            metric: { name: 'rps', selector: { matchLabels: { app: 'a b' } } },
            target: { type: 'AverageValue', averageValue: '10' },
          },
        },
      ],
    }),
  ),
  single('labels of a Job', {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    ...meta('labels'),
    spec: {
      schedule: '@daily',
      jobTemplate: {
        metadata: { labels: { a: 'a b' } },
        spec: { template: { spec: { restartPolicy: 'Never', containers: [container()] } } },
      },
    },
  }),
  single(
    'address outside the range of the cluster',
    service('outside', { clusterIP: '192.0.2.1', ports: [{ port: 80 }] }),
  ),
  single('annotations of 256 KiB', configMap({ metadata: annotated(256 * KIB) })),
  single('annotations of more than 256 KiB', configMap({ metadata: annotated(256 * KIB + 1) })),
  ...[0, 1].flatMap((more) => {
    const title = more === 0 ? '1 MiB' : 'more than 1 MiB';
    const text = 'x'.repeat(KIB * KIB + more);
    const data = Buffer.from(text).toString('base64');
    const secret = { apiVersion: 'v1', kind: 'Secret', ...meta('large') };
    return [
      single(`ConfigMap of ${title}`, configMap({ data: { a: text } })),
      single(`ConfigMap with binary data of ${title}`, configMap({ binaryData: { a: data }, data: { b: '' } })),
      single(`Secret of ${title}`, { ...secret, data: { a: Buffer.from(text).toString('base64') } }),
      single(`Secret with text of ${title}`, { ...secret, stringData: { a: text } }),
    ];
  }),
];
