import type { SecretKey } from '../../backstage/credentials';
import { caBundleFile, type DatabaseConnection, type PostgresqlConnection } from '../../backstage/database-connection';
import type { FeatureSwitch, Features, Portal } from '../../backstage/portal';
import { switchValue, type Variable, type VariableValue, variableValue } from '../../backstage/variables';

// Variables of the container (chart: deployment; image: app-config) that several lines have. Each line lists its own.

const PROVIDER = 'auth.providers.openchoreo-auth.development';

/** Variables that depend only on the database. */
export const databaseVariables: readonly Variable<DatabaseConnection>[] = [
  {
    name: 'DATABASE_CLIENT',
    setBy: 'backstage.database.type',
    configKeys: ['backend.database.client'],
    isPublic: true,
    value: ({ type }) => ({ value: type === 'sqlite' ? 'better-sqlite3' : 'pg' }),
  },
  {
    name: 'SQLITE_STORAGE_DIR',
    setBy: 'backstage.database.sqlite.mountPath',
    configKeys: ['backend.database.connection.directory'],
    isPublic: true,
    value: (database) => (database.type === 'sqlite' ? { value: database.mountPath } : undefined),
  },
  {
    name: 'POSTGRES_HOST',
    setBy: 'backstage.database.postgresql.host',
    credential: 'postgresHost',
    configKeys: ['backend.database.connection.host'],
    isPublic: true,
    value: postgresql(({ host }) => valueIfSet(host)),
  },
  {
    name: 'POSTGRES_PORT',
    setBy: 'backstage.database.postgresql.port',
    credential: 'postgresPort',
    configKeys: ['backend.database.connection.port'],
    isPublic: true,
    value: postgresql(({ port }) => valueIfSet(typeof port === 'number' ? String(port) : port)),
  },
  {
    name: 'POSTGRES_USER',
    setBy: 'backstage.database.postgresql.user',
    credential: 'postgresUser',
    configKeys: ['backend.database.connection.user'],
    isPublic: true,
    value: postgresql(({ user }) => valueIfSet(user)),
  },
  {
    name: 'POSTGRES_PASSWORD',
    setBy: 'backstage.database.postgresql.password',
    credential: 'postgresPassword',
    configKeys: ['backend.database.connection.password'],
    isPublic: false,
    value: postgresql(({ password }) => valueIfSet(password)),
  },
  {
    name: 'POSTGRES_DB',
    setBy: 'backstage.database.postgresql.database',
    credential: 'postgresDatabase',
    configKeys: ['backend.database.connection.database'],
    isPublic: true,
    value: postgresql(({ database }) => valueIfSet(database)),
  },
  {
    name: 'PGSSLMODE',
    setBy: 'backstage.database.postgresql.ssl',
    configKeys: [],
    isPublic: true,
    value: postgresql(({ ssl }) => (ssl ? { value: ssl } : undefined)),
  },
  {
    name: 'NODE_EXTRA_CA_CERTS',
    setBy: 'backstage.database.postgresql.caBundle',
    configKeys: [],
    isPublic: true,
    value: postgresql(({ caBundle }) => (caBundle ? { value: caBundleFile(caBundle) } : undefined)),
  },
];

/** Returns variables that depend only on the database, as variables of the portal. */
export function ofPortal(variables: readonly Variable<DatabaseConnection>[]): readonly Variable<Portal>[] {
  return variables.map(({ value, ...variable }) => ({ ...variable, value: ({ database }) => value(database) }));
}

export const OPENCHOREO_API_URL: Variable<Portal> = {
  name: 'OPENCHOREO_API_URL',
  setBy: 'backstage.openchoreoApi.url',
  configKeys: ['openchoreo.baseUrl'],
  isPublic: true,
  value: ({ openchoreoApiUrl }) => ({ value: openchoreoApiUrl }),
};

