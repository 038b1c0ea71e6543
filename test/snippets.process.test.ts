import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { blocks } from './docs-pages';
import { newSandbox, root, withFastNpx } from './sandbox';

// Compiles the snippets in the documentation, and runs its commands.

// The folder is inside the package, so that the name of the package resolves through its exports.
const folder = join(root, 'build/snippets');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('TypeScript snippets compile with the exports of the package, and the programs run', () => {
  mkdirSync(folder, { recursive: true });
  for (const [index, { code }] of blocks('ts').entries()) {
    writeFileSync(join(folder, `snippet-${index}.ts`), code);
  }
  const compilerOptions = { outDir: 'out', rootDir: '../..', noUnusedLocals: false };
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: '../../tsconfig.json', compilerOptions, include: ['*.ts'] }),
  );
  const { status, stdout } = spawnSync('npx', ['tsc', '-p', folder], { cwd: root, encoding: 'utf8' });
  expect(stdout).toBe('');
  expect(status).toBe(0);

  const programs = [...blocks('ts').entries()].filter(([, { code }]) => code.includes('app.synth()'));
  expect(programs.map(([, { page }]) => page).sort()).toEqual(['docs/constructs.md', 'docs/operators-options.md']);
  for (const [index] of programs) {
    const CDK8S_OUTDIR = join(folder, `dist-${index}`);
    const program = join(folder, `out/build/snippets/snippet-${index}.js`);
    const { status, stderr } = spawnSync('node', [program], {
      encoding: 'utf8',
      env: { ...process.env, CDK8S_OUTDIR },
    });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(readdirSync(CDK8S_OUTDIR)).toEqual(['portal.k8s.yaml']);
  }
});

/** Commands that other tests run, because they install, test, or write into the checkout. */
const RUN_ELSEWHERE = ['npm ci && npm run synth', 'npm test'];

const commands = blocks('sh')
  .filter(({ page }) => page !== 'docs/tutorial.md')
  .flatMap(({ page, code }) =>
    code
      .trim()
      .split(/(?<!\\)\n/)
      .map((command) => ({ page, command })),
  )
  .filter(({ command }) => !RUN_ELSEWHERE.includes(command));

test.each(commands)('the command `$command` of $page runs', ({ page, command }) => {
  // The README's runs word for word.
  const env = page === 'README.md' ? process.env : { ...process.env, PATH: withFastNpx(newSandbox()) };
  const { status, stdout } = spawnSync('bash', ['-ec', command], { cwd: root, encoding: 'utf8', env });
  expect(status).toBe(0);
  expect(stdout).not.toBe('');
});
