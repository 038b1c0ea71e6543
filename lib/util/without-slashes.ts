/** Returns a text without slashes at its end. */
export function withoutSlashes(text: string): string {
  // Without the lookbehind, a text of many slashes takes quadratic time.
  return text.endsWith('/') ? text.replace(/(?<!\/)\/+$/, '') : text;
}
