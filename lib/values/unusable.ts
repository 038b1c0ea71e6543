import { childPath } from '../path';
import type { Finding } from './finding';
import { isMap } from './merge';
import { isSection, type Section } from './node';

/** Thrown by reading a value that does not fit the schema. */
export class UnusableValue extends Error {}

/**
 * Makes reading the values that schema findings are about throw {@link UnusableValue}, in place.
 *
 * So rules can look at values of which some are wrong: those that need a wrong one say nothing, the others all they have
 * to say, and a single report lists every problem.
 */
export function guardUnusable(section: Section, values: object, findings: readonly Finding[], path = ''): void {
  for (const [key, node] of Object.entries(section.properties)) {
    const here = childPath(path, key);
    const isWrong = findings.some((finding) =>
      isSection(node) ? finding.path === here : finding.path === here || /^[.[]/.test(afterPrefix(finding.path, here)),
    );
    const value = Reflect.get(values, key);
    if (isWrong) {
      Object.defineProperty(values, key, {
        get: () => {
          throw new UnusableValue(here);
        },
      });
    } else if (isSection(node) && isMap(value)) {
      guardUnusable(node, value, findings, here);
    }
  }
}

function afterPrefix(text: string, prefix: string): string {
  return text.startsWith(prefix) ? text.slice(prefix.length) : '';
}
