import type { Severity } from './finding';
import type { RuleViolation } from './rules/rule';
import type { Subject } from './subject';

/** Reason why nothing reads values, and the fix. */
export interface Unread {
  /** Reason that follows "has no effect: ". It names the value that turns them off. */
  readonly because: string;
  /** Fix that makes something read them, as an imperative. @default - only removing them is possible */
  readonly fix?: string;
  /** Whole fix, if removing them is not enough of one. */
  readonly instead?: string;
  /** Values that nothing reads. @default - all values that the user set */
  readonly keys?: readonly string[];
  /** @default - the severity of the rule */
  readonly severity?: Severity;
}

/** Values that are read only while something else is on. */
export interface DependentValues<S> {
  /** Path of the section that contains the values. */
  readonly section: string;
  /**
   * Paths of the values, below the section. A path stands for everything below it.
   *
   * @default - all values of the section
   */
  readonly keys?: readonly string[];
  /**
   * Returns why nothing reads the values; undefined if something reads them.
   *
   * @param subject values and facts
   * @param changed values that the user set, by their paths below the section
   */
  unread(subject: S, changed: readonly string[]): Unread | undefined;
}

/**
 * Finds values that the user set to something else than the default, and that nothing reads. A section has one finding,
 * which names all of its values.
 *
 * @param subject values and facts
 * @param sections values of each section, and when nothing reads them
 */
export function* unreadIn<S extends Subject>(
  subject: S,
  sections: readonly DependentValues<S>[],
): Iterable<RuleViolation> {
  for (const { section, keys, unread } of sections) {
    const changed = changedKeys(subject, section, keys);
    const found = changed.length > 0 ? unread(subject, changed) : undefined;
    const of = found?.keys ?? changed;
    if (found && of.length > 0) {
      yield violation(section, of, found);
    }
  }
}

/** Returns the values of a section that the user set to something else than the default, by their paths below it. */
function changedKeys(subject: Subject, section: string, keys: readonly string[] | undefined): string[] {
  const paths = keys?.map((key) => `${section}.${key}`) ?? [section];
  return paths.flatMap((path) => subject.changed(path)).map((path) => path.slice(section.length + 1));
}

function violation(
  section: string,
  keys: readonly string[],
  { because, fix, instead, severity }: Unread,
): RuleViolation {
  const [key = '', ...others] = keys;
  const isOne = others.length === 0;
  const remove = isOne ? 'remove it' : 'remove them';
  return {
    ...(severity && { severity }),
    path: isOne ? `${section}.${key}` : section,
    message: `${isOne ? 'has' : `${listed(keys)} have`} no effect: ${because}`,
    fix: instead ?? (fix === undefined ? remove : `${fix}, or ${remove}`),
  };
}

/** Returns keys as a sentence lists them. */
function listed(keys: readonly string[]): string {
  return `${keys.slice(0, -1).join(', ')} and ${keys.at(-1)}`;
}
