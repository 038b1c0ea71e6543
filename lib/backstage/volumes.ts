import { posix } from 'node:path';
import type { EmptyDirVolumeSource, SecurityContext, VolumeMount } from 'kubernetes-types/core/v1';

// This file names the volumes that this package adds to the Deployment. Checks compare custom volumes with them.

/** Volume with SQLite's files (chart: deployment). */
export const DATABASE_VOLUME = 'backstage-db';

/** Volume with the certificates that verify the PostgreSQL server. */
export const CA_BUNDLE = { volume: 'postgresql-ca', folder: '/etc/backstage/postgresql-ca', key: 'ca.crt' } as const;

/** Folder of the image that configuration files are mounted in. */
const CONFIG_FOLDER = '/app';

/** File with custom configuration that variables cannot express. Later chart versions use the same names. */
export const APP_CONFIG = { volume: 'extra-app-config', file: 'app-config.extra.yaml' } as const;

/** Returns the mount of a configuration file. */
export function configMount({ volume, file }: { readonly volume: string; readonly file: string }): VolumeMount {
  return { name: volume, mountPath: `${CONFIG_FOLDER}/${file}`, subPath: file, readOnly: true };
}

/** Volume and writable folder for temporary files. */
export const TMP = { volume: 'tmp', folder: '/tmp' } as const;

/** Folders of the image with files that the container requires. A mount at such a folder would hide them. */
export const IMAGE_FOLDERS: readonly string[] = ['/', '/app'];

/**
 * Checks whether `/tmp` is not writable: the container's root filesystem is read-only, and no volume is mounted there.
 */
export function needsTmp(securityContext: SecurityContext | undefined, mounts: readonly VolumeMount[]): boolean {
  const isMounted = mounts.some(({ mountPath }) => folderOf(mountPath) === TMP.folder);
  return securityContext?.readOnlyRootFilesystem === true && !isMounted;
}

/**
 * Setting for a writable `/tmp`: a volume, or `false` for none.
 *
 * If it is undefined, pods get a volume if they need one.
 */
export type TmpOption = EmptyDirVolumeSource | false | undefined;

/** Returns the source of the volume for `/tmp`; undefined if the pods get no such volume. */
export function tmpSource(
  tmp: TmpOption,
  securityContext: SecurityContext | undefined,
  mounts: readonly VolumeMount[],
): EmptyDirVolumeSource | undefined {
  if (tmp === undefined) {
    return needsTmp(securityContext, mounts) ? {} : undefined;
  }
  return tmp || undefined;
}

/** Returns a mount's folder without dots and without a trailing slash; an empty text if the path is missing. */
export function folderOf(mountPath: string | undefined): string {
  const path = mountPath ? posix.normalize(mountPath) : '';
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}
