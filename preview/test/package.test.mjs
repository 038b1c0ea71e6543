import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { folderWith, start, VALUES } from './support.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Number of bytes of the packed package. */
const MAX_SIZE = 600_000;

test('the packed package contains the built page, serves it, and depends on nothing', async (t) => {
  const folder = folderWith({ 'values.yaml': VALUES }, (end) => t.after(end));
  const [packed] = JSON.parse(
    execFileSync('npm', ['pack', '-w', 'preview', '--json', '--ignore-scripts', '--pack-destination', folder], {
      cwd: root,
      encoding: 'utf8',
    }),
  );
  const others = packed.files
    .map(({ path }) => path)
    .filter(
      (path) =>
        !/^(?:LICENSE|README\.md|package\.json|build\/(?:index\.js|THIRD-PARTY-LICENSES\.txt|page\/[\w-]+\.(?:js|css|html|svg)))$/.test(
          path,
        ),
    );
  assert.deepEqual(others, []);
  assert.ok(packed.size < MAX_SIZE, `${packed.size} bytes`);
  const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(root, 'preview/package.json'), 'utf8'));
  assert.deepEqual({ dependencies, peerDependencies }, { dependencies: undefined, peerDependencies: undefined });

  const modules = join(folder, 'node_modules');
  const core = join(modules, 'cdk8s-openchoreo-backstage');
  const target = join(modules, 'cdk8s-openchoreo-backstage-preview');
  mkdirSync(target, { recursive: true });
  execFileSync('tar', ['xzf', packed.filename, '-C', target, '--strip-components=1'], { cwd: folder });
  for (const name of readdirSync(join(root, 'build/bin')).filter((each) => each.endsWith('.js'))) {
    cpSync(join(root, 'build/bin', name), join(core, 'build/bin', name));
  }
  cpSync(join(root, 'package.json'), join(core, 'package.json'));
  symlinkSync(join(root, 'node_modules/yaml'), join(modules, 'yaml'));
  const args = ['-f', 'values.yaml', '--chart-version', '1.2.3'];
  const { url } = await start(folder, args, (end) => t.after(end), join(core, 'build/bin/backstage-synth.js'));
  const page = await (await fetch(url)).text();
  const [, script] = /src="([^"]+)"/.exec(page) ?? [];
  assert.equal((await fetch(new URL(script, url))).status, 200);
  const { files } = await (await fetch(new URL('session', url))).json();
  assert.deepEqual(files, ['values.yaml']);
});

test('the file of licenses names every bundled package', () => {
  const text = readFileSync(join(root, 'preview/build/THIRD-PARTY-LICENSES.txt'), 'utf8');
  assert.match(text, /^The page contains code or data of the following packages\.$/m);
  for (const name of [
    '@codemirror/view',
    '@codemirror/lang-yaml',
    '@lezer/common',
    'mermaid',
    'dompurify',
    'd3-selection',
  ]) {
    assert.match(text, new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, 'm'));
  }
});

test('the bill of materials lists every package of the page, and no other', (t) => {
  const output = join(
    folderWith({}, (end) => t.after(end)),
    'sbom.json',
  );
  execFileSync(process.execPath, ['scripts/sbom.mjs', '--preview', '--output', output], { cwd: root, stdio: 'pipe' });
  const { metadata, components, dependencies } = JSON.parse(readFileSync(output, 'utf8'));
  assert.equal(metadata.component.name, 'cdk8s-openchoreo-backstage-preview');
  const licenses = readFileSync(join(root, 'preview/build/THIRD-PARTY-LICENSES.txt'), 'utf8');
  const named = [...licenses.matchAll(/^(\S+) (\d+\.\d+\.\d+) \(/gm)].map(([, name, version]) => `${name}@${version}`);
  assert.deepEqual(components.map((each) => each['bom-ref']).sort(), named.sort());
  assert.ok(named.length > 10);
  const [first] = dependencies;
  assert.equal(first.ref, metadata.component['bom-ref']);
  assert.deepEqual(first.dependsOn.sort(), named);
});
