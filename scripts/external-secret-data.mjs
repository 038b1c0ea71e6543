/** Values of `externalSecret.data` with every credential of a portal that has a PostgreSQL database. */
export const EXTERNAL_SECRET_DATA = Object.fromEntries(
  [
    'backendSecret',
    'clientSecret',
    'jenkinsApiKey',
    'postgresHost',
    'postgresPort',
    'postgresUser',
    'postgresPassword',
    'postgresDatabase',
  ].map((credential) => [credential, { key: 'portal', property: credential }]),
);
