import type {
  Container,
  EnvVar,
  PodSpec,
  PodTemplateSpec,
  TopologySpreadConstraint,
  Volume,
  VolumeMount,
} from 'kubernetes-types/core/v1';
import {
  CHART,
  CONTAINER_NAME,
  CONTAINER_PORT,
  DEFAULTS,
  IMAGE_COMMAND,
  IMAGE_CONFIG,
  LIVENESS_PROBE,
  READINESS_PROBE,
} from './chart-0.11';
import { imageReference } from './image';
import type { PodOptions } from './pod-options';
import { resourceRequirements } from './quantity';
import { unlessEmpty } from './unless-empty';
import { needsTmp, TMP } from './volumes';

/** What Backstage itself needs of its pods. */
export interface BackstagePod {
  /** Labels that selectors look for. */
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly env: readonly EnvVar[];
  /** Arguments that pass configuration files. */
  readonly configArgs: readonly string[];
  readonly volumes: readonly Volume[];
  readonly volumeMounts: readonly VolumeMount[];
}

/** A template of pods whose first container runs Backstage. */
export interface BackstagePodTemplate extends PodTemplateSpec {
  readonly spec: PodSpec & { readonly containers: [Container, ...Container[]] };
}

/** The pods' template: what Backstage needs, and what the options say (chart: deployment). */
export function podTemplate(backstage: BackstagePod, options: PodOptions): BackstagePodTemplate {
  const { labels, annotations } = backstage;
  return {
    metadata: {
      labels: { ...labels, ...options.podLabels },
      annotations: unlessEmpty({ ...annotations, ...options.podAnnotations }),
    },
    spec: podSpec(backstage, options),
  };
}

/** The writable `/tmp`, where the pods have one. */
function tmpVolume({ volumeMounts }: BackstagePod, options: PodOptions): Volume[] {
  const { tmp, containerSecurityContext, extraVolumeMounts = [] } = options;
  const isNeeded = needsTmp(containerSecurityContext, [...volumeMounts, ...extraVolumeMounts]);
  const source = tmp === undefined && isNeeded ? {} : tmp;
  return source ? [{ name: TMP.volume, emptyDir: source }] : [];
}

function podSpec(backstage: BackstagePod, options: PodOptions): BackstagePodTemplate['spec'] {
  const {
    serviceAccount = { name: DEFAULTS.serviceAccountName },
    automountServiceAccountToken,
    imagePullSecrets = [],
    priorityClass,
    runtimeClassName,
    nodeSelector,
    affinity,
    tolerations,
    topologySpreadConstraints = spreadOver(backstage.labels),
    podSecurityContext = DEFAULTS.podSecurityContext,
    terminationGracePeriodSeconds,
    hostAliases,
    dnsConfig,
    initContainers,
    extraContainers = [],
    extraVolumes = [],
  } = options;
  const tmp = tmpVolume(backstage, options);
  return {
    serviceAccountName: serviceAccount.name,
    automountServiceAccountToken,
    imagePullSecrets: unlessEmpty(imagePullSecrets.map(({ name }) => ({ name }))),
    priorityClassName: priorityClass?.name,
    runtimeClassName,
    nodeSelector: unlessEmpty(nodeSelector),
    affinity: unlessEmpty(affinity),
    tolerations: unlessEmpty(tolerations),
    topologySpreadConstraints: unlessEmpty(topologySpreadConstraints),
    securityContext: unlessEmpty(podSecurityContext),
    terminationGracePeriodSeconds,
    hostAliases: unlessEmpty(hostAliases),
    dnsConfig: unlessEmpty(dnsConfig),
    initContainers: unlessEmpty(initContainers),
    containers: [container(backstage, options, tmp), ...extraContainers],
    volumes: unlessEmpty([...backstage.volumes, ...tmp, ...extraVolumes]),
  };
}

function container(
  { env, configArgs, volumeMounts }: BackstagePod,
  options: PodOptions,
  tmp: readonly Volume[],
): Container {
  const {
    image = {},
    command = [],
    extraArgs = [],
    envFrom,
    livenessProbe = LIVENESS_PROBE,
    readinessProbe = READINESS_PROBE,
    startupProbe,
    lifecycle,
    resources = DEFAULTS.resources,
    containerSecurityContext = DEFAULTS.containerSecurityContext,
    extraVolumeMounts = [],
  } = options;
  const { pullPolicy = DEFAULTS.image.pullPolicy } = image;
  const tmpMounts = tmp.map(({ name }) => ({ name, mountPath: TMP.folder }));
  return {
    name: CONTAINER_NAME,
    image: imageReference(image, { repository: DEFAULTS.image.repository, tag: CHART.appVersion }),
    imagePullPolicy: pullPolicy ?? undefined,
    command: unlessEmpty(command),
    args: unlessEmpty(args(command, configArgs, extraArgs)),
    ports: [{ containerPort: CONTAINER_PORT.number, name: CONTAINER_PORT.name, protocol: 'TCP' }],
    envFrom: unlessEmpty(envFrom),
    env: [...env],
    livenessProbe: unlessEmpty(livenessProbe ?? undefined),
    readinessProbe: unlessEmpty(readinessProbe ?? undefined),
    startupProbe: unlessEmpty(startupProbe),
    lifecycle: unlessEmpty(lifecycle),
    resources: resources === null ? undefined : resourceRequirements(resources),
    securityContext: unlessEmpty(containerSecurityContext),
    volumeMounts: unlessEmpty([...volumeMounts, ...tmpMounts, ...extraVolumeMounts]),
  };
}

/** Arguments take the place of the image's own command, and a configuration file that of the image's own. */
function args(command: readonly string[], configArgs: readonly string[], extraArgs: readonly string[]): string[] {
  const given = [...configArgs, ...extraArgs];
  const passesConfig = (words: readonly string[]) => words.some((word) => /^--config(?:=|$)/.test(word));
  if (command.length === 0) {
    return given.length > 0 ? [...IMAGE_COMMAND, ...IMAGE_CONFIG, ...given] : [];
  }
  return passesConfig(given) && !passesConfig(command) ? [...IMAGE_CONFIG, ...given] : given;
}

/** The chart's default constraints, counting the pods with these labels. */
function spreadOver(podLabels: Readonly<Record<string, string>>): TopologySpreadConstraint[] {
  return DEFAULTS.topologySpreadConstraints.map((constraint) => ({
    ...constraint,
    labelSelector: { matchLabels: { ...podLabels } },
  }));
}
