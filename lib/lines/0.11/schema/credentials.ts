import { OPTION_DEFAULTS } from '../../../backstage/option-defaults';
import { enumeration, item, section, text } from '../../../values/node';
import { SECRET_KEYS } from '../profile';

const remote = (credential: string, ifEmpty = '') => ({
  ...item(
    {
      key: text(`Name of the store's entry that contains ${credential}.`),
      property: text('Property of the entry that contains the value. If empty, the whole entry is the value.'),
      version: text('Version of the entry. If empty, the newest one.'),
    },
    ['key'],
  ),
  type: ['object', 'null'] as const,
  description: `Entry of the store with ${credential}.${ifEmpty}`,
});

/** Values of `backstage` that contain credentials or refer to them. */
export const credentials = {
  backendSecret: text(
    'Backend secret of Backstage, under the key `backend-secret` of the Secret. Sets BACKEND_SECRET, which `appConfig` may refer to as `${BACKEND_SECRET}`. Keep it stable. If it is empty, the chart generates another one at every render, so every output differs.',
    { default: '', secret: true },
  ),
  secretName: text(
    'Name of an existing Secret that contains all credentials. If you set it, no Secret is rendered, and the values must not contain credentials.',
  ),
  secretKeys: section(
    'Keys of the credentials in the Secret `secretName`.',
    {
      backendSecret: text('Key of the backend secret.', { default: SECRET_KEYS.backendSecret }),
      clientSecret: text("Key of the OAuth client's secret.", { default: SECRET_KEYS.clientSecret }),
      postgresPassword: text("Key of the PostgreSQL user's password.", { default: SECRET_KEYS.postgresPassword }),
      postgresHost: text('Key of the PostgreSQL host. If empty, `postgresql.host` is used.'),
      postgresPort: text('Key of the PostgreSQL port. If empty, `postgresql.port` is used.'),
      postgresUser: text('Key of the PostgreSQL user. If empty, `postgresql.user` is used.'),
      postgresDatabase: text('Key of the PostgreSQL database. If empty, `postgresql.database` is used.'),
      thunderToken: text("Key of Thunder's API token. If empty, THUNDER_TOKEN is omitted."),
    },
    { secret: true },
  ),
  externalSecret: section(
    'ExternalSecret, from which the External Secrets Operator creates the Secret. If you use it, the values must not contain credentials.',
    {
      secretStoreRef: section('Store that contains the credentials.', {
        name: text('Name of the store. If you set it, the ExternalSecret is rendered.'),
        kind: enumeration(
          ['SecretStore', 'ClusterSecretStore'],
          'Kind of the store: SecretStore in the namespace, or ClusterSecretStore for the whole cluster.',
          {
            default: OPTION_DEFAULTS.externalSecret.storeKind,
          },
        ),
      }),
      refreshInterval: text('Interval at which the operator reads the store, for example `1h`.', {
        default: OPTION_DEFAULTS.externalSecret.refreshInterval,
      }),
      target: section('Secret that the operator creates.', {
        name: text('Name of the Secret. If empty, it is `<fullname>-backstage-secrets`.'),
      }),
      data: section('Entry of the store for each credential.', {
        backendSecret: remote('the backend secret'),
        clientSecret: remote("the OAuth client's secret"),
        postgresPassword: remote("the PostgreSQL user's password"),
        postgresHost: remote('the PostgreSQL host', ' If empty, `postgresql.host` is used.'),
        postgresPort: remote('the PostgreSQL port', ' If empty, `postgresql.port` is used.'),
        postgresUser: remote('the PostgreSQL user', ' If empty, `postgresql.user` is used.'),
        postgresDatabase: remote('the PostgreSQL database', ' If empty, `postgresql.database` is used.'),
        thunderToken: remote("Thunder's API token", ' If empty, THUNDER_TOKEN is omitted.'),
      }),
    },
    { secret: true },
  ),
};
