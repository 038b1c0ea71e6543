/** Path of the value that names the Secret with the credentials. */
const SECRET_NAME = 'backstage.secretName';

/**
 * Returns the fix for a setting that another value sets too.
 *
 * @param what the setting to remove, such as `the entry`
 * @param setBy path of the other value
 */
export function setInstead(what: string, setBy: string): string {
  return setBy === SECRET_NAME
    ? `remove ${what}, and put the value into the Secret that ${SECRET_NAME} names`
    : `remove ${what}, and set ${setBy} instead`;
}
