import { folderOf, IMAGE_FOLDERS } from '../../../volumes';
import type { Problem, Subject } from '../rule';
import { problem } from './forms';

/** The folder that SQLite's volume is mounted at. */
export function* mountPaths({ values }: Subject): Iterable<Problem> {
  const { type, sqlite } = values.backstage.database;
  const { mountPath } = sqlite;
  const path = 'backstage.database.sqlite.mountPath';
  if (type === 'postgresql') {
    return;
  }
  if (!/^\/[^:]*$/.test(mountPath ?? '')) {
    const mend = 'write it as /app/.config/backstage';
    yield problem(path, 'must be an absolute path without a colon', mountPath, mend);
  } else if (IMAGE_FOLDERS.includes(folderOf(mountPath ?? ''))) {
    const mend = 'choose a folder of its own, such as /app/.config/backstage';
    yield problem(path, 'must not hide the files of the image', mountPath, mend);
  }
}
