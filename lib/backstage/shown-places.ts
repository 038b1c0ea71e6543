import type { Manifest } from '../kubernetes/manifest';
import { CONTAINER_NAME } from './container';

// This file lists the places of objects whose values may be shown. Every other place is hidden: variables, headers,
// arguments, files, most annotations, Secrets, and all of an object whose kind is not listed.

/** Place whose values are shown, and those of all places below it. User info and parameters of URLs are hidden. */
export const TEXT = 'text';

/** Place with the name of a variable or header. A text with other characters, such as `TOKEN=…`, is hidden. */
export const NAME = 'name';

/** Place with a value of a public variable. Connection strings are hidden too. */
export const VARIABLE = 'variable';

/** Place whose text is shown unchanged, because it contains only fixed words. */
export const WORDS = 'words';

/** Place of which only booleans and references such as `${NAME}` are shown, and those of all places below it. */
export const REFERENCES = 'references';

/** Place of a value. Entries of a list have the place of the list. Undefined if the place is hidden. */
export type Place =
  | typeof TEXT
  | typeof NAME
  | typeof VARIABLE
  | typeof WORDS
  | typeof REFERENCES
  | Members
  | ((value: unknown) => Members)
  | undefined;

/** Places of the members of a map. The key `*` is the place of all members that are not listed. */
export interface Members {
  readonly [key: string]: Place;
}

/** Place of a map of which only the keys are shown. */
const KEYS: Members = {};

/** Files by name. Files of YAML or JSON are compared by path. */
export const FILES: Members = {};

/** Returns members that have the same place. */
function all(place: Place, ...keys: readonly string[]): Members {
  return Object.fromEntries(keys.map((key) => [key, place]));
}

/** Annotations whose values are fixed words, numbers, or names of objects. */
const HARMLESS_ANNOTATIONS = all(
  WORDS,
  'argocd.argoproj.io/compare-options',
  'argocd.argoproj.io/hook',
  'argocd.argoproj.io/hook-delete-policy',
  'argocd.argoproj.io/sync-options',
  'argocd.argoproj.io/sync-wave',
  'cert-manager.io/cluster-issuer',
  'cert-manager.io/issuer',
  'deployment.kubernetes.io/revision',
  'helm.sh/hook',
  'helm.sh/hook-delete-policy',
  'helm.sh/hook-weight',
  'helm.sh/resource-policy',
  'kubectl.kubernetes.io/restartedAt',
  'kubernetes.io/ingress.class',
  'kustomize.toolkit.fluxcd.io/force',
  'kustomize.toolkit.fluxcd.io/prune',
  'kustomize.toolkit.fluxcd.io/reconcile',
  'kustomize.toolkit.fluxcd.io/ssa',
  'kustomize.toolkit.fluxcd.io/substitute',
  'meta.helm.sh/release-name',
  'meta.helm.sh/release-namespace',
  'nginx.ingress.kubernetes.io/force-ssl-redirect',
  'nginx.ingress.kubernetes.io/ssl-redirect',
);

/** Reference to an object, or to a key of a Secret or ConfigMap. */
const REFERENCE = all(TEXT, 'apiVersion', 'kind', 'name', 'key', 'optional');

const METADATA: Members = {
  ...all(TEXT, 'name', 'namespace', 'generateName', 'labels', 'finalizers', 'ownerReferences'),
  ...all(TEXT, 'creationTimestamp', 'deletionTimestamp', 'generation', 'resourceVersion', 'uid'),
  annotations: HARMLESS_ANNOTATIONS,
};

/** Labels of a Secret that this package, Helm or Kustomize sets. */
const SECRET_LABELS = all(
  TEXT,
  'app.kubernetes.io/component',
  'app.kubernetes.io/instance',
  'app.kubernetes.io/managed-by',
  'app.kubernetes.io/name',
  'app.kubernetes.io/part-of',
  'app.kubernetes.io/version',
  'helm.sh/chart',
);

const HANDLER: Members = {
  ...all(TEXT, 'tcpSocket', 'grpc', 'sleep'),
  httpGet: { ...all(TEXT, 'host', 'path', 'port', 'scheme'), httpHeaders: { name: NAME } },
};

