// Makes the code of the bundle smaller and its errors shorter than a minifier does.
import { createRequire } from 'node:module';
import { runInThisContext } from 'node:vm';
import jsTokens from 'js-tokens';
import { LINES } from './lines.mjs';

const require = createRequire(import.meta.url);
const { lineOf } = require('../build/lib/lines/index.js');

/**
 * Returns the same code in ASCII, without the texts about defects that only docs show, and with many short lines.
 *
 * The cache of compiled code requires ASCII, but esbuild does not escape characters of regular expressions. Node.js
 * prints the line that threw an uncaught error. In minified code, such a line can have hundreds of kilobytes.
 */
export function compact(code) {
  const texts = new Set(LINES.flatMap(({ version }) => lineOf(version).defects.map(({ about }) => about)));
  let text = '';
  let before = ['', ''];
  for (const { type, value } of jsTokens(code)) {
    if (type === 'StringLiteral' && isPlace(before) && texts.has(runInThisContext(value))) {
      text += '""';
    } else {
      text += type === 'RegularExpressionLiteral' ? escaped(value) : value;
    }
    // Here, JavaScript gives no meaning to a line break.
    if (type === 'Punctuator' && (value === ';' || value === '}')) {
      text += '\n';
    }
    before = [before[1], value];
  }
  return text;
}

/** Writes the characters of a regular expression that are not ASCII as escape sequences. */
function escaped(text) {
  return text.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Whether a text after these tokens can describe a defect: an argument of a function, or the value of the key. */
function isPlace([key, previous]) {
  return previous === '(' || previous === ',' || (previous === ':' && key === 'about');
}
