import type { ApiObject, Size } from 'cdk8s';
import { Construct } from 'constructs';
import type { EnvVar, PersistentVolumeClaim, Volume, VolumeMount } from 'kubernetes-types/core/v1';
import type { SecretKey } from '../backstage/credentials';
import {
  type CaBundle,
  type DatabaseConnection,
  databaseMounts,
  databaseVolumes,
  type PostgresqlConnection,
  type SslMode,
} from '../backstage/database-connection';
import { checkDatabaseHost } from '../backstage/database-host';
import { databaseEndpoint, type Endpoint } from '../backstage/endpoints';
import { named, SECRET_KEY } from '../backstage/portal-shapes';
import { Release, serviceHost } from '../backstage/release';
import { environment } from '../backstage/variables';
import { KEEP } from '../kubernetes/keep';
import type { PlusService } from '../kubernetes/plus-objects';
import { portViolations } from '../kubernetes/port';
import { canonicalQuantity, type Quantity, storageQuantity } from '../kubernetes/quantity';
import {
  boolean,
  either,
  hidden,
  membersOf,
  number,
  oneOf,
  optional,
  type Shapes,
  taggedBy,
  text,
} from '../util/shape';
import { violationText } from '../util/violation';
import { checkProps } from './check-props';
import { checkObjectsAround } from './object-checks';
import { RELEASE, RESOURCE_PROPS, SIZE } from './prop-shapes';
import {
  addCheck,
  BackstageResource,
  type BackstageResourceProps,
  checkNamespace,
  namespaceOf,
  type ObjectMetadata,
} from './resource';

/**
 * Database for Backstage's catalog, user settings and plugin data: {@link SqliteDatabase} or
 * {@link PostgresqlDatabase}.
 */
export type BackstageDatabaseProps = Omit<BackstageResourceProps, 'metadata'> & (SqliteDatabase | PostgresqlDatabase);

/** SQLite in files of the pod. It allows only one replica. The variable DATABASE_CLIENT is `better-sqlite3`. */
export interface SqliteDatabase {
  readonly type: 'sqlite';

  /**
   * Additional labels and annotations of the claim.
   *
   * @default - only the labels of the release
   */
  readonly metadata?: ObjectMetadata;

  /**
   * Absolute path of the folder for the files in the container (variable SQLITE_STORAGE_DIR, values:
   * `backstage.database.sqlite.mountPath`).
   *
   * @default '/app/.config/backstage'
   */
  readonly mountPath?: string;

  /**
   * PersistentVolumeClaim that keeps the files when the pod is deleted (values:
   * `backstage.database.sqlite.persistence`).
   *
   * @default - an emptyDir volume; its data is lost when the pod is deleted
   */
  readonly persistence?: SqlitePersistence;
}

/** PersistentVolumeClaim that keeps SQLite's files: a claim to render, or an existing one. */
export type SqlitePersistence = SqliteClaim | SqliteExistingClaim;

/** Existing PersistentVolumeClaim, in the namespace of the pods. The construct renders no claim. */
export interface SqliteExistingClaim {
  /** Name of the claim, not empty (values: `backstage.database.sqlite.persistence.existingClaim`). */
  readonly existingClaim: string;
}

/** PersistentVolumeClaim to render for SQLite's files. */
export interface SqliteClaim {
  readonly existingClaim?: undefined;

  /**
   * Name of the claim (values: `backstage.database.sqlite.persistence.claimName`).
   *
   * @default - `<fullname>-backstage-db` before chart version 1.0, `<portalName>-db` since
   */
  readonly claimName?: string;

  /**
   * Size of the volume to request, such as `5Gi` (values: `backstage.database.sqlite.persistence.size`).
   *
   * @default '1Gi'
   */
  readonly size?: Size | Quantity;

  /**
   * Whether the size is written as Kubernetes prints it, such as `1Gi` for `1024Mi`. Server-side apply by another tool
   * conflicts with a size in any other form.
   *
   * @default true
   */
  readonly canonicalQuantities?: boolean;

