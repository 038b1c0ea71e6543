import { printable } from './printable';

/** Thrown if input cannot be read or used, or an option is wrong. The message contains the problem and a fix. */
export class InputError extends Error {
  constructor(message: string) {
    super(printable(message));
    this.name = 'InputError';
  }
}
