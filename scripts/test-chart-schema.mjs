// Checks two things against a chart's own JSON Schema: `npm run test:chart-schema -- SCHEMA [VERSION]`. Values files for
// Helm must fit it. And our schema must mark exactly those values as additions that the chart does not have. Without
// VERSION, the first version in the file's name counts, as in chart-1.2.3-backstage.schema.json.
// The last line is "N passed, N failed".
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const { default: Ajv } = require('ajv');
const { loadValues } = require('../build/lib/index.js');
const { lineOf } = require('../build/lib/lines/index.js');
const { OF_ANOTHER_COMPONENT } = require('../build/lib/values/node.js');

const root = fileURLToPath(new URL('../', import.meta.url));

/** Values files that Helm reads too, by the line of their chart. */
const HELM_FILES = {
  0.11: ['environments/helm-values.yaml', 'examples/helm-values/values.yaml'],
  1.2: ['examples/helm-values-1.2/values.yaml'],
};

const [file, version = /\d+\.\d+\.\d+/.exec(basename(file ?? ''))?.[0]] = process.argv.slice(2);
if (file === undefined || version === undefined) {
  console.error('usage: npm run test:chart-schema -- SCHEMA [VERSION]');
  process.exit(2);
}
const chart = JSON.parse(readFileSync(resolve(file), 'utf8'));
const isValid = new Ajv({ allErrors: true, strict: false }).compile(chart);
let passed = 0;
const problems = [];

for (const name of HELM_FILES[version.replace(/\.\d+$/, '')] ?? []) {
  const errors = isValid(loadValues(join(root, name))) ? [] : isValid.errors;
  report(
    errors.map(({ instancePath, message, params }) => `${name}: ${instancePath} ${message} ${JSON.stringify(params)}`),
  );
}
for (const [path, ours, theirs] of nodes(lineOf(version).schema, chart, '')) {
  const isMarkedCorrectly = (theirs === undefined) === (ours?.addition === true);
  const problem =
    theirs === undefined
      ? 'must be marked as an addition, because the chart rejects it'
      : 'must not be marked as an addition, because the chart has it';
  report(isMarkedCorrectly ? [] : [`${path}: ${problem}`]);
}
console.log([...problems, `${passed} passed, ${problems.length} failed`].join('\n'));
process.exit(problems.length === 0 ? 0 : 1);

function report(found) {
  problems.push(...found);
  passed += found.length === 0 ? 1 : 0;
}

/** Yields the path and both nodes of each value that the chart's schema covers. It covers some sections only. */
function* nodes(ours, theirs, path) {
  if (!ours.properties || !theirs?.properties) {
    return;
  }
  for (const key of new Set([...Object.keys(ours.properties), ...Object.keys(theirs.properties)])) {
    const below = path === '' ? key : `${path}.${key}`;
    const [node, counterpart] = [ours.properties[key], theirs.properties[key]];
    const isCovered = counterpart !== undefined || theirs.additionalProperties === false;
    if (isCovered && node?.description !== OF_ANOTHER_COMPONENT) {
      yield [below, node, counterpart];
      yield* nodes(node ?? {}, counterpart, below);
    }
  }
}