const PROBE: Members = {
  ...HANDLER,
  ...all(TEXT, 'failureThreshold', 'initialDelaySeconds', 'periodSeconds', 'successThreshold', 'timeoutSeconds'),
  terminationGracePeriodSeconds: TEXT,
};

const SECURITY_CONTEXT = all(
  TEXT,
  'allowPrivilegeEscalation',
  'appArmorProfile',
  'capabilities',
  'fsGroup',
  'fsGroupChangePolicy',
  'privileged',
  'procMount',
  'readOnlyRootFilesystem',
  'runAsGroup',
  'runAsNonRoot',
  'runAsUser',
  'seLinuxOptions',
  'seccompProfile',
  'supplementalGroups',
  'sysctls',
);

/** Sources of a variable. */
const SOURCES: Members = {
  ...all(REFERENCE, 'configMapKeyRef', 'secretKeyRef'),
  fieldRef: all(TEXT, 'apiVersion', 'fieldPath'),
  resourceFieldRef: all(TEXT, 'containerName', 'divisor', 'resource'),
};

const CONTAINER: Members = {
  ...all(TEXT, 'name', 'image', 'imagePullPolicy', 'workingDir', 'ports', 'resources', 'resizePolicy'),
  ...all(TEXT, 'restartPolicy', 'stdin', 'stdinOnce', 'tty', 'terminationMessagePath', 'terminationMessagePolicy'),
  ...all(TEXT, 'volumeMounts', 'volumeDevices', 'targetContainerName'),
  ...all(PROBE, 'livenessProbe', 'readinessProbe', 'startupProbe'),
  env: { name: NAME, valueFrom: SOURCES },
  envFrom: { prefix: TEXT, ...all(REFERENCE, 'configMapRef', 'secretRef') },
  lifecycle: { postStart: HANDLER, preStop: HANDLER, stopSignal: TEXT },
  securityContext: SECURITY_CONTEXT,
};

const CLAIM: Members = { metadata: METADATA, spec: TEXT };

/** Files of a Secret or ConfigMap in a volume. */
const MOUNTED = all(TEXT, 'name', 'secretName', 'defaultMode', 'items', 'optional');

const VOLUME: Members = {
  ...all(TEXT, 'name', 'emptyDir', 'persistentVolumeClaim', 'downwardAPI', 'hostPath', 'image', 'nfs'),
  ...all(MOUNTED, 'configMap', 'secret'),
  projected: {
    defaultMode: TEXT,
    sources: { ...all(MOUNTED, 'configMap', 'secret'), ...all(TEXT, 'downwardAPI', 'serviceAccountToken') },
  },
  csi: all(TEXT, 'driver', 'fsType', 'readOnly', 'nodePublishSecretRef'),
  ephemeral: { volumeClaimTemplate: CLAIM },
};

const POD: Members = {
  ...all(TEXT, 'activeDeadlineSeconds', 'affinity', 'automountServiceAccountToken', 'dnsConfig', 'dnsPolicy'),
  ...all(TEXT, 'enableServiceLinks', 'hostAliases', 'hostIPC', 'hostNetwork', 'hostPID', 'hostUsers', 'hostname'),
  ...all(TEXT, 'nodeName', 'nodeSelector', 'os', 'overhead', 'preemptionPolicy', 'priority'),
  ...all(TEXT, 'priorityClassName', 'readinessGates', 'resources', 'restartPolicy', 'runtimeClassName'),
  ...all(TEXT, 'schedulerName', 'schedulingGates', 'serviceAccount', 'serviceAccountName', 'setHostnameAsFQDN'),
  ...all(TEXT, 'shareProcessNamespace', 'subdomain', 'terminationGracePeriodSeconds', 'tolerations'),
  topologySpreadConstraints: TEXT,
  imagePullSecrets: REFERENCE,
  securityContext: SECURITY_CONTEXT,
  volumes: VOLUME,
  ...all(CONTAINER, 'containers', 'initContainers', 'ephemeralContainers'),
};

