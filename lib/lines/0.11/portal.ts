import type { ConnectionPart } from '../../backstage/configured-connection';
import type { BackstageCredentials, Credential, SecretKey } from '../../backstage/credentials';
import { type CaBundle, type DatabaseConnection, withoutParts } from '../../backstage/database-connection';
import type { Portal, Thunder } from '../../backstage/portal';
import type { Release } from '../../backstage/release';
import { credentialKeys, credentialSource, hasKey } from './credentials';
import type { EffectiveValues } from './schema';
import type { Urls } from './urls';

/**
 * Returns the connection to Backstage's database (values: `backstage.database`).
 *
 * @param replaced parts that custom configuration sets, so that the container does not get their variables
 */
export function databaseConnection(
  values: EffectiveValues,
  release: Release,
  replaced: readonly ConnectionPart[] = [],
): DatabaseConnection {
  const credentials = credentialKeys(values, release);
  const { type, sqlite, postgresql } = values.backstage.database;
  if (type !== 'postgresql') {
    const { mountPath = release.profile.defaults.sqlite.mountPath, persistence } = sqlite;
    return {
      type: 'sqlite',
      mountPath,
      get claimName() {
        return persistence.enabled ? persistence.existingClaim || release.names.claim : undefined;
      },
    };
  }
  const keyOr = <T>(credential: Credential, value: T): T | SecretKey =>
    hasKey(values, credential) ? credentials.key(credential) : value;
  const { host = '', port = release.profile.defaults.postgresql.port, user = '', database = '', ssl } = postgresql;
  const connection = {
    host: keyOr('postgresHost', host),
    port: keyOr('postgresPort', port),
    user: keyOr('postgresUser', user),
    password: credentials.key('postgresPassword'),
    database: keyOr('postgresDatabase', database),
  };
  return {
    type,
    ...withoutParts(connection, replaced),
    ssl: ssl === true ? 'require' : ssl || undefined,
    caBundle: caBundle(postgresql.caBundle),
  };
}

function caBundle({
  configMap,
  secret,
  key,
}: EffectiveValues['backstage']['database']['postgresql']['caBundle']): CaBundle | undefined {
  if (configMap) {
    return { configMap: { name: configMap }, key };
  }
  return secret ? { secret: { name: secret }, key } : undefined;
}

/** Facts that the portal's settings depend on. */
interface Derived {
  readonly urls: () => Urls;
  /** Whether Thunder's token is a key of the Secret (defect `plain-token`). */
  readonly tokenInSecret: boolean;
  /** Parts of the connection to PostgreSQL that the container does not get as variables. */
  readonly replaced: () => readonly ConnectionPart[];
  /** Whether browsers upgrade requests to https (defect `csp-scheme`). */
  readonly upgradesToHttps: () => boolean;
}

/** Returns the settings that the container's variables depend on. */
export function portalOf(
  values: EffectiveValues,
  release: Release,
  { urls, tokenInSecret, replaced, upgradesToHttps }: Derived,
): Portal {
  const credentials = credentialKeys(values, release);
  const { backstage, security, thunder } = values;
  const { features, auth } = backstage;
  // Each part is computed when it is read. An invalid value then affects only the variables that depend on it.
  return {
    credentials,
    get openchoreoApiUrl() {
      return urls().openchoreoApiUrl;
    },
    get baseUrl() {
      return urls().baseUrl;
    },
    get thunder() {
      return thunder.enabled
        ? { baseUrl: urls().thunderUrl, token: thunderToken(values, credentials, tokenInSecret) }
        : undefined;
    },
    get oidc() {
      const { authorizationUrl, tokenUrl } = urls();
      return { wellKnownEndpoint: security.oidc.wellKnownEndpoint, authorizationUrl, tokenUrl };
    },
    get clientId() {
      return auth.clientId ?? '';
    },
    get features() {
      return {
        workflows: features.workflows.enabled ?? 'empty',
        observability: features.observability.enabled ?? 'empty',
        auth: security.enabled ?? 'empty',
        authz: security.authz.enabled ?? 'empty',
      } as const;
    },
    get upgradesToHttps() {
      return upgradesToHttps();
    },
    get database() {
      return databaseConnection(values, release, replaced());
    },
  };
}

/**
 * Returns Thunder's token: a key of the Secret, or plain text as in the chart. It is plain text only if all credentials
 * come from the values.
 */
function thunderToken(
  values: EffectiveValues,
  credentials: BackstageCredentials,
  tokenInSecret: boolean,
): Thunder['token'] {
  if (hasKey(values, 'thunderToken')) {
    return credentials.key('thunderToken');
  }
  const { token } = values.backstage.thunder;
  if (!token || credentialSource(values) !== 'inline') {
    return undefined;
  }
  return tokenInSecret ? credentials.key('thunderToken') : token;
}
