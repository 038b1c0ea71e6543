// Validates rendered objects against schemas of other projects, for several versions of Kubernetes, Gateway API,
// External Secrets and the Prometheus operator: `npm run test:validators [-- --runs 200] [-- --seed 1]`. Requires the
// npm registry.
//
// Two groups of packages contain the schemas. @kubernetes/client-node has types that are generated from Kubernetes'
// OpenAPI. The packages of kubernetes-models have types, and validators that run. TypeScript checks each object as a
// literal of its type, so unknown fields, missing fields and wrong types are errors. The validators that run also check
// formats and enumerations. Prints a table. The last line is "N passed, N failed".
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { clients, models } from './validators/packages.mjs';
import { isNewer, NEWER_FIELDS, typeProblems } from './validators/type-problems.mjs';

/** Fields that the validators that run do not check. They mistake this one for the description of a schema. */
const NOT_CHECKED = ['PriorityClass description'];

const root = fileURLToPath(new URL('../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'validators-'));
const { values: options } = parseArgs({
  options: { runs: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' } },
});

try {
  process.exitCode = await main();
} finally {
  rmSync(folder, { recursive: true });
}

async function main() {
  const sets = await manifestSets();
  const sorts = Object.keys(sets);
  const objects = distinctObjects(sets);
  const rows = [];
  for (const validator of [...clients(folder), ...models(folder)]) {
    rows.push(await check(validator, objects, sorts));
  }
  const line = (cells) => `| ${cells.join(' | ')} |`;
  const head = ['validator', 'version', ...sorts, 'broken, refused', 'unknown fields'];
  console.log([line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n'));
  const results = rows.flatMap((row) => row.slice(2, -1)).filter((result) => result !== '–');
  const failed = results.filter((result) => result === 'FAILED').length;
  console.log(`\n${objects.length} distinct objects`);
  console.log(`${results.length - failed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}

/** Returns the manifests to validate, by sort. They are made in TypeScript, which is bundled first. */
async function manifestSets() {
  const outfile = join(folder, 'manifests.cjs');
  await build({
    entryPoints: [join(root, 'test/validated-manifests.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    logLevel: 'error',
    nodePaths: [join(root, 'node_modules')],
  });
  const module = createRequire(import.meta.url)(outfile);
  return module.manifestSets(Number(options.runs), Number(options.seed));
}

/** Returns each object of the sets once, with the first set of each sort that contains it. */
function distinctObjects(bySort) {
  const found = new Map();
  for (const [sort, sets] of Object.entries(bySort)) {
    if (sets.length === 0) {
      console.log(`skipped: ${sort}, because their cases are not next to this checkout\n`);
    }
    for (const { name, render } of sets) {
      for (const manifest of render()) {
        const key = JSON.stringify(manifest);
        const object = found.get(key) ?? { manifest, sets: new Map() };
        object.sets.set(sort, object.sets.get(sort) ?? name);
        found.set(key, object);
      }
    }
  }
  return [...found.values()];
}

/**
 * Returns the table row of a validator: how many objects of each sort it accepts, and which fields it does not know.
 */
async function check(validator, all, sorts) {
  const objects = all.filter(({ manifest }) => validator.isOf(manifest));
  const unknown = new Map(Object.keys(NEWER_FIELDS).map((field) => [field, new Set()]));
  const problems = [];
  const accepted = [];
  let pending = [];
  for (const object of objects) {
    const manifest = validator.asKnown?.(object.manifest) ?? object.manifest;
    const { file } = validator.typeOf(manifest);
    const message = existsSync(`${file}`)
      ? await refusal(validator, manifest)
      : `the kind does not exist in ${manifest.apiVersion}`;
    if (message) {
      problems.push({ object, message });
    } else {
      pending.push({ object, manifest });
    }
  }
  // An unknown field hides other errors. So remove it, and check the rest again.
  while (pending.length > 0) {
    const found = typeProblems(validator, pending, folder);
    const next = [];
    for (const [index, { object, manifest }] of pending.entries()) {
      const others = found[index].filter(({ field }) => !isNewer(field, validator));
      problems.push(...others.map(({ message }) => ({ object, message })));
      if (found[index].length === 0) {
        accepted.push(manifest);
      } else if (others.length === 0) {
        next.push({ object, manifest: found[index].reduce((rest, { path }) => replaced(rest, path), manifest) });
      }
      for (const { field } of found[index]) {
        unknown.get(field)?.add(object);
      }
    }
    pending = next;
  }
  const byMessage = new Map();
  for (const { object, message } of problems) {
    byMessage.set(message, [...(byMessage.get(message) ?? []), object]);
  }
  for (const [message, [{ manifest, sets }, ...others]] of byMessage) {
    const [set] = sets.values();
    const more = others.length > 0 ? ` and ${others.length} more` : '';
    console.error(`${validator.name}: ${manifest.kind} ${manifest.metadata.name} in ${set}${more}: ${message}`);
  }
  const failed = new Set(problems.map(({ object }) => object));
  return [
    validator.name,
    validator.of,
    ...sorts.map((sort) => {
      const ofSort = objects.filter(({ sets }) => sets.has(sort));
      return ofSort.some((object) => failed.has(object)) ? 'FAILED' : ofSort.length || '–';
    }),
    await refusesBroken(validator, accepted),
    [...unknown]
      .filter(([, { size }]) => size > 0)
      .map(([field, { size }]) => `\`${field}\`, since ${NEWER_FIELDS[field]}, in ${size}`)
      .join('; ') || '–',
  ];
}

/**
 * Returns the error of the validator for the kind of the specimen. Returns undefined if it accepts the object, or if
 * there is none.
 */
async function refusal({ validate }, manifest, specimen = manifest) {
  try {
    await validate?.(manifest, specimen);
    return undefined;
  } catch (error) {
    return error.message;
  }
}

/** Returns a copy of a value with a replaced member at a path, or without that member. */
function replaced(value, path, by) {
  if (path.length === 0) {
    return by;
  }
  const copy = structuredClone(value);
  const holder = path.slice(0, -1).reduce((at, key) => at[key], copy);
  holder[path.at(-1)] = by;
  if (by === undefined) {
    delete holder[path.at(-1)];
  }
  return copy;
}

/**
 * Breaks the largest object of each kind in every place in turn. Adds an unknown field to every map, and replaces
 * everything else with a map. The types must refuse all of these. Validators that run ignore unknown fields, and must
 * refuse the rest.
 */
async function refusesBroken(validator, manifests) {
  const largest = new Map();
  for (const manifest of manifests) {
    const other = largest.get(manifest.kind) ?? {};
    largest.set(manifest.kind, JSON.stringify(manifest).length > JSON.stringify(other).length ? manifest : other);
  }
  const broken = [...largest.values()].flatMap((specimen) =>
    [...places(specimen)].map(({ path, value }) => {
      const isUnknownField = typeof value === 'object' && !Array.isArray(value);
      const manifest = replaced(specimen, path, isUnknownField ? { ...value, unknownField: {} } : {});
      return { specimen, manifest, isUnknownField, place: `${specimen.kind} ${path.join('.')}` };
    }),
  );
  const found = typeProblems(validator, broken, folder);
  const accepted = [];
  for (const [index, { specimen, manifest, isUnknownField, place }] of broken.entries()) {
    const isFor = validator.validate && !isUnknownField && !NOT_CHECKED.includes(place);
    if (found[index].length === 0 || (isFor && !(await refusal(validator, manifest, specimen)))) {
      accepted.push(`${isUnknownField ? 'an unknown field' : 'a wrong type'} in ${place}`);
    }
  }
  for (const mistake of accepted) {
    console.error(`${validator.name}: must refuse ${mistake}`);
  }
  return accepted.length > 0 ? 'FAILED' : broken.length || '–';
}

/** Yields a value and all members at any depth, with their paths. */
function* places(value, path = []) {
  yield { path, value };
  if (typeof value === 'object') {
    for (const [key, member] of Object.entries(value)) {
      yield* places(member, [...path, key]);
    }
  }
}
