import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// Documentation that people copy from: its snippets compile, its commands run.

const root = join(__dirname, '..');
const pages = ['README.md', ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`)];

/** Code blocks of a language, in the order of the pages. */
function blocks(language: string): { page: string; code: string }[] {
  return pages.flatMap((page) => {
    const text = readFileSync(join(root, page), 'utf8');
    const found = text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'));
    return [...found].map(([, code = '']) => ({ page, code }));
  });
}

test('TypeScript snippets compile against the package as it is published', () => {
  // Inside the package's folder, for its own name to resolve through its exports.
  const folder = join(root, 'build/snippets');
  mkdirSync(folder, { recursive: true });
  for (const [index, { code }] of blocks('ts').entries()) {
    writeFileSync(join(folder, `snippet-${index}.ts`), code);
  }
  const compilerOptions = { outDir: 'out', noEmit: true, rootDir: '../..', noUnusedLocals: false };
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: '../../tsconfig.json', compilerOptions, include: ['*.ts'] }),
  );
  const { status, stdout } = spawnSync('npx', ['tsc', '-p', folder], { cwd: root, encoding: 'utf8' });
  rmSync(folder, { recursive: true });

  expect(stdout).toBe('');
  expect(status).toBe(0);
  expect(blocks('ts').length).toBeGreaterThan(0);
});

/** Commands that other tests run: they install or test, or write into the checkout. */
const RUN_ELSEWHERE = ['npm ci && npm run synth', 'npm test'];

const commands = blocks('sh').flatMap(({ code }) => code.trim().split(/(?<!\\)\n/));

test.each(commands.filter((command) => !RUN_ELSEWHERE.includes(command)))('the command `%s` runs', (command) => {
  const { status, stdout } = spawnSync('bash', ['-ec', command], { cwd: root, encoding: 'utf8' });
  expect(status).toBe(0);
  expect(stdout).not.toBe('');
});

test('links lead to files', () => {
  for (const page of pages) {
    for (const [, target = ''] of readFileSync(join(root, page), 'utf8').matchAll(/\]\((?!https?:)([^)#]+)/g)) {
      expect(readdirSync(join(root, page, '..', target, '..'))).toContain(target.split('/').at(-1));
    }
  }
});
