import type { Volume, VolumeMount } from 'kubernetes-types/core/v1';
import type { ConnectionPart } from './configured-connection';
import type { SecretKey } from './credentials';
import { CA_BUNDLE, DATABASE_VOLUME } from './volumes';

/** Settings of Backstage's connection to its database, with all defaults applied. */
export type DatabaseConnection = SqliteConnection | PostgresqlConnection;

/** SQLite database in files of the pod. */
export interface SqliteConnection {
  readonly type: 'sqlite';
  /** Absolute path of the folder that contains the files. */
  readonly mountPath: string;
  /** PersistentVolumeClaim that keeps the files. If it is absent, an emptyDir holds them. */
  readonly claimName?: string;
}

/** Database on a PostgreSQL server. */
export interface PostgresqlConnection {
  readonly type: 'postgresql';
  // Parts are absent if custom configuration sets them. The container does not get their variables.
  readonly host?: string | SecretKey;
  readonly port?: number | SecretKey;
  readonly user?: string | SecretKey;
  readonly password?: SecretKey;
  readonly database?: string | SecretKey;
  readonly ssl?: SslMode;
  readonly caBundle?: CaBundle;
}

/**
 * TLS mode of node-postgres (variable PGSSLMODE).
 *
 * `prefer`, `require` and `verify-ca` verify the server's certificate and host name, exactly like `verify-full`.
 */
export type SslMode = 'disable' | 'prefer' | 'require' | 'verify-ca' | 'verify-full' | 'no-verify';

/** Key of a ConfigMap or Secret that holds certificates in PEM format. */
export type CaBundle = (
  | { readonly configMap: { readonly name: string }; readonly secret?: undefined }
  | { readonly secret: { readonly name: string }; readonly configMap?: undefined }
) & {
  /**
   * Key that holds the certificates.
   *
   * @default 'ca.crt'
   */
  readonly key?: string;
};

/** Returns a connection without some of its parts. */
export function withoutParts<Connection extends { readonly [Part in ConnectionPart]: unknown }>(
  connection: Connection,
  parts: readonly ConnectionPart[],
): Partial<Connection> {
  return { ...connection, ...Object.fromEntries(parts.map((part) => [part, undefined])) };
}

/** Returns the path of the CA bundle's file in the container. */
export function caBundleFile(bundle: CaBundle): string {
  return `${CA_BUNDLE.folder}/${caBundleKey(bundle)}`;
}

/** Returns the volumes that a connection needs. */
export function databaseVolumes(connection: DatabaseConnection): Volume[] {
  if (connection.type === 'sqlite') {
    const { claimName } = connection;
    return [{ name: DATABASE_VOLUME, ...(claimName ? { persistentVolumeClaim: { claimName } } : { emptyDir: {} }) }];
  }
  return connection.caBundle ? [caBundleVolume(connection.caBundle)] : [];
}

/** Returns the mounts of the volumes that a connection needs. */
export function databaseMounts(connection: DatabaseConnection): VolumeMount[] {
  if (connection.type === 'sqlite') {
    return [{ name: DATABASE_VOLUME, mountPath: connection.mountPath }];
  }
  return connection.caBundle ? [{ name: CA_BUNDLE.volume, mountPath: CA_BUNDLE.folder, readOnly: true }] : [];
}

function caBundleKey({ key }: CaBundle): string {
  return key || CA_BUNDLE.key;
}

/** Returns a volume with only the bundle's key, because the pod does not use other keys of the ConfigMap or Secret. */
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
