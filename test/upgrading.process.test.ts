import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

const snippet = (title: string) => {
  const found = blocks('yaml').find((block) => block.page === 'docs/upgrading.md' && block.title === title);
  return found?.code ?? '';
};

const [upgrade = '', secret = '', compare = ''] = [...page.matchAll(/^```text\n([\s\S]*?)\n```$/gm)].map(
  ([, code = '']) => code,
);

const shell = (command: string) =>
  spawnSync('bash', ['-c', command], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, PATH: withFastNpx(bin) },
  });

beforeAll(() => writeFileSync(join(folder, 'values.yaml'), snippet('values.yaml of chart 0.11')));

test('the documented command writes the files that the page shows', () => {
  const { status, stderr } = shell(upgrade);
  expect(status).toBe(0);
  expect(readFileSync(join(folder, 'upgraded/values.yaml'), 'utf8')).toBe(snippet('upgraded/values.yaml'));
  expect(readFileSync(join(folder, 'upgraded/portal.yaml'), 'utf8')).toBe(snippet('upgraded/portal.yaml'));
  expect(stderr).toContain(`    ${secret}\n`);
  for (const heading of [
    'To do',
    'Other meaning or default',
    'Written out',
    'Moved',
    'Removed',
    'Effects on the running portal',
  ]) {
    expect(stderr).toMatch(new RegExp(`^${heading}`, 'm'));
    expect(page).toContain(`| ${heading} |`);
  }
});

test('the documented comparison finds no other claim and no other selector', () => {
  const { status, stdout } = shell(compare);
  expect(status).toBe(1);
  expect(stdout).toContain('Deployment openchoreo-control-plane/openchoreo-ui\n');
  expect(stdout).not.toMatch(/^PersistentVolumeClaim.*(?:removed|added)/m);
  expect(stdout).not.toContain('spec.selector.matchLabels');
});
