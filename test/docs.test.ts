import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from '@swc/core';
import { describeDifferences, differences, parseValues, renderManifests, type Values } from '../lib';
import { defects } from '../lib/lines/0.11/defects';
import { isValue, pages, read, reportOn } from './docs-pages';

// What the pages say holds. That snippets compile and commands run is the matter of snippets.process.test.ts.

const root = join(__dirname, '..');

test('links lead to files, and to their headings', () => {
  const broken = pages.flatMap((page) =>
    [...read(page).matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g)]
      .filter(([, target = '', heading]) => {
        const file = target === '' ? page : join(page, '..', target);
        const isThere = readdirSync(join(root, file, '..')).includes(file.split('/').at(-1) ?? '');
        return !isThere || (heading !== undefined && !headings(read(file)).includes(heading));
      })
      .map(([link]) => `${page}: ${link}`),
  );
  expect(broken).toEqual([]);
});

/** The headings of a page, as links name them. */
function headings(text: string): string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );
}

test('values that pages name are there', () => {
  const named = pages.flatMap((page) =>
    [...read(page).matchAll(/`((?:backstage|global|security|thunder|openchoreoApi)\.[\w.]+)/g)].map(
      ([, path = '']) => ({ page, path }),
    ),
  );
  expect(named.length).toBeGreaterThan(100);
  // A list of values below `backstage` may leave that word out.
  expect(named.filter(({ path }) => !isValue(path) && !isValue(`backstage.${path}`))).toEqual([]);
});

test('defects that pages name are there', () => {
  const ids: readonly string[] = defects.map(({ id }) => id);
  const unknown = pages.flatMap((page) =>
    [...read(page).matchAll(/(?:--correct |defect `)([a-z-]+)/g)]
      .filter(([, id = '']) => !ids.includes(id))
      .map(([, id]) => `${page}: ${id}`),
  );
  expect(unknown).toEqual([]);
});

test('README.md shows what is refused, the same put right, and all that differs then', () => {
  const readme = read('README.md');
  const code = (language: string) =>
    new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(readme)?.[1] ?? '';
  const wrong: Values = parseValues(Buffer.from(code('yaml')), 'values.yaml');
  expect(`${reportOn([wrong])}\n`).toBe(code('text'));

  const { values } = moduleOf(code('ts')).production as { values: Values };
  const { database, ...backstage } = values.backstage ?? {};
  const minReplicas = wrong.backstage?.autoscaling?.minReplicas;
  expect({ backstage: { ...backstage, autoscaling: { ...backstage.autoscaling, minReplicas } } }).toEqual(wrong);

  const found = differences(renderManifests(values, { managedBy: 'Helm' }), renderManifests(values));
  const ofDeployment = found.filter(({ object }) => object === 'Deployment openchoreo-control-plane/openchoreo-ui');
  // Helm writes the labels in another order.
  for (const line of describeDifferences(ofDeployment).split('\n')) {
    expect(readme).toContain(`\n${line}\n`);
  }
  expect(new Set(found.map(({ path }) => path)).size).toBe(2);
});

/** What a snippet exports. */
function moduleOf(code: string): Record<string, unknown> {
  const exports = {};
  const options = { jsc: { parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } } as const;
  new Function('exports', transformSync(code, options).code)(exports);
  return exports;
}

test('docs/README.md leads to every page', () => {
  const index = read('docs/README.md');
  for (const page of pages.filter((page) => page !== 'README.md' && page !== 'docs/README.md')) {
    expect(index).toContain(`](${page.replace('docs/', '')})`);
  }
  expect(read('README.md')).toContain('](docs/README.md)');
});

test('docs/compatibility.md takes away what an older Kubernetes does not know', () => {
  const [, yaml = ''] = /^```yaml\n([\s\S]*?)^```$/m.exec(read('docs/compatibility.md')) ?? [];
  const given: Values = { backstage: { secretName: 'portal-credentials' } };
  const taken = parseValues(Buffer.from(yaml), 'values.yaml');
  expect(JSON.stringify(renderManifests(given))).toContain('appArmorProfile');
  expect(JSON.stringify(renderManifests([given, taken]))).not.toContain('appArmorProfile');
});
