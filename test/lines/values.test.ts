import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHART_LINES, type LineTypes } from '../../lib/lines';
import type { Values as Values0_11 } from '../../lib/lines/0.11/schema';
import type { Values as Values1_0 } from '../../lib/lines/1.0/schema';
import type { Values as Values1_1 } from '../../lib/lines/1.1/schema';
import type { Values as Values1_2 } from '../../lib/lines/1.2/schema';

/** Types of the values that follow from the schemas. */
interface OfSchemas {
  readonly '0.11': Values0_11;
  readonly '1.0': Values1_0;
  readonly '1.1': Values1_1;
  readonly '1.2': Values1_2;
}

/** A type without names and intersections, so that only its members count. */
type Plain<T> = T extends readonly unknown[]
  ? T extends unknown[]
    ? Plain<T[number]>[]
    : readonly Plain<T[number]>[]
  : T extends object
    ? { [Key in keyof T]: Plain<T[Key]> }
    : T;

/** `true` if two types have the same optional and read-only members at every level. */
type Identical<One, Other> =
  (<T>() => T extends Plain<One> ? 1 : 2) extends <T>() => T extends Plain<Other> ? 1 : 2 ? true : false;

// The compiler checks this file: it fails if an interface differs from its schema.
const areIdentical: { readonly [Line in keyof LineTypes]: Identical<LineTypes[Line]['values'], OfSchemas[Line]> } = {
  '0.11': true,
  '1.0': true,
  '1.1': true,
  '1.2': true,
};

test('the interfaces of every line have the types of its schema', () => {
  expect(Object.keys(areIdentical)).toEqual(CHART_LINES.map(({ name }) => name));
});

describe.each([...CHART_LINES.map(({ name }) => name), '1.x', 'common'])('the interfaces of %s', (folder) => {
  const text = readFileSync(join(__dirname, '../../lib/lines', folder, 'values.ts'), 'utf8');
  const members = [...text.matchAll(/(?<doc> {2}\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n)? {2}readonly (?<member>.*)/g)].map(
    ({ groups = {} }) => ({ doc: groups.doc ?? '', member: groups.member ?? '' }),
  );

  test('describe every value', () => {
    expect(members.length).toBeGreaterThan(10);
    expect(members.filter(({ doc, member }) => !/[A-Z`]/.test(doc) && !/^target: /.test(member))).toEqual([]);
  });

  test('name the default of every optional value of this package', () => {
    const isOptional = (member: string) => /^[^:]*\?:/.test(member) && !member.endsWith('?: unknown;');
    expect(members.filter(({ doc, member }) => isOptional(member) && !/@default (?:- )?\S/.test(doc))).toEqual([]);
  });
});
