// Holds what is rendered against schemas that others wrote, of the Kubernetes versions that clusters run and of the kinds
// beside it: `npm run test:validators [-- --runs 200] [-- --seed 1]`. Needs the registry.
//
// They come in two sorts of packages: @kubernetes/client-node, with types that are generated from Kubernetes' OpenAPI; and
// the family of kubernetes-models, with types and with validators that run. TypeScript judges by the types: each object is a
// literal of its type, so unknown fields, missing fields and wrong types are errors. Validators that run know formats and
// enumerations besides. Prints a table, and ends with "N passed, N failed".
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

/** Versions of @kubernetes/client-node; each says which Kubernetes it is of. There is none of 1.31 and 1.35. */
const CLIENTS = ['0.20.0', '0.21.0', '0.22.3', '1.1.2', '1.3.0', '1.4.0', '2.0.1'];

/** The family of kubernetes-models. Of each package the version that the project has is asked, and a newer one. */
const MODELS = [
  { name: 'kubernetes-models', of: 'Kubernetes', newer: '5.1.0' },
  { name: '@kubernetes-models/gateway-api', of: 'Gateway API', newer: '2.0.0', group: 'gateway.networking.k8s.io' },
  { name: '@kubernetes-models/external-secrets', of: 'External Secrets', newer: '2.0.0', group: 'external-secrets.io' },
  {
    name: '@kubernetes-models/prometheus-operator',
    of: 'Prometheus operator',
    newer: '6.0.0',
    group: 'monitoring.coreos.com',
  },
];

/** Fields that are rendered and that an older Kubernetes does not know, by the version that they came with. */
const NEWER_FIELDS = {
  'lifecycle.preStop.sleep': '1.29',
  'securityContext.appArmorProfile': '1.30',
};

/** Fields at which the validators that run do not look: they take this one for a description of the schema. */
const NOT_LOOKED_AT = ['PriorityClass description'];

