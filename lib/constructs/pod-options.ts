import type {
  Affinity,
  Container,
  EmptyDirVolumeSource,
  EnvFromSource,
  HostAlias,
  Lifecycle,
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
import type { Image } from '../kubernetes/image';
import type { PlusContainerResources, PlusEnvFrom, PlusProbe, PlusVolume, Wire } from '../kubernetes/plus-objects';
import type { Env } from './env';

/** Settings of Backstage's pods that Kubernetes defines; Backstage's own are in `BackstageDeploymentProps`. */
export interface PodOptions {
  /**
   * Labels of the pods, besides those that selectors look for (values: `backstage.podLabels`).
   *
   * @default {}
   */
  readonly podLabels?: Readonly<Record<string, string>>;

  /**
   * Annotations of the pods (values: `backstage.podAnnotations`).
   *
   * @default {}
   */
  readonly podAnnotations?: Readonly<Record<string, string>>;

  /**
   * The image to run.
   *
   * @default - the chart's: ghcr.io/openchoreo/openchoreo-ui:v0.11.0
   */
  readonly image?: Image;

  /**
   * Secrets with registry logins: cdk8s-plus `ISecret`s, or `{ name }` (values: `global.imagePullSecrets`).
   *
   * @default []
   */
  readonly imagePullSecrets?: readonly { readonly name: string }[];

  /**
   * The container's command.
   *
   * @default - the image's own
   */
  readonly command?: readonly string[];

  /**
   * Arguments behind those of the command. Where the command is the image's own, it is written out in front of them, for
   * arguments would take its place (Kubernetes: `args`).
   *
   * @default []
   */
  readonly extraArgs?: readonly string[];

  /**
   * Variables ahead of those this construct sets; replaces the default list (values: `backstage.env`).
   *
   * @default - NODE_ENV=production, LOG_LEVEL=info, PORT=7007
   */
  readonly env?: Env;

  /**
   * Variables behind `env`; of its default list those stay that are not set anew (values: `backstage.extraEnv`).
   *
   * @default []
   */
  readonly extraEnv?: Env;

  /**
   * ConfigMaps and Secrets whose keys become variables; those that this construct sets win (values: `backstage.envFrom`).
   *
   * @default []
   */
  readonly envFrom?: readonly (Wire<EnvFromSource> | PlusEnvFrom)[];

  /**
   * Whether the container must be restarted; `false` renders no such check (values: `backstage.livenessProbe`).
   *
   * @default - GET /healthcheck every 10 s, from 30 s after the start
   */
  readonly livenessProbe?: Wire<Probe> | PlusProbe | false;

  /**
   * Whether the pod gets traffic; `false` renders no such check (values: `backstage.readinessProbe`).
   *
   * @default - GET /healthcheck every 5 s, from 5 s after the start
   */
  readonly readinessProbe?: Wire<Probe> | PlusProbe | false;

  /**
   * Whether the container has started; the other checks wait for it (values: `backstage.startupProbe`).
   *
   * @default - no such check
   */
  readonly startupProbe?: Wire<Probe> | PlusProbe;

  /**
   * What to run after the start and before the stop of the container (values: `backstage.lifecycle`).
   *
   * @default - nothing
   */
  readonly lifecycle?: Wire<Lifecycle>;

  /**
   * Requests and limits of the container, in wire format or as cdk8s-plus writes them (values:
   * `backstage.resources`); `false` sets none.
   *
   * @default - requests 200m CPU and 256Mi memory, limits 2000m and 2Gi
   */
  readonly resources?: ResourceRequirements | PlusContainerResources | false;

  /**
   * Security context of the container (values: `backstage.containerSecurityContext`); empty renders none.
   *
   * @default - no privilege escalation, no capabilities, the runtime's seccomp profile, AppArmor unconfined
   */
  readonly containerSecurityContext?: Wire<SecurityContext>;

  /**
   * A writable `/tmp` of this size and medium; `{}` for Kubernetes' defaults, `false` for none (values: `backstage.tmp`).
   *
   * @default - one where `containerSecurityContext.readOnlyRootFilesystem` is true and nothing else is mounted there
   */
  readonly tmp?: EmptyDirVolumeSource | false;

  /**
   * Mounts of the container, of `extraVolumes` or of the volumes that are there anyway (values:
   * `backstage.extraVolumeMounts`).
   *
   * @default []
   */
  readonly extraVolumeMounts?: readonly VolumeMount[];

  /**
   * Volumes of the pods (values: `backstage.extraVolumes`).
   *
   * @default []
   */
  readonly extraVolumes?: readonly (Wire<Volume> | PlusVolume)[];

  /**
   * Containers that run before Backstage starts, in order (values: `backstage.initContainers`).
   *
   * @default []
   */
  readonly initContainers?: readonly Wire<Container>[];

  /**
   * Containers beside Backstage (values: `backstage.extraContainers`).
   *
   * @default []
   */
  readonly extraContainers?: readonly Wire<Container>[];

  /**
   * ServiceAccount that the pods run as: a `BackstageServiceAccount`, a cdk8s-plus `IServiceAccount`, or `{ name }`.
   *
   * @default - the Deployment renders a `BackstageServiceAccount` with its defaults
   */
  readonly serviceAccount?: { readonly name: string };

  /**
   * PriorityClass of the pods: a `BackstagePriorityClass`, or any other.
   *
   * @default - the cluster's default priority
   */
  readonly priorityClass?: { readonly name: string };

  /**
   * Labels that nodes must have (values: `backstage.nodeSelector`).
   *
   * @default {}
   */
  readonly nodeSelector?: Readonly<Record<string, string>>;

  /**
   * Nodes and neighbours that pods prefer or need (values: `backstage.affinity`).
   *
   * @default {}
   */
  readonly affinity?: Affinity;

  /**
   * Taints that pods tolerate (values: `backstage.tolerations`).
   *
   * @default []
   */
  readonly tolerations?: readonly Toleration[];

  /**
   * How pods spread over zones and nodes (values: `backstage.topologySpreadConstraints`).
   *
   * @default - evenly over zones if possible and over nodes always, counting this Deployment's pods
   */
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];

  /**
   * Security context of the pods (values: `backstage.podSecurityContext`); empty renders none.
   *
   * @default - user, group and volume group 1000, not root, the runtime's seccomp profile
   */
  readonly podSecurityContext?: Wire<PodSecurityContext>;

  /**
   * Whether the pods get a token for the Kubernetes API (values: `backstage.automountServiceAccountToken`).
   *
   * @default - as the ServiceAccount says; `BackstageServiceAccount` says yes
   */
  readonly automountServiceAccountToken?: boolean;

  /**
   * Seconds that a pod has to stop (values: `backstage.terminationGracePeriodSeconds`).
   *
   * @default - Kubernetes' own, 30
   */
  readonly terminationGracePeriodSeconds?: number;

  /**
   * Entries of the pods' /etc/hosts (values: `backstage.hostAliases`).
   *
   * @default []
   */
  readonly hostAliases?: readonly HostAlias[];

  /**
   * Name servers, search domains and options besides the cluster's (values: `backstage.dnsConfig`).
   *
   * @default - the cluster's alone
   */
  readonly dnsConfig?: PodDNSConfig;

  /**
   * RuntimeClass of the pods (values: `backstage.runtimeClassName`).
   *
   * @default - the cluster's own
   */
  readonly runtimeClassName?: string;
}
