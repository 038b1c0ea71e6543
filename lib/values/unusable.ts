import { childPath } from '../util/path';
import type { Finding } from './finding';
import { isMap } from './merge';
import { isSection, type Section } from './node';

/** Thrown by reading a value that does not fit the schema. */
export class UnusableValue extends Error {}

/**
 * The values, with those that schema findings are about throwing {@link UnusableValue} when they are read.
 *
 * So rules can look at values of which some are wrong: those that need a wrong one say nothing, the others all they have
 * to say, and a single report lists every problem.
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
      isSection(node) ? finding.path === here : finding.path === here || /^[.[]/.test(afterPrefix(finding.path, here)),
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

function afterPrefix(text: string, prefix: string): string {
  return text.startsWith(prefix) ? text.slice(prefix.length) : '';
}