  /**
   * StorageClass of the volume (values: `backstage.database.sqlite.persistence.storageClassName`).
   *
   * @default - the cluster's default StorageClass
   */
  readonly storageClassName?: string;

  /**
   * Kubernetes access mode: how nodes may mount the volume (values:
   * `backstage.database.sqlite.persistence.accessMode`).
   *
   * @default 'ReadWriteOnce'
   */
  readonly accessMode?: 'ReadWriteOnce' | 'ReadWriteOncePod' | 'ReadWriteMany';

  /**
   * Whether annotations keep Argo CD and Flux from deleting the claim when it is no longer rendered. `metadata` can
   * override each annotation.
   *
   * @default true
   */
  readonly protect?: boolean;
}

/**
 * PostgreSQL server inside or outside the cluster. It allows any number of replicas. The variable DATABASE_CLIENT is
 * `pg`.
 */
export interface PostgresqlDatabase {
  readonly type: 'postgresql';

  /**
   * Host name of the server, a Service in this cluster, or a Secret's key with the host (variable POSTGRES_HOST,
   * values: `backstage.database.postgresql.host`). It must not be empty. `false` leaves the variable out: the
   * configuration of the Deployment then sets `backend.database.connection`, for example to a URI as `${DATABASE_URL}`.
   */
  readonly host: string | PostgresqlService | PlusService | SecretKey | false;

  /**
   * Secret's key with the password, such as `secret.key('postgresPassword')`, or `{ secret, key }` of the Secret that a
   * database operator creates (variable POSTGRES_PASSWORD). `false` leaves the variable out, as for `host`.
   */
  readonly password: SecretKey | false;

  /**
   * Port of the server, 1 to 65535, or a Secret's key with the port (variable POSTGRES_PORT, values:
   * `backstage.database.postgresql.port`). `false` leaves the variable out, as for `host`.
   *
   * @default - `false` if `host` is `false`, the first port if it is a cdk8s-plus Service, otherwise 5432
   */
  readonly port?: number | SecretKey | false;

  /**
   * User that Backstage connects as, or a Secret's key with the user (variable POSTGRES_USER, values:
   * `backstage.database.postgresql.user`). The user must be allowed to create databases. `false` leaves the variable
   * out, as for `host`.
   *
   * @default - `false` if `host` is `false`, otherwise `backstage`
   */
  readonly user?: string | SecretKey | false;

  /**
   * Database name, or a Secret's key with the name (variable POSTGRES_DB, values:
   * `backstage.database.postgresql.database`). Backstage does not use it in its default `pluginDivisionMode`,
   * `database`. In that mode, Backstage first connects to the database `postgres` and then creates one database per
   * plugin. `false` leaves the variable out, as for `host`.
   *
   * @default - `false` if `host` is `false`, otherwise `backstage`
   */
  readonly database?: string | SecretKey | false;

  /**
   * TLS mode that node-postgres uses (variable PGSSLMODE, values: `backstage.database.postgresql.ssl`). `prefer`,
   * `require`, `verify-ca` and `verify-full` all verify the server's certificate and host name. `no-verify` encrypts
   * without verification. `disable` does not encrypt.
   *
   * @default - PGSSLMODE is not set, and the connection is not encrypted
   */
  readonly ssl?: SslMode;

  /**
   * CA certificates to verify the server with, in addition to those of Node.js (variable NODE_EXTRA_CA_CERTS, values:
   * `backstage.database.postgresql.caBundle`). The container mounts them read-only.
   *
   * @default - only the CA certificates of Node.js
   */
  readonly caBundle?: CaBundle;
}

/** Service of a PostgreSQL server in this cluster. */
export interface PostgresqlService {
  /** Name of the Service. */
  readonly name: string;
  /**
   * Namespace of the Service.
   *
   * @default - the namespace of the release, otherwise that of the enclosing chart
   */
  readonly namespace?: string;
}

const CLAIM: Omit<Shapes<SqliteClaim>, 'existingClaim'> = {
  claimName: optional(text),
  size: optional(either(text, number, SIZE)),
  canonicalQuantities: optional(boolean),
  storageClassName: optional(text),
  accessMode: optional(oneOf('ReadWriteOnce', 'ReadWriteOncePod', 'ReadWriteMany')),
  protect: optional(boolean),
};

