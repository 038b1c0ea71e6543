import type { ConnectionPart } from '../../backstage/configured-connection';
import { type CaBundle, type DatabaseConnection, withoutParts } from '../../backstage/database-connection';
import { ASSISTANT } from '../../backstage/endpoints';
import type { ExternalCi, Portal } from '../../backstage/portal';
import { openchoreoApiUrl, type Release, serviceHost } from '../../backstage/release';
import type { FactsSource } from '../../values/subject';
import type { EffectiveValues } from '../1.2/schema';
import { credentialKeys } from './credentials';
import type { DefectId } from './defect-id';
import { goNumber } from './go-number';
import { PORTAL_DEFAULTS } from './portal-defaults';
import { DEFAULTS } from './profile';

/** Values that the portal depends on. */
type PortalSource = Pick<FactsSource<EffectiveValues, DefectId>, 'values' | 'release' | 'isGiven'>;

/** Defects of the chart that the output reproduces. */
export interface Reproduced {
  readonly apiUrl: boolean;
  readonly cspScheme: boolean;
  readonly jenkins: boolean;
  readonly largeNumbers: boolean;
}

/**
 * Returns the connection to Backstage's database (values: `backstage.database`).
 *
 * @param replaced parts that custom configuration sets, so that the container does not get their variables
 */
function databaseConnection(
  values: EffectiveValues,
  release: Release,
  replaced: () => readonly ConnectionPart[],
): DatabaseConnection {
  const credentials = credentialKeys(values, release);
  const { type, sqlite, postgresql } = values.backstage.database;
  if (type !== 'postgresql') {
    const { mountPath = '', persistence } = sqlite;
    return {
      type: 'sqlite',
      mountPath,
      get claimName() {
        const { enabled, existingClaim, claimName } = persistence;
        return enabled ? existingClaim || claimName || release.names.claim : undefined;
      },
    };
  }
  const { ssl, caBundle } = postgresql;
  const connection = {
    host: credentials.key('postgresHost'),
    port: credentials.key('postgresPort'),
    user: credentials.key('postgresUser'),
    password: credentials.key('postgresPassword'),
    database: credentials.key('postgresDatabase'),
  };
  return {
    type,
    ...withoutParts(connection, replaced()),
    ssl: ssl === true ? 'require' : ssl || undefined,
    caBundle: caBundleOf(caBundle),
  };
}

function caBundleOf({
  configMap,
  secret,
  key,
}: EffectiveValues['backstage']['database']['postgresql']['caBundle']): CaBundle | undefined {
  if (configMap) {
    return { configMap: { name: configMap }, key };
  }
  return secret ? { secret: { name: secret }, key } : undefined;
}

/** Returns the settings that the container's variables and configuration files depend on. */
export function portalOf(
  source: PortalSource,
  reproduced: () => Reproduced,
  /** Parts of the connection to PostgreSQL that the container does not get as variables. */
  replaced: () => readonly ConnectionPart[],
): Portal {
  const { values, release } = source;
  const credentials = credentialKeys(values, release);
  const { backstage, security, features: topFeatures, eventForwarder } = values;
  const { features, auth } = backstage;
  let database: DatabaseConnection | undefined;
  // Each part is computed when it is read. An invalid value then affects only the variables that depend on it.
  return {
    credentials,
    get openchoreoApiUrl() {
      return backstage.openchoreoApi.url || defaultApiUrl(values, release, reproduced().apiUrl);
    },
    get baseUrl() {
      const baseUrl = backstage.baseUrl ?? '';
      return baseUrl.endsWith('/') ? baseUrl.slice(0, -1) : baseUrl;
    },
    get oidc() {
      const { wellKnownEndpoint, authorizationUrl = null, tokenUrl = null } = security.oidc;
      return { wellKnownEndpoint, authorizationUrl, tokenUrl };
    },
    get clientId() {
      return auth.clientId ?? null;
    },
    get scopes() {
      return { oidcScope: auth.oidcScope ?? null, scope: auth.scope };
    },
    get serviceClient() {
      const { secret, key } = credentials.key('clientSecret');
      // The default is the key of the chart. If `secretKeys` has another one, it applies here too.
      const serviceKey = source.isGiven('backstage.auth.serviceClientSecretKey') && auth.serviceClientSecretKey;
      return {
        clientId: auth.serviceClientId || auth.clientId || null,
        clientSecret: { secret, key: serviceKey || key },
      };
    },
    get features() {
      return {
        workflows: features.workflows.enabled ?? 'empty',
        observability: features.observability.enabled ?? 'empty',
        auth: security.enabled ?? 'empty',
        authz: security.authz.enabled ?? 'empty',
        redirectFlow: features.auth.redirectFlow.enabled ?? 'empty',
        assistant: features.assistant.enabled ?? 'empty',
        secretManagement: topFeatures.secretManagement.enabled ?? 'empty',
      } as const;
    },
    get assistantUrl() {
      return features.assistant.portalAssistantUrl || defaultAssistantUrl(values, release, reproduced().largeNumbers);
    },
    get catalogSync() {
      return {
        frequency: goNumber(backstage.catalogSync.frequency || PORTAL_DEFAULTS.catalogSync, reproduced().largeNumbers),
      };
    },
    get events() {
      return eventForwarder.enabled ?? 'empty';
    },
    get wirelogs() {
      const { streamTimeoutSeconds } = backstage.observability.wirelogs;
      return {
        streamTimeoutSeconds: goNumber(
          streamTimeoutSeconds || PORTAL_DEFAULTS.wirelogsStream,
          reproduced().largeNumbers,
        ),
      };
    },
    get externalCi() {
      return externalCi(values, reproduced().jenkins);
    },
    get upgradesToHttps() {
      return reproduced().cspScheme ? backstage.tls.enabled === true : backstage.baseUrl?.startsWith('https:') === true;
    },
    get database() {
      database ??= databaseConnection(values, release, replaced);
      return database;
    },
  };
}

/** Returns the URL of the API's Service. The chart always uses the port 8080 (defect `api-url`). */
function defaultApiUrl({ openchoreoApi }: EffectiveValues, release: Release, isChart: boolean): string {
  const { name, service } = openchoreoApi;
  const port = (!isChart && service.port) || DEFAULTS.openchoreoApi.port;
  return openchoreoApiUrl(name || release.names.api, release.namespace, port);
}

function defaultAssistantUrl({ portalAssistant }: EffectiveValues, release: Release, isChart: boolean): string {
  const { name, service } = portalAssistant;
  const port = goNumber(service.port ?? ASSISTANT.port, isChart);
  return `http://${serviceHost(name || ASSISTANT.name, release.namespace)}:${port}`;
}

function externalCi({ backstage }: EffectiveValues, alwaysJenkins: boolean): ExternalCi {
  const { jenkins, githubActions } = backstage.externalCI;
  const { enabled, host = null, apiBaseUrl = null, oauth } = githubActions;
  return {
    ...((alwaysJenkins || jenkins.enabled) && {
      jenkins: { baseUrl: jenkins.baseUrl ?? null, username: jenkins.username ?? null },
    }),
    ...(enabled && { githubActions: { host, apiBaseUrl } }),
    ...(oauth.clientId && { githubOauth: { clientId: oauth.clientId, host: host ?? '' } }),
  };
}
