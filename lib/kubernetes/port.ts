import { describe } from '../util/describe';
import type { Violation } from '../util/violation';

/** What is wrong with a port, if anything. */
export function portViolations(path: string, port: number | undefined): Violation[] {
  const isPort = port !== undefined && Number.isInteger(port) && port >= 1 && port <= 65535;
  return isPort
    ? []
    : [{ path, message: `must be 1 to 65535, got ${describe(port)}`, fix: 'set it to the port that is meant' }];
}
