import { parseValues, renderManifests } from '../lib';
import { blocks } from './docs-pages';

// The pages about credentials and PostgreSQL show values; these render, and no Secret is among the objects.

const pages = ['docs/secrets.md', 'docs/postgresql.md'];
const snippets = blocks('yaml').filter(({ page }) => pages.includes(page));

test('both pages show values', () => {
  expect(new Set(snippets.map(({ page }) => page))).toEqual(new Set(pages));
});

test.each(snippets.map(({ page, code }, index) => ({ page, code, index })))(
  'snippet $index of $page renders without a Secret',
  ({ code }) => {
    const manifests = renderManifests(parseValues(Buffer.from(code), 'values.yaml'));
    expect(manifests.map(({ kind }) => kind)).toContain('Deployment');
    expect(manifests.map(({ kind }) => kind)).not.toContain('Secret');
  },
);
