import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type ChartVersion,
  type DefaultVersion,
  type RenderOptions,
  renderManifests,
  type Values,
  ValuesError,
} from '../lib';
import { CHART_LINES } from '../lib/lines';

// Functions with which tests read the documentation.

const root = join(__dirname, '..');

/** Paths of the pages. */
export const pages: readonly string[] = ['README.md', ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`)];

/** Reads a page, or another file of the project. */
export const read = (page: string): string => readFileSync(join(root, page), 'utf8');

/** A code block of a page. */
export interface CodeBlock {
  readonly page: string;
  /** Heading above the block. */
  readonly heading: string;
  /** Title of the block, or empty. */
  readonly title: string;
  readonly code: string;
}

/** Returns the code blocks of a language, in the order of the pages. Commands and programs with a title are no blocks. */
export function blocks(language: string): CodeBlock[] {
  const title = language === 'yaml' ? '(?: title="(.*)")?' : '()';
  return pages.flatMap((page) => {
    const text = read(page);
    const found = text.matchAll(new RegExp(`^\`\`\`${language}${title}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'));
    return [...found].map(({ index, 1: title = '', 2: code = '' }) => {
      const before = text.slice(0, index).replace(/^```[\s\S]*?^```$/gm, '');
      const [heading = ''] = before.match(/^#+ .*$/gm)?.slice(-1) ?? [];
      return { page, heading, title, code };
    });
  });
}

/** Returns the chart version of a block: 0.11.0 if its heading or title names chart 0.11, otherwise 1.2.3. */
export function chartOf({ heading, title }: Pick<CodeBlock, 'heading' | 'title'>): ChartVersion {
  return /\b0\.11\b/.test(`${heading} ${title}`) ? '0.11.0' : '1.2.3';
}

/** Values that chart 1.2 requires. Snippets for this chart are merged with them. */
export const CHART_1_2: Values<'1.2.3'> = {
  backstage: {
    baseUrl: 'https://console.example.com',
    secretName: 'portal-credentials',
    http: { hostnames: ['console.example.com'] },
  },
  openchoreoApi: { http: { hostnames: ['api.example.com'] } },
  gateway: { tls: { hostname: '*.example.com' } },
  security: {
    oidc: {
      issuer: 'https://id.example.com',
      authorizationUrl: 'https://id.example.com/authorize',
      tokenUrl: 'https://id.example.com/token',
    },
  },
};

/** Lines of the chart, newest first, each with a version. */
export const LINES: readonly { readonly name: string; readonly version: ChartVersion }[] = CHART_LINES.map(
  ({ name, verified }) => ({ name, version: verified[0] }),
).reverse();

/** Values in the reference of each line. */
const tables = new Map(
  LINES.map(({ name }) => {
    const rows = read(`docs/values-${name}.md`).matchAll(/^\| `([\w.]+)`(?: †)? \| (.*?) \| .* \| /gm);
    const known = [...rows].map(([, path = '', type = '']) => ({
      path: `${path}.`,
      // Keys of Kubernetes types and of maps are not in the table.
      isOpen: /^[A-Z]|^map/.test(type),
    }));
    return [name, known];
  }),
);

/** Whether a value or section with this path exists in one of these lines. By default, any line counts. */
export function isValue(path: string, lines: readonly string[] = [...tables.keys()]): boolean {
  const here = `${path}.`;
  return lines
    .flatMap((line) => tables.get(line) ?? [])
    .some((known) => known.path.startsWith(here) || (known.isOpen && here.startsWith(known.path)));
}

/** Returns the report about invalid values, or "nothing" if they are valid. */
export function reportOn<Version extends ChartVersion = DefaultVersion>(
  values: readonly Values<Version>[],
  options?: RenderOptions<Version>,
): string {
  try {
    renderManifests<Version>(values, options);
  } catch (error) {
    if (error instanceof ValuesError) {
      return error.message;
    }
    throw error;
  }
  return 'nothing';
}
