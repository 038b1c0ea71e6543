import { OPTION_DEFAULTS } from '../../../backstage/option-defaults';
import { enumeration, item, section, text } from '../../../values/node';
import { SECRET_KEYS } from '../profile';

const remote = (what: string, otherwise = '') => ({
  ...item(
    {
      key: text(`Name of the entry in the store that has ${what}.`),
      property: text('Member of the entry, where it has several. Empty: the entry as a whole.'),
      version: text('Version of the entry. Empty: the newest.'),
    },
    ['key'],
  ),
  type: ['object', 'null'] as const,
  description: `Where the store has ${what}.${otherwise}`,
});

/** Values of `backstage` that hold credentials, or say where they are. */
export const credentials = {
  backendSecret: text(
    'Signs sessions and service tokens: key `backend-secret` of the Secret, BACKEND_SECRET. Keep it stable. The chart invents one at each render where it is empty.',
    { default: '', secret: true },
  ),
  secretName: text(
    'Secret that exists already and has all credentials. None is rendered, and none may be given in clear.',
  ),
  secretKeys: section('The keys that the Secret `secretName` has each credential under.', {
    backendSecret: text('Key of the backend secret.', { default: SECRET_KEYS.backendSecret }),
    clientSecret: text("Key of the OAuth client's secret.", { default: SECRET_KEYS.clientSecret }),
    postgresPassword: text("Key of the PostgreSQL user's password.", { default: SECRET_KEYS.postgresPassword }),
    postgresHost: text('Key of the PostgreSQL host. Empty: `postgresql.host` holds it.'),
    postgresPort: text('Key of the PostgreSQL port. Empty: `postgresql.port` holds it.'),
    postgresUser: text('Key of the PostgreSQL user. Empty: `postgresql.user` holds it.'),
    postgresDatabase: text('Key of the PostgreSQL database. Empty: `postgresql.database` holds it.'),
    thunderToken: text("Key of Thunder's API token. Empty: there is none."),
  }),
  externalSecret: section(
    'An ExternalSecret, from which the External Secrets Operator makes the Secret. No credential may be given in clear.',
    {
      secretStoreRef: section('The store that has the credentials.', {
        name: text('Name of the store. Naming one renders the ExternalSecret.'),
        kind: enumeration(
          ['SecretStore', 'ClusterSecretStore'],
          "Whether the store is the namespace's or the cluster's.",
          {
            default: OPTION_DEFAULTS.externalSecret.storeKind,
          },
        ),
      }),
      refreshInterval: text('Time between looks at the store, such as `1h`.', {
        default: OPTION_DEFAULTS.externalSecret.refreshInterval,
      }),
      target: section('The Secret that is made.', {
        name: text('Name of the Secret that the operator makes. Empty: `<fullname>-backstage-secrets`.'),
      }),
      data: section('Where the store has each credential.', {
        backendSecret: remote('the backend secret'),
        clientSecret: remote("the OAuth client's secret"),
        postgresPassword: remote("the PostgreSQL user's password"),
        postgresHost: remote('the PostgreSQL host', ' Empty: `postgresql.host` holds it.'),
        postgresPort: remote('the PostgreSQL port', ' Empty: `postgresql.port` holds it.'),
        postgresUser: remote('the PostgreSQL user', ' Empty: `postgresql.user` holds it.'),
        postgresDatabase: remote('the PostgreSQL database', ' Empty: `postgresql.database` holds it.'),
        thunderToken: remote("Thunder's API token", ' Empty: there is none.'),
      }),
    },
  ),
};