const root = fileURLToPath(new URL('../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'validators-'));
const groups = MODELS.flatMap(({ group = [] }) => group);
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
  for (const validator of [...clients(), ...models()]) {
    rows.push(await check(validator, objects, sorts));
  }
  const line = (cells) => `| ${cells.join(' | ')} |`;
  const head = ['validator', 'of', ...sorts, 'broken, refused', 'not known there'];
  console.log([line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n'));
  const results = rows.flatMap((row) => row.slice(2, -1)).filter((result) => result !== '–');
  const failed = results.filter((result) => result === 'FAILED').length;
  console.log(`\n${objects.length} distinct objects`);
  console.log(`${results.length - failed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}

/** What is validated, by sort. It is said in TypeScript, so it is bundled first. */
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

/** Each object of the sets once, with the first set of each sort that it is in. */
function distinctObjects(bySort) {
  const found = new Map();
  for (const [sort, sets] of Object.entries(bySort)) {
    if (sets.length === 0) {
      console.log(`skipped: ${sort}, whose cases are not beside this checkout\n`);
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

/** A validator for each version of the client. What it depends on is left out: only its types are needed. */
function clients() {
  const packages = CLIENTS.map((version) => `@kubernetes/client-node@${version}`);
  const packed = execFileSync('npm', ['pack', '--silent', '--pack-destination', folder, ...packages], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const tarballs = packed.trim().split('\n');
  return CLIENTS.map((version, index) => {
    const at = join(folder, `client-node-${version}`);
    mkdirSync(at);
    execFileSync('tar', ['-xzf', join(folder, tarballs[index]), '-C', at, '--exclude=*.map']);
    const generated = join(at, 'package/dist/gen');
    const types = join(generated, existsSync(join(generated, 'models')) ? 'models' : 'model');
    nameAsInApi(types);
    // v1Deployment.d.ts in the older packages, V1Deployment.d.ts in the newer ones.
    const files = new Map(readdirSync(types).map((file) => [file.toLowerCase(), join(types, file)]));
    const text = readFileSync(files.get('v1deployment.d.ts'), 'utf8');
    const [, kubernetes] = /OpenAPI (?:spec version|document): (?:release-|v)(\d+\.\d+)/.exec(text);
    return {
      name: `@kubernetes/client-node ${version}`,
      of: `Kubernetes ${kubernetes}`,
      kubernetes,
      isOf: isKubernetes,
      typeOf: ({ apiVersion, kind }) => {
        const name = `${apiVersion.split('/').at(-1).replace('v', 'V')}${kind}`;
        return { name, file: files.get(`${name}.d.ts`.toLowerCase()) };
      },
    };
  });
}

function isKubernetes({ apiVersion }) {
  return !groups.includes(apiVersion.split('/')[0]);
}

/** Gives fields the names that they have in the API: the generator puts `_` in front of `from` and the like. */
function nameAsInApi(types) {
  for (const file of readdirSync(types).filter((name) => name.endsWith('.js'))) {
    const fields = readFileSync(join(types, file), 'utf8').matchAll(/"name": "(.+)",\s*"baseName": "(.+)"/g);
    for (const [, name, baseName] of fields) {
      if (name !== baseName) {
        const declarations = join(types, file.replace(/\.js$/, '.d.ts'));
        writeFileSync(declarations, readFileSync(declarations, 'utf8').replace(`'${name}'`, `'${baseName}'`));
      }
    }
  }
}

/** The validators of the family of kubernetes-models. */
function models() {
  const project = join(folder, 'newer');
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), '{ "private": true }');
  const packages = MODELS.map(({ name, newer }) => `${name}@${newer}`);
  execFileSync('npm', ['install', '--silent', '--no-audit', '--ignore-scripts', ...packages], {
    cwd: project,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return MODELS.flatMap((model) => [root, project].map((at) => modelsIn(join(at, 'node_modules', model.name), model)));
}

function modelsIn(at, { name, of, group }) {
  const { version, 'crd-generate': source } = JSON.parse(readFileSync(join(at, 'package.json'), 'utf8'));
  // The older packages of CRDs say where they have them from. Of Kubernetes a README says 1.27.1, which it is past.
  const [, release] = /\/v([\d.]+)\/[^/]*$/.exec(source?.input.at(-1) ?? '') ?? [];
  const fileOf = ({ apiVersion, kind }) => join(at, apiVersion, kind);
  return {
    name: `${name} ${version}`,
    of: `${of}${release ? ` ${release}` : ', not said which'}`,
    isOf: (manifest) => (group ? manifest.apiVersion.startsWith(`${group}/`) : isKubernetes(manifest)),
    // The older External Secrets has only v1beta1, which for what is rendered here is the same.
    asKnown: (manifest) =>
      existsSync(`${fileOf(manifest)}.d.ts`) || !group ? manifest : { ...manifest, apiVersion: `${group}/v1beta1` },
    typeOf: (manifest) => ({ name: `I${manifest.kind}`, file: `${fileOf(manifest)}.d.ts` }),
    validate: async (manifest, specimen) => {
      const module = await import(pathToFileURL(`${fileOf(specimen)}.js`));
      const Model = module[specimen.kind] ?? module.default[specimen.kind];
      new Model(manifest).validate();
    },
  };
}

/** The row of a validator: how many objects of each sort it accepts, and what it does not know. */
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
      : `no such kind in ${manifest.apiVersion}`;
    if (message) {
      problems.push({ object, message });
    } else {
      pending.push({ object, manifest });
    }
  }
  // What is not known hides what else is wrong: it is taken away, and the rest looked at again.
  while (pending.length > 0) {
    const found = typeProblems(validator, pending);
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
    console.error(`${validator.name}: ${manifest.kind} ${manifest.metadata.name} of ${set}${more}: ${message}`);
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
      .map(([field, { size }]) => `\`${field}\`, of ${NEWER_FIELDS[field]}, in ${size}`)
      .join('; ') || '–',
  ];
}

/** What the validator that runs says of an object, where there is one; it is that of the specimen's kind. */
async function refusal({ validate }, manifest, specimen = manifest) {
  try {
    await validate?.(manifest, specimen);
    return undefined;
  } catch (error) {
    return error.message;
  }
}

/**
 * What TypeScript says of each object as a literal of its type, or of its specimen's: the path of the member, a message,
 * and of a field that the type does not know which of {@link NEWER_FIELDS} it is.
 */
function typeProblems({ typeOf }, objects) {
  const imports = new Set();
  const lines = [];
  for (const [index, { manifest, specimen = manifest }] of objects.entries()) {
    const { name, file } = typeOf(specimen);
    imports.add(`import type { ${name} } from ${JSON.stringify(file.replace(/\.d\.ts$/, ''))};`);
    lines.push({ index, path: [], text: `export const o${index}: ${name} =` });
    lines.push(...literal(manifest).map((line) => ({ index, ...line })));
  }
  const all = [...[...imports].map((text) => ({ text })), ...lines];
  const project = join(folder, 'types');
  mkdirSync(project, { recursive: true });
  writeFileSync(join(project, 'objects.ts'), all.map(({ text }) => text).join('\n'));
  const compilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: 'es2022',
    module: 'esnext',
    moduleResolution: 'bundler',
    types: [],
  };
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['objects.ts'] }));
  const tsc = spawnSync(join(root, 'node_modules/.bin/tsc'), ['--pretty', 'false'], {
    cwd: project,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const errors = [...tsc.stdout.matchAll(/^objects\.ts\((\d+),\d+\): error (TS\d+): (.*)$|^\S.*$/gm)];
  const problems = objects.map(() => []);
  for (const [error, line, code, message] of errors) {
    const { index, path } = all[line - 1] ?? {};
    if (index === undefined) {
      throw new Error(error);
    }
    const field = ['TS2353', 'TS2561'].includes(code) ? newerField(path) : undefined;
    problems[index].push({ path, field, message: `${path.join('.')}: ${message}` });
  }
  if (tsc.status !== 0 && errors.length === 0) {
    throw new Error(`tsc: ${tsc.error?.message ?? tsc.stderr}`);
  }
  return problems;
}

/** The lines of a value as a literal, each with the path of the member that begins or ends there. */
function literal(value, path = [], name = '') {
  const end = path.length > 0 ? ',' : ';';
  if (typeof value !== 'object' || value === null) {
    return [{ path, text: `${name}${JSON.stringify(value)}${end}` }];
  }
  const isArray = Array.isArray(value);
  const members = Object.entries(value).flatMap(([key, member]) =>
    literal(member, [...path, key], isArray ? '' : `${JSON.stringify(key)}: `),
  );
  return [{ path, text: `${name}${isArray ? '[' : '{'}` }, ...members, { path, text: `${isArray ? ']' : '}'}${end}` }];
}

/** Which of {@link NEWER_FIELDS} is at a path, if one is; indices of lists are no part of its name. */
function newerField(path) {
  const name = path.filter((key) => !/^\d+$/.test(key)).join('.');
  return Object.keys(NEWER_FIELDS).find((field) => name.endsWith(`.${field}`));
}

/** Whether a field came after the Kubernetes of a validator. One that does not say its version must know all fields. */
function isNewer(field, { kubernetes }) {
  const minor = (version) => Number(version.split('.')[1]);
  return field !== undefined && kubernetes !== undefined && minor(NEWER_FIELDS[field]) > minor(kubernetes);
}

/** A copy of a value with another one at a path, or with none. */
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
 * Breaks the largest object of each kind in every place in turn: an unknown field in every object, an object in place of all
 * else. The types must refuse each; validators that run know no unknown fields, and must refuse the rest.
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
  const found = typeProblems(validator, broken);
  const accepted = [];
  for (const [index, { specimen, manifest, isUnknownField, place }] of broken.entries()) {
    const isFor = validator.validate && !isUnknownField && !NOT_LOOKED_AT.includes(place);
    if (found[index].length === 0 || (isFor && !(await refusal(validator, manifest, specimen)))) {
      accepted.push(`${isUnknownField ? 'an unknown field' : 'a wrong type'} in ${place}`);
    }
  }
  for (const what of accepted) {
    console.error(`${validator.name}: accepts ${what}`);
  }
  return accepted.length > 0 ? 'FAILED' : broken.length || '–';
}

/** A value, and every member of it and of what is in it. */
function* places(value, path = []) {
  yield { path, value };
  if (typeof value === 'object') {
    for (const [key, member] of Object.entries(value)) {
      yield* places(member, [...path, key]);
    }
  }
}
