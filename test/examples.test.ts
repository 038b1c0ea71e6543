import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../lib';
import { readManifests } from '../lib/output/read-manifests';
import { exampleCommands, examples } from './example-commands';

// Checks the READMEs and manifests of the examples. examples.process.test.ts runs their commands.

const root = join(__dirname, '..');

/** Reads the objects in a file of an example. */
function read(file: string): Manifest[] {
  return readManifests(readFileSync(join(root, 'examples', file), 'utf8'));
}

test('every example has a README with commands, and is listed in examples/README.md', () => {
  const list = readFileSync(join(root, 'examples/README.md'), 'utf8');
  expect([...list.matchAll(/^\| \[.*?\]\((.*?)\)/gm)].map(([, example]) => example).sort()).toEqual(
    examples.toSorted(),
  );
  expect([...new Set(exampleCommands.map(({ example }) => example))].sort()).toEqual(examples.toSorted());
});

test('links lead to existing files', () => {
  const pages = ['README.md', ...examples.map((example) => `${example}/README.md`)];
  const broken = pages.flatMap((page) => {
    const text = readFileSync(join(root, 'examples', page), 'utf8');
    const targets = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, target = '']) => target);
    return targets
      .filter((target) => !existsSync(join(root, 'examples', page, '..', target)))
      .map((target) => `${page}: ${target}`);
  });
  expect(broken).toEqual([]);
});

describe.each(['argocd/applicationset.yaml', 'flux/portal.yaml'])('%s', (file) => {
  test('points to folders with a kustomization.yaml', () => {
    const paths = [...JSON.stringify(read(file)).matchAll(/"path":"(?:\.\/)?(\w[^"]*)"/g)].map(([, to = '']) => to);
    const folders = paths.flatMap((to) =>
      to.endsWith('/*') ? readdirSync(join(root, to, '..')).map((name) => to.replace('*', name)) : [to],
    );
    expect(folders).toContain('dist/production');
    expect(folders.filter((folder) => !existsSync(join(root, folder, 'kustomization.yaml')))).toEqual([]);
  });
});

test("Flux's Kustomization refers to its GitRepository", () => {
  const [repository, kustomization] = read('flux/portal.yaml');
  expect(kustomization).toHaveProperty('spec.sourceRef', {
    kind: repository?.kind,
    name: repository?.metadata.name,
  });
  expect(kustomization?.metadata.namespace).toBe(repository?.metadata.namespace);
});
