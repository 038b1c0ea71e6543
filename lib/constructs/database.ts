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
import type { Endpoint } from '../backstage/endpoints';
import { Release, serviceHost } from '../backstage/release';
import { environment } from '../backstage/variables';
import type { PlusService } from '../kubernetes/plus-objects';
import { portViolations } from '../kubernetes/port';
import { type Quantity, storageQuantity } from '../kubernetes/quantity';
import { violationText } from '../util/violation';
import {
  addCheck,
  BackstageResource,
  type BackstageResourceProps,
  checkNamespace,
  namespaceOf,
  type ObjectMetadata,
} from './resource';

/** Where Backstage keeps its catalog, user settings and plugin data: {@link SqliteDatabase} or {@link PostgresqlDatabase}. */
export type BackstageDatabaseProps = Omit<BackstageResourceProps, 'metadata'> & (SqliteDatabase | PostgresqlDatabase);

/** SQLite in files of the pod: for a single replica. */
export interface SqliteDatabase {
  readonly type: 'sqlite';

  /**
   * Labels and annotations of the claim.
   *
   * @default - the labels of the release
   */
  readonly metadata?: ObjectMetadata;

  /**
   * Absolute path of the folder for the files, in the container (values: `backstage.database.sqlite.mountPath`).
   *
   * @default '/app/.config/backstage'
   */
  readonly mountPath?: string;

  /**
   * The claim that keeps the files when the pod goes (values: `backstage.database.sqlite.persistence`).
   *
   * @default - no claim: an emptyDir, whose data goes with the pod
   */
  readonly persistence?: SqlitePersistence;
}

/** The volume that keeps SQLite's files: a claim to render, or one that exists already. */
export type SqlitePersistence = SqliteClaim | SqliteExistingClaim;

/** A claim that exists already, in the release's namespace. Nothing is rendered. */
export interface SqliteExistingClaim {
  /** Name of the claim (values: `backstage.database.sqlite.persistence.existingClaim`). */
  readonly existingClaim: string;
}

/** The PersistentVolumeClaim to render for SQLite's files. */
export interface SqliteClaim {
  readonly existingClaim?: undefined;

  /**
   * Requested size of the volume (values: `backstage.database.sqlite.persistence.size`).
   *
   * @default '1Gi'
   */
  readonly size?: Size | Quantity;

  /**
   * StorageClass of the volume (values: `backstage.database.sqlite.persistence.storageClassName`).
   *
   * @default - the cluster's default class
   */
  readonly storageClassName?: string;

  /**
   * How nodes may mount the volume (values: `backstage.database.sqlite.persistence.accessMode`).
   *
   * @default 'ReadWriteOnce'
   */
  readonly accessMode?: 'ReadWriteOnce' | 'ReadWriteOncePod' | 'ReadWriteMany';
}

/** A PostgreSQL server, inside the cluster or outside: for any number of replicas. */
export interface PostgresqlDatabase {
  readonly type: 'postgresql';

  /**
   * Host name of the server, the Service of one in this cluster, or a Secret's key (values:
   * `backstage.database.postgresql.host`).
   */
  readonly host: string | PostgresqlService | PlusService | SecretKey;

  /** Key of the user's password: `secret.key('postgresPassword')`, or a key of any other Secret. */
  readonly password: SecretKey;

  /**
   * Port of the server, 1 to 65535, or a Secret's key (values: `backstage.database.postgresql.port`).
   *
   * @default - the first port of a cdk8s-plus Service, else 5432
   */
  readonly port?: number | SecretKey;

  /**
   * User that Backstage connects as, or a Secret's key; needs the right to create databases (values:
   * `backstage.database.postgresql.user`).
   *
   * @default 'backstage'
   */
  readonly user?: string | SecretKey;

  /**
   * Database that Backstage connects to first, or a Secret's key (values: `backstage.database.postgresql.database`).
   *
   * @default 'backstage'
   */
  readonly database?: string | SecretKey;

  /**
   * TLS to the server: the variable PGSSLMODE, as node-postgres reads it (values: `backstage.database.postgresql.ssl`).
   * All modes but `disable` and `no-verify` check the server's certificate.
   *
   * @default - the variable is absent: no TLS
   */
  readonly ssl?: SslMode;

