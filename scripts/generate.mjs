// Writes the generated files. The values schema of each chart line gives TypeScript interfaces, a JSON Schema for editors
// and a page of the values reference. The defects of the charts give the tables in docs/fidelity.md. Docstrings give docs/api.md. The
// production example gives the graph in README.md. The keys of the configuration file give its JSON Schema. The script in job/ gives the text that the Job's manifest contains.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { apiReference } from './api-reference.mjs';
import { KUBERNETES_FILE, kubernetesSchema, valuesSchema } from './editor-schema.mjs';
import { LINES } from './lines.mjs';
import { cell, table } from './markdown.mjs';
import { valuesIndex, valuesReference } from './values-reference.mjs';
import { valuesTypes } from './values-types.mjs';

const require = createRequire(import.meta.url);
const { graph, renderManifests } = require('../build/lib/index.js');
const { CONFIG_SCHEMA } = require('../build/lib/app/config/schema.js');
const { lineOf } = require('../build/lib/lines/index.js');
const { production1_2 } = require('../build/environments/production-1.2.js');
const root = new URL('../', import.meta.url);
const definitions = JSON.parse(read('imports/kubernetes.json'));

mkdirSync(new URL('schema/', root), { recursive: true });
for (const names of LINES) {
  const line = lineOf(names.version);
  write(`schema/values-${names.name}.schema.json`, valuesSchema(line, definitions));
  write(`docs/values-${names.name}.md`, valuesReference(line, names, definitions));
}
write('schema/values.schema.json', valuesSchema(lineOf(), definitions));
write('schema/config.schema.json', valuesSchema({ schema: CONFIG_SCHEMA }, definitions));
const descriptions = JSON.parse(read('imports/kubernetes-descriptions.json'));
const schemas = LINES.map(({ name, version }) => ({ name, schema: lineOf(version).schema }));
write(`schema/${KUBERNETES_FILE}`, kubernetesSchema(schemas, definitions, descriptions));
for (const [file, text] of Object.entries(valuesTypes(schemas, definitions))) {
  write(file, text);
}
write('docs/values.md', valuesIndex(LINES));
write('docs/fidelity.md', fidelityPage(read('docs/fidelity.md')));
write('docs/api.md', apiReference(fileURLToPath(new URL('build/lib/', root))));
write('README.md', between(read('README.md'), 'graph of environments/production-1.2.ts', productionGraph()));
write('imports/register-redirect-urls.json', registrationScript());

function read(file) {
  return readFileSync(new URL(file, root), 'utf8');
}

/** Writes a file if its text changes. Tests may read the file while another test runs this script. */
function write(file, text) {
  if (!existsSync(new URL(file, root)) || read(file) !== text) {
    writeFileSync(new URL(file, root), text);
  }
}

/** Replaces the part of a page between two markers. */
function between(page, name, part) {
  const markers = new RegExp(
    `(<!-- ${name}, by npm run generate -->\\n)[\\s\\S]*?(<!-- end of ${name.split(' ')[0]} -->)`,
  );
  if (!markers.test(page)) {
    throw new Error(`a page must contain the markers of ${name}; add them again`);
  }
  return page.replace(markers, (_, begin, end) => `${begin}\n${part}\n${end}`);
}

/** Returns the graph of the production example, as Markdown. */
function productionGraph() {
  const { values, ...options } = production1_2;
  return `\`\`\`mermaid\n${graph(renderManifests(values, options))}\`\`\`\n`;
}

/** Returns the page with its tables of defects: one for the lines from 1.0 on, which share most of them, and one for 0.11. */
function fidelityPage(page) {
  const newer = LINES.filter(({ name }) => name !== '0.11').reverse();
  return between(
    between(page, 'newer-defects', defectTable(newer)),
    'defects',
    defectTable(LINES.filter(({ name }) => name === '0.11')),
  );
}

/** Returns a table with a row for each known defect of lines. A column names the lines, if there are several. */
function defectTable(lines) {
  const found = new Map();
  for (const { name, version } of lines) {
    for (const defect of lineOf(version).defects) {
      found.set(defect.id, { defect, names: [...(found.get(defect.id)?.names ?? []), name] });
    }
  }
  const ofSeveral = lines.length > 1;
  const head = ['id', 'object', '`exact`, as the chart', '`corrected`', 'why', 'on a running cluster'];
  const rows = [...found.values()].map(({ defect: { id, object, chart, corrected, why, effect }, names }) => [
    ...[`\`${id}\``, object, chart, corrected, why, effect].map(cell),
    ...(ofSeveral ? [names.length === lines.length ? 'all' : names.join(', ')] : []),
  ]);
  return `${table(ofSeveral ? [...head, 'charts'] : head, rows)}\n`;
}

function registrationScript() {
  const script = read('job/register-redirect-urls.mjs');
  return `${JSON.stringify({ script }, null, 1)}\n`;
}
