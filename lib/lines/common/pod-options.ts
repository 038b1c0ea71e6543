import type { Probe, SecurityContext, TopologySpreadConstraint } from 'kubernetes-types/core/v1';
import { HEALTH_PATHS } from '../../backstage/container';
import { askPath, withoutAppArmor } from '../../backstage/pod-defaults';
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
    livenessProbe: healthProbe(resolved, 'liveness'),
    readinessProbe: healthProbe(resolved, 'readiness'),
    startupProbe: startupProbe(resolved),
    lifecycle: backstage.lifecycle,
    resources: backstage.resources ?? false,
    containerSecurityContext: containerSecurityContext(resolved),
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
    canonicalQuantities: !resolved.reproduces('crd-defaults'),
  };
}

/** Returns a probe of the values. It asks a health endpoint, unless the values set its path or the chart's stays. */
function healthProbe(resolved: CommonResolved, endpoint: keyof typeof HEALTH_PATHS): Probe | false {
  const name = `${endpoint}Probe` as const;
  const probe = resolved.values.backstage[name] ?? false;
  const keepsPath = resolved.reproduces('health-endpoints') || resolved.isGiven(`backstage.${name}.httpGet.path`);
  return keepsPath || probe === false ? probe : askPath(probe, HEALTH_PATHS[endpoint]);
}

/** Returns the startup probe of the values, `undefined` for the default of the construct, or `false` for none. */
function startupProbe(resolved: CommonResolved): Probe | false | undefined {
  const hasNone = resolved.reproduces('startup-probe') || resolved.nulls.has('backstage.startupProbe');
  return resolved.values.backstage.startupProbe ?? (hasNone ? false : undefined);
}

/** Returns the security context of the values, without the chart's default AppArmor profile if its defect is fixed. */
function containerSecurityContext(resolved: CommonResolved): SecurityContext {
  const { containerSecurityContext: context = {} } = resolved.values.backstage;
  const keepsProfile =
    resolved.reproduces('apparmor-unconfined') ||
    resolved.isGiven('backstage.containerSecurityContext.appArmorProfile');
  return keepsProfile ? context : withoutAppArmor(context);
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
