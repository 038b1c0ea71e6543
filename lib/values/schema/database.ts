import { DEFAULTS } from '../../chart-0.11';
import { enumeration, flag, integer, section, text } from '../node';

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
      mountPath: text('Absolute path of the folder for the files: SQLITE_STORAGE_DIR and the volume mount.', {
        default: sqlite.mountPath,
      }),
      persistence: section('The PersistentVolumeClaim for the files.', {
        enabled: flag('Whether the files outlive the pod, on a claim. Off: an emptyDir.', { default: false }),
        size: text('Requested size of the claim, as a quantity.', { default: sqlite.size }),
        existingClaim: text(
          'Name of a claim that exists already; none is rendered, and the other settings are not read.',
        ),
        storageClassName: text("StorageClass of the claim. Empty: the cluster's default.", { default: '' }),
        accessMode: enumeration(
          ['ReadWriteOnce', 'ReadWriteOncePod', 'ReadWriteMany'],
          'How nodes may mount the volume.',
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
      host: text('Host name of the server: POSTGRES_HOST.', { default: '' }),
      port: integer('Port of the server: POSTGRES_PORT.', { default: postgresql.port }),
      user: text('User to connect as, with the right to create databases: POSTGRES_USER.', {
        default: postgresql.user,
      }),
      password: text("The user's password: key `postgres-password` of the Secret, POSTGRES_PASSWORD.", {
        default: '',
        secret: true,
      }),
      database: text('Database to connect to first: POSTGRES_DB.', { default: postgresql.database }),
      ssl: enumeration(
        [true, false, 'disable', 'prefer', 'require', 'verify-ca', 'verify-full', 'no-verify'],
        'TLS to the server, as node-postgres reads PGSSLMODE; true is `require`. Empty or false: the variable is absent.',
      ),
      caBundle: section('Certificates to check the server by, mounted read-only: NODE_EXTRA_CA_CERTS.', {
        configMap: text('ConfigMap that holds them.'),
        secret: text('Secret that holds them, instead of a ConfigMap.'),
        key: text('Its key.', { default: 'ca.crt' }),
      }),
    },
    { nullable: true },
  ),
});
