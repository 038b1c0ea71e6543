/** Bounds of a tree of values that YAML or JSON describes. */
export interface TreeLimits {
  /** Number of values. Values that an alias refers to count at each use. */
  readonly values: number;
  /** Number of maps and lists inside each other. */
  readonly depth: number;
  /** Number of characters of a text or key. */
  readonly characters: number;
}

/** Bound that a tree exceeds. */
export interface ExceededLimit {
  /** Description of the bound, such as `at most 100 values`. */
  readonly bound: string;
  /** Instruction for changing the tree. */
  readonly fix: string;
}

/** Number of values in a value, and number of maps and lists inside each other. */
interface Size {
  readonly values: number;
  readonly depth: number;
}

const SCALAR: Size = { values: 1, depth: 0 };
const TOO_MANY: Size = { values: Number.POSITIVE_INFINITY, depth: 0 };
const TOO_DEEP: Size = { values: 0, depth: Number.POSITIVE_INFINITY };

/**
 * Returns the bound that a tree exceeds; undefined if it exceeds none.
 *
 * In a small file, aliases can describe billions of values, or a value that contains itself. So this function measures
 * each map and list only once.
 */
export function exceededLimit(tree: unknown, limits: TreeLimits): ExceededLimit | undefined {
  const measured = new Map<object, Size>();
  let longest = 0;
  const measure = (value: unknown, above: number): Size => {
    if (typeof value === 'string') {
      longest = Math.max(longest, value.length);
    }
    if (typeof value !== 'object' || value === null) {
      return SCALAR;
    }
    const before = measured.get(value);
    if (before !== undefined || above >= limits.depth) {
      return before ?? TOO_DEEP;
    }
    // A value that contains itself finds this size.
    measured.set(value, TOO_MANY);
    const size = { values: 1, depth: 1 };
    for (const [key, member] of Object.entries(value)) {
      longest = Math.max(longest, key.length);
      const below = measure(member, above + 1);
      size.values += below.values;
      size.depth = Math.max(size.depth, below.depth + 1);
    }
    measured.set(value, size);
    return size;
  };
  const { values, depth } = measure(tree, 0);
  if (depth > limits.depth) {
    return { bound: `at most ${limits.depth} maps and lists inside each other`, fix: 'use fewer levels' };
  }
  if (values > limits.values) {
    return {
      bound: `at most ${limits.values} values after YAML expands its aliases`,
      fix: 'use fewer values or aliases',
    };
  }
  return longest > limits.characters
    ? { bound: `at most ${limits.characters} characters in a text or key`, fix: 'shorten the text' }
    : undefined;
}
