import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv';
import { production } from '../environments/production';
import { graph, renderManifests } from '../lib';

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
  const generated = [
    'schema/values.schema.json',
    'docs/values.md',
    'docs/api.md',
    'README.md',
    'imports/kubernetes.json',
  ];
  const before = generated.map(read);
  execFileSync('node', ['scripts/generate.mjs'], { cwd: root });
  execFileSync('node', ['scripts/import-kubernetes.mjs'], { cwd: root });
  expect(generated.map(read)).toEqual(before);
});

test('the generated table names every value and every rule', () => {
  const table = read('docs/values.md');
  expect(table).toContain('| `backstage.database.sqlite.persistence.size` | string | `"1Gi"` |');
  expect(table).toContain('| `stable-backend-secret` | error |');
  // No cell is empty: type, default and meaning of each.
  expect(table.match(/^\| .*\| {2}\|/gm)).toBeNull();
});

describe('the API reference', () => {
  const page = read('docs/api.md');
  const sections = new Map(page.split(/^### /m).map((section) => [section.split('\n')[0], section]));
  const modules = [...read('lib/index.ts').matchAll(/^export (?:type )?\{([^}]*)\} from '\.\/(.*)';$/gm)];
  const exported = modules.flatMap(([, names = '', module = '']) =>
    names
      .split(',')
      .map((name) => name.trim().replace(/^type /, ''))
      .filter((name) => name !== '')
      .map((name) => ({ name, module })),
  );

  test('has a section for every name that the package exports, and for no other', () => {
    const titles = [...page.matchAll(/^### (.*)$/gm)].map(([, title = '']) => title);
    expect(exported.length).toBeGreaterThan(80);
    expect(titles.sort()).toEqual(exported.map(({ name }) => name).sort());
  });

  test('has every prop of every interface, with its default', () => {
    let props = 0;
    for (const { name, module } of exported) {
      const source = read(existsSync(join(root, `lib/${module}.ts`)) ? `lib/${module}.ts` : `lib/${module}/index.ts`);
      const [, body = ''] =
        new RegExp(`^export interface ${name}\\b[^{]*\\{\\n([\\s\\S]*?)^\\}`, 'm').exec(source) ?? [];
      for (const [, doc = '', prop = ''] of body.matchAll(
        /(\/\*\*(?:(?!\*\/)[\s\S])*\*\/\s*)?^ {2}readonly (\w+)\??:/gm,
      )) {
        const [row = ''] = new RegExp(`^\\| \`${prop}\` \\| .*$`, 'm').exec(sections.get(name) ?? '') ?? [];
        expect({ name, prop, row }).toEqual({ name, prop, row: expect.stringMatching(/^\| /) });
        const [, code] = /@default ([^-\s].*?)(?: - .*)?(?:\n| \*\/)/.exec(doc) ?? [];
        expect(row).toContain(code === undefined ? '' : ` \`${code}\``);
        props++;
      }
    }
    expect(props).toBeGreaterThan(150);
  });

  test('leads from what is inherited to where it is described', () => {
    expect(sections.get('BackstageDeploymentProps')).toContain(
      'Has what [BackstageResourceProps](#backstageresourceprops) and [PodOptions](#podoptions) have, too.',
    );
    expect(sections.get('RenderOptions')).toContain('[BackstageChartProps](#backstagechartprops) but `values`');
    expect(sections.get('BackstageDatabaseProps')).toContain(
      '([SqliteDatabase](#sqlitedatabase) | [PostgresqlDatabase](#postgresqldatabase))',
    );
  });

  test.each([
    ['a prop without a docstring', 'readonly a: string;', 'Props.a: no docstring'],
    ['an optional prop without a default', '/** A. */\n    readonly a?: string;', 'Props.a: no @default'],
    ['a parameter without a description', '/** A. */\n    a(b: string): void;', 'Props.a: no @param b'],
    ['a type that nobody can name', '/** A. */\n    readonly a: Hidden;', 'Props: the type Hidden is not exported'],
  ])('is not made of %s', (_, member, problem) => {
    const { status, stderr } = generate({
      'props.d.ts': `/** Props. */\nexport interface Props {\n    ${member}\n}\n`,
    });
    expect(status).not.toBe(0);
    expect(stderr).toContain(`docstrings of exports are missing:\n  ${problem}\n`);
  });

  test('is not made of an interface without a docstring', () => {
    expect(generate({ 'props.d.ts': 'export interface Props {\n}\n' }).stderr).toContain('Props: no docstring');
  });

  test('is not made of a function whose parameters it does not describe', () => {
    const code = '/**\n * A.\n *\n * @param b B\n */\nexport declare function Props(b: string, c?: string[]): void;\n';
    expect(generate({ 'props.d.ts': code }).stderr).toContain('missing:\n  Props: no @param c\n');
  });

  test.each([
    'BackstageAutoscaling',
    'BackstageChart',
    'BackstageDatabase',
    'BackstageDeployment',
    'BackstageIngress',
    'renderManifests',
    'synthesize',
  ])('shows how %s is used, by its docstring', (name) => {
    // test/docs.test.ts compiles it.
    expect(sections.get(name)).toMatch(new RegExp(`\n\`\`\`ts\n[\\s\\S]*\\b${name}\\([\\s\\S]*\n\`\`\`\n`));
  });

  test('names what a class takes over', () => {
    expect(sections.get('BackstageSecret')).toContain(
      'Extends [BackstageResource](#backstageresource) (`release`, `apiObject`, `name`), [BackstageCredentials](#backstagecredentials) (`key()`, `contentHash`).',
    );
  });

  /** Runs the generator over declaration files that export `Props`. */
  function generate(files: Record<string, string>) {
    const folder = mkdtempSync(join(tmpdir(), 'api-'));
    try {
      for (const [name, text] of Object.entries({
        'index.d.ts': "export type { Props } from './props';\n",
        ...files,
      })) {
        writeFileSync(join(folder, name), text);
      }
      const program = `import { apiReference } from ${JSON.stringify(join(root, 'scripts/api-reference.mjs'))};
        apiReference(${JSON.stringify(folder)});`;
      return spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' });
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
});

test('the picture in README.md is what the manifests of the production example give', () => {
  const [, picture] =
    /<!-- graph of .* -->\n\n```mermaid\n([\s\S]*?)```\n\n<!-- end of graph -->/.exec(read('README.md')) ?? [];
  const { values, ...options } = production;
  expect(picture).toBe(graph(renderManifests(values, options)));
});
