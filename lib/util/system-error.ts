/** Whether the system refused an operation, with one of these codes where any are given. */
export function isSystemError(error: unknown, ...codes: readonly string[]): error is NodeJS.ErrnoException {
  if (typeof error !== 'object' || error === null || !('code' in error)) {
    return false;
  }
  const code = String(error.code);
  // Errors of Node.js itself, such as of an argument's type, begin with ERR_: those are faults of a program.
  return codes.length > 0 ? codes.includes(code) : /^E(?!RR_)/.test(code);
}
