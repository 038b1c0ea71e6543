import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { blocks, read } from './docs-pages';
import { withFastNpx } from './sandbox';

// Runs the commands of docs/upgrading.md that need no cluster, on the values that the page shows.

const page = read('docs/upgrading.md');
const folder = mkdtempSync(join(tmpdir(), 'upgrading-'));
const bin = mkdtempSync(join(tmpdir(), 'upgrading-bin-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
  rmSync(bin, { recursive: true });
});

const [, variables = ''] =
  /^```bash title="chart 0\.11"\n([\s\S]*?)^```$/m.exec(read('docs/migrating-from-helm.md')) ?? [];
const [toNew = '', save = '', upgrade = '', effects = ''] = [...page.matchAll(/^```bash\n([\s\S]*?)^```$/gm)].map(
  ([, code = '']) => code,
);

const snippet = (title: string) => {
  const found = blocks('yaml').find((block) => block.page === 'docs/upgrading.md' && block.title === title);
  return found?.code ?? '';
};
const inFolder = (name: string) => join(folder, 'environments/portal', name);

const shell = (command: string) =>
  spawnSync('bash', ['-ec', variables + toNew + command], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, PATH: withFastNpx(bin) },
  });

/** Returns a command that writes the output of the environment, as `npm run synth` does. */
const synth = (version: string, ...files: readonly string[]) =>
  `npx backstage-synth $release -n $namespace --chart-version ${version} --fidelity corrected ` +
  `${files.map((file) => `-f ${file}`).join(' ')} --output dist/$environment`;

let report = '';

beforeAll(() => {
  mkdirSync(inFolder(''), { recursive: true });
  writeFileSync(inFolder('values.yaml'), snippet('values.yaml of chart 0.11'));
  expect(shell(synth('$version', '$values'))).toMatchObject({ status: 0 });
  expect(shell(save)).toMatchObject({ status: 0, stderr: '' });
  // The environment has no portal.yaml.
  const { status, stderr } = shell(upgrade.replace(' -f $portal', ''));
  expect(status).toBe(0);
  report = stderr;
});

test('the documented command changes the files as the page shows', () => {
  expect(readFileSync(inFolder('values.yaml'), 'utf8')).toBe(snippet('values.yaml of chart 1.2'));
  expect(readFileSync(inFolder('portal.yaml'), 'utf8')).toBe(snippet('portal.yaml of chart 1.2'));
});

test('the report has the sections and the command that the page shows', () => {
  const [, secret = ''] = /^```text\n([\s\S]*?)\n```$/m.exec(page) ?? [];
  expect(report).toContain(`    ${secret}\n`);
  for (const heading of [
    'To do',
    'Other meaning or default',
    'Written out',
    'Moved',
    'Removed',
    'Effects on the running portal',
  ]) {
    expect(report).toMatch(new RegExp(`^${heading}`, 'm'));
    expect(page).toContain(`| ${heading} |`);
  }
});

test('the upgrade has the effects that the page lists, and no harmful one', () => {
  expect(shell(synth('$to', '$values', '$portal'))).toMatchObject({ status: 0 });
  const { status, stdout } = shell(effects);
  expect(status).toBe(0);
  const found = stdout.split('\n').flatMap((line) => /^([a-z-]+) \w/.exec(line)?.[1] ?? []);
  const listed = [...page.matchAll(/^\| (`[a-z]+`(?:, `[a-z]+`)*) \| .* \| .* \|$/gm)].flatMap(([, kinds = '']) =>
    kinds.replaceAll('`', '').split(', '),
  );
  expect(new Set(found)).toEqual(new Set(listed));
});
