import { CA_BUNDLE } from '../../../backstage/volumes';
import { enumeration, flag, integer, section, text } from '../../../values/node';
import { DEFAULTS } from '../profile';

const { sqlite, postgresql } = DEFAULTS;

/** Values: `backstage.database`. */
export const database = section('Where Backstage keeps its catalog, user settings and plugin data.', {
  type: enumeration(['sqlite', 'postgresql'], 'SQLite, for one replica, or PostgreSQL: DATABASE_CLIENT.', {
    default: 'sqlite',
    needed: true,
  }),
  sqlite: section(
    'SQLite, in files of the pod.',
    {
      mountPath: text('Absolute path of the folder for the SQLite files: SQLITE_STORAGE_DIR and the volume mount.', {
        default: sqlite.mountPath,
      }),
      persistence: section('The PersistentVolumeClaim for the files.', {
        enabled: flag('Whether the SQLite files outlive the pod, on a claim. Off: an emptyDir.', { default: false }),
        size: text('Requested size of the claim, as a quantity.', { default: sqlite.size }),
        existingClaim: text(
          'Name of a claim that exists already. None is rendered then, and the other settings of the claim are not read.',
        ),
        storageClassName: text("StorageClass of the claim. Empty: the cluster's default.", { default: '' }),
        accessMode: enumeration(
          ['ReadWriteOnce', 'ReadWriteOncePod', 'ReadWriteMany'],
          'How nodes may mount the volume of the claim.',
          {
            default: sqlite.accessMode,
          },
        ),
      }),
    },
    { nullable: true },
  ),
  postgresql: section(
    'A PostgreSQL server, inside the cluster or outside.',
    {
      host: text('Host name of the PostgreSQL server: POSTGRES_HOST.', { default: '' }),
      port: integer('Port of the PostgreSQL server: POSTGRES_PORT.', { default: postgresql.port }),
      user: text('PostgreSQL user to connect as, with the right to create databases: POSTGRES_USER.', {
        default: postgresql.user,
      }),
      password: text("The PostgreSQL user's password: key `postgres-password` of the Secret, POSTGRES_PASSWORD.", {
        default: '',
        secret: true,
      }),
      database: text('PostgreSQL database to connect to first: POSTGRES_DB.', { default: postgresql.database }),
      ssl: enumeration(
        [true, false, 'disable', 'prefer', 'require', 'verify-ca', 'verify-full', 'no-verify'],
        'TLS to the PostgreSQL server, as node-postgres reads PGSSLMODE; true is `require`. Empty or false: the variable is absent.',
      ),
      caBundle: section('Certificates to check the server by, mounted read-only: NODE_EXTRA_CA_CERTS.', {
        configMap: text('ConfigMap that holds the certificates.'),
        secret: text('Secret that holds the certificates, instead of a ConfigMap.'),
        key: text('Key of the ConfigMap or Secret that has the certificates, in PEM format.', {
          default: CA_BUNDLE.key,
        }),
      }),
    },
    { nullable: true },
  ),
});
