// Parts of generated pages.

/** What a link calls the heading with this text. */
export function anchor(title) {
  return title.toLowerCase().replaceAll(' ', '-');
}

/** A link to the heading with this text. */
export function link(name) {
  return `[${name}](#${anchor(name)})`;
}

/** A table, or nothing without rows. */
export function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return rows.length === 0 ? '' : [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

/** A text that may stand in a table. */
export function cell(text) {
  return text
    .replaceAll('|', '\\|')
    .replaceAll('<', '&lt;')
    .replace(/`[^`]*`/g, (code) => code.replaceAll('&lt;', '<'));
}
