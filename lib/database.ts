import type { ApiObject, Size } from 'cdk8s';
import type { Service } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import type { EnvVar, PersistentVolumeClaim, Volume, VolumeMount } from 'kubernetes-types/core/v1';
import { DEFAULTS } from './chart-0.11';
import { type Quantity, storageQuantity } from './quantity';
import { BackstageResource, type BackstageResourceProps, releaseOf } from './resource';
import { type SecretKey, secretKeyRef } from './secret';

/** Where Backstage keeps its catalog, user settings and plugin data: {@link SqliteDatabase} or {@link PostgresqlDatabase}. */
export type BackstageDatabaseProps = BackstageResourceProps & (SqliteDatabase | PostgresqlDatabase);

/** SQLite in files of the pod: for a single replica. */
export interface SqliteDatabase {
  readonly type: 'sqlite';

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

/** The PersistentVolumeClaim for SQLite's files. */
export interface SqlitePersistence {
  /**
   * Requested size.
   *
   * @default '1Gi'
   */
  readonly size?: Size | Quantity;

  /**
   * StorageClass of the volume.
   *
   * @default - the cluster's default class
   */
  readonly storageClassName?: string;

  /**
   * How nodes may mount the volume.
   *
   * @default 'ReadWriteOnce'
   */
  readonly accessMode?: 'ReadWriteOnce' | 'ReadWriteOncePod' | 'ReadWriteMany';
}

/** A PostgreSQL server, inside the cluster or outside: for any number of replicas. */
export interface PostgresqlDatabase {
  readonly type: 'postgresql';

  /** Host name of the server, or the Service of one in this cluster (values: `backstage.database.postgresql.host`). */
  readonly host: string | PostgresqlService | Service;

  /** Key of the user's password: `secret.postgresPassword`, or a key of any other Secret. */
  readonly password: SecretKey;

  /**
   * Port of the server (values: `backstage.database.postgresql.port`).
   *
   * @default 5432
   */
  readonly port?: number;

  /**
   * User that Backstage connects as; needs the right to create databases (values: `backstage.database.postgresql.user`).
   *
   * @default 'backstage'
   */
  readonly user?: string;

  /**
   * Database that Backstage connects to first (values: `backstage.database.postgresql.database`).
   *
   * @default 'backstage'
   */
  readonly database?: string;
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
 */
export class BackstageDatabase extends Construct {
  /** Which kind of database it is. */
  readonly type: 'sqlite' | 'postgresql';
  /** Variables that tell Backstage how to reach the database, in the chart's order. */
  readonly env: EnvVar[];
  /** Volumes for the pod: one with SQLite, none with PostgreSQL. */
  readonly volumes: Volume[];
  /** Where the container mounts {@link volumes}. */
  readonly volumeMounts: VolumeMount[];
  /** The claim that keeps SQLite's files; absent on an emptyDir and with PostgreSQL. */
  readonly claim?: BackstageDatabaseClaim;

  constructor(scope: Construct, id: string, props: BackstageDatabaseProps) {
    super(scope, id);
    this.type = props.type;
    if (props.type === 'sqlite') {
      const { mountPath = DEFAULTS.sqlite.mountPath, persistence } = props;
      this.claim = persistence && new BackstageDatabaseClaim(this, 'Claim', { release: props.release, ...persistence });
      this.env = [
        { name: 'DATABASE_CLIENT', value: 'better-sqlite3' },
        { name: 'SQLITE_STORAGE_DIR', value: mountPath },
      ];
      this.volumes = [
        {
          name: 'backstage-db',
          ...(this.claim ? { persistentVolumeClaim: { claimName: this.claim.name } } : { emptyDir: {} }),
        },
      ];
      this.volumeMounts = [{ name: 'backstage-db', mountPath }];
    } else {
      const {
        host,
        port = DEFAULTS.postgresql.port,
        user = DEFAULTS.postgresql.user,
        password,
        database = DEFAULTS.postgresql.database,
      } = props;
      this.env = [
        { name: 'DATABASE_CLIENT', value: 'pg' },
        { name: 'POSTGRES_HOST', value: hostName(host, releaseOf(this, props.release).namespace) },
        { name: 'POSTGRES_PORT', value: String(port) },
        { name: 'POSTGRES_USER', value: user },
        { name: 'POSTGRES_PASSWORD', valueFrom: secretKeyRef(password) },
        { name: 'POSTGRES_DB', value: database },
      ];
      this.volumes = [];
      this.volumeMounts = [];
    }
  }
}

/** Settings of {@link BackstageDatabaseClaim}. */
export interface BackstageDatabaseClaimProps extends BackstageResourceProps, SqlitePersistence {}

/**
 * The claim `<fullname>-backstage-db` that keeps SQLite's files (chart: pvc). {@link BackstageDatabase} makes it.
 */
export class BackstageDatabaseClaim extends BackstageResource {
  readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: BackstageDatabaseClaimProps = {}) {
    super(scope, id, props.release);
    const { size = DEFAULTS.sqlite.size, storageClassName, accessMode = DEFAULTS.sqlite.accessMode } = props;
    this.apiObject = this.resource<PersistentVolumeClaim>(
      { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name: this.release.claimName },
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

function hostName(host: PostgresqlDatabase['host'], releaseNamespace: string): string {
  if (typeof host === 'string') {
    return host;
  }
  const namespace = 'metadata' in host ? host.metadata.namespace : host.namespace;
  return `${host.name}.${namespace ?? releaseNamespace}.svc.cluster.local`;
}
