import type {
  Container,
  EnvVar,
  PodSpec,
  PodTemplateSpec,
  Probe,
  SecurityContext,
  TopologySpreadConstraint,
  Volume,
  VolumeMount,
} from 'kubernetes-types/core/v1';
import { CONTAINER_NAME, CONTAINER_PORT, HEALTH_PATHS, IMAGE_COMMAND, IMAGE_CONFIG } from '../backstage/container';
import { askPath, startupProbeLike, withoutAppArmor } from '../backstage/pod-defaults';
import type { ChartProfile } from '../backstage/profile';
import { TMP, tmpSource } from '../backstage/volumes';
import { withCanonicalQuantities } from '../kubernetes/canonical-quantities';
import { imageReference } from '../kubernetes/image';
import {
  type PlusProbe,
  type Wire,
  wireEnvFrom,
  wireProbe,
  wireResources,
  wireVolume,
} from '../kubernetes/plus-objects';
import { omitEmpty } from '../util/omit-empty';
import type { PodOptions } from './pod-options';

/** Parts of the pods that the Deployment derives from Backstage's settings. */
export interface BackstagePod {
  /** Facts about the chart version, among them the defaults of all options. */
  readonly profile: ChartProfile;
  /** Labels that selectors use. */
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly serviceAccount: { readonly name: string };
  readonly env: readonly EnvVar[];
  /** Arguments that pass configuration files to Backstage. */
  readonly configArgs: readonly string[];
  readonly volumes: readonly Volume[];
  readonly volumeMounts: readonly VolumeMount[];
}

/** Pod template whose first container runs Backstage. */
export interface BackstagePodTemplate extends PodTemplateSpec {
  readonly spec: PodSpec & { readonly containers: [Container, ...Container[]] };
}

/** Returns the pod template from Backstage's parts and the options, as in the chart's template `deployment`. */
export function podTemplate(backstage: BackstagePod, options: PodOptions): BackstagePodTemplate {
  const { labels, annotations } = backstage;
  return {
    metadata: {
      labels: { ...labels, ...options.podLabels },
      annotations: omitEmpty({ ...annotations, ...options.podAnnotations }),
    },
    spec: podSpec(backstage, options),
  };
}

/** Returns the volume for a writable `/tmp`, or an empty list if the pods have none. */
function tmpVolume({ profile, volumeMounts }: BackstagePod, options: PodOptions): Volume[] {
  const { containerSecurityContext = securityContext(profile), extraVolumeMounts = [] } = options;
  const emptyDir = tmpSource(options.tmp, containerSecurityContext, [...volumeMounts, ...extraVolumeMounts]);
  return emptyDir ? [{ name: TMP.volume, emptyDir }] : [];
}

function podSpec(backstage: BackstagePod, options: PodOptions): BackstagePodTemplate['spec'] {
  const { profile, labels, serviceAccount } = backstage;
  const {
    automountServiceAccountToken,
    imagePullSecrets = [],
    priorityClass,
    runtimeClassName,
    nodeSelector,
    affinity,
    tolerations,
    topologySpreadConstraints = spreadOver(profile.defaults.topologySpreadConstraints, labels),
    podSecurityContext = profile.defaults.podSecurityContext,
    terminationGracePeriodSeconds,
    hostAliases,
    dnsConfig,
    initContainers,
    extraContainers = [],
    extraVolumes = [],
    canonicalQuantities = true,
  } = options;
  const tmp = tmpVolume(backstage, options);
  const spec: BackstagePodTemplate['spec'] = {
    serviceAccountName: serviceAccount.name,
    automountServiceAccountToken,
    imagePullSecrets: omitEmpty(imagePullSecrets.map(({ name }) => ({ name }))),
    priorityClassName: priorityClass?.name,
    runtimeClassName,
    nodeSelector: omitEmpty(nodeSelector),
    affinity: omitEmpty(affinity),
    tolerations: omitEmpty(tolerations),
    topologySpreadConstraints: omitEmpty(topologySpreadConstraints),
    securityContext: omitEmpty(podSecurityContext),
    terminationGracePeriodSeconds,
    hostAliases: omitEmpty(hostAliases),
    dnsConfig: omitEmpty(dnsConfig),
    initContainers: omitEmpty(initContainers),
    containers: [container(backstage, options, tmp), ...extraContainers],
    volumes: omitEmpty([...backstage.volumes, ...tmp, ...extraVolumes.map(wireVolume)]),
  };
  return canonicalQuantities ? withCanonicalQuantities(spec) : spec;
}

