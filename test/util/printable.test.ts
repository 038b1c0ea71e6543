import fc from 'fast-check';
import { printable, printableLines } from '../../lib/util/printable';
import { processorTime } from '../processor-time';

test('keeps texts without control characters', () => {
  const texts = ['', 'a: b', 'Zürich 東京 😀', 'back\\slash', 'got ::1', '# title', '## title', 'a ##b'];
  expect(texts.map(printable)).toEqual(texts);
});

test.each([
  ['a line feed', 'a\nb', 'a\\nb'],
  ['a tab and a carriage return', 'a\tb\rc', 'a\\tb\\rc'],
  ['an escape sequence', '\u001b[31mred', '\\u001b[31mred'],
  ['NUL and DEL', '\u0000\u007f', '\\u0000\\u007f'],
  ['C1 control characters', '\u0085\u009b', '\\u0085\\u009b'],
  ['separators of lines and paragraphs', '\u2028\u2029', '\\u2028\\u2029'],
  ['overrides of the direction', '\u202eabc\u202c', '\\u202eabc\\u202c'],
  ['isolates and marks of the direction', '\u2066\u2069\u200f\u061c', '\\u2066\\u2069\\u200f\\u061c'],
  ['half of a character', '\ud83d', '\\ud83d'],
  ['a command to GitHub Actions', '::error::x', '\\u003a:error::x'],
  ['an indented command to GitHub Actions', '  ::stop-commands::x', '  \\u003a:stop-commands::x'],
  ['commands to other CI systems', 'a ##vso[task.x] ##[error]', 'a \\u0023#vso[task.x] \\u0023#[error]'],
])('escapes %s', (_, text, escaped) => {
  expect(printable(text)).toBe(escaped);
});

test('keeps the line feeds between lines, and escapes commands in each line', () => {
  expect(printableLines('a\n::error::b\n\u001bc')).toBe('a\n\\u003a:error::b\n\\u001bc');
});

test('returns one line of visible characters for any text, and does not change it again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const once = printable(text);
      expect(once).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]|^\s*::/u);
      expect(printable(once)).toBe(once);
    }),
  );
});

test.each(['\u001b', ' ', ':', '#', '##', ' ::', '##a', '\ud83d'])('takes linear time for 100 kB of %j', (unit) => {
  expect(processorTime(() => printable(unit.repeat(100_000 / unit.length)))).toBeLessThan(2000);
});
