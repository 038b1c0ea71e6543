import { isJsonMap, type JsonValue } from '../util/json';
import type { Violation } from '../util/violation';
import { type ConfigTree, find } from './config-tree';
import type { DatabaseConnection } from './database-connection';

/** TLS modes that verify less in libpq, the library of `psql`, than in node-postgres, each with the fix. */
const LIBPQ: Readonly<Record<string, string>> = {
  prefer: 'set it to verify-full; or to no-verify to skip the verification, or to disable for a server without TLS',
  'verify-ca': 'set it to verify-full; or to no-verify to skip the verification',
};

/**
 * Finds TLS modes of PostgreSQL that have another meaning than users expect (pg: its connection-parameters and
 * connection).
 *
 * @param path path of the TLS mode in `connection`
 * @param trees custom configuration
 */
export function* databaseTlsFindings(
  path: string,
  connection: DatabaseConnection,
  trees: readonly ConfigTree[],
): Iterable<Violation> {
  if (connection.type !== 'postgresql') {
    return;
  }
  const fix = LIBPQ[connection.ssl ?? ''];
  if (fix !== undefined) {
    yield {
      path,
      message: `verifies certificate and host name, as verify-full does, and never connects without TLS; got ${JSON.stringify(connection.ssl)}`,
      fix,
    };
  }
  for (const { tree, pathOf } of trees) {
    for (const keys of connections(tree)) {
      const ssl = find(tree, [...keys, 'ssl']);
      // node-postgres knows these texts. Any other text makes it fail.
      if (typeof ssl === 'string' && !['', 'true', 'no-verify'].includes(ssl) && !/\$[({]/.test(ssl)) {
        yield {
          path: pathOf([...keys, 'ssl']),
          message: 'must be true, false or a map: node-postgres fails to connect with a text',
          fix: 'set it to { rejectUnauthorized: true } to verify the server, { rejectUnauthorized: false } to only encrypt, or false',
        };
      }
    }
  }
}

/** Returns the keys of the connections in a configuration: that of all plugins, and those of single plugins. */
function connections(tree: JsonValue): string[][] {
  const database = ['backend', 'database'];
  const plugins = find(tree, [...database, 'plugin']);
  return [
    [...database, 'connection'],
    ...(isJsonMap(plugins) ? Object.keys(plugins) : []).map((name) => [...database, 'plugin', name, 'connection']),
  ];
}
