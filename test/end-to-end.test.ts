import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// The real cdk8s CLI, in a copy of the committed project.

const root = join(__dirname, '..');
const sandbox = mkdtempSync(join(tmpdir(), 'backstage-'));

beforeAll(() => {
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  for (const file of files.split('\n').filter((name) => name !== '' && !/^(test|dist)\//.test(name))) {
    cpSync(join(root, file), join(sandbox, file), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(sandbox, 'node_modules'));
});

afterAll(() => rmSync(sandbox, { recursive: true }));

function synth() {
  return spawnSync('npm', ['run', 'synth'], { cwd: sandbox, encoding: 'utf8' });
}

/** Every file of a folder, by its path within, with its text. */
function contents(folder: string): Record<string, string> {
  if (!existsSync(folder)) {
    return {};
  }
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]),
  );
}

test('npm run synth renders what is committed in dist, and the same again', () => {
  expect(synth().status).toBe(0);
  const first = contents(join(sandbox, 'dist'));
  expect(first).toEqual(contents(join(root, 'dist')));

  expect(synth().status).toBe(0);
  expect(contents(join(sandbox, 'dist'))).toEqual(first);
});

test('npm run synth of refused values says why and writes no manifest', () => {
  const original = readFileSync(join(sandbox, 'environments/helm-values.yaml'), 'utf8');
  writeFileSync(
    join(sandbox, 'environments/helm-values.yaml'),
    original.replace('backendSecret: replace-me-with-32-random-characters', 'databse: {}\n  replicas: 0'),
  );
  const { status, stderr } = synth();
  writeFileSync(join(sandbox, 'environments/helm-values.yaml'), original);

  expect(status).not.toBe(0);
  expect(stderr).toContain('helm-values: backstage.databse: unknown key, did you mean backstage.database?');
  expect(stderr).toContain('helm-values: backstage.replicas: must be at least 1, got 0');
  expect(stderr).toContain('helm-values: backstage.backendSecret: is needed');
  expect(stderr).not.toMatch(/^\s+at .*build/m);
  expect(contents(join(sandbox, 'dist'))).toEqual({});
});

test('npm run synth of a mistyped environment does not compile', () => {
  const file = join(sandbox, 'environments/production.ts');
  const original = readFileSync(file, 'utf8');
  writeFileSync(file, original.replace("type: 'postgresql'", "type: 'postgres'"));
  const { status, stderr } = synth();
  writeFileSync(file, original);

  expect(status).not.toBe(0);
  expect(stderr).toContain('environments/production.ts');
});
