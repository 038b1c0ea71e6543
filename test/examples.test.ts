import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { Manifest } from '../lib';
import { readFolder, readManifests } from '../lib/output/read-manifests';
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

test('Argo CD compares on the server side, creates the namespace, and tries a failed sync again', () => {
  const [set] = read('argocd/applicationset.yaml');
  const { metadata, spec } = Object(set?.spec).template;
  expect(metadata.annotations).toEqual({ 'argocd.argoproj.io/compare-options': 'ServerSideDiff=true' });
  expect(spec.syncPolicy.syncOptions).toEqual([
    'CreateNamespace=true',
    'ServerSideApply=true',
    'RespectIgnoreDifferences=true',
  ]);
  expect(spec.syncPolicy.retry).toEqual({ limit: 5, backoff: { duration: '30s', factor: 2, maxDuration: '10m' } });
  // Argo CD creates only the namespace of the destination.
  const namespaces = readFolder(join(root, 'dist/production')).map(({ metadata: { namespace } }) => namespace);
  expect(new Set(namespaces)).toEqual(new Set([spec.destination.namespace]));
});

test('Flux waits, tries again after a failure, and can decrypt with SOPS', () => {
  const [, kustomization] = read('flux/portal.yaml');
  expect(kustomization?.spec).toMatchObject({ interval: '10m', retryInterval: '2m', timeout: '5m', wait: true });
  const text = readFileSync(join(root, 'examples/flux/portal.yaml'), 'utf8');
  const [, commented] = parseAllDocuments(text.replace(/^ {2}# (?=decryption:| {2})/gm, '  '));
  expect(commented?.toJS().spec).toEqual({
    ...Object(kustomization?.spec),
    decryption: { provider: 'sops', secretRef: { name: 'sops-age' } },
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
