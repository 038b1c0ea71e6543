// Compares the answer of the API server about an object with that of the object checks.

/**
 * Returns the difference in words; undefined if the answers are the same, or if an exception allows the difference.
 *
 * @param answer answer of the server: `ok`, and its `message` if it refuses the object
 * @param violations what `checkObject` reports
 * @param exceptions known differences: `ours` matches our violation, `server` the server's message
 */
export function differenceOf({ ok, message }, violations, exceptions) {
  if (ok === (violations.length === 0)) {
    return undefined;
  }
  const texts = ok ? violations.map((each) => `${each.path}: ${each.message}`) : [message];
  const pattern = ok ? 'ours' : 'server';
  const isKnown = exceptions.some(
    (each) => each[pattern] && texts.some((text) => new RegExp(each[pattern]).test(text)),
  );
  if (isKnown) {
    return undefined;
  }
  return ok
    ? `the server accepts it, we refuse it: ${texts.join('; ')}`
    : `the server refuses it, we accept it: ${message}`;
}
