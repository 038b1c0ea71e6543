// Reads the code blocks of a guide, so that a run can execute them in the order of the reader.
import { readFileSync } from 'node:fs';

const BLOCK = /^( *)```(\w+) ?(.*)\n([\s\S]*?)^ *```$/gm;
const HEADING = /^#+ (.*)$/gm;

/**
 * Returns the code blocks of a page. Each has the heading above it, its language, its attributes and its code. An
 * attribute is a word or `name="value"` after the language.
 */
export function blocksOf(page) {
  const text = readFileSync(page, 'utf8');
  const withoutCode = text.replace(BLOCK, (block) => block.replace(/[^\n]/g, ' '));
  const headings = [...withoutCode.matchAll(HEADING)];
  return [...text.matchAll(BLOCK)].map(({ index, 1: indent, 2: language, 3: attributes, 4: code }) => ({
    heading: headings.filter((heading) => heading.index < index).at(-1)?.[1] ?? '',
    language,
    attributes: attributesOf(attributes),
    code: code.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  }));
}

function attributesOf(text) {
  const found = text.matchAll(/(\w+)(?:=(?:"([^"]*)"|(\S+)))?/g);
  return Object.fromEntries([...found].map(([, name, quoted, bare]) => [name, quoted ?? bare ?? '']));
}
