import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

// Imports point downwards only: a reader of a file needs to know nothing that lies above it.

const root = join(__dirname, '..');

/** The layers from the bottom up, by the files in them. */
const LAYERS: readonly RegExp[] = [
  /^imports\//,
  // What values and constructs have in common: facts, names and pure functions.
  /^lib\/(app-config-leaves|app-config-secrets|app-config-variables|chart-0\.11|checksums|image|json|json-pointer|path|pod-overlaps|port|problem|quantity|redirect-url|release|replica-bounds|sha256|unless-empty|volumes|yaml-fault)\.ts$/,
  /^lib\/values\//,
  /^lib\/output\//,
  // The constructs: Kubernetes, and never values.
  /^lib\/(?!backstage-chart|render-manifests|synthesize|run-app|environments-in|index)[^/]+\.ts$/,
  /^lib\/from-values\//,
  /^lib\/backstage-chart\.ts$/,
  /^lib\/render-manifests\.ts$/,
  /^lib\/synthesize\.ts$/,
  /^lib\/(run-app|environments-in)\.ts$/,
  /^lib\/index\.ts$/,
  /^(bin|environments)\/|^main\.ts$/,
];

const layerOf = (file: string) => LAYERS.findIndex((layer) => layer.test(file));
const nameOf = (file: string) => relative(root, file).replace(/(\.ts)?$/, (end) => end || '.ts');

const files = ['lib', 'bin', 'environments'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name)),
);

/** The project's own files that a file imports. */
function imports(file: string): string[] {
  const found = readFileSync(file, 'utf8').matchAll(/from '(\.[^']*)'/g);
  return [...found].map(([, path = '']) => {
    const target = resolve(file, '..', path);
    return path.endsWith('.json') ? relative(root, target) : nameOf(target);
  });
}

test.each(files.map((file) => [nameOf(file), file]))('%s imports from its own layer or below', (name, file) => {
  expect(layerOf(name)).toBeGreaterThanOrEqual(0);
  const above = imports(file)
    .map((target) => target.replace(/\/(rules|schema)\.ts$/, '/$1/index.ts').replace(/^lib\.ts$/, 'lib/index.ts'))
    .filter((target) => layerOf(target) > layerOf(name));
  expect(above).toEqual([]);
});

test('no construct knows the values', () => {
  const constructs = files.filter((file) => layerOf(nameOf(file)) === 4);
  expect(constructs.length).toBeGreaterThan(10);
  for (const file of constructs) {
    expect(imports(file).filter((target) => target.startsWith('lib/values/'))).toEqual([]);
  }
});
