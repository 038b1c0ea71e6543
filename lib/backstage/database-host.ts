import type { Violation } from '../util/violation';
import { isIPv6 } from './destinations';
import { describeHost } from './secrets';

/** Checks that the host of a database server is only a host name, an IP address, or the folder of a Unix socket. */
export function* checkDatabaseHost(path: string, host: string): Iterable<Violation> {
  if (!/^(?:[\w.-]+|\/\S+)$/.test(host) && !isIPv6(host)) {
    yield {
      path,
      message: `must be only a host name, got ${describeHost(host)}`,
      fix: 'remove protocol, user, port and database, and set the keys for them',
    };
  }
}
