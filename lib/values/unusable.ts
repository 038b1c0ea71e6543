import { isMap } from '../util/members';
import { childPath, outerPaths } from '../util/path';
import type { Finding } from './finding';
import { isSection, type Section } from './node';

/** Error that is thrown when a rule reads a value that does not fit the schema. */
export class UnusableValue extends Error {}

/**
 * Returns a copy of the values. Reading an invalid value from the copy throws {@link UnusableValue}.
 *
 * The engine can therefore check the rules although some values are invalid. A rule stops at the first invalid value
 * that it reads. All other rules still run, so that one report lists every problem.
 *
 * @param section schema of the values
 * @param values values, merged with the defaults
 * @param findings findings about names and types; the values at their paths are invalid
 */
export function guardUnusable<Values extends object>(
  section: Section,
  values: Values,
  findings: readonly Finding[],
): Values {
  const paths = findings.map(({ path }) => path);
  return guard(section, values, '', { exact: new Set(paths), outer: new Set(paths.flatMap(outerPaths)) });
}

/** Paths of invalid values. */
interface Invalid {
  readonly exact: ReadonlySet<string>;
  /** Paths of the values that contain the invalid ones, too. */
  readonly outer: ReadonlySet<string>;
}

function guard<Values extends object>(section: Section, values: Values, path: string, invalid: Invalid): Values {
  const guarded = { ...values };
  for (const [key, node] of Object.entries(section.properties)) {
    const here = childPath(path, key);
    const isWrong = (isSection(node) ? invalid.exact : invalid.outer).has(here);
    const value = Reflect.get(values, key);
    if (isWrong) {
      Object.defineProperty(guarded, key, {
        get: () => {
          throw new UnusableValue(here);
        },
      });
    } else if (isSection(node) && isMap(value)) {
      Reflect.set(guarded, key, guard(node, value, here, invalid));
    }
  }
  return guarded;
}
