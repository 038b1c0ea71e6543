/** Returns a text as one word of a POSIX shell. Names may have any author, and people copy the printed commands. */
export function shellWord(text: string): string {
  return /^[\w./:-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
