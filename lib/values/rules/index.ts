import { appConfigConflicts } from './app-config-conflicts';
import { appConfigSecrets } from './app-config-secrets';
import { appConfigVariables } from './app-config-variables';
import { autoscalingRange } from './autoscaling-range';
import { baseUrl } from './base-url';
import { claimName } from './claim-name';
import { clientRegistration } from './client-registration';
import { deploymentStrategy } from './deployment-strategy';
import { disruptionBudgetExclusive } from './disruption-budget-exclusive';
import { duplicateEnv } from './duplicate-env';
import { ephemeralDatabase } from './ephemeral-database';
import { externalSecret } from './external-secret';
import { hosts } from './hosts';
import { ingressClass } from './ingress-class';
import { inlineSecrets } from './inline-secrets';
import { kubernetesNames } from './kubernetes-names';
import { kubernetesQuantities } from './kubernetes-quantities';
import { oauthClient } from './oauth-client';
import { oidcEndpoints } from './oidc-endpoints';
import { openClients } from './open-clients';
import { podOverlaps } from './pod-overlaps';
import { ports } from './ports';
import { postgresqlConnection } from './postgresql-connection';
import { probes } from './probes';
import { publicClientSecret } from './public-client-secret';
import { readOnlyTmp } from './read-only-tmp';
import { redirectUrls } from './redirect-urls';
import { replicasWithAutoscaling } from './replicas-with-autoscaling';
import { reservedEnv } from './reserved-env';
import { routeOptions } from './route-options';
import type { Rule } from './rule';
import { secretSource } from './secret-source';
import { serviceMonitor } from './service-monitor';
import { sqliteSingleReplica } from './sqlite-single-replica';
import { stableBackendSecret } from './stable-backend-secret';
import { tlsHostCoverage } from './tls-host-coverage';
import { tlsWithoutClass } from './tls-without-class';
import { unmatchedSelectors } from './unmatched-selectors';
import { unreadValues } from './unread-values';
import { urls } from './urls';

/** All rules, errors first, in the order in which their findings are reported. */
export const rules: readonly Rule[] = [
  stableBackendSecret,
  secretSource,
  externalSecret,
  sqliteSingleReplica,
  postgresqlConnection,
  autoscalingRange,
  kubernetesNames,
  kubernetesQuantities,
  reservedEnv,
  duplicateEnv,
  disruptionBudgetExclusive,
  podOverlaps,
  probes,
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
  oauthClient,
  ephemeralDatabase,
  claimName,
  ingressClass,
  tlsWithoutClass,
  tlsHostCoverage,
  unmatchedSelectors,
  openClients,
  replicasWithAutoscaling,
  redirectUrls,
  oidcEndpoints,
  appConfigVariables,
  readOnlyTmp,
  unreadValues,
];
