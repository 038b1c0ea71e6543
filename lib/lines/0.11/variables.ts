import { caBundleFile, type DatabaseConnection, type PostgresqlConnection } from '../../backstage/database-connection';
import type { Portal } from '../../backstage/portal';
import { switchValue, type Variable, type VariableValue, variableValue } from '../../backstage/variables';

// Variables of the container (chart: deployment; image: app-config), in the order in which Kubernetes expands them.

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
    configKeys: ['backend.database.connection.host'],
    isPublic: true,
    value: postgresql(({ host }) => variableValue(host)),
  },
  {
    name: 'POSTGRES_PORT',
    setBy: 'backstage.database.postgresql.port',
    configKeys: ['backend.database.connection.port'],
    isPublic: true,
    value: postgresql(({ port }) => variableValue(typeof port === 'number' ? String(port) : port)),
  },
  {
    name: 'POSTGRES_USER',
    setBy: 'backstage.database.postgresql.user',
    configKeys: ['backend.database.connection.user'],
    isPublic: true,
    value: postgresql(({ user }) => variableValue(user)),
  },
  {
    name: 'POSTGRES_PASSWORD',
    setBy: 'backstage.database.postgresql.password',
    configKeys: ['backend.database.connection.password'],
    isPublic: false,
    value: postgresql(({ password }) => variableValue(password)),
  },
  {
    name: 'POSTGRES_DB',
    setBy: 'backstage.database.postgresql.database',
    configKeys: ['backend.database.connection.database'],
    isPublic: true,
    value: postgresql(({ database }) => variableValue(database)),
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

/** All variables of the container. */
export const variables: readonly Variable<Portal>[] = [
  {
    name: 'OPENCHOREO_API_URL',
    setBy: 'backstage.openchoreoApi.url',
    configKeys: ['openchoreo.baseUrl'],
    isPublic: true,
    value: ({ openchoreoApiUrl }) => ({ value: openchoreoApiUrl }),
  },
  {
    name: 'BACKSTAGE_BASE_URL',
    setBy: 'backstage.baseUrl',
    configKeys: ['app.baseUrl', 'backend.baseUrl'],
    isPublic: true,
    value: ({ baseUrl }) => ({ value: baseUrl }),
  },
  {
    name: 'BACKEND_SECRET',
    setBy: 'backstage.backendSecret',
    configKeys: [],
    isPublic: false,
    value: ({ credentials }) => variableValue(credentials.key('backendSecret')),
  },
  {
    name: 'THUNDER_BASE_URL',
    setBy: 'backstage.thunder.baseUrl',
    configKeys: ['thunder.baseUrl'],
    isPublic: true,
    value: ({ thunder }) => (thunder ? { value: thunder.baseUrl } : undefined),
  },
  {
    name: 'THUNDER_TOKEN',
    setBy: 'backstage.thunder.token',
    // The image's configuration has the key in a comment only, so appConfig may set it to the variable.
    configKeys: [],
    isPublic: false,
    value: ({ thunder }) => (thunder?.token ? variableValue(thunder.token) : undefined),
  },
  {
    name: 'OPENCHOREO_AUTH_METADATA_URL',
    setBy: 'security.oidc.wellKnownEndpoint',
    configKeys: [`${PROVIDER}.metadataUrl`],
    isPublic: true,
    value: ({ oidc }) => (oidc.wellKnownEndpoint ? { value: oidc.wellKnownEndpoint } : undefined),
  },
  {
    name: 'OPENCHOREO_AUTH_AUTHORIZATION_URL',
    setBy: 'security.oidc.authorizationUrl',
    configKeys: [`${PROVIDER}.authorizationUrl`],
    isPublic: true,
    value: ({ oidc }) => variableValue(oidc.authorizationUrl),
  },
  {
    name: 'OPENCHOREO_AUTH_TOKEN_URL',
    setBy: 'security.oidc.tokenUrl',
    configKeys: [`${PROVIDER}.tokenUrl`],
    isPublic: true,
    value: ({ oidc }) => variableValue(oidc.tokenUrl),
  },
  {
    name: 'OPENCHOREO_AUTH_CLIENT_ID',
    setBy: 'backstage.auth.clientId',
    configKeys: [`${PROVIDER}.clientId`],
    isPublic: true,
    value: ({ clientId }) => variableValue(clientId),
  },
  {
    name: 'OPENCHOREO_AUTH_CLIENT_SECRET',
    setBy: 'backstage.auth.clientSecret',
    configKeys: [`${PROVIDER}.clientSecret`],
    isPublic: false,
    value: ({ credentials }) => variableValue(credentials.key('clientSecret')),
  },
  {
    name: 'OPENCHOREO_FEATURES_WORKFLOWS_ENABLED',
    setBy: 'backstage.features.workflows.enabled',
    configKeys: ['openchoreo.features.workflows.enabled'],
    isPublic: true,
    value: ({ features: { workflows = true } }) => switchValue(workflows),
  },
  {
    name: 'OPENCHOREO_FEATURES_OBSERVABILITY_ENABLED',
    setBy: 'backstage.features.observability.enabled',
    configKeys: ['openchoreo.features.observability.enabled'],
    isPublic: true,
    value: ({ features: { observability = true } }) => switchValue(observability),
  },
  {
    name: 'OPENCHOREO_FEATURES_AUTH_ENABLED',
    setBy: 'security.enabled',
    configKeys: ['openchoreo.features.auth.enabled'],
    isPublic: true,
    value: ({ features: { auth = true } }) => switchValue(auth),
  },
  {
    name: 'OPENCHOREO_FEATURES_AUTHZ_ENABLED',
    setBy: 'security.authz.enabled',
    configKeys: ['openchoreo.features.authz.enabled'],
    isPublic: true,
    value: ({ features: { authz = false } }) => switchValue(authz),
  },
  ...databaseVariables.map(ofDatabase),
];

function ofDatabase({ value, ...variable }: Variable<DatabaseConnection>): Variable<Portal> {
  return { ...variable, value: ({ database }) => value(database) };
}

/** Returns a value function that applies only to PostgreSQL. */
function postgresql(
  value: (database: PostgresqlConnection) => VariableValue | undefined,
): Variable<DatabaseConnection>['value'] {
  return (database) => (database.type === 'postgresql' ? value(database) : undefined);
}
