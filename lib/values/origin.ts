import { isDeepStrictEqual } from 'node:util';
import type { Manifest } from '../kubernetes/manifest';
import { isMap, memberOf } from '../util/members';
import { pathOf } from '../util/path';
import { nullPaths, type YamlMap } from './merge';
import { isShortened, SAME_KEY, SAME_VALUE, SIMILAR, similarity } from './similarity';
import { changedAt, differingKeys, type Keys, leaves, startsWith, withoutEnd } from './tree';

/** Value that determines a member of a rendered object. */
export interface Origin {
  /** Path in the values, or the name of an option. */
  readonly path: string;
  /** Whether the member is the value itself. Otherwise the member only follows from the value. */
  readonly isPassedThrough: boolean;
}

/** Options of a rendering that determine names. */
export type NamingOptions = Readonly<Partial<Record<'releaseName' | 'namespace', string>>>;

/** A rendering whose objects have violations. */
export interface Rendering {
  readonly objects: readonly Manifest[];
  /** The user's values, merged. */
  readonly given: YamlMap;
  /** The same values, merged with the defaults. */
  readonly complete: YamlMap;
  readonly options: NamingOptions;
  /** Renders other values without checks. Returns undefined if they cannot be rendered. */
  render(given: YamlMap, options: NamingOptions): readonly Manifest[] | undefined;
}

/** A value that may determine a member, and how much it looks like the member's value. */
interface Candidate {
  readonly keys: Keys;
  readonly value: unknown;
  readonly isOption: boolean;
}

/** Place in the rendered objects. */
interface ObjectPlace {
  readonly index: number;
  readonly keys: Keys;
}

/** Place that another value changes, and what is there then. */
interface Change extends ObjectPlace {
  readonly after: unknown;
}

/** A value that changes a place. */
interface Determining {
  readonly candidate: Candidate;
  readonly score: number;
  /** Whether the place contains the other value. Otherwise it may only contain a hash of all values. */
  readonly isCopied: boolean;
  /** Number of places that the value changes. */
  readonly changes: number;
}

/** Maximum number of renderings for one report. After these, findings have no paths. */
const MAX_RENDERINGS = 200;

/** Maximum number of values in all renderings together. Renderings of many values take long. */
const MAX_RENDERED_VALUES = 60_000;

/** Maximum number of changes that are compared. A value that changes more determines no single member. */
const MAX_CHANGES = 300;

/** Maximum number of values inside a map or list that are traced to find where the map or list comes from. */
const MAX_SAMPLES = 4;

/**
 * Finds the values from which members of rendered objects come. It changes one value at a time, renders again, and
 * looks at what changed. So it needs no second description of how values become objects.
 */
export class Origins {
  private readonly candidates: readonly Candidate[];
  /** Defaults that the user's values remove. */
  private readonly nulls: readonly Candidate[];
  private readonly maxRenderings: number;
  private readonly changes = new Map<Candidate, readonly Change[]>();
  /** Maps and lists of the objects, with the maps and lists of the values that their entries come from. */
  private readonly sources = new Map<string, { readonly keys: Keys; readonly offset: number }>();

  constructor(private readonly rendering: Rendering) {
    const { given, complete, options } = rendering;
    const values = [...leaves(complete)].map(([keys, value]) => ({ keys, value, isOption: false }));
    this.nulls = nullPaths(given).map((path) => ({ keys: path.split('.'), value: null, isOption: false }));
    const names = Object.entries(options).map(([key, value]) => ({ keys: [key], value, isOption: true }));
    this.candidates = [...values, ...names];
    this.maxRenderings = Math.min(MAX_RENDERINGS, Math.ceil(MAX_RENDERED_VALUES / values.length));
  }