/** Settings of workloads, beside their pods. */
const WORKLOAD: Members = {
  ...all(TEXT, 'replicas', 'selector', 'strategy', 'updateStrategy', 'minReadySeconds', 'progressDeadlineSeconds'),
  ...all(TEXT, 'revisionHistoryLimit', 'paused', 'serviceName', 'podManagementPolicy', 'parallelism', 'completions'),
  ...all(TEXT, 'completionMode', 'backoffLimit', 'activeDeadlineSeconds', 'ttlSecondsAfterFinished', 'suspend'),
  ...all(TEXT, 'manualSelector', 'podFailurePolicy', 'schedule', 'timeZone', 'concurrencyPolicy'),
  ...all(TEXT, 'startingDeadlineSeconds', 'successfulJobsHistoryLimit', 'failedJobsHistoryLimit'),
  volumeClaimTemplates: CLAIM,
};

/** Matches of a route by header or parameter, or headers that a route sets. */
const BY_NAME: Members = { name: NAME, type: TEXT };

const CHANGED_HEADERS: Members = { set: BY_NAME, add: BY_NAME, remove: TEXT };

const FILTER: Members = {
  ...all(TEXT, 'type', 'requestRedirect', 'urlRewrite', 'requestMirror', 'extensionRef'),
  requestHeaderModifier: CHANGED_HEADERS,
  responseHeaderModifier: CHANGED_HEADERS,
};

const BACKEND: Members = {
  ...all(TEXT, 'group', 'kind', 'name', 'namespace', 'port', 'weight'),
  filters: FILTER,
};

const ROUTE: Members = {
  ...all(TEXT, 'parentRefs', 'hostnames'),
  rules: {
    ...all(TEXT, 'name', 'timeouts'),
    matches: { ...all(TEXT, 'path', 'method'), headers: BY_NAME, queryParams: BY_NAME },
    filters: FILTER,
    backendRefs: BACKEND,
  },
};

/** File of a Secret or ConfigMap. */
const STORED_FILE = all(REFERENCE, 'secret', 'configMap');

const SERVICE_MONITOR: Members = {
  ...all(TEXT, 'selector', 'namespaceSelector', 'jobLabel', 'targetLabels', 'podTargetLabels', 'sampleLimit'),
  endpoints: {
    ...all(TEXT, 'port', 'targetPort', 'path', 'scheme', 'interval', 'scrapeTimeout', 'honorLabels'),
    ...all(TEXT, 'honorTimestamps', 'followRedirects', 'enableHttp2'),
    authorization: { type: TEXT, credentials: REFERENCE },
    basicAuth: all(REFERENCE, 'username', 'password'),
    bearerTokenSecret: REFERENCE,
    tlsConfig: {
      ...all(TEXT, 'caFile', 'certFile', 'keyFile', 'insecureSkipVerify', 'serverName'),
      ...all(STORED_FILE, 'ca', 'cert'),
      keySecret: REFERENCE,
    },
  },
};

/** Key of a secret in its store. */
const REMOTE = all(TEXT, 'key', 'property', 'version', 'conversionStrategy', 'decodingStrategy', 'metadataPolicy');

const EXTERNAL_SECRET: Members = {
  ...all(TEXT, 'refreshInterval', 'refreshPolicy'),
  secretStoreRef: REFERENCE,
  target: {
    ...all(TEXT, 'name', 'creationPolicy', 'deletionPolicy', 'immutable'),
    template: { ...all(TEXT, 'type', 'engineVersion', 'mergePolicy'), data: KEYS },
  },
  data: { secretKey: TEXT, remoteRef: REMOTE, sourceRef: { storeRef: REFERENCE } },
  dataFrom: { extract: REMOTE, sourceRef: { storeRef: REFERENCE } },
};

/** Places of the specification of an object, by its kind. */
const SPECS: Readonly<Record<string, Place>> = {
  ...all(TEXT, 'HorizontalPodAutoscaler', 'NetworkPolicy', 'PersistentVolumeClaim', 'PodDisruptionBudget'),
  Service: TEXT,
  ExternalSecret: EXTERNAL_SECRET,
  HTTPRoute: ROUTE,
  Ingress: { ...all(TEXT, 'ingressClassName', 'defaultBackend', 'rules'), tls: all(TEXT, 'hosts', 'secretName') },
  ServiceMonitor: SERVICE_MONITOR,
  TrafficPolicy: all(TEXT, 'targetRefs', 'targetSelectors', 'timeouts'),
};

/** Kinds of objects with pods. */
const WORKLOADS = ['CronJob', 'DaemonSet', 'Deployment', 'Job', 'Pod', 'ReplicaSet', 'StatefulSet'];

