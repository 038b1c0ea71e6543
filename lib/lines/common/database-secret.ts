import { CONNECTION_PARTS, type ConnectionPart } from '../../backstage/configured-connection';
import type { Credential, SecretKey } from '../../backstage/credentials';
import type { DatabaseConnection } from '../../backstage/database-connection';

/** Credential of each part of the connection to PostgreSQL. */
export const CONNECTION = {
  host: 'postgresHost',
  port: 'postgresPort',
  user: 'postgresUser',
  password: 'postgresPassword',
  database: 'postgresDatabase',
} as const satisfies Record<ConnectionPart, Credential>;

/** Values of `backstage.database.postgresql` for a separate Secret. */
export interface DatabaseSecret {
  readonly secretName: string | undefined;
  readonly secretKeys: { readonly [Part in ConnectionPart]: string | undefined };
}

/** Returns the key of PostgreSQL's separate Secret for a credential; undefined if another source holds it. */
export function separateKey({ secretName, secretKeys }: DatabaseSecret, credential: Credential): SecretKey | undefined {
  const part = CONNECTION_PARTS.find((each) => CONNECTION[each] === credential);
  const key = part && secretKeys[part];
  return secretName && key ? { secret: { name: secretName }, key } : undefined;
}

/**
 * Checks whether the container reads a part of the connection from the Secret with the other credentials.
 *
 * @param connection connection with the parts that the container gets
 * @param separate values for the separate Secret
 */
export function requiresKey(connection: DatabaseConnection, separate: DatabaseSecret, part: ConnectionPart): boolean {
  const value = connection.type === 'postgresql' ? connection[part] : undefined;
  return typeof value === 'object' && separateKey(separate, CONNECTION[part]) === undefined;
}
