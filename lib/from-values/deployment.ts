import type { Construct } from 'constructs';
import type { Probe, TopologySpreadConstraint } from 'kubernetes-types/core/v1';
import type { LabelSelector } from 'kubernetes-types/meta/v1';
import { BackstageAppConfig } from '../app-config';
import type { Thunder } from '../backstage-env';
import { BackstageDatabase } from '../database';
import { BackstageDeployment } from '../deployment';
import type { PodOptions } from '../pod-options';
import { BackstagePriorityClass } from '../priority-class';
import type { BackstageCredentials } from '../secret';
import { BackstageServiceAccount } from '../service-account';
import { unlessEmpty } from '../unless-empty';
import { ownAppConfig } from '../values/app-config';
import { credentialSource, hasKey } from '../values/credentials';
import type { Resolved } from '../values/resolve';
import { ownEnv } from '../values/variables';
import { databaseProps } from './database';
import { orUndefined } from './filled';
import { imageOf, imagePullSecrets } from './image';

/** The Deployment, with what it refers to (values: `backstage`). */
export function addDeployment(scope: Construct, resolved: Resolved, secret: BackstageCredentials): BackstageDeployment {
  const { values, release, addresses, fidelity } = resolved;
  const { backstage, security, thunder } = values;
  const { priorityClass, serviceAccount, auth, features, autoscaling, annotations } = backstage;
  const appConfig = ownAppConfig(values);
  const isCorrected = fidelity === 'corrected';
  return new BackstageDeployment(scope, 'Deployment', {
    release,
    secret,
    database: new BackstageDatabase(scope, 'Database', { release, ...databaseProps(values, secret) }),
    ...(appConfig && { appConfig: new BackstageAppConfig(scope, 'AppConfig', { release, appConfig }) }),
    serviceAccount: new BackstageServiceAccount(scope, 'ServiceAccount', {
      release,
      name: serviceAccount.name || undefined,
      annotations: serviceAccount.annotations ?? {},
    }),
    ...(priorityClass.create && {
      priorityClass: new BackstagePriorityClass(scope, 'PriorityClass', {
        release,
        name: priorityClass.name ?? undefined,
        value: priorityClass.value ?? undefined,
      }),
    }),
    baseUrl: addresses.baseUrl,
    openchoreoApiUrl: addresses.openchoreoApiUrl,
    thunder: thunder.enabled ? { baseUrl: addresses.thunderUrl, token: thunderToken(resolved, secret) } : undefined,
    oidc: {
      wellKnownEndpoint: security.oidc.wellKnownEndpoint ?? '',
      authorizationUrl: addresses.authorizationUrl,
      tokenUrl: addresses.tokenUrl,
    },
    clientId: auth.clientId ?? '',
    features: {
      workflows: features.workflows.enabled,
      observability: features.observability.enabled,
      auth: security.enabled,
      authz: security.authz.enabled,
    },
    replicas: isCorrected && autoscaling.enabled ? undefined : backstage.replicas,
    annotations: annotations ?? {},
    strategy: unlessEmpty(backstage.strategy ?? undefined) ?? (isCorrected ? undefined : null),
    revisionHistoryLimit: backstage.revisionHistoryLimit ?? undefined,
    restartOnSecretChange: isCorrected,
    ...podOptions(resolved),
  });
}

function podOptions(resolved: Resolved): PodOptions {
  const { backstage } = resolved.values;
  return {
    podLabels: backstage.podLabels ?? {},
    podAnnotations: backstage.podAnnotations ?? {},
    image: imageOf(backstage.image),
    imagePullSecrets: imagePullSecrets(resolved),
    command: backstage.command ?? [],
    extraArgs: backstage.extraArgs ?? [],
    env: ownEnv(resolved.values),
    extraEnv: backstage.extraEnv ?? [],
    envFrom: backstage.envFrom ?? [],
    // With their defaults they have all that a check needs.
    livenessProbe: backstage.livenessProbe as Probe | null,
    readinessProbe: backstage.readinessProbe as Probe | null,
    startupProbe: backstage.startupProbe ?? undefined,
    lifecycle: backstage.lifecycle ?? undefined,
    resources: backstage.resources,
    containerSecurityContext: backstage.containerSecurityContext ?? {},
    tmp: backstage.tmp ?? (resolved.fidelity === 'corrected' ? undefined : null),
    extraVolumeMounts: backstage.extraVolumeMounts ?? [],
    extraVolumes: backstage.extraVolumes ?? [],
    initContainers: backstage.initContainers ?? [],
    extraContainers: backstage.extraContainers ?? [],
    nodeSelector: backstage.nodeSelector ?? {},
    affinity: backstage.affinity ?? {},
    tolerations: backstage.tolerations ?? [],
    topologySpreadConstraints: spreadConstraints(resolved),
    podSecurityContext: backstage.podSecurityContext ?? {},
    automountServiceAccountToken: backstage.automountServiceAccountToken ?? undefined,
    terminationGracePeriodSeconds: backstage.terminationGracePeriodSeconds ?? undefined,
    hostAliases: backstage.hostAliases ?? [],
    dnsConfig: backstage.dnsConfig ?? undefined,
    runtimeClassName: orUndefined(backstage.runtimeClassName),
  };
}

/** The constraints as given; in `corrected`, those that would count other pods or none count the Deployment's. */
function spreadConstraints({ values, release, fidelity }: Resolved): TopologySpreadConstraint[] {
  const given = values.backstage.topologySpreadConstraints ?? [];
  if (fidelity === 'exact') {
    return [...given];
  }
  const isOwn = ({ matchLabels, matchExpressions }: LabelSelector) =>
    (matchExpressions ?? []).length === 0 &&
    Object.keys(matchLabels ?? {}).length > 0 &&
    Object.entries(matchLabels ?? {}).every(([key, value]) => release.podLabels[key] === value);
  return given.map((constraint) =>
    constraint.labelSelector && isOwn(constraint.labelSelector)
      ? constraint
      : { ...constraint, labelSelector: { matchLabels: release.podLabels } },
  );
}

/** Thunder's token: in clear as the chart has it, else a Secret's key; never in clear beside another source. */
function thunderToken({ values, fidelity }: Resolved, secret: BackstageCredentials): Thunder['token'] {
  if (hasKey(values, 'thunderToken')) {
    return secret.key('thunderToken');
  }
  const { token } = values.backstage.thunder;
  if (!token || credentialSource(values) !== 'inline') {
    return undefined;
  }
  return fidelity === 'corrected' ? secret.key('thunderToken') : token;
}
