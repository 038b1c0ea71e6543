import { named } from '../backstage/portal-shapes';
import { dataMap } from '../util/data-shape';
import {
  boolean,
  either,
  hidden,
  listOf,
  mapOf,
  number,
  oneOf,
  optional,
  type Shapes,
  secretText,
  text,
} from '../util/shape';
import type { PodOptions } from './pod-options';
import { CONTAINER, ENV, IMAGE, MOUNT, RESOURCES, TEXTS, VOLUME } from './prop-shapes';

const probe = optional(either(oneOf(false), dataMap()));

/** Types of the settings of pods, for callers in JavaScript. Synthesis checks the parts inside them. */
export const POD_OPTIONS: Shapes<PodOptions> = {
  podLabels: optional(TEXTS),
  podAnnotations: optional(mapOf(secretText)),
  image: optional(IMAGE),
  imagePullSecrets: optional(listOf(named('Secret'))),
  command: optional(hidden(listOf(secretText))),
  extraArgs: optional(hidden(listOf(secretText))),
  env: optional(ENV),
  extraEnv: optional(ENV),
  envFrom: optional(listOf(dataMap())),
  livenessProbe: probe,
  readinessProbe: probe,
  startupProbe: probe,
  lifecycle: optional(dataMap()),
  resources: optional(RESOURCES),
  containerSecurityContext: optional(dataMap()),
  tmp: optional(either(oneOf(false), dataMap())),
  extraVolumeMounts: optional(listOf(MOUNT)),
  extraVolumes: optional(listOf(VOLUME)),
  initContainers: optional(listOf(CONTAINER)),
  extraContainers: optional(listOf(CONTAINER)),
  serviceAccount: optional(named('ServiceAccount')),
  priorityClass: optional(named('PriorityClass')),
  nodeSelector: optional(TEXTS),
  affinity: optional(dataMap()),
  tolerations: optional(listOf(dataMap())),
  topologySpreadConstraints: optional(listOf(dataMap())),
  podSecurityContext: optional(dataMap()),
  automountServiceAccountToken: optional(boolean),
  terminationGracePeriodSeconds: optional(number),
  hostAliases: optional(listOf(dataMap())),
  dnsConfig: optional(dataMap()),
  runtimeClassName: optional(text),
  canonicalQuantities: optional(boolean),
};
