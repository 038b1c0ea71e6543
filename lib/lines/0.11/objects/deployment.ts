import type { Construct } from 'constructs';
import type { BackstageCredentials } from '../../../backstage/credentials';
import { lastOfEach } from '../../../backstage/custom-env';
import { BackstageAppConfig } from '../../../constructs/app-config';
import { BackstageDatabase, type BackstageDatabaseProps } from '../../../constructs/database';
import { BackstageDeployment } from '../../../constructs/deployment';
import { addPriorityClass, addServiceAccount } from '../../common/existing-objects';
import { podOptions } from '../../common/pod-options';
import { updateStrategy } from '../../common/update-strategy';
import type { ResolvedChart } from '../subject';

/** Adds the Deployment and the objects that it refers to (values: `backstage`). */
export function addDeployment(
  scope: Construct,
  resolved: ResolvedChart,
  credentials: BackstageCredentials,
): BackstageDeployment {
  const { values, release, facts } = resolved;
  const { backstage } = values;
  const { autoscaling } = backstage;
  const { baseUrl, openchoreoApiUrl, thunder, oidc, clientId, features, upgradesToHttps } = facts.portal;
  const { appConfig } = facts;
  const leavesReplicas = autoscaling.enabled && !resolved.reproduces('replicas-under-autoscaler');
  return new BackstageDeployment(scope, 'Deployment', {
    release,
    credentials,
    database: new BackstageDatabase(scope, 'Database', { release, ...databaseProps(resolved) }),
    ...(appConfig && { appConfig: new BackstageAppConfig(scope, 'AppConfig', { release, appConfig }) }),
    serviceAccount: addServiceAccount(scope, resolved),
    priorityClass: addPriorityClass(scope, resolved),
    baseUrl,
    openchoreoApiUrl,
    thunder,
    oidc,
    clientId,
    features,
    upgradesToHttps,
    replicas: leavesReplicas ? undefined : (backstage.replicas ?? false),
    metadata: { annotations: backstage.annotations },
    strategy: updateStrategy(backstage, (defect) => resolved.reproduces(defect)),
    revisionHistoryLimit: backstage.revisionHistoryLimit,
    restartOnSecretChange: !resolved.reproduces('stale-config'),
    ...podOptions(resolved),
    env: resolved.reproduces('duplicate-variables') ? facts.env : lastOfEach(facts.env),
  });
}

function databaseProps(resolved: ResolvedChart): BackstageDatabaseProps {
  const { values, facts } = resolved;
  const { database } = facts.portal;
  if (database.type === 'postgresql') {
    const { host = false, port = false, user = false, password = false } = database;
    return { ...database, host, port, user, password, database: database.database ?? false };
  }
  const { enabled, existingClaim, size, storageClassName, accessMode } = values.backstage.database.sqlite.persistence;
  const claim = existingClaim
    ? { existingClaim }
    : {
        // Null removes the default, which the construct would use for an absent size.
        size: size ?? '',
        storageClassName: storageClassName || undefined,
        accessMode,
        protect: !resolved.reproduces('claim-protection'),
        canonicalQuantities: !resolved.reproduces('crd-defaults'),
      };
  return { type: 'sqlite', mountPath: database.mountPath, persistence: enabled ? claim : undefined };
}
