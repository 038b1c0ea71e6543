// Snippets that editors insert for Kubernetes types. `$1` or `${1:text}` is a place at which the cursor stops.

/** Snippets for a value whose default is empty, by type. */
export const VALUE_SNIPPETS = {
  Affinity: {
    label: 'nodes with a label',
    body: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [
            { matchExpressions: [{ key: '${1:kubernetes.io/arch}', operator: '${2:In}', values: ['${3:amd64}'] }] },
          ],
        },
      },
    },
  },
  DeploymentStrategy: {
    label: 'rolling update',
    body: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '${1:1}', maxUnavailable: '${2:0}' } },
  },
  EmptyDirVolumeSource: { label: 'size limit', body: { sizeLimit: '${1:64Mi}' } },
  Lifecycle: { label: 'delay before the stop', body: { preStop: { sleep: { seconds: '${1:5}' } } } },
  PodDNSConfig: { label: 'option', body: { options: [{ name: '${1:ndots}', value: '"${2:2}"' }] } },
  PodSecurityContext: { label: 'user', body: { runAsUser: '${1:1000}' } },
  Probe: {
    label: 'HTTP request',
    body: { httpGet: { path: '${1:/healthcheck}', port: '${2:http}' }, failureThreshold: '${3:30}' },
  },
  ResourceRequirements: {
    label: 'memory',
    body: { limits: { memory: '${1:1Gi}' }, requests: { cpu: '${2:100m}', memory: '${3:256Mi}' } },
  },
};

/** Snippets for an entry of a list, by type. */
export const ENTRY_SNIPPETS = {
  Container: [{ label: 'container', body: { name: '$1', image: '$2' } }],
  EnvFromSource: [
    { label: 'keys of a Secret', body: { secretRef: { name: '$1' } } },
    { label: 'keys of a ConfigMap', body: { configMapRef: { name: '$1' } } },
  ],
  EnvVar: [
    { label: 'variable', body: { name: '$1', value: '$2' } },
    {
      label: 'variable from a Secret',
      body: { name: '$1', valueFrom: { secretKeyRef: { name: '$2', key: '$3' } } },
    },
  ],
  HostAlias: [{ label: 'host names', body: { ip: '$1', hostnames: ['$2'] } }],
  LocalObjectReference: [{ label: 'Secret', body: { name: '$1' } }],
  NetworkPolicyEgressRule: [
    {
      label: 'traffic to addresses',
      body: { to: [{ ipBlock: { cidr: '${1:10.0.0.0/8}' } }], ports: [{ port: '${2:443}' }] },
    },
  ],
  NetworkPolicyIngressRule: [
    {
      label: 'traffic from a namespace',
      body: {
        from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': '$1' } } }],
        ports: [{ port: '${2:7007}' }],
      },
    },
  ],
  NetworkPolicyPeer: [
    {
      label: 'pods of a namespace',
      body: {
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': '$1' } },
        podSelector: { matchLabels: { '${2:app.kubernetes.io/name}': '$3' } },
      },
    },
    { label: 'addresses', body: { ipBlock: { cidr: '${1:10.0.0.0/8}' } } },
  ],
  Toleration: [{ label: 'toleration', body: { key: '$1', operator: 'Equal', value: '$2', effect: '${3:NoSchedule}' } }],
  TopologySpreadConstraint: [
    {
      label: 'spread over zones',
      body: {
        maxSkew: '${1:1}',
        topologyKey: '${2:topology.kubernetes.io/zone}',
        whenUnsatisfiable: '${3:ScheduleAnyway}',
        labelSelector: { matchLabels: { '${4:app.kubernetes.io/component}': '${5:backstage}' } },
      },
    },
  ],
  Volume: [
    { label: 'Secret', body: { name: '$1', secret: { secretName: '$2' } } },
    { label: 'ConfigMap', body: { name: '$1', configMap: { name: '$2' } } },
    { label: 'claim', body: { name: '$1', persistentVolumeClaim: { claimName: '$2' } } },
  ],
  VolumeMount: [{ label: 'mount', body: { name: '$1', mountPath: '$2' } }],
};
