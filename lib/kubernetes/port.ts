import { describe } from '../util/describe';
import type { Violation } from '../util/violation';

/** Returns a violation if a port is not an integer from 1 to 65535. */
export function portViolations(
  path: string,
  port: number | undefined,
  fix = 'set it to the port that clients connect to',
): Violation[] {
  const isPort = port !== undefined && Number.isInteger(port) && port >= 1 && port <= 65535;
  return isPort
    ? []
    : [
        {
          path,
          message: `must be an integer from 1 to 65535, got ${describe(port)}`,
          fix,
        },
      ];
}
