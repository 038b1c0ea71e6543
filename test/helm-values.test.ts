import { join } from 'node:path';
import { loadValues } from '../lib';
import { lineOf } from '../lib/lines';
import { isMap } from '../lib/values/merge';
import type { Node } from '../lib/values/node';

// Helm's chart rejects keys that this package adds, so files that Helm also reads must not contain them.

const { schema } = lineOf();
const read = (file: string) => loadValues(join(__dirname, '..', file));

/** Paths of the values that the chart does not have. */
function additionsIn(values: unknown, node: Node | undefined = schema, path = ''): string[] {
  if (node?.addition) {
    return [path];
  }
  return isMap(values)
    ? Object.entries(values).flatMap(([key, value]) =>
        additionsIn(value, node?.properties?.[key], path === '' ? key : `${path}.${key}`),
      )
    : [];
}

test.each(['environments/helm-values.yaml', 'examples/helm-values/values.yaml'])(
  '%s has the keys of the chart only',
  (file) => {
    expect(additionsIn(read(file))).toEqual([]);
  },
);

test.each([
  ['environments/portal.yaml', ['backstage.ingress.className']],
  ['examples/helm-values/portal.yaml', ['backstage.secretName']],
])('%s has the keys that the chart rejects', (file, additions) => {
  expect(additionsIn(read(file))).toEqual(additions);
});
