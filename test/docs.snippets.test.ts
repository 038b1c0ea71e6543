import { type ChartVersion, parseValues, renderManifests, type Values } from '../lib';
import { blocks, CHART_1_2, chartOf } from './docs-pages';

// The pages about chart versions, credentials and PostgreSQL show values; these render, and no Secret is among the
// objects.

const pages = ['docs/chart-versions.md', 'docs/secrets.md', 'docs/postgresql.md'];
const snippets = blocks('yaml').filter(({ page, title }) => pages.includes(page) && !title.endsWith('.yaml'));

test('all pages show values', () => {
  expect(new Set(snippets.map(({ page }) => page))).toEqual(new Set(pages));
});

test.each(snippets.map((snippet, index) => ({ ...snippet, index })))(
  'snippet $index of $page renders without a Secret',
  (snippet) => {
    const chartVersion = chartOf(snippet);
    const base: Values<ChartVersion> = chartVersion === '0.11.0' ? {} : CHART_1_2;
    const values = parseValues(Buffer.from(snippet.code), 'values.yaml');
    const manifests = renderManifests<ChartVersion>([base, values], { chartVersion });
    expect(manifests.map(({ kind }) => kind)).toContain('Deployment');
    expect(manifests.map(({ kind }) => kind)).not.toContain('Secret');
  },
);
