import { section, text } from '../node';

/** Default key of each part of the connection, and what applies to a part without a key. */
type Keys = Readonly<
  Record<'host' | 'port' | 'user' | 'password' | 'database', readonly [key: string, ifEmpty: string]>
>;

/** Returns the values of `backstage.database.postgresql` for a separate Secret. */
export const databaseSecret = (keys: Keys) => {
  const key = (part: keyof Keys) => {
    const [byDefault, ifEmpty] = keys[part];
    return text(`Key of the ${part}. If empty, ${ifEmpty}.`, byDefault === '' ? {} : { default: byDefault });
  };
  return {
    secretName: text(
      'Name of a separate Secret with the password and other parts of the connection, such as the one that a database operator creates. If empty, the password comes from the same source as the other credentials.',
    ),
    secretKeys: section(
      'Keys of the connection in the Secret `postgresql.secretName`.',
      {
        host: key('host'),
        port: key('port'),
        user: key('user'),
        password: key('password'),
        database: key('database'),
      },
      { secret: true },
    ),
  };
};
