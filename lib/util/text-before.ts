/**
 * Returns the text before the first match of a pattern; all of it if there is none. The method `split` compiles the
 * pattern each time.
 */
export function textBefore(text: string, pattern: RegExp): string {
  const end = text.search(pattern);
  return end === -1 ? text : text.slice(0, end);
}
