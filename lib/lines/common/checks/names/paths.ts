import { folderOf, IMAGE_FOLDERS } from '../../../../backstage/volumes';
import { nameViolation } from '../../../../kubernetes/names';
import type { Violation } from '../../../../util/violation';

interface DatabaseValues {
  readonly type: 'sqlite' | 'postgresql' | undefined;
  readonly sqlite: { readonly mountPath: string | undefined };
}

/** Checks the folder at which SQLite's volume is mounted. */
export function* checkMountPath({ type, sqlite }: DatabaseValues): Iterable<Violation> {
  const path = 'backstage.database.sqlite.mountPath';
  if (type === 'postgresql') {
    return;
  }
  const { mountPath } = sqlite;
  if (!/^\/[^:]*$/.test(mountPath ?? '')) {
    const fix = 'write it as /app/.config/backstage';
    yield nameViolation(path, 'must be an absolute path without a colon', mountPath, fix);
  } else if (IMAGE_FOLDERS.includes(folderOf(mountPath ?? ''))) {
    const fix = 'choose a separate folder, such as /app/.config/backstage';
    yield nameViolation(path, 'must not hide the files of the image', mountPath, fix);
  }
}
