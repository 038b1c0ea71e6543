import { isDeepStrictEqual } from 'node:util';
import type { PodTemplateSpec } from 'kubernetes-types/core/v1';
import { type Manifest, type RenderOptions, renderManifests, type Values } from '../../../../lib';
import { defects } from '../../../../lib/lines/0.11/defects';
import { childPath, itemPath } from '../../../../lib/util/path';

/** Minimal values. */
export const BASE: Values = { backstage: { backendSecret: 'test-backend-0123456789abcdef' } };

/** Minimal values for a PostgreSQL server. */
export const POSTGRESQL: Values = {
  backstage: { database: { type: 'postgresql', postgresql: { host: 'pg.example.com', password: 'test-password' } } },
};

/** Returns the object with this `<kind> <name>`. */
export function find(all: readonly Manifest[], identity: string): Manifest | undefined {
  return all.find((manifest) => identityOf(manifest) === identity);
}

/** Manifest of an object that creates pods: a Deployment or a Job. */
export interface PodManifest extends Manifest {
  readonly spec: { readonly template: PodTemplateSpec };
}

/** Value in {@link Changes} of a removed object or member. */
export const REMOVED = '(removed)';

/**
 * Differences of two outputs. The key of an added or removed object is `<kind> <name>`. The key of a changed member is
 * `<kind> <name>: <path>`. The value is the new one.
 */
export type Changes = Readonly<Record<string, unknown>>;

/** Returns the differences of `after` from `before`. */
export function changes(before: readonly Manifest[], after: readonly Manifest[]): Changes {
  const [old, now] = [byIdentity(before), byIdentity(after)];
  const found = Object.keys({ ...old, ...now }).flatMap((identity) =>
    identity in old && identity in now
      ? [...membersThatDiffer(old[identity], now[identity], '')].map(([path, value]) => [`${identity}: ${path}`, value])
      : [[identity, now[identity] ?? REMOVED]],
  );
  return Object.fromEntries(found);
}

/** Returns the changes of the output by values, by default over the minimal values and in exact fidelity. */
export function changesBy(
  values: Values,
  { over = BASE, ...options }: { over?: Values } & RenderOptions = {},
): Changes {
  return changes(renderManifests([BASE, over], options), renderManifests([BASE, over, values], options));
}

/** A test case: name, values, the changes that they cause, and the changes in corrected if they differ. */
export type ChangesCase = readonly [name: string, values: Values, exact: Changes, corrected?: Changes];

// The fix of csp-scheme adds a variable after all others, for each portal at an http URL. It has tests of its own.
const CORRECTED = defects.map(({ id }) => id).filter((id) => id !== 'csp-scheme');

/** Adds a test for each case: the values cause exactly these changes, in both fidelities. */
export function testChanges(cases: readonly ChangesCase[], over: Values = BASE): void {
  // test.each would treat the fourth parameter of the function as a callback.
  for (const [name, values, exact, corrected = exact] of cases) {
    test(name, () => {
      const by = (fidelity: RenderOptions['fidelity']) =>
        changesBy(values, { over, fidelity, allow: ['kubernetes-fields'] });
      expect({ exact: by('exact'), corrected: by(CORRECTED) }).toEqual({ exact, corrected });
    });
  }
}

/** A test case: name, values, the `<kind> <name>` of an object, a path in it, and the expected value there. */
export type PlaceCase = readonly [name: string, values: Values, identity: string, path: string, expected: unknown];

/** Adds a test for each case: the object has the expected value, with the values over the minimal ones in exact. */
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

/** Yields the members of maps and lists that differ, at the deepest path that both sides have. */
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
    yield [path, after ?? REMOVED];
  }
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
