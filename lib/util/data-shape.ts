import { classOf, describe } from './describe';
import { childPath, itemPath } from './path';
import { isPlainMap, type Shape } from './shape';
import type { Violation } from './violation';

/** Classes of JavaScript that no document can contain. */
const FOREIGN = /^(?:Date|Map|Set|WeakMap|WeakSet|RegExp|Promise|Error|ArrayBuffer|Buffer|\w+Array)$/;

/** Maximum number of levels in data. */
const MAX_LEVELS = 200;

/** Any data that a document can contain. Objects of a class are those of cdk8s or cdk8s-plus, which render themselves. */
export const data: Shape = { words: 'a value', check: (value, path) => dataProblems(value, path, false, []) };

/** Any data of JSON: no objects of a class. */
export const json: Shape = { words: 'a value', check: (value, path) => dataProblems(value, path, true, []) };

/**
 * Returns the shape of a map of any data. The function checks the members that this package reads.
 *
 * @param members shape of these members. They may be missing
 */
export function dataMap(members: Readonly<Record<string, Shape>> = {}, of: Shape = data): Shape {
  return {
    words: 'a map',
    check: (value, path) => {
      if (!isMapOf(value, of)) {
        return [{ path, message: `must be a map, got ${describe(value, true)}`, fix: mapFix(value, path) }];
      }
      const problems = of.check(value, path);
      return problems.length > 0
        ? problems
        : Object.entries(members).flatMap(([key, each]) => {
            const member: unknown = Reflect.get(value, key);
            return member === undefined || member === null ? [] : each.check(member, childPath(path, key));
          });
    },
  };
}

function mapFix(value: unknown, path: string): string {
  return value === undefined ? `set ${path} to a map` : 'change it to a map';
}

function isMapOf(value: unknown, of: Shape): value is object {
  return isPlainMap(value) || (of !== json && isClass(value) && !isForeign(value));
}

function dataProblems(value: unknown, path: string, onlyJson: boolean, above: readonly unknown[]): Violation[] {
  if (typeof value === 'object' && value !== null && (above.includes(value) || above.length > MAX_LEVELS)) {
    return [{ path, message: 'must not contain itself', fix: 'remove it' }];
  }
  if (Array.isArray(value)) {
    const levels = [...above, value];
    return value.flatMap((each, index) => dataProblems(each, itemPath(path, index), onlyJson, levels));
  }
  if (isPlainMap(value)) {
    const levels = [...above, value];
    return Object.entries(value).flatMap(([key, each]) => dataProblems(each, childPath(path, key), onlyJson, levels));
  }
  const isScalar = value === undefined || value === null || ['string', 'number', 'boolean'].includes(typeof value);
  return isScalar || (!onlyJson && isClass(value) && !isForeign(value))
    ? []
    : [
        {
          path,
          message: `must be a text, a number, true, false, null, a list or a map, got ${describe(value, true)}`,
          fix: 'change it to one of these',
        },
      ];
}

function isClass(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isForeign(value: object): boolean {
  return FOREIGN.test(classOf(value));
}
