import type { Volume, VolumeMount } from 'kubernetes-types/core/v1';
import type { SecretKey } from './credentials';
import { CA_BUNDLE, DATABASE_VOLUME } from './volumes';

/** How Backstage reaches its database; every default is taken already. */
export type DatabaseConnection = SqliteConnection | PostgresqlConnection;

/** SQLite, in files of the pod. */
export interface SqliteConnection {
  readonly type: 'sqlite';
  /** Absolute path of the folder for the files. */
  readonly mountPath: string;
  /** Claim that keeps the files; an emptyDir if absent. */
  readonly claimName?: string;
}

/** A PostgreSQL server. */
export interface PostgresqlConnection {
  readonly type: 'postgresql';
  readonly host: string | SecretKey;
  readonly port: number | SecretKey;
  readonly user: string | SecretKey;
  readonly password: SecretKey;
  readonly database: string | SecretKey;
  readonly ssl?: SslMode;
  readonly caBundle?: CaBundle;
}

/** How node-postgres uses TLS (variable PGSSLMODE). */
export type SslMode = 'disable' | 'prefer' | 'require' | 'verify-ca' | 'verify-full' | 'no-verify';

/** A key of a ConfigMap or Secret that holds certificates in PEM format. */
export type CaBundle = (
  | { readonly configMap: { readonly name: string }; readonly secret?: undefined }
  | { readonly secret: { readonly name: string }; readonly configMap?: undefined }
) & {
  /**
   * Key with the certificates.
   *
   * @default 'ca.crt'
   */
  readonly key?: string;
};

/** Path of the CA bundle's file in the container. */
export function caBundleFile(bundle: CaBundle): string {
  return `${CA_BUNDLE.folder}/${caBundleKey(bundle)}`;
}

/** The volumes that a connection needs. */
export function databaseVolumes(connection: DatabaseConnection): Volume[] {
  if (connection.type === 'sqlite') {
    const { claimName } = connection;
    return [{ name: DATABASE_VOLUME, ...(claimName ? { persistentVolumeClaim: { claimName } } : { emptyDir: {} }) }];
  }
  return connection.caBundle ? [caBundleVolume(connection.caBundle)] : [];
}

/** Where the container mounts the volumes that a connection needs. */
export function databaseMounts(connection: DatabaseConnection): VolumeMount[] {
  if (connection.type === 'sqlite') {
    return [{ name: DATABASE_VOLUME, mountPath: connection.mountPath }];
  }
  return connection.caBundle ? [{ name: CA_BUNDLE.volume, mountPath: CA_BUNDLE.folder, readOnly: true }] : [];
}

function caBundleKey({ key }: CaBundle): string {
  return key || CA_BUNDLE.key;
}

/** The bundle's key alone: the pod has no use for other keys of its ConfigMap or Secret. */
function caBundleVolume(bundle: CaBundle): Volume {
  const key = caBundleKey(bundle);
  const items = [{ key, path: key }];
  return {
    name: CA_BUNDLE.volume,
    ...(bundle.configMap
      ? { configMap: { name: bundle.configMap.name, items } }
      : { secret: { secretName: bundle.secret.name, items } }),
  };
}
