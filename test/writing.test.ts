import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { departures } from './writing/guide';
import { proseOf } from './writing/texts';

// Holds the project's texts to the mechanical part of the writing guide in CONTRIBUTING.md.

const root = join(__dirname, '..');

const FOLDERS = ['bin', 'docs', 'environments', 'examples', 'lib', 'preview', 'scripts', 'test'];

/** Generated pages, folders of output, and the list of phrases with its tests. */
const OTHERS = /^docs\/(?:api|values(?:-[\d.]+)?)\.md$|(?:^|\/)(?:build|dist|node_modules)\/|^test\/writing[./]/;

/** Files with texts of the project. */
function files(): string[] {
  const below = FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  );
  return [...readdirSync(root), ...below].filter(
    (file) => /\.(?:[cm]?[jt]s|md|yaml)$/.test(file) && !OTHERS.test(file),
  );
}

test('texts follow the writing guide', () => {
  const found = files().flatMap((file) =>
    proseOf(file, readFileSync(join(root, file), 'utf8')).flatMap((prose) =>
      departures(prose).map((departure) => `${file}:${prose.line}: ${departure}`),
    ),
  );
  expect(found).toEqual([]);
});

test.each([
  ['a banned phrase in a docstring', 'a.ts', '/** Returns the secrets that are in clear. */', '"in clear"'],
  ['a banned phrase in a message', 'a.ts', "throw new Error('port is needed, got none');", '"got none"'],
  ['a banned phrase over two lines', 'a.md', 'It takes no\nnotice of the class.\n', '"takes no notice of"'],
  ['a banned phrase in a comment of YAML', 'a.yaml', 'a: 1\n# Values as they stand.\n', '"as they stand"'],
  ['a headless docstring', 'a.ts', '/** What the pods read. */', 'begin with the subject'],
  ['a headless line comment', 'a.ts', '// Whoever reads this.', 'begin with the subject'],
  ['a long sentence in a table', 'a.md', `| ${'word '.repeat(26)}| x |\n`, '26 words'],
])('the check finds %s', (_, file, content, departure) => {
  const found = proseOf(file, content).flatMap(departures);
  expect(found.join('\n')).toContain(departure);
});

test.each([
  ['a plain docstring', 'a.ts', '/** Returns the pods where the volume is mounted, in their own order. */'],
  ['code in a docstring', 'a.ts', '/** Returns `in clear` as is. */'],
  ['a question', 'a.md', '## Where are the pods?\n'],
  ['a code block', 'a.md', '```text\nWhat is in clear, got none\n```\n'],
  ['a short string', 'a.ts', "const key = 'in clear';"],
])('the check accepts %s', (_, file, content) => {
  expect(proseOf(file, content).flatMap(departures)).toEqual([]);
});

test('a departure names the line of its text', () => {
  const content = '// One.\n\nconst a = `x\n`;\n/**\n * Pods.\n *\n * What they read.\n */\n';
  expect(proseOf('a.ts', content).map(({ line }) => line)).toEqual([8]);
});
