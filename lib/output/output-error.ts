import { printable } from '../util/printable';

/** Thrown if output cannot be written. The message contains the reason and a fix. */
export class OutputError extends Error {
  constructor(message: string) {
    super(printable(message));
    this.name = 'OutputError';
  }
}
