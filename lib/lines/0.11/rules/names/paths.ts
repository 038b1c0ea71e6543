import { folderOf, IMAGE_FOLDERS } from '../../../../backstage/volumes';
import { nameViolation } from '../../../../kubernetes/names';
import type { Violation } from '../../../../util/violation';
import type { ChartSubject } from '../../subject';

/** Checks the folder at which SQLite's volume is mounted. */
export function* mountPaths({ values }: ChartSubject): Iterable<Violation> {
  const { type, sqlite } = values.backstage.database;
  const { mountPath } = sqlite;
  const path = 'backstage.database.sqlite.mountPath';
  if (type === 'postgresql') {
    return;
  }
  if (!/^\/[^:]*$/.test(mountPath ?? '')) {
    const fix = 'write it as /app/.config/backstage';
    yield nameViolation(path, 'must be an absolute path without a colon', mountPath, fix);
  } else if (IMAGE_FOLDERS.includes(folderOf(mountPath ?? ''))) {
    const fix = 'choose a separate folder, such as /app/.config/backstage';
    yield nameViolation(path, 'must not hide the files of the image', mountPath, fix);
  }
}
