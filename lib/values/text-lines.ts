/** Lines of a text. Turns indexes into lines and columns. */
export class TextLines {
  private readonly starts: readonly number[];

  /**
   * @param text the text
   * @param added number of spaces that the text has at the beginning of lines, but the user's file does not
   */
  constructor(
    text: string,
    private readonly added: ReadonlyMap<number, number> = new Map(),
  ) {
    this.starts = [0, ...[...text.matchAll(/\r\n?|\n/g)].map(({ index, 0: end }) => index + end.length)];
  }

  /** Returns line and column of a character in the user's file, both from 1. */
  positionOf(index: number): { readonly line: number; readonly column: number } {
    // The last line that begins at the index or before it.
    let [low, high] = [0, this.starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      [low, high] = (this.starts[middle] ?? 0) <= index ? [middle, high] : [low, middle - 1];
    }
    return { line: low + 1, column: this.columnInFile(low + 1, index - (this.starts[low] ?? 0) + 1) };
  }

  /** Returns the column of a character in the user's file. */
  columnInFile(line: number, column: number): number {
    return Math.max(1, column - (this.added.get(line) ?? 0));
  }

  /** Returns the index of the first character of a line. */
  startOf(line: number): number {
    return this.starts[line - 1] ?? Number.POSITIVE_INFINITY;
  }
}
