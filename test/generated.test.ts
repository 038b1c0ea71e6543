import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';

const root = join(__dirname, '..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');

describe('the values schema for editors', () => {
  const validate = new Ajv({ strict: false }).compile(JSON.parse(read('schema/values.schema.json')));

  test.each([
    ['no values', {}],
    ['values of a whole control plane', { controllerManager: { replicas: 2 }, openchoreoApi: { logLevel: 'debug' } }],
    ['a default taken away', { backstage: { podSecurityContext: null, nodeSelector: { zone: null } } }],
    ['types of Kubernetes', { backstage: { tolerations: [{ key: 'a', operator: 'Exists' }] } }],
    ['a percentage', { backstage: { podDisruptionBudget: { maxUnavailable: '25%' } } }],
    ['anything of Thunder', { thunder: { persistence: { enabled: true } } }],
  ])('accepts %s', (_, values) => {
    expect(validate(values)).toBe(true);
  });

  test.each([
    ['a misspelt section', { backstage: { databse: {} } }],
    ['a misspelt key of a shared section', { gateway: { enabeld: true } }],
    ['a misspelt field of Kubernetes', { backstage: { containerSecurityContext: { readOnlyRootFileSystem: true } } }],
    ['a string for a number', { backstage: { replicas: '2' } }],
    ['an unknown word', { backstage: { database: { type: 'mysql' } } }],
  ])('rejects %s', (_, values) => {
    expect(validate(values)).toBe(false);
  });
});

test('npm run generate and npm run import change nothing', () => {
  const generated = ['schema/values.schema.json', 'docs/values.md', 'imports/kubernetes.json'];
  const before = generated.map(read);
  execFileSync('node', ['scripts/generate.mjs'], { cwd: root });
  execFileSync('node', ['scripts/import-kubernetes.mjs'], { cwd: root });
  expect(generated.map(read)).toEqual(before);
});

test('the generated table names every value and every rule', () => {
  const table = read('docs/values.md');
  expect(table).toContain('| `backstage.database.sqlite.persistence.size` | string | `"1Gi"` |');
  expect(table).toContain('| `stable-backend-secret` | error |');
});