  /**
   * Returns the value that a member of an object comes from; undefined if there is none.
   *
   * If the member itself is absent, a value beside it or above it shows where it belongs.
   *
   * @param index index of the object
   * @param keys keys of the member
   */
  of(index: number, keys: Keys): Origin | undefined {
    const object = this.rendering.objects[index];
    const known = this.inKnownSource(index, keys);
    if (known) {
      return known;
    }
    const member = memberOf(object, ...keys);
    const isPresent = member !== undefined && member !== '';
    const removed = !isPresent ? this.removedDefault({ index, keys }) : undefined;
    if (removed) {
      return { path: pathOf(removed.keys), isPassedThrough: true };
    }
    let derived: Origin | undefined;
    for (let depth = keys.length; depth > 0; depth -= 1) {
      const above = keys.slice(0, depth);
      const part = memberOf(object, ...above);
      for (const [below] of part === undefined ? [] : samples(part)) {
        // Beside an absent member, only values that look like the members there tell where it belongs.
        const least = depth < keys.length ? SIMILAR : SAME_KEY;
        const candidate = this.determining({ index, keys: [...above, ...below] }, least);
        if (candidate === undefined) {
          continue;
        }
        const base = candidate.isOption ? undefined : withoutEnd(candidate.keys, below);
        if (base && this.isPassedThrough(base, above, part, depth < keys.length)) {
          this.remember(index, above, base);
          return { path: pathOf([...base, ...keys.slice(depth)]), isPassedThrough: true };
        }
        if (depth < keys.length && isPresent) {
          // The chart sets the member. Values of the members beside it do not determine it.
          continue;
        }
        derived ??= {
          path: pathOf(this.widest(candidate, { index, keys: above })),
          isPassedThrough: isDeepStrictEqual(candidate.value, part) || isSameMember(candidate.keys, above),
        };
      }
      if (derived && depth === keys.length) {
        return derived;
      }
    }
    return derived;
  }

  /** Checks whether a part of an object is a value, to which a fidelity may have added members. */
  private isPassedThrough(base: Keys, above: Keys, part: unknown, holdsMember: boolean): boolean {
    const value = memberOf(this.rendering.complete, ...base);
    if (!isMap(part) || !isMap(value)) {
      return isDeepStrictEqual(value, part);
    }
    const isEntry = typeof base.at(-1) === 'number' && typeof above.at(-1) === 'number';
    if (isEntry && isSameEntry(value, part)) {
      return true;
    }
    // A section of the values, such as `backstage`, has some members of the object, but others than these too.
    return Object.keys(part).every((key) => Object.hasOwn(value, key)) || (!holdsMember && base.length > 1);
  }

  /** Remembers from which map or list of the values a map or list of an object comes. Lists keep their order. */
  private remember(index: number, keys: Keys, base: Keys): void {
    for (let length = 1; length <= Math.min(keys.length, base.length); length += 1) {
      const [entry, origin] = [keys.at(-length), base.at(-length)];
      const offset = typeof entry === 'number' && typeof origin === 'number' ? entry - origin : 0;
      if (entry !== origin && offset === 0) {
        return;
      }
      const place = JSON.stringify([index, ...keys.slice(0, keys.length - length)]);
      this.sources.set(place, { keys: base.slice(0, base.length - length), offset });
    }
  }

  /** Returns the value of a member in a known map or list, if it is the same there. */
  private inKnownSource(index: number, keys: Keys): Origin | undefined {
    for (let depth = keys.length - 1; depth > 0; depth -= 1) {
      const source = this.sources.get(JSON.stringify([index, ...keys.slice(0, depth)]));
      const entry = keys[depth];
      if (source && entry !== undefined) {
        const base = [...source.keys, typeof entry === 'number' ? entry - source.offset : entry];
        const part = memberOf(this.rendering.objects[index], ...keys.slice(0, depth + 1));
        const value = memberOf(this.rendering.complete, ...base);
        if (
          part !== undefined &&
          (typeof entry === 'number' ? isSameEntry(value, part) : isDeepStrictEqual(value, part))
        ) {
          return { path: pathOf([...base, ...keys.slice(depth + 1)]), isPassedThrough: true };
        }
      }
    }
    return undefined;
  }

  /** Returns the value that changes a place and as little else as possible. Of several, the most similar one counts. */
  private determining(place: ObjectPlace, least: number): Candidate | undefined {
    const member = { key: place.keys.at(-1), value: memberOf(this.rendering.objects[place.index], ...place.keys) };
    const isNamespace =
      member.key === 'namespace' ||
      (this.rendering.objects[place.index]?.kind === 'Namespace' && member.key === 'name');
    const scored = this.candidates
      // Hashes in names depend on the namespace too, but nobody fixes a name by it.
      .filter(({ keys, isOption }) => !isOption || keys[0] !== 'namespace' || isNamespace)
      .map((candidate) => ({
        candidate,
        score: similarity({ key: candidate.keys.at(-1), value: candidate.value }, member),
      }))
      .filter(({ score }) => score >= least)
      .sort((a, b) => b.score - a.score);
    let best: Determining | undefined;
    for (const { candidate, score } of scored) {
      if (
        best &&
        (Math.floor(score) < Math.floor(best.score) || (best.changes === 1 && best.isCopied) || best.score > SAME_VALUE)
      ) {
        break;
      }
      const changes = this.changesBy(candidate);
      const change = changes.find((each) => isAt(each, place));
      if (change !== undefined) {
        const isCopied = otherValues(candidate.value).some((other) => isShortened(String(other), String(change.after)));
        const next = { candidate, score, isCopied, changes: changes.length };
        best = best === undefined || isBetter(next, best) ? next : best;
      }
    }
    return best?.candidate;
  }

