import { printable } from '../util/printable';

/** Thrown if output cannot be written. The message contains the reason and a fix. */
export class OutputError extends Error {
  constructor(message: string) {
    super(printable(message));
    this.name = 'OutputError';
  }
}

/** Thrown if another run replaced the output of this run with different output at the same time. */
export class OutputLostError extends OutputError {
  constructor(message: string) {
    super(message);
    this.name = 'OutputLostError';
  }
}

/** Thrown if a folder that would be replaced contains files that this package did not write. */
export class ForeignFilesError extends OutputError {
  constructor(folder: string, files: readonly string[]) {
    const shown = files.slice(0, 5).join(', ');
    const more = files.length > 5 ? ` and ${files.length - 5} more` : '';
    super(
      `${folder} contains files that this tool did not write: ${shown}${more}; move them, or choose another folder`,
    );
    this.name = 'ForeignFilesError';
  }
}