function container(
  { profile, env, configArgs, volumeMounts }: BackstagePod,
  options: PodOptions,
  tmp: readonly Volume[],
): Container {
  const { chart, defaults } = profile;
  const {
    image = {},
    command = [],
    extraArgs = [],
    envFrom = [],
    lifecycle,
    resources = defaults.resources,
    containerSecurityContext = securityContext(profile),
    extraVolumeMounts = [],
  } = options;
  const { pullPolicy = defaults.image.pullPolicy } = image;
  const tmpMounts = tmp.map(({ name }) => ({ name, mountPath: TMP.folder }));
  return {
    name: CONTAINER_NAME,
    image: imageReference(image, { repository: defaults.image.repository, tag: chart.appVersion }),
    imagePullPolicy: pullPolicy || undefined,
    command: omitEmpty(command),
    args: omitEmpty(args(command, configArgs, extraArgs)),
    ports: [{ containerPort: CONTAINER_PORT.number, name: CONTAINER_PORT.name, protocol: 'TCP' }],
    envFrom: omitEmpty(envFrom.map(wireEnvFrom)),
    env: [...env],
    ...probes(profile, options),
    lifecycle: omitEmpty(lifecycle),
    resources: resources === false ? undefined : wireResources(resources),
    securityContext: omitEmpty(containerSecurityContext),
    volumeMounts: omitEmpty([...volumeMounts, ...tmpMounts, ...extraVolumeMounts]),
  };
}

/** Returns the chart's default security context without its AppArmor profile, which Pod Security refuses. */
function securityContext({ defaults }: ChartProfile): SecurityContext {
  return withoutAppArmor(defaults.containerSecurityContext);
}

/** Returns the probes. By default, they ask the health endpoints, and the startup probe protects the liveness probe. */
function probes(
  { defaults }: ChartProfile,
  options: PodOptions,
): Pick<Container, 'livenessProbe' | 'readinessProbe' | 'startupProbe'> {
  const livenessProbe = probe(options.livenessProbe ?? askPath(defaults.livenessProbe, HEALTH_PATHS.liveness));
  const readinessProbe = probe(options.readinessProbe ?? askPath(defaults.readinessProbe, HEALTH_PATHS.readiness));
  const byDefault = livenessProbe ? startupProbeLike(readinessProbe ?? livenessProbe) : false;
  return { livenessProbe, readinessProbe, startupProbe: probe(options.startupProbe ?? byDefault) };
}

function probe(option: Wire<Probe> | PlusProbe | false): Probe | undefined {
  return option === false ? undefined : omitEmpty(wireProbe(option, CONTAINER_PORT.number));
}

/**
 * Returns the container's arguments. Kubernetes' `args` replace the image's command, and a `--config` argument replaces
 * the image's configuration file. So the function puts both before the given arguments, unless `command` contains them.
 */
function args(command: readonly string[], configArgs: readonly string[], extraArgs: readonly string[]): string[] {
  const given = [...configArgs, ...extraArgs];
  const passesConfig = (words: readonly string[]) => words.some((word) => /^--config(?:=|$)/.test(word));
  if (command.length === 0) {
    return given.length > 0 ? [...IMAGE_COMMAND, ...IMAGE_CONFIG, ...given] : [];
  }
  return passesConfig(given) && !passesConfig(command) ? [...IMAGE_CONFIG, ...given] : given;
}

/** Returns the chart's default constraints, with a selector for the pods that have these labels. */
function spreadOver(
  constraints: readonly TopologySpreadConstraint[],
  podLabels: Readonly<Record<string, string>>,
): TopologySpreadConstraint[] {
  return constraints.map((constraint) => ({ ...constraint, labelSelector: { matchLabels: { ...podLabels } } }));
}
