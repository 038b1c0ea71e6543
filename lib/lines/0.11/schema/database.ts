import { CA_BUNDLE } from '../../../backstage/volumes';
import { enumeration, flag, integer, section, text } from '../../../values/node';
import { databaseSecret } from '../../../values/sections/database-secret';
import { DEFAULTS } from '../profile';

const { sqlite, postgresql } = DEFAULTS;

/** Values: `backstage.database`. */
export const database = section('Database for the catalog, user settings and plugin data.', {
  type: enumeration(
    ['sqlite', 'postgresql'],
    'Type of the database. SQLite allows only one replica. Sets DATABASE_CLIENT.',
    {
      default: 'sqlite',
      required: true,
    },
  ),
  sqlite: section(
    'SQLite, which keeps its files in a volume of the pod.',
    {
      mountPath: text('Absolute path at which the volume for the SQLite files is mounted. Sets SQLITE_STORAGE_DIR.', {
        default: sqlite.mountPath,
      }),
      persistence: section('PersistentVolumeClaim for the SQLite files.', {
        enabled: flag(
          'Whether a claim keeps the SQLite files. If false, they are in an emptyDir and lost when the pod is deleted.',
          { default: false },
        ),
        size: text('Requested size of the claim, for example `1Gi`.', { default: sqlite.size }),
        existingClaim: text(
          'Name of an existing claim. If you set it, no claim is rendered, and the other settings of the claim have no effect.',
        ),
        storageClassName: text("StorageClass of the claim. If empty, it is the cluster's default.", { default: '' }),
        accessMode: enumeration(
          ['ReadWriteOnce', 'ReadWriteOncePod', 'ReadWriteMany'],
          'Access mode of the claim: how nodes can mount its volume.',
          {
            default: sqlite.accessMode,
          },
        ),
      }),
    },
    { nullable: true },
  ),
  postgresql: section(
    'Connection to a PostgreSQL server, inside or outside the cluster.',
    {
      host: text('Host name of the PostgreSQL server. Sets POSTGRES_HOST.', { default: '' }),
      port: integer('Port of the PostgreSQL server. Sets POSTGRES_PORT.', { default: postgresql.port }),
      user: text('PostgreSQL user, which requires the right to create databases. Sets POSTGRES_USER.', {
        default: postgresql.user,
      }),
      password: text(
        'Password of the PostgreSQL user, under the key `postgres-password` of the Secret. Sets POSTGRES_PASSWORD.',
        {
          default: '',
          secret: true,
        },
      ),
      database: text(
        'Name of the PostgreSQL database. Sets POSTGRES_DB. Backstage uses it only if `pluginDivisionMode` is `schema`. By default it connects to the database `postgres` and creates one database per plugin.',
        { default: postgresql.database },
      ),
      ...databaseSecret({
        host: ['', '`postgresql.host` is used'],
        port: ['', '`postgresql.port` is used'],
        user: ['', '`postgresql.user` is used'],
        password: ['password', 'the password comes from the same source as the other credentials'],
        database: ['', '`postgresql.database` is used'],
      }),
      ssl: enumeration(
        [true, false, 'disable', 'prefer', 'require', 'verify-ca', 'verify-full', 'no-verify'],
        'TLS mode for PostgreSQL, in which true means `require`. Sets PGSSLMODE. For node-postgres, `prefer`, `require`, `verify-ca` and `verify-full` all verify the certificate fully. `no-verify` encrypts without verification. If empty or false, the variable is omitted.',
      ),
      caBundle: section('CA certificates to verify the server with, mounted read-only. Sets NODE_EXTRA_CA_CERTS.', {
        configMap: text('Name of the ConfigMap that contains the certificates.'),
        secret: text('Name of the Secret that contains the certificates, instead of a ConfigMap.'),
        key: text('Key of the certificates in the ConfigMap or Secret. Their format is PEM.', {
          default: CA_BUNDLE.key,
        }),
      }),
    },
    { nullable: true },
  ),
});
