import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderManifests, type Values, ValuesError } from '../lib';

// Functions with which tests read the documentation.

const root = join(__dirname, '..');

/** Paths of the pages. */
export const pages: readonly string[] = ['README.md', ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`)];

/** Reads a page, or another file of the project. */
export const read = (page: string): string => readFileSync(join(root, page), 'utf8');

/** Returns the code blocks of a language, in the order of the pages. */
export function blocks(language: string): { page: string; code: string }[] {
  return pages.flatMap((page) => {
    const found = read(page).matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'));
    return [...found].map(([, code = '']) => ({ page, code }));
  });
}

const table = [...read('docs/values.md').matchAll(/^\| `([\w.]+)`(?: †)? \| (.*?) \| .* \| /gm)].map(
  ([, path = '', type = '']) => ({
    path: `${path}.`,
    // Keys of Kubernetes types and of maps are not in the table.
    isOpen: /^[A-Z]|^map/.test(type),
  }),
);

/** Whether a value or section with this path exists. */
export function isValue(path: string): boolean {
  const here = `${path}.`;
  return table.some((known) => known.path.startsWith(here) || (known.isOpen && here.startsWith(known.path)));
}

/** Returns the report about invalid values, or "nothing" if they are valid. */
export function reportOn(values: readonly Values[]): string {
  try {
    renderManifests(values);
  } catch (error) {
    if (error instanceof ValuesError) {
      return error.message;
    }
    throw error;
  }
  return 'nothing';
}
