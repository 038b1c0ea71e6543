import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';

// Imports point downwards only: a reader of a file needs to know nothing that lies above it.

const root = join(__dirname, '..');

/** The folders of lib/ from the top down. Those of one row do not import each other. */
const LAYERS = [['app'], ['lines'], ['values', 'constructs', 'output'], ['backstage'], ['kubernetes'], ['util']];

/** A file of the project, and the files of the project that it imports, by their paths from its root. */
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

/** The folder of lib/ that a file is in; undefined for any other file. */
function folderOf(file: string): string | undefined {
  return /^lib\/([^/.]+)(?:\/|$)/.exec(file)?.[1];
}

function rowOf(folder: string): number {
  return LAYERS.findIndex((row) => row.includes(folder));
}

test('every file of lib/ but the index is in a folder that is a layer', () => {
  expect(sources.flatMap(({ imports }) => imports).length).toBeGreaterThan(sources.length);
  const strays = sources.filter(({ file }) => file.startsWith('lib/') && file !== 'lib/index.ts');
  expect(strays.map(({ file }) => file).filter((file) => rowOf(folderOf(file) ?? '') < 0)).toEqual([]);
});

test('imports point to the own folder or to layers below', () => {
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

test('only the folder of a chart line says a version', () => {
  const text = /'[^']*'|`[^`]*`/g;
  const saying = sources.flatMap(({ file }) => {
    const code = readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
    const versions = [...code.matchAll(text)].filter(([literal]) =>
      /(?<![\d.])[01]\.\d+(?:\.\d+)?(?![\d.])/.test(literal),
    );
    return /^(?:lib\/lines|environments)\//.test(file) ? [] : versions.map(([literal]) => `${file}: ${literal}`);
  });
  expect(saying).toEqual([]);
});
