// Checks objects with TypeScript, as literals of types from packages of other projects.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Rendered fields that older versions of an API do not know, each with the API and the version that added it. */
export const NEWER_FIELDS = {
  'lifecycle.preStop.sleep': 'Kubernetes 1.29',
  'securityContext.appArmorProfile': 'Kubernetes 1.30',
  'rules.name': 'Gateway API 1.2',
};

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Returns the errors that TypeScript reports for each object, as a literal of its type or of the type of its specimen.
 * Each error has the path of the member and a message. The error of an unknown field also has its key in
 * {@link NEWER_FIELDS}.
 */
export function typeProblems({ typeOf }, objects, folder) {
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

/** Returns the lines of a value as a literal, each with the path of the member that begins or ends on it. */
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

/** Returns the key in {@link NEWER_FIELDS} for a path, or undefined. The keys contain no list indices. */
function newerField(path) {
  const name = path.filter((key) => !/^\d+$/.test(key)).join('.');
  return Object.keys(NEWER_FIELDS).find((field) => name.endsWith(`.${field}`));
}

/**
 * Whether a field is newer than the version of the API that a validator checks. A validator without a version must know
 * all fields.
 */
export function isNewer(field, { api, version }) {
  const [, ofField, since] = /^(.*) (\S+)$/.exec(NEWER_FIELDS[field] ?? '') ?? [];
  const minor = (text) => Number(text.split('.')[1]);
  return ofField === api && version !== undefined && minor(since) > minor(version);
}
