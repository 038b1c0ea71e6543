/** Thrown where output cannot be read or written as it is asked for. The message says why, and the fix. */
export class OutputError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'OutputError';
  }
}
