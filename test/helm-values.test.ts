import { join } from 'node:path';
import { type ChartVersion, loadValues } from '../lib';
import { lineOf } from '../lib/lines';
import { isMap } from '../lib/util/members';
import type { Node } from '../lib/values/node';

// Helm's chart rejects keys that this package adds, so files that Helm also reads must not contain them.

const read = (file: string) => loadValues(join(__dirname, '..', file));

/** Paths of the values that the chart of a schema does not have. */
function additionsIn(values: unknown, node: Node | undefined, path = ''): string[] {
  if (node?.addition) {
    return [path];
  }
  return isMap(values)
    ? Object.entries(values).flatMap(([key, value]) =>
        additionsIn(value, node?.properties?.[key], path === '' ? key : `${path}.${key}`),
      )
    : [];
}

test.each<[string, ChartVersion]>([
  ['environments/helm-values.yaml', '0.11.0'],
  ['examples/helm-values/values.yaml', '0.11.0'],
  ['examples/helm-values-1.2/values.yaml', '1.2.3'],
])('%s has the keys of chart %s only', (file, version) => {
  expect(additionsIn(read(file), lineOf(version).schema)).toEqual([]);
});

test.each<[string, ChartVersion, string[]]>([
  ['environments/portal.yaml', '0.11.0', ['backstage.ingress.className']],
  ['examples/helm-values/portal.yaml', '0.11.0', ['backstage.secretName']],
  [
    'examples/helm-values-1.2/portal.yaml',
    '1.2.3',
    [
      'backstage.http.parentRefs',
      'backstage.http.httpsRedirect',
      'backstage.database.postgresql.caBundle',
      'backstage.tmp',
      'backstage.startupProbe',
    ],
  ],
])('%s has the keys that chart %s rejects', (file, version, additions) => {
  expect(additionsIn(read(file), lineOf(version).schema)).toEqual(additions);
});
