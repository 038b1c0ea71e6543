import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderManifests, type Values, ValuesError } from '../lib';

// The pages of the documentation, as tests read them.

const root = join(__dirname, '..');

/** The pages, by their paths. */
export const pages: readonly string[] = ['README.md', ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`)];

/** The text of a page, or of another file of the project. */
export const read = (page: string): string => readFileSync(join(root, page), 'utf8');

/** Code blocks of a language, in the order of the pages. */
export function blocks(language: string): { page: string; code: string }[] {
  return pages.flatMap((page) => {
    const found = read(page).matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'));
    return [...found].map(([, code = '']) => ({ page, code }));
  });
}

const table = [...read('docs/values.md').matchAll(/^\| `([\w.]+)` \| (.*?) \| .* \| /gm)].map(
  ([, path = '', type = '']) => ({
    path: `${path}.`,
    // Of Kubernetes or of Backstage: what is below is not in the table.
    isOpen: /^[A-Z]|^map/.test(type),
  }),
);

/** Whether there is such a value, or a section of that path. */
export function isValue(path: string): boolean {
  const here = `${path}.`;
  return table.some((known) => known.path.startsWith(here) || (known.isOpen && here.startsWith(known.path)));
}

/** What is reported where values are refused. */
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
