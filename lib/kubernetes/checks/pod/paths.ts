import type { Place } from '../place';

/** Reports a path with a part `..`. */
export function refuseParentFolders(path: string, at: Place): void {
  if (path.split('/').includes('..')) {
    at.refuseValue(path, 'a path without ..', 'remove the ..');
  }
}

/** Reports a path that is not inside a folder: an absolute path, or one with a part `..`. */
export function checkInnerPath(path: string, at: Place): void {
  if (path.startsWith('/')) {
    at.refuseValue(path, 'a relative path', 'remove the / at its beginning');
  }
  refuseParentFolders(path, at);
}

/** Reports a path of a file that a volume cannot contain: its first part must not begin with `..` either. */
export function checkFilePath(path: string, at: Place): void {
  checkInnerPath(path, at);
  if (path.startsWith('..') && path !== '..' && !path.startsWith('../')) {
    at.refuseValue(path, 'a path that does not begin with ..', 'rename it');
  }
}
