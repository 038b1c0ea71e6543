import { CONFIG_PREFIX } from './app-config-variables';

/** A part of a variable's name, and the names that end here or continue after it. */
interface Part {
  readonly next: Map<string, Part>;
  /** First name that ends with this part. */
  name?: string;
  /** First name that continues after this part. */
  longer?: string;
}

/** Names of configuration variables, by the keys that they set. Searching takes no longer if there are many names. */
export class ConfigNames {
  private readonly root: Part = { next: new Map() };

  constructor(names: Iterable<string> = []) {
    for (const name of names) {
      this.add(name);
    }
  }

  add(name: string): void {
    let part = this.root;
    for (const word of words(name)) {
      part.longer ??= name;
      const next = part.next.get(word) ?? { next: new Map() };
      part.next.set(word, next);
      part = next;
    }
    part.name ??= name;
  }

  /** Returns a name that sets a key above or below the key of `name`; undefined if there is none. */
  overlapping(name: string): string | undefined {
    if (!name.startsWith(CONFIG_PREFIX)) {
      return undefined;
    }
    let part = this.root;
    for (const word of words(name)) {
      if (part !== this.root && part.name !== undefined) {
        return part.name;
      }
      const next = part.next.get(word);
      if (next === undefined) {
        return undefined;
      }
      part = next;
    }
    return part.longer;
  }

  /** Checks whether a name is among the names. */
  has(name: string): boolean {
    let part: Part | undefined = this.root;
    for (const word of words(name)) {
      part = part?.next.get(word);
    }
    return part?.name !== undefined;
  }
}

function words(name: string): string[] {
  return name.split('_');
}
