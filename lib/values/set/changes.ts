import { isMap } from '../../util/members';
import type { YamlMap } from '../merge';
import type { SetOption } from '../written';
import { type Key, SetError, show } from './set-error';

/** Maximum number of list entries that one text adds, with those before a given index. */
const MAX_ENTRIES = 100_000;

/** Assigns values to paths. It copies each map and list of the values once, and then changes the copy. */
export class Changes {
  private readonly copies = new Set<unknown>();
  private entries = 0;

  constructor(private readonly option: SetOption) {}

  /**
   * Returns a value in which a path has another value.
   *
   * @throws SetError if the path leads through a value that is not a map or list
   */
  assign(target: unknown, [key, ...rest]: readonly Key[], value: unknown, above: readonly Key[]): unknown {
    if (key === undefined) {
      return value;
    }
    const here = [...above, key];
    const refuse = (problem: string): never => {
      throw new SetError(`${this.option} ${show(here)}: ${problem}`);
    };
    if (typeof key === 'number') {
      if (!Array.isArray(target) && target !== undefined && target !== null) {
        refuse(`${show(above)} must be a list, got another value; set ${show(above)} as a whole`);
      }
      const given = Array.isArray(target) ? target : [];
      const list: unknown[] = this.copies.has(target) ? given : this.added([...given]);
      this.entries += Math.max(0, key - list.length);
      if (this.entries > MAX_ENTRIES) {
        refuse(`must not add more than ${MAX_ENTRIES} entries; use a values file`);
      }
      while (list.length < key) {
        list.push(null);
      }
      list[key] = this.assign(list[key], rest, value, here);
      return list;
    }
    if (!isMap(target) && target !== undefined && target !== null) {
      refuse(`${show(above)} must be a map, got another value; set ${show(above)} as a whole`);
    }
    const given = isMap(target) ? target : {};
    const map: YamlMap = this.copies.has(target) ? given : this.added(copyOf(given));
    const member = this.assign(Object.hasOwn(map, key) ? map[key] : undefined, rest, value, here);
    // An assignment to the key __proto__ would change the prototype.
    return Object.defineProperty(map, key, { value: member, enumerable: true, configurable: true, writable: true });
  }

  private added<Copy>(copy: Copy): Copy {
    this.copies.add(copy);
    return copy;
  }
}

function copyOf(map: YamlMap): YamlMap {
  return Object.fromEntries(Object.entries(map));
}
