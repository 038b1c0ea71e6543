import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { production1_2 } from '../environments/production-1.2';
import { graph, renderManifests } from '../lib';
import { lineOf } from '../lib/lines';
import { LINES } from './docs-pages';

const root = join(__dirname, '..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');

/** Returns a check of values against the schema that editors use for a line. */
function checkOf(line: string) {
  return new Ajv({ strict: true, allowUnionTypes: true, keywords: ['markdownDescription', 'defaultSnippets'] })
    .addSchema(JSON.parse(read('schema/kubernetes.schema.json')), 'kubernetes.schema.json')
    .compile(JSON.parse(read(`schema/values-${line}.schema.json`)));
}

describe('the values schema of chart 0.11 for editors', () => {
  const validate = checkOf('0.11');

  test.each([
    ['no values', {}],
    ['values of a whole control plane', { controllerManager: { replicas: 2 }, openchoreoApi: { logLevel: 'debug' } }],
    ['a removed default', { backstage: { podSecurityContext: null, nodeSelector: { zone: null } } }],
    ['values of Kubernetes types', { backstage: { tolerations: [{ key: 'a', operator: 'Exists' }] } }],
    ['a percentage', { backstage: { podDisruptionBudget: { maxUnavailable: '25%' } } }],
    ['any value of Thunder', { thunder: { persistence: { enabled: true } } }],
  ])('accepts %s', (_, values) => {
    expect(validate(values)).toBe(true);
  });

  test.each([
    ['a misspelt section', { backstage: { databse: {} } }],
    ['a misspelt key of a shared section', { gateway: { enabeld: true } }],
    ['a misspelt Kubernetes field', { backstage: { containerSecurityContext: { readOnlyRootFileSystem: true } } }],
    ['a string instead of a number', { backstage: { replicas: '2' } }],
    ['an unknown word', { backstage: { database: { type: 'mysql' } } }],
  ])('rejects %s', (_, values) => {
    expect(validate(values)).toBe(false);
  });
});

test('the schema without a version in its name is that of chart 0.11', () => {
  expect(read('schema/values.schema.json')).toBe(read('schema/values-0.11.schema.json'));
});

describe('the values schema of chart 1.2 for editors', () => {
  const validate = checkOf('1.2');

  test.each([
    ['no values', {}],
    ['values of a whole control plane', { controllerManager: { replicas: 2 }, openchoreoApi: { replicas: 2 } }],
    ['a removed section', { backstage: { http: null } }],
    ['configuration of Backstage', { backstage: { appConfig: { app: { title: 'Portal' } } } }],
    ['values of this package', { backstage: { http: { className: 'nginx' } } }],
  ])('accepts %s', (_, values) => {
    expect(validate(values)).toBe(true);
  });

  test.each([
    ['a key of chart 0.11', { backstage: { ingress: { enabled: true } } }],
    ['a misspelt section', { backstage: { databse: {} } }],
    ['a string instead of a number', { backstage: { replicas: '2' } }],
  ])('rejects %s', (_, values) => {
    expect(validate(values)).toBe(false);
  });
});

test('the package exports the schema of each line, and that of Kubernetes types, to which they refer', () => {
  const exported = Object.keys(JSON.parse(read('package.json')).exports);
  const schemas = ['kubernetes', ...LINES.map(({ name }) => `values-${name}`)];
  expect(exported).toEqual(expect.arrayContaining(schemas.map((name) => `./schema/${name}.schema.json`)));
});

test.each(LINES)('docs/values-$name.md contains every value and every rule', ({ name, version }) => {
  const table = read(`docs/values-${name}.md`);
  expect(table).toContain('| `backstage.database.sqlite.persistence.size` | string | `"1Gi"` |');
  const missing = lineOf(version).rules.filter(({ id, severity }) => !table.includes(`| \`${id}\` | ${severity} |`));
  expect(missing.map(({ id }) => id)).toEqual([]);
  // No cell for a type, default or description is empty.
  expect(table.match(/^\| .*\| {2}\|/gm)).toBeNull();
});

test('docs/values.md leads to the page of each line', () => {
  const page = read('docs/values.md');
  for (const { name } of LINES) {
    expect(page).toContain(`](values-${name}.md)`);
  }
});

describe('docs/fidelity.md', () => {
  const [, newer = '', older = ''] = read('docs/fidelity.md').split(/<!-- (?:newer-)?defects, by npm run generate -->/);
  const rows = (table: string) =>
    [...table.matchAll(/^\| `([a-z-]+)` \|.*\| (.*) \|$/gm)].map(([, id = '', last = '']) => ({ id, last }));

  test('contains every defect of chart 0.11', () => {
    expect(rows(older).map(({ id }) => id)).toEqual(lineOf('0.11.0').defects.map(({ id }) => id));
  });

  test.each(LINES.filter(({ name }) => name !== '0.11'))('names the defects of chart $name', ({ name, version }) => {
    const named = rows(newer).filter(({ last }) => last === 'all' || last.includes(name));
    expect(named.map(({ id }) => id).sort()).toEqual(
      lineOf(version)
        .defects.map(({ id }) => id)
        .sort(),
    );
  });
});

test('README.md contains the graph of the production example', () => {
  const [, picture] =
    /<!-- graph of .* -->\n\n```mermaid\n([\s\S]*?)```\n\n<!-- end of graph -->/.exec(read('README.md')) ?? [];
  const { values, ...options } = production1_2;
  expect(picture).toBe(graph(renderManifests(values, options)));
});
