import { childPath, isWithin } from '../util/path';
import type { Finding } from './finding';
import { isMap } from './merge';
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
 * @param path path of the section
 */
export function guardUnusable<Values extends object>(
  section: Section,
  values: Values,
  findings: readonly Finding[],
  path = '',
): Values {
  const guarded = { ...values };
  for (const [key, node] of Object.entries(section.properties)) {
    const here = childPath(path, key);
    const isWrong = findings.some((finding) =>
      isSection(node) ? finding.path === here : isWithin(finding.path, here),
    );
    const value = Reflect.get(values, key);
    if (isWrong) {
      Object.defineProperty(guarded, key, {
        get: () => {
          throw new UnusableValue(here);
        },
      });
    } else if (isSection(node) && isMap(value)) {
      Reflect.set(guarded, key, guardUnusable(node, value, findings, here));
    }
  }
  return guarded;
}
