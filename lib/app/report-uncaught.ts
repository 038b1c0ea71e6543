import { errorReport } from './error-report';
import { exitStatusOf } from './exit-status';

/** Errors that an app reports as one message if it does not catch them. */
const reported = new WeakSet<object>();

/**
 * Runs a function that reads or checks values, and returns its result. An app calls it before `runApp` can catch errors.
 * If the app does not catch the error either, the process prints its message without a stack, and ends with the exit
 * status of `backstage-synth`.
 */
export function reportingUncaught<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error) {
      reported.add(error);
      process.off('uncaughtException', report);
      process.on('uncaughtException', report);
    }
    throw error;
  }
}

function report(error: unknown): void {
  process.off('uncaughtException', report);
  if (typeof error === 'object' && error !== null && reported.has(error)) {
    console.error(errorReport(error));
    process.exit(exitStatusOf(error));
  }
  // Without this listener, Node.js treats other errors as always.
  setImmediate(() => {
    throw error;
  });
}
