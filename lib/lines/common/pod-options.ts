import type { TopologySpreadConstraint } from 'kubernetes-types/core/v1';
import type { PodOptions } from '../../constructs/pod-options';
import { imageOf, imagePullSecrets } from './image';
import { selectsPods } from './pod-selection';
import type { CommonResolved } from './subject';

/** Returns the options of the pods, except the custom variables (values: `backstage`). */
export function podOptions(resolved: CommonResolved): PodOptions {
  const { values, facts } = resolved;
  const { backstage } = values;
  return {
    podLabels: backstage.podLabels,
    podAnnotations: backstage.podAnnotations,
    image: imageOf(backstage.image),
    imagePullSecrets: imagePullSecrets(resolved),
    command: backstage.command,
    extraArgs: backstage.extraArgs,
    envFrom: backstage.envFrom,
    livenessProbe: backstage.livenessProbe ?? false,
    readinessProbe: backstage.readinessProbe ?? false,
    startupProbe: backstage.startupProbe,
    lifecycle: backstage.lifecycle,
    resources: backstage.resources ?? false,
    containerSecurityContext: backstage.containerSecurityContext ?? {},
    tmp: facts.tmp,
    extraVolumeMounts: backstage.extraVolumeMounts,
    extraVolumes: backstage.extraVolumes,
    initContainers: backstage.initContainers,
    extraContainers: backstage.extraContainers,
    nodeSelector: backstage.nodeSelector,
    affinity: backstage.affinity,
    tolerations: backstage.tolerations,
    topologySpreadConstraints: spreadConstraints(resolved),
    podSecurityContext: backstage.podSecurityContext ?? {},
    automountServiceAccountToken: backstage.automountServiceAccountToken,
    terminationGracePeriodSeconds: backstage.terminationGracePeriodSeconds,
    hostAliases: backstage.hostAliases,
    dnsConfig: backstage.dnsConfig,
    runtimeClassName: backstage.runtimeClassName || undefined,
  };
}

/** Returns the constraints. They count the Deployment's pods, unless the output reproduces the chart's defect. */
function spreadConstraints(resolved: CommonResolved): readonly TopologySpreadConstraint[] {
  const { values, release } = resolved;
  const { podLabels } = release;
  const given = values.backstage.topologySpreadConstraints ?? [];
  return resolved.reproduces('spread-selector')
    ? given
    : given.map((constraint) =>
        selectsPods(constraint.labelSelector, podLabels)
          ? constraint
          : { ...constraint, labelSelector: { matchLabels: podLabels } },
      );
}
