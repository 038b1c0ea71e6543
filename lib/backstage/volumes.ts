import { posix } from 'node:path';
import type { EmptyDirVolumeSource, SecurityContext, VolumeMount } from 'kubernetes-types/core/v1';

// Names and places of the volumes that the Deployment may have, so that own ones can be told from them.

/** SQLite's files (chart: deployment). */
export const DATABASE_VOLUME = 'backstage-db';

/** Certificates to check PostgreSQL's by. */
export const CA_BUNDLE = { volume: 'postgresql-ca', folder: '/etc/backstage/postgresql-ca', key: 'ca.crt' } as const;

/** Backstage's own configuration, where variables cannot express it. Names are those of later chart versions. */
export const APP_CONFIG = {
  volume: 'extra-app-config',
  file: 'app-config.extra.yaml',
  path: '/app/app-config.extra.yaml',
} as const;

/** The writable folder for what does not last. */
export const TMP = { volume: 'tmp', folder: '/tmp' } as const;

/** Folders whose files the container cannot do without: a mount there would hide them. */
export const IMAGE_FOLDERS: readonly string[] = ['/', '/app'];

/** Whether a container has no writable `/tmp`: its root filesystem is read-only, and nothing is mounted there. */
export function needsTmp(securityContext: SecurityContext | undefined, mounts: readonly VolumeMount[]): boolean {
  const isMounted = mounts.some(({ mountPath }) => folderOf(mountPath) === TMP.folder);
  return securityContext?.readOnlyRootFilesystem === true && !isMounted;
}

/** How a writable `/tmp` is asked for: by a volume, by `false` for none, or not at all, which adds one where it is needed. */
export type TmpOption = EmptyDirVolumeSource | false | undefined;

/** Returns the volume for `/tmp`; undefined if the pods get none. */
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

/** The folder that a mount is at, without dots and without a slash at its end. Empty where there is none. */
export function folderOf(mountPath: string | undefined): string {
  return mountPath ? posix.normalize(mountPath).replace(/(?<=.)\/$/, '') : '';
}
