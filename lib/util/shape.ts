import { describe } from './describe';
import { childPath, itemPath } from './path';
import type { Violation } from './violation';

// Shapes describe the types of settings. TypeScript checks them at compile time, but callers in JavaScript need shapes.

/** Type of a setting. */
export interface Shape {
  /** Description of the type, as it follows "must be" in messages. */
  readonly words: string;
  /** Whether the setting may be missing. */
  readonly isOptional?: boolean;
  /** Returns the violations of a value and of its members. */
  check(value: unknown, path: string): Violation[];
}

/** Shape of each member of a type. */
export type Shapes<Type> = { readonly [Key in keyof Type]-?: Shape };

/** Returns a shape for values that pass a test. */
export function shape(words: string, fits: (value: unknown) => boolean): Shape {
  return { words, check: (value, path) => (fits(value) ? [] : [misfit(words, value, path)]) };
}

/** Returns a shape whose messages do not show the value, because it may be a secret. */
export function hidden(of: Shape): Shape {
  return {
    ...of,
    check: (value, path) =>
      of.check(value, path).map((found) => (found.path === path ? misfit(of.words, value, path, true) : found)),
  };
}

function misfit(words: string, value: unknown, path: string, isSecret = false): Violation {
  return { path, message: `must be ${words}, got ${describe(value, isSecret)}`, fix: fixOf(words, value, path) };
}

function fixOf(words: string, value: unknown, path: string): string {
  if (value === undefined) {
    return path === '' ? `pass ${words}` : `set ${path} to ${words}`;
  }
  if (words === text.words && (typeof value === 'number' || typeof value === 'boolean')) {
    return 'put it in quotes';
  }
  return words === number.words && typeof value === 'string' ? 'remove the quotes' : `change it to ${words}`;
}

export const text: Shape = shape('a string', (value) => typeof value === 'string');

/** Text that messages do not show. */
export const secretText: Shape = hidden(text);

export const number: Shape = shape('a number', Number.isFinite);

export const boolean: Shape = shape('true or false', (value) => typeof value === 'boolean');

/** Map with any members. */
export const anyMap: Shape = shape('a map', (value) => isPlainMap(value));

/** Function of any kind. */
export const callable: Shape = shape('a function', (value) => typeof value === 'function');

/** Returns the shape of a setting that may be missing. */
export function optional(of: Shape): Shape {
  return {
    ...of,
    isOptional: true,
    check: (value, path) => {
      if (value === null && of.check(value, path).length > 0) {
        return [{ ...misfit(of.words, value, path), fix: 'remove it to use the default' }];
      }
      return value === undefined ? [] : of.check(value, path);
    },
  };
}

/** Returns the shape of a value that is one of several. */
export function oneOf(...values: readonly (string | number | boolean | null)[]): Shape {
  const words = values.map((value) => (typeof value === 'string' ? `'${value}'` : String(value)));
  return shape(words.join(' or '), (value) => values.some((each) => each === value));
}

/** Returns the shape of a list. */
export function listOf(item: Shape): Shape {
  return {
    words: 'a list',
    check: (value, path) =>
      Array.isArray(value)
        ? value.flatMap((each: unknown, index) => item.check(each, itemPath(path, index)))
        : [misfit('a list', value, path)],
  };
}

/** Returns the shape of a map whose members have one shape. cdk8s can compute a member at synthesis. */
export function mapOf(member: Shape): Shape {
  return {
    words: 'a map',
    check: (value, path) =>
      isPlainMap(value)
        ? Object.entries(value).flatMap(([key, each]) =>
            isLazy(each) ? [] : optional(member).check(each, childPath(path, key)),
          )
        : [misfit('a map', value, path)],
  };
}

/**
 * Returns the shape of a map with known members.
 *
 * @param shapes shape of each member
 * @param words description of the map
 */
export function membersOf<Type>(shapes: Shapes<Type>, words = 'a map'): Shape {
  return {
    words,
    check: (value, path) =>
      isObject(value)
        ? Object.entries<Shape>(shapes).flatMap(([key, each]) =>
            each.check(Reflect.get(value, key), childPath(path, key)),
          )
        : [misfit(words, value, path)],
  };
}

/** Returns the shape of an object that has members of these shapes. One message names the whole object. */
export function objectLike(words: string, shapes: Readonly<Record<string, Shape>>): Shape {
  const members = membersOf(shapes, words);
  return shape(words, (value) => isObject(value) && members.check(value, '').length === 0);
}

/** Returns the shape of a map whose member `key` decides about the shape of the others. */
export function taggedBy(key: string, shapes: Readonly<Record<string, Shape>>): Shape {
  const tag = oneOf(...Object.keys(shapes));
  return {
    words: 'a map',
    check: (value, path) => {
      if (!isObject(value)) {
        return [misfit('a map', value, path)];
      }
      const given: unknown = Reflect.get(value, key);
      const problems = tag.check(given, childPath(path, key));
      return problems.length > 0 ? problems : (shapes[String(given)]?.check(value, path) ?? []);
    },
  };
}

/** Returns the shape of a value that has one of several shapes. Messages are about the shape that fits best. */
export function either(...shapes: readonly Shape[]): Shape {
  const words = shapes.map((each) => each.words).join(' or ');
  return {
    words,
    check: (value, path) => {
      const found = shapes.map((each) => each.check(value, path));
      if (found.some((problems) => problems.length === 0)) {
        return [];
      }
      const [inside] = found
        .filter((problems) => problems.every((problem) => problem.path !== path))
        .sort((one, two) => one.length - two.length);
      const hasParts = Array.isArray(value) || isPlainMap(value);
      return inside && hasParts ? inside : [misfit(words, value, path)];
    },
  };
}

/** Checks whether a value is a map that JSON can express, and not a list or an object of a class. */
export function isPlainMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return isObject(value) && describe(value) === 'a map';
}

/** Checks whether cdk8s computes a value at synthesis. */
function isLazy(value: unknown): boolean {
  return isObject(value) && typeof Reflect.get(value, 'produce') === 'function';
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
