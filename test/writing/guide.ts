import type { Prose } from './texts';

/** A phrase that readers of this project stumble over. */
interface Phrase {
  readonly pattern: RegExp;
  /** What to write instead, or why not to write it. */
  readonly instead: string;
}

/** Phrases that are wrong wherever they stand. Words that are right elsewhere, such as "where" or "own", are not here. */
const PHRASES: readonly Phrase[] = [
  { pattern: /\bin clear\b/i, instead: 'write "in plain text"' },
  { pattern: /\bmend(?:s|ed|ing)?\b/i, instead: 'write "fix"' },
  { pattern: /\bgot none\b|\bgot nothing\b/i, instead: 'write "is required", "is missing" or "is empty"' },
  { pattern: /\bis needed\b|\bare needed\b|\bneeded, got\b/i, instead: 'write "is required", or say who needs it' },
  { pattern: /\bmust (?:not )?be there\b/i, instead: 'write "is required", "must exist" or "remove X"' },
  { pattern: /\bthere ->|-> there\b|\(nothing\)/, instead: 'write "removed", "added" or "changed"' },
  { pattern: /\btakes? no notice of\b|\bpass(?:es|ed)? over\b/i, instead: 'write "ignores" or "has no effect"' },
  { pattern: /\bwhole numbers?\b/i, instead: 'write "integer"' },
  { pattern: /\bas (?:it|they) (?:stands?|is given|was given)\b/i, instead: 'write "unchanged" or "as is"' },
  { pattern: /\bof one's own\b/i, instead: 'write "additional", "custom" or "user-defined"' },
  { pattern: /\b(?:is|are|be|nobody is) told\b/i, instead: 'name who reports, prints or logs it' },
  {
    pattern: /\bwhat holds\b|\bwhere (?:none|one) is (?:given|set|there)\b/i,
    instead: 'write "the default", or "if it is not set"',
  },
  { pattern: /\bsets of values\b/i, instead: 'write "values files"' },
  { pattern: /\bwithout a word\b|\bsays nothing\b/i, instead: 'write "without a warning" or "prints nothing"' },
  { pattern: /\bput right\b|\bset anew\b|\bbe it\b/i, instead: 'write "corrected", "set again" or "whether"' },
  { pattern: /\bin place of\b/i, instead: 'write "instead of"' },
  { pattern: /\bbesides\b/i, instead: 'write "in addition to" or "also"' },
  { pattern: /\bat odds with\b/i, instead: 'write "contradicts" or "differs from"' },
  { pattern: /\bbut for\b/i, instead: 'write "except" or "without"' },
  { pattern: /\bwhoever\b|\bthose (?:that|who|which)\b/i, instead: 'name who or what you mean' },
];

/** Words that make a sentence headless: its subject is missing, or comes too late. A question may begin with them. */
const HEADLESS = /^(?:what|whatever|whoever|who|those|nobody|where|which)\b/i;

/** Most words that a sentence may have. */
const LIMIT = 25;

/**
 * Returns how a piece of prose departs from the writing guide of CONTRIBUTING.md, a line for each departure.
 *
 * @param prose the piece, as `proseOf` gives it
 */
export function departures({ text }: Prose): string[] {
  const phrases = PHRASES.flatMap(({ pattern, instead }) => {
    const found = pattern.exec(text)?.[0];
    return found === undefined ? [] : [`"${found}": ${instead}`];
  });
  const sentences = text.split(/(?<=[.?!:;])\s+(?=[A-Z("'*])/);
  const headless = sentences
    .filter((sentence) => HEADLESS.test(sentence) && /^[A-Z]/.test(sentence) && !sentence.endsWith('?'))
    .map((sentence) => `"${sentence.slice(0, 40)}": begin with the subject; docstrings with a verb or a noun`);
  const long = sentences
    .map((sentence) => ({ sentence, words: sentence.split(' ').filter((word) => /\w/.test(word)).length }))
    .filter(({ words }) => words > LIMIT)
    .map(({ sentence, words }) => `"${sentence.slice(0, 40)}…": ${words} words; at most ${LIMIT}, write two sentences`);
  return [...phrases, ...headless, ...long];
}
