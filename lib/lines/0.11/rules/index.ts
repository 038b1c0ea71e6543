import { appConfigConflicts } from '../../../values/rules/app-config-conflicts';
import { appConfigSecrets } from '../../../values/rules/app-config-secrets';
import { appConfigVariables } from '../../../values/rules/app-config-variables';
import { autoscalingRange } from '../../../values/rules/autoscaling-range';
import { autoscalingRequests } from '../../../values/rules/autoscaling-requests';
import { blockedDrains } from '../../../values/rules/blocked-drains';
import { chartDefects } from '../../../values/rules/chart-defects';
import { containerPort } from '../../../values/rules/container-port';
import { databaseTls } from '../../../values/rules/database-tls';
import { deploymentStrategy } from '../../../values/rules/deployment-strategy';
import { disruptionBudgetExclusive } from '../../../values/rules/disruption-budget-exclusive';
import { duplicateEnv } from '../../../values/rules/duplicate-env';
import { encryptedValues } from '../../../values/rules/encrypted-values';
import { ephemeralDatabase } from '../../../values/rules/ephemeral-database';
import { imageConfig } from '../../../values/rules/image-config';
import { imageVariables } from '../../../values/rules/image-variables';
import { openClients } from '../../../values/rules/open-clients';
import { openPeers } from '../../../values/rules/open-peers';
import { podOverlaps } from '../../../values/rules/pod-overlaps';
import { reservedEnv } from '../../../values/rules/reserved-env';
import { serviceAccount } from '../../../values/rules/service-account';
import { serviceMonitor } from '../../../values/rules/service-monitor';
import { sqliteSingleReplica } from '../../../values/rules/sqlite-single-replica';
import { terminationGracePeriod } from '../../../values/rules/termination-grace-period';
import type { ChartRule } from '../subject';
import { apiRouteOwner } from './api-route-owner';
import { baseUrl } from './base-url';
import { claimName } from './claim-name';
import { clientRegistration } from './client-registration';
import { defaultDomain } from './default-domain';
import { externalSecret } from './external-secret';
import { hosts } from './hosts';
import { image } from './image';
import { ingressClass } from './ingress-class';
import { inlineSecrets } from './inline-secrets';
import { oauthClient } from './oauth-client';
import { oidcEndpoints } from './oidc-endpoints';
import { ports } from './ports';
import { postgresqlConnection } from './postgresql-connection';
import { publicClientSecret } from './public-client-secret';
import { redirectUrls } from './redirect-urls';
import { routeOptions } from './route-options';
import { routedUrl } from './routed-url';
import { secretSource } from './secret-source';
import { stableBackendSecret } from './stable-backend-secret';
import { thunderToken } from './thunder-token';
import { tlsHostCoverage } from './tls-host-coverage';
import { tlsWithoutClass } from './tls-without-class';
import { unreadValues } from './unread-values';
import { urlScheme } from './url-scheme';
import { urls } from './urls';
import { weakBackendSecret } from './weak-backend-secret';

/** All rules, errors first, in the order in which their findings are reported. */
export const rules: readonly ChartRule[] = [
  stableBackendSecret,
  secretSource,
  externalSecret,
  encryptedValues,
  sqliteSingleReplica,
  postgresqlConnection,
  autoscalingRange,
  image,
  reservedEnv,
  duplicateEnv,
  disruptionBudgetExclusive,
  podOverlaps,
  deploymentStrategy,
  appConfigSecrets,
  appConfigConflicts,
  baseUrl,
  urls,
  ports,
  hosts,
  routeOptions,
  clientRegistration,
  serviceMonitor,
  inlineSecrets,
  publicClientSecret,
  weakBackendSecret,
  oauthClient,
  ephemeralDatabase,
  blockedDrains,
  autoscalingRequests,
  terminationGracePeriod,
  claimName,
  ingressClass,
  tlsWithoutClass,
  tlsHostCoverage,
  routedUrl,
  urlScheme,
  defaultDomain,
  openClients,
  openPeers,
  redirectUrls,
  oidcEndpoints,
  appConfigVariables,
  apiRouteOwner,
  imageConfig,
  imageVariables,
  databaseTls,
  thunderToken,
  containerPort,
  unreadValues,
  serviceAccount,
  chartDefects,
];