  /**
   * Certificates to check the server's by, besides those that Node.js knows (values:
   * `backstage.database.postgresql.caBundle`). Mounted read-only, and named by the variable NODE_EXTRA_CA_CERTS.
   *
   * @default - Node.js' own
   */
  readonly caBundle?: CaBundle;
}

/** A Service in front of PostgreSQL in this cluster. */
export interface PostgresqlService {
  /** Name of the Service. */
  readonly name: string;
  /**
   * Namespace of the Service.
   *
   * @default - the release's namespace
   */
  readonly namespace?: string;
}

/**
 * Backstage's database as the Deployment sees it: environment variables, volume, mount, and the claim if there is one.
 *
 * Renders a PersistentVolumeClaim `<fullname>-backstage-db` for SQLite with `persistence` and nothing otherwise
 * (chart: pvc, and the database part of deployment).
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
  /** Kind of the database. */
  readonly type: 'sqlite' | 'postgresql';
  /**
   * How Backstage reaches the database, with all defaults.
   *
   * @internal
   */
  readonly connection: DatabaseConnection;
  /** Variables that tell Backstage how to reach the database, in the chart's order. */
  readonly env: readonly EnvVar[];
  /** Volumes for the pod: SQLite's files, or PostgreSQL's CA bundle. */
  readonly volumes: readonly Volume[];
  /** Where the container mounts {@link volumes}. */
  readonly volumeMounts: readonly VolumeMount[];
  /** Whether the files are on a claim, rendered or not, that two pods may not be able to mount at once. */
  readonly onClaim: boolean;
  /** The rendered claim; absent on an emptyDir, with an existing claim, and with PostgreSQL. */
  readonly claim?: BackstageDatabaseClaim;
  /** The PostgreSQL server, for network policies; absent with SQLite. */
  readonly endpoint?: Endpoint;

  constructor(scope: Construct, id: string, props: BackstageDatabaseProps) {
    super(scope, id);
    const release = props.release ?? new Release();
    this.type = props.type;
    if (props.type === 'sqlite') {
      const { mountPath = release.profile.defaults.sqlite.mountPath, persistence, metadata } = props;
      addCheck(this, () =>
        persistence?.existingClaim === ''
          ? ['existingClaim: must be the name of a claim and is empty; leave it out to render one']
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
      addCheck(this, () => (typeof port === 'number' ? portViolations('port', port).map(violationText) : []));
      this.endpoint = {
        ...(typeof host === 'string' && { host }),
        ...(typeof port === 'number' && { port }),
      };
    }
    this.env = environment(release.profile.databaseVariables, this.connection);
    this.volumes = databaseVolumes(this.connection);
    this.volumeMounts = databaseMounts(this.connection);
  }
}

/** Settings of {@link BackstageDatabaseClaim}. */
export interface BackstageDatabaseClaimProps extends BackstageResourceProps, SqliteClaim {}

/**
 * The claim `<fullname>-backstage-db` that keeps SQLite's files (chart: pvc). {@link BackstageDatabase} makes it.
 */
export class BackstageDatabaseClaim extends BackstageResource {
  readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: BackstageDatabaseClaimProps = {}) {
    super(scope, id, props);
    const { sqlite } = this.release.profile.defaults;
    const { size = sqlite.size, storageClassName, accessMode = sqlite.accessMode } = props;
    this.apiObject = this.resource<PersistentVolumeClaim>(
      { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name: this.release.names.claim },
      {
        spec: {
          accessModes: [accessMode],
          storageClassName,
          resources: { requests: { storage: storageQuantity(size) } },
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
  const { port = servicePort(host) ?? postgresql.port } = props;
  const { user = postgresql.user, database = postgresql.database } = props;
  return { type: 'postgresql', host: hostName(host, namespace), port, user, password, database, ssl, caBundle };
}

function hostName(host: PostgresqlDatabase['host'], ownNamespace: string | undefined): string | SecretKey {
  if (typeof host === 'string' || 'key' in host) {
    return host;
  }
  const namespace = 'metadata' in host ? host.metadata.namespace : host.namespace;
  return serviceHost(host.name, namespace ?? ownNamespace);
}

/** First port of a cdk8s-plus Service. */
function servicePort(host: PostgresqlDatabase['host']): number | undefined {
  return typeof host === 'object' && 'ports' in host ? host.ports[0]?.port : undefined;
}