const PROPS = taggedBy('type', {
  sqlite: membersOf<Omit<BackstageResourceProps, 'metadata'> & SqliteDatabase>({
    ...RESOURCE_PROPS,
    type: text,
    mountPath: optional(text),
    persistence: optional(membersOf<SqliteClaim>({ ...CLAIM, existingClaim: optional(text) })),
  }),
  postgresql: membersOf<Omit<BackstageResourceProps, 'metadata'> & PostgresqlDatabase>({
    release: optional(RELEASE),
    type: text,
    host: either(text, SECRET_KEY, named('Service'), oneOf(false)),
    password: hidden(either(SECRET_KEY, oneOf(false))),
    port: optional(either(number, SECRET_KEY, oneOf(false))),
    user: optional(either(text, SECRET_KEY, oneOf(false))),
    database: optional(either(text, SECRET_KEY, oneOf(false))),
    ssl: optional(oneOf('disable', 'prefer', 'require', 'verify-ca', 'verify-full', 'no-verify')),
    caBundle: optional(
      either(
        membersOf<{ configMap: unknown; key: unknown }>({ configMap: named('ConfigMap'), key: optional(text) }),
        membersOf<{ secret: unknown; key: unknown }>({ secret: named('Secret'), key: optional(text) }),
      ),
    ),
  }),
});

/**
 * Backstage's database: the variables, volumes and mounts that the Deployment adds to the pods.
 *
 * For SQLite with `persistence`, it renders a PersistentVolumeClaim, as in the chart's template `pvc`. An existing
 * claim, an emptyDir volume and PostgreSQL need no object. The variables are those of the chart's
 * template `deployment`.
 *
 * Synthesis fails if `existingClaim` is empty, if the port is not from 1 to 65535, or if the host is a URL. It also fails if the namespaces
 * of the release and the enclosing chart differ.
 *
 * @example
 * ```ts
 * import { BackstageDatabase, BackstageSecret } from 'cdk8s-openchoreo-backstage';
 * import type { Construct } from 'constructs';
 *
 * function sqlite(scope: Construct) {
 *   return new BackstageDatabase(scope, 'database', { type: 'sqlite', persistence: { size: '5Gi' } });
 * }
 *
 * function postgresql(scope: Construct) {
 *   const secret = BackstageSecret.fromSecret({ name: 'portal-credentials' });
 *   return new BackstageDatabase(scope, 'database', {
 *     type: 'postgresql',
 *     host: 'postgres.databases.svc.cluster.local',
 *     password: secret.key('postgresPassword'),
 *   });
 * }
 * ```
 */
export class BackstageDatabase extends Construct {
  /** Database type: SQLite or PostgreSQL. */
  readonly type: 'sqlite' | 'postgresql';
  /**
   * Connection of Backstage to the database, with all defaults filled in.
   *
   * @internal
   */
  readonly connection: DatabaseConnection;
  /** Variables with which Backstage connects to the database, in the order of the chart. */
  readonly env: readonly EnvVar[];
  /** Volumes for the pods: SQLite's files, or the CA certificates for PostgreSQL. */
  readonly volumes: readonly Volume[];
  /** Mounts of {@link volumes} in the container. */
  readonly volumeMounts: readonly VolumeMount[];
  /** Whether SQLite's files are on a claim, which two pods may not be able to mount at the same time. */
  readonly onClaim: boolean;
  /** The rendered claim; absent for an emptyDir volume, an existing claim and PostgreSQL. */
  readonly claim?: BackstageDatabaseClaim;
  /** Host and port of the PostgreSQL server, for network policies; absent for SQLite. */
  readonly endpoint?: Endpoint;

