import type { DeploymentStrategy } from 'kubernetes-types/apps/v1';
import type {
  Affinity,
  Container,
  EmptyDirVolumeSource,
  EnvFromSource,
  EnvVar,
  HostAlias,
  Lifecycle,
  LocalObjectReference,
  PodDNSConfig,
  PodSecurityContext,
  Probe,
  ResourceRequirements,
  SecurityContext,
  Toleration,
  TopologySpreadConstraint,
  Volume,
  VolumeMount,
} from 'kubernetes-types/core/v1';
import type { ChartDefaults } from '../../backstage/profile';
import { flag, integer, kubernetes, list, map, text } from '../node';
import { image } from './image';
import type { PartialProbe } from './partial-probe';
import { annotations } from './routes';

const variable = kubernetes<EnvVar>('EnvVar', 'Variable of the container.', { secret: true });
const container = kubernetes<Container>('Container', 'Container of the pods.', { secret: true });

const probe = (description: string, byDefault: Probe) =>
  kubernetes<Probe, PartialProbe>('Probe', `${description} Maps merge with the default. Null renders no such probe.`, {
    default: byDefault,
    secret: true,
  });

/** Returns the values of `backstage` for the Deployment and its pods, with the defaults of a chart version. */
export const podSection = (defaults: ChartDefaults) => ({
  replicas: integer('Number of pods.', { default: defaults.replicas, minimum: 1 }),
  annotations: annotations('the Deployment'),
  strategy: kubernetes<DeploymentStrategy>(
    'DeploymentStrategy',
    "Strategy for replacing old pods with new ones. If empty, Kubernetes' default applies. In `corrected`, the default for SQLite on a claim is RollingUpdate with `maxSurge: 0` and `maxUnavailable: 1`.",
  ),
  revisionHistoryLimit: integer("Number of old ReplicaSets to keep. If empty, Kubernetes' default applies.", {
    minimum: 0,
  }),
  podAnnotations: annotations('the pods'),
  podLabels: map(
    text('Value of the label.'),
    'Additional labels of the pods. They must not contain a label that selectors use.',
  ),
  image: image('Image to run.', 'the chart version, preceded by `v`', {
    ...defaults.image,
    tag: '',
  }),
  imagePullSecrets: list(
    kubernetes<LocalObjectReference>('LocalObjectReference', 'Reference to a Secret with registry logins.'),
    'Secrets with registry logins, in addition to `global.imagePullSecrets`.',
    { default: [] },
  ),
  command: list(text('Word of the command.'), 'Command of the container. If empty, the command of the image is used.', {
    default: [],
    secret: true,
  }),
  extraArgs: list(
    text('Argument of the command.'),
    'Additional arguments, after those of the command. If `command` is empty, the command of the image is rendered before them.',
    { default: [], secret: true },
  ),
  env: list(variable, 'Variables before all variables that other values set. The list replaces the default.', {
    default: defaults.env,
    secret: true,
  }),
  extraEnv: list(variable, 'Additional variables, after `env`. They override the default variables of `env` by name.', {
    default: [],
    secret: true,
  }),
  envFrom: list(
    kubernetes<EnvFromSource>('EnvFromSource', 'Reference to a ConfigMap or Secret.'),
    'ConfigMaps and Secrets whose keys become variables. Variables that values set override them.',
    { default: [] },
  ),
  livenessProbe: probe(
    'Probe whose failure restarts the container. In `corrected`, the default path is `/.backstage/health/v1/liveness`.',
    defaults.livenessProbe,
  ),
  readinessProbe: probe(
    'Probe that decides whether the pod receives traffic. In `corrected`, the default path is `/.backstage/health/v1/readiness`.',
    defaults.readinessProbe,
  ),
  startupProbe: kubernetes<Probe>(
    'Probe',
    'Probe that decides whether the container has started. The other probes wait for it. If empty, no such probe is rendered, except in `corrected`. Null renders none there either.',
    { secret: true },
  ),
  lifecycle: kubernetes<Lifecycle>('Lifecycle', 'Hooks that run after the container starts and before it stops.', {
    secret: true,
  }),
  resources: kubernetes<ResourceRequirements>('ResourceRequirements', 'Requests and limits of the container.', {
    default: defaults.resources,
  }),
  containerSecurityContext: kubernetes<SecurityContext>(
    'SecurityContext',
    'Security context of the container. In `corrected`, the default has no `appArmorProfile`.',
    {
      default: defaults.containerSecurityContext,
    },
  ),
  tmp: kubernetes<EmptyDirVolumeSource>(
    'EmptyDirVolumeSource',
    'Volume of type emptyDir for a writable `/tmp`; `{}` uses the defaults of Kubernetes. If empty, no volume is rendered, except in `corrected` if `readOnlyRootFilesystem` is true.',
  ),
  extraVolumeMounts: list(
    kubernetes<VolumeMount>('VolumeMount', 'Mount of the container.'),
    'Additional mounts of the container. They refer to `extraVolumes`, or to volumes that other values render.',
    { default: [] },
  ),
  initContainers: list(container, 'Init containers, which run before Backstage starts.', { default: [], secret: true }),
  extraContainers: list(container, 'Additional containers, which run next to Backstage.', {
    default: [],
    secret: true,
  }),
  extraVolumes: list(kubernetes<Volume>('Volume', 'Volume of the pods.'), 'Additional volumes of the pods.', {
    default: [],
  }),
  topologySpreadConstraints: list(
    kubernetes<TopologySpreadConstraint>('TopologySpreadConstraint', 'Rule for zones or nodes.'),
    'Rules for how the pods spread over zones and nodes. If empty, no rules apply.',
    { default: defaults.topologySpreadConstraints },
  ),
  nodeSelector: map(text('Value of the label.'), 'Labels that a node must have to run the pods.'),
  tolerations: list(
    kubernetes<Toleration>('Toleration', 'Toleration of a taint.'),
    'Node taints that the pods tolerate.',
    {
      default: [],
    },
  ),
  affinity: kubernetes<Affinity>(
    'Affinity',
    'Rules about the nodes that the pods run on, and about other pods near them.',
    { default: {} },
  ),
  podSecurityContext: kubernetes<PodSecurityContext>('PodSecurityContext', 'Security context of the pods.', {
    default: defaults.podSecurityContext,
  }),
  terminationGracePeriodSeconds: integer(
    "Seconds that a pod has to stop. If empty, Kubernetes' default of 30 applies.",
    { minimum: 0 },
  ),
  hostAliases: list(
    kubernetes<HostAlias>('HostAlias', 'IP address and its host names.'),
    'Additional entries of `/etc/hosts` in the pods.',
    {
      default: [],
    },
  ),
  dnsConfig: kubernetes<PodDNSConfig>('PodDNSConfig', 'Additional DNS servers, search domains and options.'),
  runtimeClassName: text('RuntimeClass of the pods. If empty, the default container runtime of the nodes is used.'),
  automountServiceAccountToken: flag(
    'Whether the pods get a token for the Kubernetes API. If empty, they get one, because the ServiceAccount allows it.',
  ),
});