export const BACKSTAGE_BASE_URL: Variable<Portal> = {
  name: 'BACKSTAGE_BASE_URL',
  setBy: 'backstage.baseUrl',
  configKeys: ['app.baseUrl', 'backend.baseUrl'],
  isPublic: true,
  value: ({ baseUrl }) => ({ value: baseUrl }),
};

export const BACKEND_SECRET: Variable<Portal> = {
  name: 'BACKEND_SECRET',
  setBy: 'backstage.backendSecret',
  credential: 'backendSecret',
  configKeys: [],
  isPublic: false,
  value: ({ credentials }) => variableValue(credentials.key('backendSecret')),
};

export const AUTH_METADATA_URL: Variable<Portal> = {
  name: 'OPENCHOREO_AUTH_METADATA_URL',
  setBy: 'security.oidc.wellKnownEndpoint',
  configKeys: [`${PROVIDER}.metadataUrl`],
  isPublic: true,
  value: ({ oidc }) => (oidc.wellKnownEndpoint ? { value: oidc.wellKnownEndpoint } : undefined),
};

export const AUTH_AUTHORIZATION_URL: Variable<Portal> = {
  name: 'OPENCHOREO_AUTH_AUTHORIZATION_URL',
  setBy: 'security.oidc.authorizationUrl',
  configKeys: [`${PROVIDER}.authorizationUrl`],
  isPublic: true,
  value: ({ oidc }) => variableValue(oidc.authorizationUrl),
};

export const AUTH_TOKEN_URL: Variable<Portal> = {
  name: 'OPENCHOREO_AUTH_TOKEN_URL',
  setBy: 'security.oidc.tokenUrl',
  configKeys: [`${PROVIDER}.tokenUrl`],
  isPublic: true,
  value: ({ oidc }) => variableValue(oidc.tokenUrl),
};

export const AUTH_CLIENT_ID: Variable<Portal> = {
  name: 'OPENCHOREO_AUTH_CLIENT_ID',
  setBy: 'backstage.auth.clientId',
  configKeys: [`${PROVIDER}.clientId`],
  isPublic: true,
  value: ({ clientId }) => variableValue(clientId),
};

export const AUTH_CLIENT_SECRET: Variable<Portal> = {
  name: 'OPENCHOREO_AUTH_CLIENT_SECRET',
  setBy: 'backstage.auth.clientSecret',
  credential: 'clientSecret',
  configKeys: [`${PROVIDER}.clientSecret`],
  isPublic: false,
  value: ({ credentials }) => variableValue(credentials.key('clientSecret')),
};

export const FEATURES_WORKFLOWS = feature(
  'workflows',
  'backstage.features.workflows.enabled',
  ({ workflows = true }) => workflows,
);
export const FEATURES_OBSERVABILITY = feature(
  'observability',
  'backstage.features.observability.enabled',
  ({ observability = true }) => observability,
);
export const FEATURES_AUTH = feature('auth', 'security.enabled', ({ auth = true }) => auth);

/** Returns the variable of a feature. The image's configuration reads it under the name in lower case. */
function feature(name: string, setBy: string, from: (features: Features) => FeatureSwitch): Variable<Portal> {
  return {
    name: `OPENCHOREO_FEATURES_${name.toUpperCase()}_ENABLED`,
    setBy,
    configKeys: [`openchoreo.features.${name}.enabled`],
    isPublic: true,
    value: ({ features }) => switchValue(from(features)),
  };
}

/** Returns a part of a connection as the value of its variable; undefined if the part is absent. */
function valueIfSet(part: string | SecretKey | undefined): VariableValue | undefined {
  return part === undefined ? undefined : variableValue(part);
}

/** Returns a value function that applies only to PostgreSQL. */
function postgresql(
  value: (database: PostgresqlConnection) => VariableValue | undefined,
): Variable<DatabaseConnection>['value'] {
  return (database) => (database.type === 'postgresql' ? value(database) : undefined);
}
