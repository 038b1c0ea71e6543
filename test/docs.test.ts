import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from '@swc/core';
import { describeDifferences, differences, parseValues, renderManifests, type Values, ValuesError } from '../lib';
import { CONFIG_SCHEMA } from '../lib/app/config/schema';
import { lineOf } from '../lib/lines';
import { readAcceptances } from '../lib/output/accepted-differences';
import { readValues } from '../lib/values/load';
import { setValues } from '../lib/values/set';
import { validate } from '../lib/values/validate';
import { isValue, LINES, pages, read, reportOn } from './docs-pages';

// Checks statements in the documentation. snippets.process.test.ts compiles its snippets and runs its commands.

const root = join(__dirname, '..');

test('links lead to existing files and headings', () => {
  const broken = pages.flatMap((page) =>
    [...read(page).matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g)]
      .filter(([, target = '', heading]) => {
        const file = target === '' ? page : join(page, '..', target);
        const exists = readdirSync(join(root, file, '..')).includes(file.split('/').at(-1) ?? '');
        return !exists || (heading !== undefined && !headings(read(file)).includes(heading));
      })
      .map(([link]) => `${page}: ${link}`),
  );
  expect(broken).toEqual([]);
});

/** Returns the anchors of the headings of a page. */
function headings(text: string): string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );
}

test('pages name existing values only', () => {
  const named = pages.flatMap((page) =>
    [
      ...read(page).matchAll(
        /`((?:backstage(?!\.config\.yaml)|global|security|thunder|openchoreoApi|gateway(?!\.(?:networking|kgateway)\.)|features|eventForwarder|portalAssistant)\.[\w.]+)/g,
      ),
    ].map(([, path = '']) => ({ page, path })),
  );
  expect(named.length).toBeGreaterThan(100);
  // A list of values below `backstage` may omit that prefix.
  expect(named.filter(({ path }) => !isValue(path) && !isValue(`backstage.${path}`))).toEqual([]);
});

test('pages name existing defects only', () => {
  const ids: readonly string[] = LINES.flatMap(({ version }) => lineOf(version).defects.map(({ id }) => id));
  const unknown = pages.flatMap((page) =>
    [...read(page).matchAll(/(?:--correct |defect `)([a-z-]+)/g)]
      .filter(([, id = '']) => !ids.includes(id))
      .map(([, id]) => `${page}: ${id}`),
  );
  expect(unknown).toEqual([]);
});

test('README.md shows the report about wrong values, the corrected values, and all differences from Helm', () => {
  const readme = read('README.md');
  const code = (language: string) =>
    new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(readme)?.[1] ?? '';
  const options = { chartVersion: '1.2.3' } as const;
  const wrong = parseValues(Buffer.from(code('yaml')), 'values.yaml');
  expect(`${reportOn([wrong], options)}\n`).toBe(code('text'));

  const [, , fixed = ''] = /^```yaml\n([\s\S]*?)^```$[\s\S]*?^```yaml\n([\s\S]*?)^```$/m.exec(readme) ?? [];
  const { chartVersion, values } = moduleOf(code('ts')).production as { chartVersion: string; values: Values<'1.2.3'> };
  expect(chartVersion).toBe(options.chartVersion);
  const rendered = renderManifests(values, options);
  expect(renderManifests([wrong, parseValues(Buffer.from(fixed), 'portal.yaml')], options)).toEqual(rendered);

  const found = differences(renderManifests(values, { ...options, managedBy: 'Helm' }), rendered);
  const ofDeployment = found.filter(({ object }) => object === 'Deployment openchoreo-control-plane/backstage');
  // Helm writes the labels in another order.
  for (const line of describeDifferences(ofDeployment).split('\n')) {
    expect(readme).toContain(`\n${line}\n`);
  }
  expect(new Set(found.map(({ path }) => path)).size).toBe(2);
});

/** Runs a TypeScript snippet, and returns its exports. */
function moduleOf(code: string): Record<string, unknown> {
  const exports = {};
  const options = { jsc: { parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } } as const;
  new Function('exports', transformSync(code, options).code)(exports);
  return exports;
}

test('docs/README.md links to every page', () => {
  const index = read('docs/README.md');
  for (const page of pages.filter((page) => page !== 'README.md' && page !== 'docs/README.md')) {
    expect(index).toContain(`](${page.replace('docs/', '')})`);
  }
  expect(read('README.md')).toContain('](docs/README.md)');
});

test('docs/compatibility.md removes the fields that an older Kubernetes does not know', () => {
  const [, yaml = ''] = /^```yaml\n([\s\S]*?)^```$/m.exec(read('docs/compatibility.md')) ?? [];
  const given: Values = { backstage: { secretName: 'portal-credentials' } };
  const taken = parseValues(Buffer.from(yaml), 'values.yaml');
  expect(JSON.stringify(renderManifests(given))).toContain('appArmorProfile');
  expect(JSON.stringify(renderManifests([given, taken]))).not.toContain('appArmorProfile');
});

test('docs/reports.md shows findings as text and as JSON, and a file of accepted differences', () => {
  const page = read('docs/reports.md');
  const code = (language: string) =>
    new RegExp(`^\`\`\`${language}[^\\n]*\\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(page)?.[1] ?? '';
  const values = readValues(Buffer.from('backstage:\n  backendSecret: s\n  image:\n    tag: 1.10\n'), 'values.yaml');
  const set = setValues(values, 'backstage.service.port=0', '--set');
  expect(`${reportOn([set], {})}\n`).toBe(code('text'));
  let findings: unknown;
  try {
    renderManifests(values as Values);
  } catch (error) {
    findings = error instanceof ValuesError && error.findings;
  }
  expect(JSON.parse(code('json'))).toEqual({ findings, differences: [], effects: [] });
  expect(readAcceptances(code('yaml'), 'accepted.yaml')).toHaveLength(2);
});

test('docs/configuration.md shows files that can be read, and all their keys', () => {
  const page = read('docs/configuration.md');
  const files = [...page.matchAll(/^```yaml[^\n]*\n([\s\S]*?)^```$/gm)].map(([, code = '']) => code);
  expect(files.map((code) => validate(CONFIG_SCHEMA, readValues(Buffer.from(code), 'backstage.config.yaml')))).toEqual([
    [],
    [],
  ]);
  const keys = [...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, key]) => key);
  expect(keys).toEqual(expect.arrayContaining(Object.keys(CONFIG_SCHEMA.properties)));
  expect(keys).toHaveLength(Object.keys(CONFIG_SCHEMA.properties).length);
});
