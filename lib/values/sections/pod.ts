import type { DeploymentStrategy } from 'kubernetes-types/apps/v1';
import type {
  Affinity,
  Container,
  EmptyDirVolumeSource,
  EnvFromSource,
  EnvVar,
  HostAlias,
  HTTPGetAction,
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
import { annotations } from './routes';

const variable = kubernetes<EnvVar>('EnvVar', 'A variable.', { secret: true });
const container = kubernetes<Container>('Container', 'A container.', { secret: true });

/** A check whose default has what is left out. */
type PartialProbe = Omit<Probe, 'httpGet'> & { readonly httpGet?: Partial<HTTPGetAction> };

const probe = (description: string, byDefault: Probe) =>
  kubernetes<Probe, PartialProbe>('Probe', `${description} Maps merge with the default; null: no such check.`, {
    default: byDefault,
  });

/** Values of `backstage` that the Deployment and its pods are made of, with a chart's defaults. */
export const podSection = (defaults: ChartDefaults) => ({
  replicas: integer('Number of pods.', { default: defaults.replicas, minimum: 1 }),
  annotations: annotations('the Deployment'),
  strategy: kubernetes<DeploymentStrategy>(
    'DeploymentStrategy',
    "How new pods take the place of old ones. Empty: Kubernetes' own; in `corrected` Recreate for SQLite on a claim.",
  ),
  revisionHistoryLimit: integer("Number of old ReplicaSets to keep. Empty: Kubernetes' own.", { minimum: 0 }),
  podAnnotations: annotations('the pods'),
  podLabels: map(text('Value of the label.'), 'Labels of the pods, besides those that selectors look for.'),
  image: image('The image to run.', "the chart's version, with a v in front", {
    ...defaults.image,
    tag: '',
  }),
  imagePullSecrets: list(
    kubernetes<LocalObjectReference>('LocalObjectReference', 'Secret with a registry login.'),
    'Secrets with registry logins, besides `global.imagePullSecrets`.',
    { default: [] },
  ),
  command: list(text('A word of the command.'), "The container's command. Empty: the image's own.", { default: [] }),
  extraArgs: list(
    text('An argument.'),
    "Arguments behind those of the command. Where the command is the image's own, it is written out in front of them.",
    { default: [] },
  ),
  env: list(variable, 'Variables ahead of those rendered from other values. A list replaces the default one.', {
    default: defaults.env,
    secret: true,
  }),
  extraEnv: list(variable, 'Variables behind `env`: of its default list those stay that are not set anew.', {
    default: [],
    secret: true,
  }),
  envFrom: list(
    kubernetes<EnvFromSource>('EnvFromSource', 'A ConfigMap or Secret.'),
    'ConfigMaps and Secrets whose keys become variables. Those rendered from values win.',
    { default: [] },
  ),
  livenessProbe: probe('Check whether the container must be restarted.', defaults.livenessProbe),
  readinessProbe: probe('Check whether the pod gets traffic.', defaults.readinessProbe),
  startupProbe: kubernetes<Probe>(
    'Probe',
    'Check whether the container has started; the other checks wait for it. Empty: no such check.',
  ),
  lifecycle: kubernetes<Lifecycle>('Lifecycle', 'What to run after the start and before the stop of the container.'),
  resources: kubernetes<ResourceRequirements>('ResourceRequirements', "The container's requests and limits.", {
    default: defaults.resources,
  }),
  containerSecurityContext: kubernetes<SecurityContext>('SecurityContext', "The container's security context.", {
    default: defaults.containerSecurityContext,
  }),
  tmp: kubernetes<EmptyDirVolumeSource>(
    'EmptyDirVolumeSource',
    'A writable `/tmp` of this size and medium; `{}` for the defaults. Empty: none in `exact`; in `corrected` one where `readOnlyRootFilesystem` is true.',
  ),
  extraVolumeMounts: list(
    kubernetes<VolumeMount>('VolumeMount', 'A mount.'),
    'Mounts of the container, of `extraVolumes` or of the volumes rendered.',
    { default: [] },
  ),
  initContainers: list(container, 'Containers that run before Backstage starts.', { default: [], secret: true }),
  extraContainers: list(container, 'Containers beside Backstage.', { default: [], secret: true }),
  extraVolumes: list(kubernetes<Volume>('Volume', 'A volume.'), 'Volumes of the pods.', { default: [] }),
  topologySpreadConstraints: list(
    kubernetes<TopologySpreadConstraint>('TopologySpreadConstraint', 'A constraint.'),
    'How pods spread over zones and nodes. Empty: no constraints.',
    { default: defaults.topologySpreadConstraints },
  ),
  nodeSelector: map(text('Value of the label.'), 'Labels that nodes must have.'),
  tolerations: list(kubernetes<Toleration>('Toleration', 'A toleration.'), 'Taints that pods tolerate.', {
    default: [],
  }),
  affinity: kubernetes<Affinity>('Affinity', 'Nodes and neighbours that pods prefer or need.', { default: {} }),
  podSecurityContext: kubernetes<PodSecurityContext>('PodSecurityContext', "The pods' security context.", {
    default: defaults.podSecurityContext,
  }),
  terminationGracePeriodSeconds: integer("Seconds that a pod has to stop. Empty: Kubernetes' own, 30.", { minimum: 0 }),
  hostAliases: list(kubernetes<HostAlias>('HostAlias', 'An address with names.'), "Entries of the pods' /etc/hosts.", {
    default: [],
  }),
  dnsConfig: kubernetes<PodDNSConfig>(
    'PodDNSConfig',
    "Name servers, search domains and options besides the cluster's.",
  ),
  runtimeClassName: text("RuntimeClass of the pods. Empty: the cluster's default."),
  automountServiceAccountToken: flag(
    'Whether the pods get a token for the Kubernetes API. Empty: as the ServiceAccount says, which is yes.',
  ),
});
