import { isDeepStrictEqual } from 'node:util';
import type { PodTemplateSpec } from 'kubernetes-types/core/v1';
import { type Manifest, type RenderOptions, renderManifests, type Values } from '../../../../lib';
import { childPath, itemPath } from '../../../../lib/util/path';

/** The least values that are needed. */
export const BASE: Values = { backstage: { backendSecret: 'test-backend' } };

/** Values with the least that is needed for a PostgreSQL server. */
export const POSTGRESQL: Values = {
  backstage: { database: { type: 'postgresql', postgresql: { host: 'pg.example.com', password: 'test-password' } } },
};

/** The object with this `<kind> <name>`. */
export function find(all: readonly Manifest[], identity: string): Manifest | undefined {
  return all.find((manifest) => identityOf(manifest) === identity);
}

/** A manifest whose object makes pods: a Deployment or a Job. */
export interface PodManifest extends Manifest {
  readonly spec: { readonly template: PodTemplateSpec };
}

/** Stands in {@link Changes} for what is not there any more. */
export const GONE = '(gone)';

/**
 * What two renderings differ in. Keys are `<kind> <name>` for an object that is new or gone, and
 * `<kind> <name>: <path>` for a member of one that is in both; values are what stands there then.
 */
export type Changes = Readonly<Record<string, unknown>>;

/** What `after` differs in from `before`. */
export function changes(before: readonly Manifest[], after: readonly Manifest[]): Changes {
  const [old, now] = [byIdentity(before), byIdentity(after)];
  const found = Object.keys({ ...old, ...now }).flatMap((identity) =>
    identity in old && identity in now
      ? [...membersThatDiffer(old[identity], now[identity], '')].map(([path, value]) => [`${identity}: ${path}`, value])
      : [[identity, now[identity] ?? GONE]],
  );
  return Object.fromEntries(found);
}

/** What values change in the output: over the least values, in exact fidelity, unless said otherwise. */
export function changesBy(
  values: Values,
  { over = BASE, ...options }: { over?: Values } & RenderOptions = {},
): Changes {
  return changes(renderManifests([BASE, over], options), renderManifests([BASE, over, values], options));
}

/** A case of a table: a name, values, and the changes that they make; those in corrected fidelity where they differ. */
export type ChangesCase = readonly [name: string, values: Values, exact: Changes, corrected?: Changes];

/** One test for each case: the values change exactly what it says, in both fidelities. */
export function testChanges(cases: readonly ChangesCase[], over: Values = BASE): void {
  // Not test.each: it takes a function of four parameters for one that calls back.
  for (const [name, values, exact, corrected = exact] of cases) {
    test(name, () => {
      const by = (fidelity: RenderOptions['fidelity']) =>
        changesBy(values, { over, fidelity, allow: ['kubernetes-fields'] });
      expect({ exact: by('exact'), corrected: by('corrected') }).toEqual({ exact, corrected });
    });
  }
}

/** A case of a table: a name, values, the `<kind> <name>` of an object, a path in it, and what stands there then. */
export type PlaceCase = readonly [name: string, values: Values, identity: string, path: string, expected: unknown];

/** One test for each case: what stands in an object with the values over the least, in exact fidelity. */
export function testPlaces(cases: readonly PlaceCase[]): void {
  test.each(cases)('%s', (_, values, identity, path, expected) => {
    expect(find(renderManifests([BASE, values]), identity)).toHaveProperty(path.split('.'), expected);
  });
}

function identityOf({ kind, metadata }: Manifest): string {
  return `${kind} ${metadata.name}`;
}

function byIdentity(manifests: readonly Manifest[]): Readonly<Record<string, Manifest>> {
  return Object.fromEntries(manifests.map((manifest) => [identityOf(manifest), manifest]));
}

/** Members of maps and lists that differ, at the deepest path that both sides have something at. */
function* membersThatDiffer(before: unknown, after: unknown, path: string): Iterable<[string, unknown]> {
  if (Array.isArray(before) && Array.isArray(after)) {
    for (let index = 0; index < Math.max(before.length, after.length); index += 1) {
      yield* membersThatDiffer(before[index], after[index], itemPath(path, index));
    }
  } else if (isMap(before) && isMap(after)) {
    for (const key of Object.keys({ ...before, ...after })) {
      yield* membersThatDiffer(before[key], after[key], childPath(path, key));
    }
  } else if (!isDeepStrictEqual(before, after)) {
    yield [path, after ?? GONE];
  }
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
