import {
  either,
  hidden,
  listOf,
  mapOf,
  membersOf,
  number,
  objectLike,
  oneOf,
  optional,
  type Shape,
  taggedBy,
  text,
} from '../../lib/util/shape';

/** Returns the problems of a value as texts. */
function problems(of: Shape, value: unknown): string[] {
  return of.check(value, 'x').map(({ path, message, fix }) => `${path}: ${message}; ${fix}`);
}

const point = membersOf<{ x: number; y?: number }>({ x: number, y: optional(number) });

test.each<[Shape, unknown, string]>([
  [text, 5, 'x: must be a string, got 5; put it in quotes'],
  [text, undefined, 'x: must be a string, got no value; set x to a string'],
  [number, '5', 'x: must be a number, got "5"; remove the quotes'],
  [number, Number.NaN, 'x: must be a number, got NaN; change it to a number'],
  [optional(text), null, 'x: must be a string, got null; remove it to use the default'],
  [oneOf('a', false), 'b', "x: must be 'a' or false, got \"b\"; change it to 'a' or false"],
  [listOf(text), 'a', 'x: must be a list, got "a"; change it to a list'],
  [listOf(text), ['a', 5], 'x[1]: must be a string, got 5; put it in quotes'],
  [mapOf(text), [], 'x: must be a map, got a list; change it to a map'],
  [mapOf(text), new Map(), 'x: must be a map, got an object of the class Map; change it to a map'],
  [mapOf(text), { 'a b': 5 }, 'x["a b"]: must be a string, got 5; put it in quotes'],
  [point, {}, 'x.x: must be a number, got no value; set x.x to a number'],
  [objectLike('a point', { x: number }), { x: 'a' }, 'x: must be a point, got a map; change it to a point'],
  [either(number, point), 'a', 'x: must be a number or a map, got "a"; change it to a number or a map'],
  [either(number, point), { x: 1, y: 'a' }, 'x.y: must be a number, got "a"; remove the quotes'],
  [
    taggedBy('kind', { a: point, b: text }),
    { kind: 'c' },
    "x.kind: must be 'a' or 'b', got \"c\"; change it to 'a' or 'b'",
  ],
  [taggedBy('kind', { a: point, b: text }), { kind: 'a' }, 'x.x: must be a number, got no value; set x.x to a number'],
  [hidden(text), 1234, 'x: must be a string, got a number (not shown); put it in quotes'],
])('reports a wrong type: %#', (of, value, message) => {
  expect(problems(of, value)).toEqual([message]);
});

test.each<[Shape, unknown]>([
  [text, ''],
  [number, 0],
  [optional(text), undefined],
  [optional(oneOf(null)), null],
  [oneOf(301, 302), 302],
  [listOf(text), []],
  [mapOf(text), { a: 'b', c: undefined }],
  [mapOf(text), { a: { produce: () => 'b' } }],
  [point, { x: 1, z: 'other members' }],
  [either(number, point), { x: 1 }],
  [taggedBy('kind', { a: point }), { kind: 'a', x: 1 }],
])('accepts a value of the type: %#', (of, value) => {
  expect(problems(of, value)).toEqual([]);
});
