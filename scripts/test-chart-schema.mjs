// Checks two things against the chart's own JSON Schema: `npm run test:chart-schema -- SCHEMA`. Values files for Helm must
// fit it. And our schema must mark exactly those values as additions that the chart does not have.
// The last line is "N passed, N failed".
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const { default: Ajv } = require('ajv');
const { loadValues } = require('../build/lib/index.js');
const { lineOf } = require('../build/lib/lines/index.js');
const { OF_ANOTHER_COMPONENT } = require('../build/lib/values/node.js');

const root = fileURLToPath(new URL('../', import.meta.url));
const HELM_FILES = ['environments/helm-values.yaml', 'examples/helm-values/values.yaml'];

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error('usage: npm run test:chart-schema -- SCHEMA');
  process.exit(2);
}
const chart = JSON.parse(readFileSync(resolve(file), 'utf8'));
const isValid = new Ajv({ allErrors: true, strict: false }).compile(chart);
let passed = 0;
const problems = [];

for (const name of HELM_FILES) {
  const errors = isValid(loadValues(join(root, name))) ? [] : isValid.errors;
  report(
    errors.map(({ instancePath, message, params }) => `${name}: ${instancePath} ${message} ${JSON.stringify(params)}`),
  );
}
for (const [path, ours, theirs] of nodes(lineOf().schema, chart, '')) {
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
