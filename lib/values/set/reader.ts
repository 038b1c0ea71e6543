/** Reader of single characters. */
export class Reader {
  private position = 0;
  private readonly text: readonly string[];

  constructor(text: string) {
    this.text = [...text];
  }

  get atEnd(): boolean {
    return this.position >= this.text.length;
  }

  /** Returns the next character without skipping it, or an empty string at the end. */
  peek(): string {
    return this.text[this.position] ?? '';
  }

  skip(count = 1): void {
    this.position += count;
  }

  /** Skips the next character if it is `character`, and returns whether it was. */
  skips(character: string): boolean {
    const found = this.peek() === character;
    this.position += found ? 1 : 0;
    return found;
  }

  /** Reads up to one of the characters in `stops`. With escapes, a backslash escapes the next character. */
  until(stops: string, hasEscapes = true): string {
    let read = '';
    while (!this.atEnd && !stops.includes(this.peek())) {
      if (hasEscapes) {
        this.skips('\\');
      }
      read += this.peek();
      this.skip();
    }
    return read;
  }

  /** Reads JSON up to the end of the value, or to the comma after it. The text may not be valid JSON. */
  untilEndOfJson(): string {
    const start = this.position;
    let depth = 0;
    let isText = false;
    for (; !this.atEnd && !(depth === 0 && !isText && this.peek() === ','); this.skip()) {
      const character = this.peek();
      if (character === '"') {
        isText = !isText;
      } else if (isText) {
        this.skip(character === '\\' ? 1 : 0);
      } else {
        depth += '[{'.includes(character) ? 1 : ']}'.includes(character) ? -1 : 0;
      }
    }
    return this.text.slice(start, this.position).join('');
  }
}
