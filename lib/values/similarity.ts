import { isDeepStrictEqual } from 'node:util';

/** Similarity of a value that is the member's. It is greater if the key is the same too. */
export const SAME_VALUE = 2;

/** Similarity of a value that is a part of the member's, or has it as a part. */
export const SIMILAR = 1;

/** Similarity of another value with the same key. */
export const SAME_KEY = 0.5;

/** Number of characters of two texts that are compared. Long texts that repeat themselves take long to compare. */
const COMPARED = 1000;

/** A value and its last key. */
interface Keyed {
  readonly key: string | number | undefined;
  readonly value: unknown;
}

/** Returns how likely a value determines a member: the more it looks like the member, the greater is the number. */
export function similarity({ key, value }: Keyed, member: Keyed): number {
  const sameKey = key === member.key ? SAME_KEY : 0;
  if (typeof value === 'object' || typeof member.value === 'object') {
    return sameKey + (isDeepStrictEqual(value, member.value) ? SAME_VALUE : 0);
  }
  const [text, other] = [String(value).slice(0, COMPARED), String(member.value).slice(0, COMPARED)];
  // YAML reads a text such as 0123 as a number if the chart writes it without quotes.
  const isReadAsOther =
    typeof value === 'string' && typeof member.value !== 'string' && /^[-+.\d]|^(?:true|false)$/i.test(text);
  const isPart = text.length > 1 && other.length > 1 && (isShortened(text, other) || text.includes(other));
  const isSimilar = isPart || isReadAsOther || (text !== '' && other.startsWith(text));
  return sameKey + (text === other ? SAME_VALUE : isSimilar ? SIMILAR : 0);
}

/** Number of characters of a long text that charts keep when they shorten names. */
const KEPT = 20;

/** Checks whether a text contains another text, or the beginning of one that a chart shortens. */
export function isShortened(text: string, container: string): boolean {
  return container.slice(0, COMPARED).includes(text.length > 2 * KEPT ? text.slice(0, KEPT) : text);
}
