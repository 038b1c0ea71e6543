import jsTokens from 'js-tokens';

/** A piece of prose: a comment, a message, a test title, a paragraph, a heading or a table's cell. */
export interface Prose {
  /** Line that the piece begins in, from 1. */
  readonly line: number;
  /** The words, on one line. Code and interpolated values are replaced by `X`. */
  readonly text: string;
}

/**
 * Returns the prose of a file.
 *
 * @param file name of the file; its extension decides how the content is read
 * @param content the text of the file
 */
export function proseOf(file: string, content: string): Prose[] {
  const pieces = file.endsWith('.md')
    ? ofMarkdown(content)
    : file.endsWith('.yaml')
      ? ofYaml(content)
      : ofCode(content);
  return pieces.map(({ line, text }) => ({ line, text: plain(text) })).filter(({ text }) => text.split(' ').length > 1);
}

/** Comments, and strings of several words. */
function ofCode(content: string): Prose[] {
  const pieces: Prose[] = [];
  let line = 1;
  let template: Prose | undefined;
  let followsLineComment = false;
  for (const { type, value } of jsTokens(content)) {
    if (type === 'SingleLineComment') {
      const text = value.replace(/^\/\/ ?/, '');
      const before = pieces.at(-1);
      // Line comments in a row are one text.
      if (followsLineComment && before !== undefined) {
        pieces[pieces.length - 1] = { line: before.line, text: `${before.text} ${text}` };
      } else {
        pieces.push({ line, text });
      }
      followsLineComment = true;
    } else if (type !== 'WhiteSpace' && type !== 'LineTerminatorSequence') {
      followsLineComment = false;
    }
    if (type === 'MultiLineComment') {
      pieces.push(...ofDocstring(value, line));
    } else if (type === 'StringLiteral' || type === 'NoSubstitutionTemplate') {
      pieces.push(...ofString(value.slice(1, -1), line));
    } else if (type === 'TemplateHead') {
      template = { line, text: value.slice(1, -2) };
    } else if (type === 'TemplateMiddle' && template !== undefined) {
      template = { line: template.line, text: `${template.text}X${value.slice(1, -2)}` };
    } else if (type === 'TemplateTail' && template !== undefined) {
      pieces.push(...ofString(`${template.text}X${value.slice(1, -1)}`, template.line));
      template = undefined;
    }
    line += value.split('\n').length - 1;
  }
  return pieces;
}

/** A docstring's text and each of its tags. Examples are code. */
function ofDocstring(comment: string, line: number): Prose[] {
  const text = comment.replace(/^\/\*\*?|\*\/$/g, '').replace(/^[ \t]*\* ?/gm, '');
  return [...withLines(text.replace(/```[\s\S]*?```/g, blank), line, /\n\s*\n|\n(?=@|- )/)]
    .filter((piece) => !/^@(?:example|internal)/.test(piece.text))
    .map((piece) => ({
      ...piece,
      text: piece.text.replace(/^@(?:param \S+|throws \w+|\w+)( - )?\s*/, '').replace(/\{@link (\S+?)\}/g, 'X'),
    }));
}

/** The lines of a string, if it has words. */
function ofString(content: string, line: number): Prose[] {
  const text = content.replace(/\\n/g, '\n').replace(/\\(.)/g, '$1');
  return [...withLines(text, line, /\n/)].filter((piece) => piece.text.trim().split(/\s+/).length > 2);
}

/** Paragraphs, headings, list entries and cells of tables. */
function ofMarkdown(content: string): Prose[] {
  const text = content.replace(/^( *)```[\s\S]*?^\1```$/gm, blank).replace(/<!--[\s\S]*?-->/g, blank);
  return [...withLines(text, 1, /\n\s*\n|\n(?=\s*(?:[-*|]|\d+\.|#)\s?)/)].flatMap(({ line, text }) => {
    const trimmed = text.trim();
    const cells = trimmed.startsWith('|') ? trimmed.replace(/\\\|/g, ' ').split('|') : [trimmed];
    return cells.map((cell) => ({ line, text: cell.trim().replace(/^(?:[-*]|\d+\.|#+)\s/, '') }));
  });
}

/** Comments. */
function ofYaml(content: string): Prose[] {
  return [...withLines(content, 1, /\n(?!\s*#)|\n(?=\s*#)(?<!#.*\n)/)]
    .filter(({ text }) => /^\s*#/.test(text))
    .map(({ line, text }) => ({ line, text: text.replace(/^\s*# ?/gm, '') }));
}

/** The parts of a text between separators, each with its line. */
function* withLines(text: string, first: number, separator: RegExp): Iterable<Prose> {
  const everySeparator = new RegExp(separator.source, 'g');
  let line = first;
  let from = 0;
  for (const match of [...text.matchAll(everySeparator), undefined]) {
    const part = text.slice(from, match?.index);
    const leading = part.match(/^\s*/)?.[0] ?? '';
    yield { line: line + lineEnds(leading), text: part };
    line += lineEnds(part) + lineEnds(match?.[0] ?? '');
    from = match === undefined ? text.length : match.index + match[0].length;
  }
}

function lineEnds(text: string): number {
  return text.split('\n').length - 1;
}

/** Blank lines in place of code, so that the lines behind it keep their numbers. */
function blank(code: string): string {
  return code.replace(/[^\n]+/g, '');
}

/** One line, without code, addresses and marks. */
function plain(text: string): string {
  return text
    .replace(/`[^`]*`/g, 'X')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/https?:\/\/\S+/g, 'X')
    .replace(/\*\*|__/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
