import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// Declarations in the npm package. `npm run build` writes them.

const root = join(__dirname, '..');
const types = join(root, 'build/types');

const files = readdirSync(types, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.d.ts'));
const texts = files.map((name) => readFileSync(join(types, name), 'utf8'));

test('the declarations compile without skipLibCheck, and import nothing that they do not use', () => {
  const folder = mkdtempSync(join(root, 'build/types-'));
  const options = { strict: true, noEmit: true, module: 'node16', noUnusedLocals: true, types: ['node'] };
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: options, include: ['../types/**/*.d.ts'] }),
  );
  const { status, stdout } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder],
    { encoding: 'utf8' },
  );
  rmSync(folder, { recursive: true });
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
});

test('editors show the docstrings of constructs, props and functions', () => {
  const deployment = readFileSync(join(types, 'lib/constructs/deployment.d.ts'), 'utf8');
  expect(deployment).toMatch(/\/\*\*[^/]*@default[^/]*\*\/\s+readonly replicas\?/);
  for (const [index, text] of texts.entries()) {
    const before = readFileSync(join(root, 'build', files[index] ?? ''), 'utf8');
    for (const [statement] of text.matchAll(/^\/\*\*\n(?: \*.*\n)+export declare .*$/gm)) {
      expect(before).toContain(statement);
    }
  }
  const undocumented = texts.flatMap(
    (text) => text.match(/(?<!\*\/\n)^export (?:declare )?(?:class|interface) \w+/gm) ?? [],
  );
  expect(undocumented).toEqual([]);
});

test('editors do not offer internal functions', () => {
  for (const name of ['lineOf', 'manifestYaml', 'profileOf', 'addCheck']) {
    expect(texts.filter((text) => new RegExp(`\\b${name}\\b`).test(text))).toEqual([]);
  }
});
