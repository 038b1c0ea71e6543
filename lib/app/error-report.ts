import { printableLines } from '../util/printable';
import { EXIT_STATUS, exitStatusOf } from './exit-status';

/**
 * Returns the text to print about an error that ended a run.
 *
 * For a defect of the program, the text has the places in the code, but not the error's message: it may contain a
 * secret.
 */
export function errorReport(error: unknown): string {
  if (exitStatusOf(error) === EXIT_STATUS.defect) {
    return `this program has a defect; please report these lines:\n${placesOf(error)}`;
  }
  return printableLines(error instanceof Error ? error.message : String(error));
}

/** Returns the name of an error and the places in its stack. */
function placesOf(error: unknown): string {
  if (!(error instanceof Error)) {
    return `an error of the type ${typeof error}`;
  }
  const { name, message, stack = '' } = error;
  const afterMessage = stack.slice(stack.indexOf(message) + message.length);
  return [name, ...afterMessage.split('\n').filter((line) => /^ +at /.test(line))].join('\n');
}