  constructor(scope: Construct, id: string, props: BackstageDatabaseProps) {
    checkProps(scope, id, props, PROPS);
    super(scope, id);
    checkObjectsAround(this);
    const release = props.release ?? new Release();
    this.type = props.type;
    if (props.type === 'sqlite') {
      const { mountPath = release.profile.defaults.sqlite.mountPath, persistence, metadata } = props;
      addCheck(this, () =>
        persistence?.existingClaim === ''
          ? ['existingClaim: must not be empty; set it to the name of a claim, or remove it to render one']
          : [],
      );
      if (persistence && persistence.existingClaim === undefined) {
        this.claim = new BackstageDatabaseClaim(this, 'Claim', { release, metadata, ...persistence });
      }
      const claimName = persistence?.existingClaim ?? this.claim?.name;
      this.onClaim = claimName !== undefined;
      this.connection = { type: 'sqlite', mountPath, claimName };
    } else {
      this.onClaim = false;
      const namespace = namespaceOf(this, release.namespace);
      checkNamespace(this, namespace, release);
      this.connection = postgresqlConnection(props, release, namespace);
      const { host, port } = this.connection;
      addCheck(this, () =>
        [
          ...(typeof host === 'string' && host !== '' ? checkDatabaseHost('host', host) : []),
          ...(typeof port === 'number' ? portViolations('port', port) : []),
        ].map(violationText),
      );
      this.endpoint = databaseEndpoint(this.connection);
    }
    this.env = environment(release.profile.databaseVariables, this.connection);
    this.volumes = databaseVolumes(this.connection);
    this.volumeMounts = databaseMounts(this.connection);
  }
}

/** Settings of {@link BackstageDatabaseClaim}. */
export interface BackstageDatabaseClaimProps extends BackstageResourceProps, SqliteClaim {}

/**
 * PersistentVolumeClaim for SQLite's files, as in the chart's template `pvc`. {@link BackstageDatabase} creates it.
 */
export class BackstageDatabaseClaim extends BackstageResource {
  readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: BackstageDatabaseClaimProps = {}) {
    checkProps<BackstageDatabaseClaimProps>(scope, id, props, {
      ...RESOURCE_PROPS,
      ...CLAIM,
      existingClaim: optional(text),
    });
    super(scope, id, props);
    const { sqlite } = this.release.profile.defaults;
    const { claimName = this.release.names.claim } = props;
    const { size = sqlite.size, storageClassName, accessMode = sqlite.accessMode, protect = true } = props;
    const { canonicalQuantities = true } = props;
    const storage = storageQuantity(size);
    this.apiObject = this.resource<PersistentVolumeClaim>(
      { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name: claimName, ...(protect && { annotations: KEEP }) },
      {
        spec: {
          accessModes: [accessMode],
          storageClassName,
          resources: { requests: { storage: canonicalQuantities ? canonicalQuantity(storage) : storage } },
        },
      },
    );
  }
}

function postgresqlConnection(
  props: PostgresqlDatabase,
  { profile }: Release,
  namespace: string | undefined,
): PostgresqlConnection {
  const { postgresql } = profile.defaults;
  const { host, password, ssl, caBundle } = props;
  // Without a host, the configuration sets the connection, so that no default applies.
  const defaults = host === false ? ({ port: false, user: false, database: false } as const) : postgresql;
  const { port = servicePort(host) ?? defaults.port } = props;
  const { user = defaults.user, database = defaults.database } = props;
  return {
    type: 'postgresql',
    host: hostName(host, namespace),
    port: port === false ? undefined : port,
    user: user === false ? undefined : user,
    password: password === false ? undefined : password,
    database: database === false ? undefined : database,
    ssl,
    caBundle,
  };
}

function hostName(host: PostgresqlDatabase['host'], ownNamespace: string | undefined): string | SecretKey | undefined {
  if (host === false) {
    return undefined;
  }
  if (typeof host === 'string' || 'key' in host) {
    return host;
  }
  const namespace = 'metadata' in host ? host.metadata.namespace : host.namespace;
  return serviceHost(host.name, namespace ?? ownNamespace);
}

/** Returns the first port of a cdk8s-plus Service; undefined for any other host. */
function servicePort(host: PostgresqlDatabase['host']): number | undefined {
  return typeof host === 'object' && 'ports' in host ? host.ports[0]?.port : undefined;
}
