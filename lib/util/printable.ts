/** Text of which a terminal or log shows every character as it is. */
const PLAIN = /^[ -~]*$/;

/**
 * Returns a pattern of characters that change how a terminal or log shows other characters. They are control characters,
 * line separators, and characters that set the direction of text. The last group is halves of characters.
 */
function control(): RegExp {
  return /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Cs}]/gu;
}

/** Beginnings of commands that CI systems find in logs: `::error::` at the start of a line, and `##vso[` anywhere. */
const CI_COMMAND = /^\s*::|##(?=\w*\[)/g;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * Returns a text as one line that is safe to print. Escapes control characters as JSON does, and the first character of
 * commands that CI systems would run. Does not change a text that it returned.
 *
 * Every function that prints texts of others uses it: values, names of objects, names of files.
 */
export function printable(text: string): string {
  // Most texts are plain, so that the pattern of the others need not be compiled.
  const shown = PLAIN.test(text)
    ? text
    : text.replace(control(), (character) => SHORT[character] ?? escaped(character));
  return shown.includes('::') || shown.includes('##') ? shown.replace(CI_COMMAND, escapedMark) : shown;
}

/** Returns lines that are safe to print. The line feeds between the lines stay. */
export function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}

function escapedMark(mark: string): string {
  const start = mark.search(/[:#]/);
  return mark.slice(0, start) + escaped(mark.charAt(start)) + mark.slice(start + 1);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
