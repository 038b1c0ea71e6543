import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { production } from '../environments/production';
import { graph, renderManifests } from '../lib';
import { defects } from '../lib/lines/0.11/defects';
import { rules } from '../lib/lines/0.11/rules';

const root = join(__dirname, '..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');

describe('the values schema for editors', () => {
  const validate = new Ajv({ strict: false }).compile(JSON.parse(read('schema/values.schema.json')));

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

test('docs/values.md contains every value and every rule', () => {
  const table = read('docs/values.md');
  expect(table).toContain('| `backstage.database.sqlite.persistence.size` | string | `"1Gi"` |');
  const missing = rules.filter(({ id, severity }) => !table.includes(`| \`${id}\` | ${severity} |`));
  expect(missing.map(({ id }) => id)).toEqual([]);
  // No cell for a type, default or description is empty.
  expect(table.match(/^\| .*\| {2}\|/gm)).toBeNull();
});

test('docs/fidelity.md contains every defect of the chart', () => {
  const rows = read('docs/fidelity.md').matchAll(/^\| `([a-z-]+)` \|/gm);
  expect([...rows].map(([, id]) => id)).toEqual(defects.map(({ id }) => id));
});

test('README.md contains the graph of the production example', () => {
  const [, picture] =
    /<!-- graph of .* -->\n\n```mermaid\n([\s\S]*?)```\n\n<!-- end of graph -->/.exec(read('README.md')) ?? [];
  const { values, ...options } = production;
  expect(picture).toBe(graph(renderManifests(values, options)));
});
