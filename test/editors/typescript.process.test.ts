import { join } from 'node:path';
import { LINES } from '../docs-pages';
import { LanguageServer } from './language-server';

// Talks to the language server of TypeScript, as VS Code does.

const server = new LanguageServer(join(__dirname, '../../node_modules/typescript/bin/tsc'), ['--lsp', '--stdio']);

beforeAll(() => server.initialize());
afterAll(() => server.stop());

const open = (version: string, values: string) =>
  server.open(
    'typescript',
    `import type { Values } from '../lib';\nexport const values: Values<'${version}'> = ${values};\n`,
  );

describe.each(LINES)('in values of chart $name', ({ name, version }) => {
  const own = `(?:${name.replace('.', '_')}|1_x)`;
  const isNewer = name !== '0.11';

  test.each([
    ['replicas: 2', 'BackstageSharedValues\\.replicas\\?: number', 'Number of pods', '1'],
    ['database: {}', `\\w+\\.database\\?: BackstageDatabaseValues${own}`, 'Database', 'the defaults of its members'],
    ['extraEnv: []', 'BackstageSharedValues\\.extraEnv\\?: readonly EnvVar', 'Additional variables', '\\[\\]'],
    ['resources: {}', '\\.resources\\?: NullableMembers<ResourceRequirements>', 'Requests and limits', '\\{ "limits"'],
    ['image: {}', 'BackstageSharedValues\\.image\\?: BackstageImageValues', 'Image to run', 'the defaults'],
    ['podLabels: {}', '\\.podLabels\\?: Readonly<Record<string, string', 'Additional labels', '\\{\\}'],
    ['appConfig: {}', '\\.appConfig\\?: NullableMembers<AppConfig>', '[a-z]', 'unset'],
  ])('a hover over %s shows its interface, meaning and default', async (value, type, meaning, byDefault) => {
    const [word = ''] = value.split(':');
    const shown = await open(version, `{ backstage: { ${value} } }`).hover(word);
    expect(shown).toMatch(
      new RegExp(`\\(property\\) [\\s\\S]*${type}[\\s\\S]*${meaning}[\\s\\S]*default[\\s\\S]*${byDefault}`),
    );
  });

  test('a hover over a value below sections shows its interface, meaning and default', async () => {
    const document = open(version, '{ backstage: { database: { sqlite: { persistence: { size: "2Gi" } } } } }');
    expect(await document.hover('persistence')).toMatch(
      new RegExp(
        `BackstageDatabaseSqliteValues${own}\\.persistence\\?: BackstageDatabaseSqlitePersistenceValues${own}`,
      ),
    );
    expect(await document.hover('size')).toMatch(/Persistence\w+\.size\?: string[\s\S]*Requested size[\s\S]*'1Gi'/);
  });

  test('a hover over an entry of a list shows the meaning', async () => {
    const values = isNewer
      ? '{ backstage: { http: { parentRefs: [{ name: "a" }] } } }'
      : '{ backstage: { ingress: { hosts: [{ host: "a" }] } } }';
    expect(await open(version, values).hover(isNewer ? 'name:' : 'host:')).toMatch(
      isNewer
        ? /ParentRefsEntry1_x\.name: string[\s\S]*Name of the Gateway/
        : /HostsEntry0_11\.host: string[\s\S]*DNS name/,
    );
  });

  test('proposals contain the values of the chart, and no others', async () => {
    const text = '{ backstage: { replicas: 1,  } }';
    const proposals = await open(version, text).completeAfter('replicas: 1, ');
    const keys = [...proposals.keys()].map((label) => label.replace('?', ''));
    expect(keys).toEqual(expect.arrayContaining(['database', 'extraEnv', 'affinity', isNewer ? 'http' : 'ingress']));
    expect(keys).not.toContain(isNewer ? 'ingress' : 'http');
    expect(keys).not.toContain('replicas');
  });

  test('proposals for a word are the words of the value', async () => {
    const proposals = await open(version, "{ backstage: { database: { type: '' } } }").completeAfter("type: '");
    expect([...proposals.keys()].sort()).toEqual(['postgresql', 'sqlite']);
  });

  test.each([
    ['{ backstage: { replica: 2 } }', `'replica' does not exist in type 'BackstageValues${own}'.*'replicas'\\?`],
    ['{ backstage: { replicas: "2" } }', "Type 'string' is not assignable to type 'number'"],
    ['{ backstage: { databse: {} } }', `'databse' does not exist in type 'BackstageValues${own}'.*'database'\\?`],
    ['{ backstage: { database: "x" } }', `type 'BackstageDatabaseValues${own}'`],
    ['{ backstage: { database: { type: "mysql" } } }', '"postgresql" \\| "sqlite"'],
    [
      '{ backstage: { database: { sqlite: { persistence: true } } } }',
      `'BackstageDatabaseSqlitePersistenceValues${own}'`,
    ],
    ['{ backstage: { extraEnv: [{ nam: "A" }] } }', "'nam' does not exist in type 'EnvVar'.*'name'\\?"],
    ['{ backstage: { affinity: 1 } }', "'NullableMembers<Affinity>'"],
    ['{ backstage: { resources: { limit: {} } } }', "'NullableMembers<ResourceRequirements>'.*'limits'\\?"],
    ['{ backstge: {} }', `'backstge' does not exist in type 'Values${name.replace('.', '_')}'.*'backstage'\\?`],
  ])('the error for %s is short and names the interface', async (values, message) => {
    const [first = '', ...others] = await open(version, values).pulledDiagnostics();
    expect(first).toMatch(new RegExp(message));
    expect(first.length).toBeLessThan(180);
    expect(others).toEqual([]);
  });

  test('the error for an environment of the chart names the interface of its values', async () => {
    const section = isNewer ? 'http: { enabld: true }' : 'ingress: { enabld: true }';
    const document = server.open(
      'typescript',
      `import type { Environment } from '../lib';
export const portal: Environment<'${version}'> = { chartVersion: '${version}', values: { backstage: { ${section} } } };
`,
    );
    const type = isNewer ? 'BackstageHttpValues1_x' : 'BackstageIngressValues0_11';
    expect(await document.pulledDiagnostics()).toEqual([
      `2: Object literal may only specify known properties, but 'enabld' does not exist in type '${type}'. Did you mean to write 'enabled'?`,
    ]);
  });
});
