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

/** Kubernetes settings of Backstage's pods. `BackstageDeploymentProps` adds the settings of Backstage itself. */
export interface PodOptions {
  /**
   * Additional labels of the pods (values: `backstage.podLabels`). They must not contain a label that selectors use.
   *
   * @default {}
   */
  readonly podLabels?: Readonly<Record<string, string>>;

  /**
   * Additional annotations of the pods (values: `backstage.podAnnotations`).
   *
   * @default {}
   */
  readonly podAnnotations?: Readonly<Record<string, string>>;

  /**
   * Image to run (values: `backstage.image`).
   *
   * @default - the image of the chart version, such as `ghcr.io/openchoreo/openchoreo-ui:v0.11.0`
   */
  readonly image?: Image;

  /**
   * Secrets with registry logins: cdk8s-plus `ISecret`s, or `{ name }` (values: `global.imagePullSecrets` and
   * `backstage.imagePullSecrets`).
   *
   * @default []
   */
  readonly imagePullSecrets?: readonly { readonly name: string }[];

  /**
   * Command of the container (values: `backstage.command`).
   *
   * @default - the command of the image
   */
  readonly command?: readonly string[];

  /**
   * Additional arguments, after those of the command (values: `backstage.extraArgs`). Kubernetes' `args` replace the
   * image's command, so the construct repeats that command before them if `command` is not set.
   *
   * @default []
   */
  readonly extraArgs?: readonly string[];

  /**
   * Variables that come before the variables of the construct (values: `backstage.env`). The list replaces the default.
   *
   * @default - NODE_ENV=production, LOG_LEVEL=info and PORT=7007
   */
  readonly env?: Env;

  /**
   * Additional variables, after `env` (values: `backstage.extraEnv`). They override the default of `env` by name.
   *
   * @default []
   */
  readonly extraEnv?: Env;

  /**
   * ConfigMaps and Secrets whose keys become variables (values: `backstage.envFrom`). Variables that the container sets
   * by name override them.
   *
   * @default []
   */
  readonly envFrom?: readonly (Wire<EnvFromSource> | PlusEnvFrom)[];

  /**
   * Probe whose failure restarts the container (values: `backstage.livenessProbe`); `false` renders none.
   *
   * @default - GET /.backstage/health/v1/liveness every 10 s, from 30 s after the start
   */
  readonly livenessProbe?: Wire<Probe> | PlusProbe | false;

  /**
   * Probe that decides whether the pod receives traffic (values: `backstage.readinessProbe`); `false` renders none.
   *
   * @default - GET /.backstage/health/v1/readiness every 5 s, from 5 s after the start, or 10 s since chart version
   * 1.0
   */
  readonly readinessProbe?: Wire<Probe> | PlusProbe | false;

  /**
   * Probe that decides whether the container has started; other probes wait for it (values: `backstage.startupProbe`);
   * `false` renders none.
   *
   * @default - asks the same as `readinessProbe` every 10 s, at most 30 times; none if `livenessProbe` is false
   */
  readonly startupProbe?: Wire<Probe> | PlusProbe | false;

  /**
   * Hooks that run after the container starts and before it stops (values: `backstage.lifecycle`).
   *
   * @default - no hooks
   */
  readonly lifecycle?: Wire<Lifecycle>;

  /**
   * Resource requests and limits of the container: Kubernetes `ResourceRequirements` or cdk8s-plus `ContainerResources`
   * (values: `backstage.resources`); `false` sets none.
   *
   * @default - requests of 200m CPU and 256Mi memory, limits of 2000m CPU and 2Gi memory
   */
  readonly resources?: ResourceRequirements | PlusContainerResources | false;

  /**
   * Security context of the container (values: `backstage.containerSecurityContext`); `{}` renders none. It replaces
   * the default as a whole.
   *
   * @default - no privilege escalation, no capabilities, a writable root filesystem, the runtime's default seccomp
   * profile
   */
  readonly containerSecurityContext?: Wire<SecurityContext>;

