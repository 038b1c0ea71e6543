import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';

// Imports point downwards only, so that readers of a file do not have to know the layers above it.

const root = join(__dirname, '..');

/** Folders of lib/ from the top down. Folders in the same row do not import each other. */
const LAYERS = [['app'], ['lines'], ['values', 'constructs', 'output'], ['backstage'], ['kubernetes'], ['util']];

/** File of the project and the project files that it imports, as paths from the root. */
interface Source {
  readonly file: string;
  readonly imports: readonly string[];
}

const sources: readonly Source[] = ['lib', 'bin', 'environments'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => read(join(entry.parentPath, entry.name))),
);

function read(path: string): Source {
  const found = readFileSync(path, 'utf8').matchAll(/(?:from|import|require\()\s*'(\.[^']*)'/g);
  return { file: pathOf(path), imports: [...found].map(([, name = '']) => pathOf(resolve(path, '..', name))) };
}

function pathOf(path: string): string {
  return relative(root, path).split(sep).join('/');
}

/** Returns the folder of lib/ that contains a file; undefined for files elsewhere. */
function folderOf(file: string): string | undefined {
  return /^lib\/([^/.]+)(?:\/|$)/.exec(file)?.[1];
}

function rowOf(folder: string): number {
  return LAYERS.findIndex((row) => row.includes(folder));
}

test('every file of lib/ except the index belongs to a layer', () => {
  expect(sources.flatMap(({ imports }) => imports).length).toBeGreaterThan(sources.length);
  const strays = sources.filter(({ file }) => file.startsWith('lib/') && file !== 'lib/index.ts');
  expect(strays.map(({ file }) => file).filter((file) => rowOf(folderOf(file) ?? '') < 0)).toEqual([]);
});

test('files import only from their own folder and from lower layers', () => {
  const upwards = sources.flatMap(({ file, imports }) => {
    const own = folderOf(file);
    return own === undefined ? [] : imports.filter((name) => !isAllowed(own, name)).map((name) => `${file}: ${name}`);
  });
  expect(upwards).toEqual([]);
});

function isAllowed(own: string, name: string): boolean {
  const other = folderOf(name);
  return other === undefined ? name.startsWith('imports/') : other === own || rowOf(other) > rowOf(own);
}

test('only lib/lines and environments contain chart versions', () => {
  const text = /'[^']*'|`[^`]*`/g;
  const found = sources.flatMap(({ file }) => {
    const code = readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
    const versions = [...code.matchAll(text)].filter(([literal]) =>
      /(?<![\d.])[01]\.\d+(?:\.\d+)?(?![\d.])/.test(literal),
    );
    // cdk8s' format of construct metadata has a version that looks like one of a chart.
    return /^(?:lib\/lines\/|environments\/|lib\/output\/construct-metadata\.ts$)/.test(file)
      ? []
      : versions.map(([literal]) => `${file}: ${literal}`);
  });
  expect(found).toEqual([]);
});
