/** Path of the value that names the Secret with the credentials. */
const SECRET_NAME = 'backstage.secretName';

/** Path of the values that name the CA certificates for PostgreSQL. */
const CA_BUNDLE = 'backstage.database.postgresql.caBundle';

/**
 * Returns the fix for a setting that another value sets too.
 *
 * @param what the setting to remove, such as `the entry`
 * @param setBy path of the other value
 */
export function setInstead(what: string, setBy: string): string {
  switch (setBy) {
    case SECRET_NAME:
      return `remove ${what}, and put the value into the Secret that ${SECRET_NAME} names`;
    case CA_BUNDLE:
      return `remove ${what}, and add its certificates to the ConfigMap or Secret that ${CA_BUNDLE} names: Node.js trusts them for all connections`;
    default:
      return `remove ${what}, and set ${setBy} instead`;
  }
}