  /**
   * Volume for a writable `/tmp`: an emptyDir with `sizeLimit` and `medium` (values: `backstage.tmp`). `{}` uses
   * Kubernetes' defaults; `false` mounts no volume.
   *
   * @default - a volume if `containerSecurityContext.readOnlyRootFilesystem` is true and `/tmp` has no other mount
   */
  readonly tmp?: EmptyDirVolumeSource | false;

  /**
   * Additional mounts of the container (values: `backstage.extraVolumeMounts`). They refer to `extraVolumes`, or to
   * volumes that the construct adds.
   *
   * @default []
   */
  readonly extraVolumeMounts?: readonly VolumeMount[];

  /**
   * Additional volumes of the pods (values: `backstage.extraVolumes`).
   *
   * @default []
   */
  readonly extraVolumes?: readonly (Wire<Volume> | PlusVolume)[];

  /**
   * Init containers, which run in order before Backstage starts (values: `backstage.initContainers`).
   *
   * @default []
   */
  readonly initContainers?: readonly Wire<Container>[];

  /**
   * Additional containers of the pods, which run next to Backstage (values: `backstage.extraContainers`).
   *
   * @default []
   */
  readonly extraContainers?: readonly Wire<Container>[];

  /**
   * ServiceAccount that the pods run as: a `BackstageServiceAccount`, a cdk8s-plus `IServiceAccount`, or `{ name }`
   * (values: `backstage.serviceAccount`).
   *
   * @default - a `BackstageServiceAccount` that the Deployment creates
   */
  readonly serviceAccount?: { readonly name: string };

  /**
   * PriorityClass of the pods: a `BackstagePriorityClass`, or `{ name }` of any other (values:
   * `backstage.priorityClass`).
   *
   * @default - the cluster's default PriorityClass
   */
  readonly priorityClass?: { readonly name: string };

  /**
   * Labels that a node must have to run the pods (values: `backstage.nodeSelector`).
   *
   * @default {}
   */
  readonly nodeSelector?: Readonly<Record<string, string>>;

  /**
   * Rules about the nodes that pods run on, and about other pods near them (values: `backstage.affinity`).
   *
   * @default {}
   */
  readonly affinity?: Affinity;

  /**
   * Node taints that the pods tolerate (values: `backstage.tolerations`).
   *
   * @default []
   */
  readonly tolerations?: readonly Toleration[];

  /**
   * Rules for how pods spread over zones and nodes (values: `backstage.topologySpreadConstraints`).
   *
   * @default - the Deployment's pods spread evenly over zones if possible, and over nodes always
   */
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];

  /**
   * Security context of the pods (values: `backstage.podSecurityContext`); `{}` renders none. It replaces the default
   * as a whole.
   *
   * @default - user 1000, group 1000, volume group 1000, not root, the runtime's default seccomp profile
   */
  readonly podSecurityContext?: Wire<PodSecurityContext>;

  /**
   * Whether Kubernetes mounts a token for its API into the pods (values: `backstage.automountServiceAccountToken`).
   *
   * @default - the setting of the ServiceAccount; `BackstageServiceAccount` sets true
   */
  readonly automountServiceAccountToken?: boolean;

  /**
   * Seconds that a pod has to stop before Kubernetes kills it (values: `backstage.terminationGracePeriodSeconds`).
   *
   * @default - Kubernetes' default, 30
   */
  readonly terminationGracePeriodSeconds?: number;

  /**
   * Additional entries of `/etc/hosts` in the pods (values: `backstage.hostAliases`).
   *
   * @default []
   */
  readonly hostAliases?: readonly HostAlias[];

  /**
   * Additional DNS servers, search domains and options (values: `backstage.dnsConfig`).
   *
   * @default - only the cluster's DNS settings
   */
  readonly dnsConfig?: PodDNSConfig;

  /**
   * Name of the pods' RuntimeClass (values: `backstage.runtimeClassName`).
   *
   * @default - the default container runtime of the nodes
   */
  readonly runtimeClassName?: string;

  /**
   * Whether quantities are written as Kubernetes prints them, such as `2` for `2000m`. Server-side apply by another
   * tool conflicts with a quantity in any other form.
   *
   * @default true
   */
  readonly canonicalQuantities?: boolean;
}
