import { JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import type { BackstageCredentials } from '../../../backstage/credentials';
import { lastOfEach } from '../../../backstage/custom-env';
import { environment } from '../../../backstage/variables';
import { BackstageAppConfig } from '../../../constructs/app-config';
import {
  BackstageDatabase,
  type BackstageDatabaseClaim,
  type BackstageDatabaseProps,
} from '../../../constructs/database';
import { BackstageDeployment } from '../../../constructs/deployment';
import { addPriorityClass, addServiceAccount } from '../../common/existing-objects';
import { podOptions } from '../../common/pod-options';
import { updateStrategy } from '../../common/update-strategy';
import type { ResolvedChart } from '../subject';
import { imageOf } from './image';

/** Adds the Deployment and the objects that it refers to (values: `backstage`). */
export function addDeployment(
  scope: Construct,
  resolved: ResolvedChart,
  credentials: BackstageCredentials,
): BackstageDeployment {
  const { values, release, facts } = resolved;
  const { backstage } = values;
  const { autoscaling } = backstage;
  const { appConfig, portal } = facts;
  const leavesReplicas = autoscaling.enabled && !resolved.reproduces('replicas-under-autoscaler');
  const database = new BackstageDatabase(scope, 'Database', { release, ...databaseProps(resolved) });
  removeNulls(database.claim, resolved);
  const deployment = new BackstageDeployment(scope, 'Deployment', {
    // Not ...portal: copying an object with getters is slow.
    baseUrl: portal.baseUrl,
    openchoreoApiUrl: portal.openchoreoApiUrl,
    oidc: portal.oidc,
    clientId: portal.clientId,
    scopes: portal.scopes,
    serviceClient: portal.serviceClient,
    features: portal.features,
    assistantUrl: portal.assistantUrl,
    catalogSync: portal.catalogSync,
    events: portal.events,
    wirelogs: portal.wirelogs,
    externalCi: portal.externalCi,
    upgradesToHttps: portal.upgradesToHttps,
    release,
    credentials,
    database,
    appConfig: appConfig && new BackstageAppConfig(scope, 'AppConfig', { release, appConfig }),
    serviceAccount: addServiceAccount(scope, resolved),
    priorityClass: addPriorityClass(scope, resolved),
    ...podOptions(resolved),
    image: imageOf(resolved),
    env: resolved.reproduces('duplicate-variables') ? facts.env : lastOfEach(facts.env),
    replicas: leavesReplicas ? undefined : (backstage.replicas ?? false),
    metadata: { annotations: backstage.annotations },
    strategy: updateStrategy(backstage, (defect) => resolved.reproduces(defect)),
    revisionHistoryLimit: backstage.revisionHistoryLimit,
    restartOnConfigChange: !resolved.reproduces('stale-config'),
  });
  removeNullPath(deployment, resolved);
  return deployment;
}

function databaseProps(resolved: ResolvedChart): BackstageDatabaseProps {
  const { values, facts } = resolved;
  const { database } = facts.portal;
  if (database.type === 'postgresql') {
    const { host = false, port = false, user = false, password = false } = database;
    return { ...database, host, port, user, password, database: database.database ?? false };
  }
  const { persistence } = values.backstage.database.sqlite;
  const { enabled, existingClaim, claimName, size, storageClassName, accessMode } = persistence;
  const claim = existingClaim
    ? { existingClaim }
    : {
        claimName: claimName || undefined,
        size,
        storageClassName: storageClassName || undefined,
        accessMode,
        protect: !resolved.reproduces('claim-protection'),
        canonicalQuantities: !resolved.reproduces('crd-defaults'),
      };
  return { type: 'sqlite', mountPath: database.mountPath, persistence: enabled ? claim : undefined };
}

/** Removes fields of the claim if the values remove their defaults by null, as the chart does. */
function removeNulls(claim: BackstageDatabaseClaim | undefined, { values }: ResolvedChart): void {
  const { size, accessMode } = values.backstage.database.sqlite.persistence;
  if (size === undefined) {
    claim?.apiObject.addJsonPatch(JsonPatch.remove('/spec/resources/requests/storage'));
  }
  if (accessMode === undefined) {
    claim?.apiObject.addJsonPatch(JsonPatch.replace('/spec/accessModes/0', null));
  }
}

/** Removes the mount path of SQLite's files if the values remove its default by null, as the chart does. */
function removeNullPath({ apiObject }: BackstageDeployment, { values, facts, release }: ResolvedChart): void {
  const { type, sqlite } = values.backstage.database;
  if (type !== 'sqlite' || sqlite.mountPath !== undefined) {
    return;
  }
  const names = [...facts.env, ...environment(release.profile.variables, facts.portal)];
  const index = names.findIndex(({ name }) => name === 'SQLITE_STORAGE_DIR');
  const container = '/spec/template/spec/containers/0';
  apiObject.addJsonPatch(
    JsonPatch.remove(`${container}/env/${index}/value`),
    JsonPatch.remove(`${container}/volumeMounts/0/mountPath`),
  );
}
