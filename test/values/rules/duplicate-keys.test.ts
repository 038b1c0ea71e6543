import { checkValues } from '../../../lib/app/check-values';
import { readValues } from '../../../lib/values/load';
import { mergeValues } from '../../../lib/values/merge';
import { LEAST } from '../resolve-support';

const file = (text: string, name = 'values.yaml') => readValues(Buffer.from(text), name);

/** Returns place, path and message of each warning about keys that a file has more than once. */
function found(...layers: object[]) {
  return checkValues([LEAST, ...layers], {})
    .findings.filter(({ rule }) => rule === 'duplicate-keys')
    .map(({ source, path, message }) => [source, path, message]);
}

test('warns of a key that a map has more than once, at its last place', () => {
  const text = 'backstage:\n  replicas: 1\n  podLabels: {a: b}\n  replicas: 1\n';
  expect(found(file(text))).toEqual([
    [
      { file: 'values.yaml', line: 4, column: 3 },
      'backstage.replicas',
      'is in values.yaml more than once, in the lines 2 and 4; Helm uses only the last one',
    ],
  ]);
});

test('names all lines, and a line once', () => {
  expect(found(file('global: {}\nglobal: {}\nglobal: {}\n'))).toMatchObject([
    [{ line: 3 }, 'global', expect.stringContaining('in the lines 1, 2 and 3;')],
  ]);
  expect(found(file('global: {commonLabels: {a: b, a: c}}\n'))).toMatchObject([
    [{ column: 31 }, 'global.commonLabels.a', expect.stringContaining('in line 1;')],
  ]);
});

test('finds keys in lists, keys that are read as the same, and keys in quotes', () => {
  const text = `backstage:
  extraEnv:
    - { name: A, value: a, name: B }
  podAnnotations:
    yes: a
    "true": b
`;
  expect(found(file(text)).map(([, path]) => path)).toEqual([
    'backstage.extraEnv[0].name',
    'backstage.podAnnotations.true',
  ]);
});

test('finds them in each file, also if the portal is disabled', () => {
  const base = file('global: {}\nglobal: {}\n', 'base.yaml');
  const last = file('backstage: {enabled: true, enabled: false}\n', 'last.yaml');
  expect(found(mergeValues([base, last])).map(([source]) => source)).toMatchObject([
    { file: 'base.yaml' },
    { file: 'last.yaml' },
  ]);
});

test.each([
  'backstage: {replicas: 1}\nglobal: {}\n',
  'backstage: {podLabels: {a: b}, podAnnotations: {a: b}}\n',
  'global: {commonLabels: &a {x: b}}\nbackstage: {podLabels: {<<: *a, x: c}}\n',
])('accepts %j', (text) => {
  expect(found(file(text))).toEqual([]);
});
