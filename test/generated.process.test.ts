import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Scripts of npm run generate and npm run import.

const root = join(__dirname, '..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');

test('npm run generate and npm run import change nothing', () => {
  const generated = [
    ...readdirSync(join(root, 'schema')).map((name) => `schema/${name}`),
    ...readdirSync(join(root, 'docs')).flatMap((name) => (name.startsWith('values') ? [`docs/${name}`] : [])),
    ...['0.11', '1.0', '1.1', '1.2', '1.x', 'common', '.'].map((folder) => `lib/lines/${folder}/values.ts`),
    'docs/api.md',
    'docs/fidelity.md',
    'README.md',
    'imports/kubernetes.json',
    'imports/kubernetes-descriptions.json',
    'imports/register-redirect-urls.json',
  ];
  const before = generated.map(read);
  execFileSync('node', ['scripts/generate.mjs'], { cwd: root });
  execFileSync('node', ['scripts/import-kubernetes.mjs'], { cwd: root });
  expect(generated.map(read)).toEqual(before);
});

describe('the API reference', () => {
  test.each([
    ['a prop without a docstring', 'readonly a: string;', 'Props.a: no docstring'],
    ['an optional prop without a default', '/** A. */\n    readonly a?: string;', 'Props.a: no @default'],
    ['a parameter without a description', '/** A. */\n    a(b: string): void;', 'Props.a: no @param b'],
    ['a type that is not exported', '/** A. */\n    readonly a: Hidden;', 'Props: the type Hidden is not exported'],
  ])('is refused for %s', (_, member, problem) => {
    const { status, stderr } = generate({
      'props.d.ts': `/** Props. */\nexport interface Props {\n    ${member}\n}\n`,
    });
    expect(status).not.toBe(0);
    expect(stderr).toContain(`docstrings of exports are missing:\n  ${problem}\n`);
  });

  test('is refused for an interface without a docstring', () => {
    expect(generate({ 'props.d.ts': 'export interface Props {\n}\n' }).stderr).toContain('Props: no docstring');
  });

  test('is refused for a function with a parameter without a description', () => {
    const code = '/**\n * A.\n *\n * @param b B\n */\nexport declare function Props(b: string, c?: string[]): void;\n';
    expect(generate({ 'props.d.ts': code }).stderr).toContain('missing:\n  Props: no @param c\n');
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