/** Places of objects without a specification, by their kind. */
const OTHERS: Readonly<Record<string, Members>> = {
  ConfigMap: { data: FILES, binaryData: KEYS, immutable: TEXT },
  PriorityClass: all(TEXT, 'value', 'globalDefault', 'description', 'preemptionPolicy'),
  ServiceAccount: { automountServiceAccountToken: TEXT, ...all(REFERENCE, 'imagePullSecrets', 'secrets') },
};

/** Groups of the kinds. A kind of another group, such as Knative's Service, has other members. */
const GROUPS: readonly string[] = [
  '',
  'apps',
  'autoscaling',
  'batch',
  'external-secrets.io',
  'gateway.kgateway.dev',
  'gateway.networking.k8s.io',
  'monitoring.coreos.com',
  'networking.k8s.io',
  'policy',
  'scheduling.k8s.io',
];

/**
 * Returns the places of an object.
 *
 * @param manifest the object
 * @param publicVariables names of the variables whose values are shown in the portal's container
 */
export function placesOf({ apiVersion, kind }: Manifest, publicVariables: ReadonlySet<string>): Members {
  const identity = all(TEXT, 'apiVersion', 'kind');
  if (kind === 'Secret') {
    const metadata = { ...all(TEXT, 'name', 'namespace'), labels: SECRET_LABELS };
    return { ...identity, ...all(KEYS, 'data', 'stringData'), type: TEXT, metadata };
  }
  const object: Members = { ...identity, metadata: METADATA };
  const [group] = String(apiVersion).includes('/') ? String(apiVersion).split('/') : [''];
  if (!GROUPS.includes(group ?? '')) {
    return object;
  }
  if (WORKLOADS.includes(kind)) {
    return { ...object, spec: workload(publicVariables) };
  }
  return {
    ...object,
    ...(Object.hasOwn(OTHERS, kind) ? OTHERS[kind] : undefined),
    spec: Object.hasOwn(SPECS, kind) ? SPECS[kind] : undefined,
  };
}

/** Returns the places of a workload: in a pod itself, in the template of a Deployment, and in that of a CronJob. */
function workload(publicVariables: ReadonlySet<string>): Members {
  const pod: Members = { ...POD, containers: (container) => placesOfContainer(container, publicVariables) };
  const spec: Members = { ...WORKLOAD, ...pod, template: { metadata: METADATA, spec: pod } };
  return { ...spec, jobTemplate: { metadata: METADATA, spec } };
}

function placesOfContainer(container: unknown, publicVariables: ReadonlySet<string>): Members {
  if (nameOf(container) !== CONTAINER_NAME) {
    return CONTAINER;
  }
  const isPublic = (variable: unknown) => publicVariables.has(nameOf(variable) ?? '');
  return {
    ...CONTAINER,
    env: (variable) => ({ name: NAME, valueFrom: SOURCES, value: isPublic(variable) ? VARIABLE : undefined }),
  };
}

/** Returns the name of a list entry; undefined if it has none. */
export function nameOf(entry: unknown): string | undefined {
  return typeof entry === 'object' && entry !== null && 'name' in entry && typeof entry.name === 'string'
    ? entry.name
    : undefined;
}

const GITHUB_SIGN_IN: Members = { '*': { enterpriseInstanceUrl: TEXT, '*': REFERENCES } };

/** Places of a configuration file of Backstage that hold no secret. */
export const CONFIGURATION: Members = {
  app: { ...all(TEXT, 'title', 'baseUrl'), '*': REFERENCES },
  auth: { environment: TEXT, providers: { github: GITHUB_SIGN_IN, '*': REFERENCES }, '*': REFERENCES },
  backend: {
    baseUrl: TEXT,
    database: { client: TEXT, '*': REFERENCES },
    '*': REFERENCES,
  },
  integrations: { github: { ...all(TEXT, 'host', 'apiBaseUrl'), '*': REFERENCES }, '*': REFERENCES },
  jenkins: { baseUrl: TEXT, '*': REFERENCES },
  openchoreo: { baseUrl: TEXT, '*': REFERENCES },
  organization: { name: TEXT, '*': REFERENCES },
  '*': REFERENCES,
};
