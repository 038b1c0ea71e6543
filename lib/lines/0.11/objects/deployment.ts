import type { Construct } from 'constructs';
import type { TopologySpreadConstraint } from 'kubernetes-types/core/v1';
import type { BackstageCredentials } from '../../../backstage/credentials';
import { BackstageAppConfig } from '../../../constructs/app-config';
import { BackstageDatabase, type BackstageDatabaseProps } from '../../../constructs/database';
import { BackstageDeployment } from '../../../constructs/deployment';
import type { PodOptions } from '../../../constructs/pod-options';
import { BackstagePriorityClass } from '../../../constructs/priority-class';
import { BackstageServiceAccount } from '../../../constructs/service-account';
import { omitEmpty } from '../../../util/omit-empty';
import { selectsPods } from '../pod-selection';
import type { ResolvedChart } from '../subject';
import { imageOf, imagePullSecrets } from './image';

/** Adds the Deployment and the objects that it refers to (values: `backstage`). */
export function addDeployment(
  scope: Construct,
  resolved: ResolvedChart,
  credentials: BackstageCredentials,
): BackstageDeployment {
  const { values, release, facts } = resolved;
  const { backstage } = values;
  const { priorityClass, serviceAccount, autoscaling } = backstage;
  const { baseUrl, openchoreoApiUrl, thunder, oidc, clientId, features } = facts.portal;
  const { appConfig } = facts;
  const leavesReplicas = autoscaling.enabled && !resolved.reproduces('replicas-under-autoscaler');
  return new BackstageDeployment(scope, 'Deployment', {
    release,
    credentials,
    database: new BackstageDatabase(scope, 'Database', { release, ...databaseProps(resolved) }),
    ...(appConfig && { appConfig: new BackstageAppConfig(scope, 'AppConfig', { release, appConfig }) }),
    serviceAccount: new BackstageServiceAccount(scope, 'ServiceAccount', {
      release,
      name: serviceAccount.name || undefined,
      metadata: { annotations: serviceAccount.annotations },
    }),
    ...(priorityClass.create && {
      priorityClass: new BackstagePriorityClass(scope, 'PriorityClass', {
        release,
        name: priorityClass.name,
        value: priorityClass.value,
      }),
    }),
    baseUrl,
    openchoreoApiUrl,
    thunder,
    oidc,
    clientId,
    features,
    replicas: leavesReplicas ? undefined : (backstage.replicas ?? false),
    metadata: { annotations: backstage.annotations },
    strategy: omitEmpty(backstage.strategy) ?? (resolved.reproduces('claim-update-strategy') ? false : undefined),
    revisionHistoryLimit: backstage.revisionHistoryLimit,
    restartOnSecretChange: !resolved.reproduces('stale-config'),
    ...podOptions(resolved),
  });
}

function databaseProps({ values, facts }: ResolvedChart): BackstageDatabaseProps {
  const { database } = facts.portal;
  if (database.type === 'postgresql') {
    return database;
  }
  const { enabled, existingClaim, size, storageClassName, accessMode } = values.backstage.database.sqlite.persistence;
  const claim = existingClaim
    ? { existingClaim }
    : { size, storageClassName: storageClassName || undefined, accessMode };
  return { type: 'sqlite', mountPath: database.mountPath, persistence: enabled ? claim : undefined };
}

function podOptions(resolved: ResolvedChart): PodOptions {
  const { values, facts } = resolved;
  const { backstage } = values;
  return {
    podLabels: backstage.podLabels,
    podAnnotations: backstage.podAnnotations,
    image: imageOf(backstage.image),
    imagePullSecrets: imagePullSecrets(resolved),
    command: backstage.command,
    extraArgs: backstage.extraArgs,
    env: facts.givenEnv,
    extraEnv: backstage.extraEnv,
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
function spreadConstraints(resolved: ResolvedChart): readonly TopologySpreadConstraint[] {
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
