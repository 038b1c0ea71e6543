// Markdown for generated pages.

/** Returns the anchor of a heading. */
export function anchor(title) {
  return title.toLowerCase().replaceAll(' ', '-');
}

/** Returns a link to a heading, with the text of the heading. */
export function link(name) {
  return `[${name}](#${anchor(name)})`;
}

/** Returns a table, or an empty text if there are no rows. */
export function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return rows.length === 0 ? '' : [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

/** Escapes a text for the cell of a table. */
export function cell(text) {
  return text
    .replaceAll('|', '\\|')
    .replaceAll('<', '&lt;')
    .replace(/`[^`]*`/g, (code) => code.replaceAll('&lt;', '<'));
}