  /** Returns the null without which a place would have a value. */
  private removedDefault(place: ObjectPlace): Candidate | undefined {
    return this.nulls.find((candidate) => this.changesBy(candidate).some((change) => isAt(change, place)));
  }

  /** Returns the keys of the value, or of the map or list around it if other values in it change the place too. */
  private widest({ keys, isOption }: Candidate, place: ObjectPlace): Keys {
    let [widest, inner] = [keys, keys];
    for (let length = isOption ? 0 : keys.length - 1; length > 1; length -= 1) {
      const outer = keys.slice(0, length);
      const other = this.candidates.find((each) => startsWith(each.keys, outer) && !startsWith(each.keys, inner));
      if (other !== undefined && !this.changesBy(other).some((change) => isAt(change, place))) {
        break;
      }
      widest = other === undefined ? widest : outer;
      inner = outer;
    }
    return widest;
  }

  /** Renders values with another value at a place. A null may stand for a number or for a text. */
  private rendered({ keys, value }: Candidate): readonly Manifest[] | undefined {
    const { given, complete, options, render } = this.rendering;
    const others = value === null ? [1, 'x'] : otherValues(value);
    for (const other of others) {
      const objects = render(changedAt(given, complete, keys, other) as YamlMap, options);
      if (objects !== undefined) {
        return objects;
      }
    }
    return undefined;
  }

  private changesBy(candidate: Candidate): readonly Change[] {
    const known = this.changes.get(candidate);
    if (known || this.changes.size >= this.maxRenderings) {
      return known ?? [];
    }
    const { objects, given, options, render } = this.rendering;
    const [first = ''] = candidate.keys;
    const changed = candidate.isOption
      ? render(given, { ...options, [first]: `x${candidate.value}` })
      : this.rendered(candidate);
    const changes = changed?.length === objects.length ? [...differences(objects, changed)] : [];
    this.changes.set(candidate, changes);
    return changes;
  }
}

function samples(part: unknown): [Keys, unknown][] {
  const found: [Keys, unknown][] = [];
  for (const leaf of leaves(part)) {
    found.push(leaf);
    if (found.length === MAX_SAMPLES) {
      break;
    }
  }
  return found;
}

/** Returns values that differ from a value. The first one that can be rendered is used. */
function otherValues(value: unknown): unknown[] {
  switch (typeof value) {
    case 'string':
      // Long names are cut at their end, so another end would change nothing. URLs and paths need their beginning.
      return value.includes('/') ? [`${value}x`] : [`x${value}`, `${value}x`];
    case 'number':
      return [Number.isSafeInteger(value + 1) ? value + 1 : 1];
    case 'boolean':
      return [!value];
    default:
      return Array.isArray(value) ? [['x']] : [{ x: 'x' }];
  }
}

/** Yields the places at which objects differ, up to a maximum number. */
function* differences(before: readonly Manifest[], after: readonly Manifest[]): Iterable<Change> {
  let left = MAX_CHANGES;
  for (const [index, object] of before.entries()) {
    for (const keys of differingKeys(object, after[index])) {
      yield { index, keys, after: memberOf(after[index], ...keys) };
      left -= 1;
      if (left === 0) {
        return;
      }
    }
  }
}

/** Checks whether an entry of a list in the values became an entry in an object. Fidelity may change its members. */
function isSameEntry(given: unknown, rendered: unknown): boolean {
  const [name, other] = [memberOf(given, 'name'), memberOf(rendered, 'name')];
  return name === undefined ? isDeepStrictEqual(given, rendered) : name === other;
}

function isBetter(next: Determining, best: Determining): boolean {
  return next.isCopied === best.isCopied ? next.changes < best.changes : next.isCopied;
}

/** Checks whether a change is at a place, inside it, or around it. */
function isAt(change: ObjectPlace, place: ObjectPlace): boolean {
  return change.index === place.index && (startsWith(change.keys, place.keys) || startsWith(place.keys, change.keys));
}

/** Checks whether the last two keys are equal. A canonical quantity differs from the value, but is the same member. */
function isSameMember(keys: Keys, others: Keys): boolean {
  return keys.length > 1 && keys.at(-1) === others.at(-1) && keys.at(-2) === others.at(-2);
}
