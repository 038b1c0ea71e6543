/** Checks whether the operating system refused an operation. If codes are set, the error must have one of them. */
export function isSystemError(error: unknown, ...codes: readonly string[]): error is NodeJS.ErrnoException {
  if (typeof error !== 'object' || error === null || !('code' in error)) {
    return false;
  }
  const code = String(error.code);
  // Codes of Node.js' own errors, for example for a wrong argument type, begin with ERR_. Such errors are programming
  // errors.
  return codes.length > 0 ? codes.includes(code) : /^E(?!RR_)/.test(code);
}
