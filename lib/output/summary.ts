import { printable } from '../util/printable';

/** Returns a summary of the written output: `dist: 3 environments, 1 object`. */
export function summary(folder: string, counts: Readonly<Record<string, number>>): string {
  const counted = Object.entries(counts).map(([word, count]) => `${count} ${word}${count === 1 ? '' : 's'}`);
  return printable(`${folder}: ${counted.join(', ')}`);
}
