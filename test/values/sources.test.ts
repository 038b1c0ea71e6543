import { checkValues } from '../../lib/app/check-values';
import { sourceText } from '../../lib/util/finding';
import { ValuesError } from '../../lib/values/finding';
import { readValues } from '../../lib/values/load';
import { mergeValues, type YamlMap } from '../../lib/values/merge';
import { setValues } from '../../lib/values/set';
import { sourceAt, writtenAt } from '../../lib/values/sources';
import { LEAST } from './resolve-support';

const file = (text: string) => readValues(Buffer.from(text), 'values.yaml');

/** Returns path, message and fix of each error of the schema. */
function refused(...layers: YamlMap[]): string[] {
  try {
    checkValues([LEAST, ...layers], {});
  } catch (error) {
    if (error instanceof ValuesError) {
      return error.findings.map(({ path, message, fix }) => `${path}: ${message}; ${fix}`);
    }
    throw error;
  }
  return [];
}

test.each(['1.10', '0042', '1e3', '0x1F', '1_000', 'yes', 'Off', '20260101123456789'])(
  'quotes the tag %s as it is in the file',
  (text) => {
    expect(refused(file(`backstage: {image: {tag: ${text}}}`))).toEqual([
      `backstage.image.tag: must be a string, got ${text}; put it in quotes: "${text}"`,
    ]);
  },
);

test.each(['12:30', '2026-01-01', '1.10.0', '"1.10"'])('accepts the text %s', (text) => {
  expect(refused(file(`backstage: {podLabels: {a: ${text.replace(':', '-')}}}`))).toEqual([]);
  expect(file(`a: ${text}`)).toEqual({ a: text.replaceAll('"', '') });
});

test('follows an anchor to the text', () => {
  const values = file('global: {commonLabels: {a: &tag 1.10}}\nbackstage: {image: {tag: *tag}}');
  expect(refused(values)).toContain('backstage.image.tag: must be a string, got 1.10; put it in quotes: "1.10"');
});

test('follows a merge key to the text', () => {
  const values = file('global: {commonLabels: &labels {a: 1.10}}\nbackstage: {podLabels: {<<: *labels, b: 2.0}}');
  expect(refused(values)).toEqual([
    'backstage.podLabels.a: must be a string, got 1.10; put it in quotes: "1.10"',
    'global.commonLabels.a: must be a string, got 1.10; put it in quotes: "1.10"',
    'backstage.podLabels.b: must be a string, got 2.0; put it in quotes: "2.0"',
  ]);
});

test('shows the text of the last file that sets the value', () => {
  const [first, second] = [file('backstage: {image: {tag: 1.10}}'), file('backstage: {image: {tag: 1.20}}')];
  expect(writtenAt(mergeValues([first, second]), ['backstage', 'image', 'tag'])).toMatchObject({ text: '1.20' });
  const other = file('backstage: {image: {pullPolicy: Always}}');
  expect(writtenAt(mergeValues([first, other]), ['backstage', 'image', 'tag'])).toMatchObject({ text: '1.10' });
});

test('knows no text of a value that a program overrides', () => {
  const values = mergeValues([file('backstage: {image: {tag: 1.10}}'), { backstage: { image: { tag: 2 } } }]);
  expect(writtenAt(values, ['backstage', 'image', 'tag'])).toEqual({});
});

test('writes a number in quotes without its value, because a program has only the number', () => {
  expect(refused({ backstage: { image: { tag: 1.1 } } })).toEqual([
    'backstage.image.tag: must be a string, got 1.1; put it in quotes',
  ]);
});

test('writes the option that sets a string', () => {
  const values = setValues({}, 'backstage.image.tag=110,backstage.podLabels.a\\.b=true,global.port=8080', '--set');
  expect(refused(values)).toEqual([
    'backstage.image.tag: must be a string, got 110; use --set-string backstage.image.tag=110',
    `backstage.podLabels["a.b"]: must be a string, got true; use --set-string 'backstage.podLabels.a\\.b'=true`,
    'global.port: must be a string, got 8080; use --set-string global.port=8080',
  ]);
});

test('follows its own advice about options', () => {
  const values = setValues(
    {},
    'backstage.image.tag=110,backstage.podLabels.a\\.b=true,global.port=:8080',
    '--set-string',
  );
  expect(refused(values)).toEqual([]);
});

test('writes the option that sets a number', () => {
  expect(refused(setValues({}, 'backstage.replicas=1', '--set-string'))).toEqual([
    'backstage.replicas: must be an integer, got "1"; use --set backstage.replicas=1',
  ]);
  expect(refused(setValues({}, 'backstage.replicas=one', '--set-string'))).toEqual([
    'backstage.replicas: must be an integer, got "one"; write an integer without quotes',
  ]);
});

test('shows an entry of a list that an option sets', () => {
  const values = setValues({}, 'backstage.auth.redirectUrls={1,2}', '--set');
  expect(refused(values)[1]).toBe(
    "backstage.auth.redirectUrls[1]: must be a string, got 2; use --set-string 'backstage.auth.redirectUrls[1]'=2",
  );
});

test('writes a number that is in quotes without them', () => {
  expect(refused(file('backstage: {replicas: "1", service: {port: "http"}}'))).toEqual([
    'backstage.replicas: must be an integer, got "1"; write 1 without quotes',
    'backstage.service.port: must be an integer, got "http"; write an integer without quotes',
  ]);
});

test('shows no secret, however it is written', () => {
  const written = file('backstage: {backendSecret: 77712345, extraEnv: [{name: A, value: 77712345}]}');
  const set = setValues({}, 'backstage.backendSecret=77712345', '--set');
  expect([...refused(written), ...refused(set)].join()).not.toContain('77712345');
  expect(refused(set)).toEqual([
    'backstage.backendSecret: must be a string, got a number (not shown); use --set-string backstage.backendSecret=VALUE',
  ]);
});

/** Returns the source of a value, as messages show it. */
function source(values: YamlMap, ...keys: (string | number)[]): string | undefined {
  const found = sourceAt(values, keys);
  return found && sourceText(found);
}

const BASE = `# The portal
backstage:
  image: &image
    tag: v1
  extraEnv:
    - name: A
      value: b
    -   - x
    -
  "podLabels": {team: a, "other": b}
`;

test.each<[string, (string | number)[]]>([
  ['base.yaml:2:1', ['backstage']],
  ['base.yaml:3:3', ['backstage', 'image']],
  ['base.yaml:4:5', ['backstage', 'image', 'tag']],
  ['base.yaml:6:7', ['backstage', 'extraEnv', 0]],
  ['base.yaml:7:7', ['backstage', 'extraEnv', 0, 'value']],
  ['base.yaml:8:9', ['backstage', 'extraEnv', 1]],
  ['base.yaml:8:11', ['backstage', 'extraEnv', 1, 0]],
  ['base.yaml:10:3', ['backstage', 'podLabels']],
  ['base.yaml:10:17', ['backstage', 'podLabels', 'team']],
  ['base.yaml:10:26', ['backstage', 'podLabels', 'other']],
])('finds %s', (expected, keys) => {
  expect(source(readValues(Buffer.from(BASE), 'base.yaml'), ...keys)).toBe(expected);
});

test.each(['\r\n', '\r'])('counts lines that end with %j', (end) => {
  const text = BASE.replaceAll('\n', end);
  expect(source(readValues(Buffer.from(text), 'base.yaml'), 'backstage', 'image', 'tag')).toBe('base.yaml:4:5');
});

test('does not count a byte order mark', () => {
  expect(source(readValues(Buffer.from('\uFEFFa: 1'), 'base.yaml'), 'a')).toBe('base.yaml:1:1');
});

test('counts columns as editors do', () => {
  expect(source(readValues(Buffer.from('{é: 1, 😀: 1, a: 1}'), 'a.yaml'), 'a')).toBe('a.yaml:1:15');
});

test('finds the last file that sets a value, or a value around it', () => {
  const values = mergeValues([
    readValues(Buffer.from('a: {b: {c: 1, d: 2}}'), 'one.yaml'),
    readValues(Buffer.from('a:\n  b: {c: 2}'), 'two.yaml'),
    readValues(Buffer.from('z:\n\na:\n  e:\n'), 'three.yaml'),
  ]);
  expect([
    source(values, 'a', 'b', 'c'),
    source(values, 'a', 'b', 'd'),
    source(values, 'a', 'b', 'missing'),
    source(values, 'a', 'missing'),
    source(values, 'missing'),
    source(values, 'a', 'e', 'below'),
  ]).toEqual(['two.yaml:2:7', 'one.yaml:1:15', 'two.yaml:2:3', 'three.yaml:3:1', 'three.yaml:1:1', 'three.yaml:4:3']);
});

test('names the option that sets a value', () => {
  const values = setValues(readValues(Buffer.from('a: {b: 1}'), 'one.yaml'), 'a.c=1,a.d[0].e=x', '--set');
  expect([source(values, 'a', 'c'), source(values, 'a', 'd', 0, 'e'), source(values, 'a', 'b')]).toEqual([
    '--set',
    '--set',
    'one.yaml:1:5',
  ]);
  const longer = setValues(readValues(Buffer.from('a: [{b: 1}]'), 'one.yaml'), 'a[1].b=1', '--set');
  expect([source(longer, 'a', 1, 'c'), source(longer, 'a', 0, 'c')]).toEqual(['--set', 'one.yaml:1:5']);
  // No file has the map around the missing value.
  expect([source(values, 'a', 'd', 0, 'missing'), source(values, 'a', 'missing')]).toEqual(['--set', 'one.yaml:1:1']);
});

test.each(['a.l=[{"c":2}]', '{"a":{"l":[{"c":2}],"m":null}}'])(
  'names --set-json %s for a list that it replaces',
  (text) => {
    const values = setValues(readValues(Buffer.from('a: {l: [{b: 1}], m: 1}'), 'one.yaml'), text, '--set-json');
    expect([source(values, 'a', 'l', 0, 'b'), source(values, 'a', 'l')]).toEqual(['--set-json', '--set-json']);
    expect(source(values, 'a', 'm')).toBe(text.includes('null') ? '--set-json' : 'one.yaml:1:18');
  },
);

test('finds the list that replaces another one, if an entry misses a value', () => {
  const values = mergeValues([
    readValues(Buffer.from('a:\n  - name: x\n    value: y'), 'one.yaml'),
    readValues(Buffer.from('a:\n- b: 1\n- value: z'), 'two.yaml'),
  ]);
  expect([source(values, 'a', 0, 'name'), source(values, 'a', 1, 'name'), source(values, 'a', 2)]).toEqual([
    'two.yaml:2:3',
    'two.yaml:3:3',
    'two.yaml:1:1',
  ]);
});

test('finds the map that replaces another value, if it misses a value', () => {
  const map = readValues(Buffer.from('z: 1\na:\n  b: 1'), 'two.yaml');
  const below = ['a:', 'a: x', 'a: [{c: 1}]'].map((text) => readValues(Buffer.from(text), 'one.yaml'));
  expect(below.map((file) => source(mergeValues([file, map]), 'a', 'c'))).toEqual(Array(3).fill('two.yaml:2:1'));
});

test.each(['\n', '\r\n'])('finds empty entries of lists, whose lines end with %j', (end) => {
  const text = [
    'a:',
    '  - x',
    '  -',
    '  # -',
    '  - - b',
    '    -',
    '  - {',
    '    c: d}',
    '  - # -',
    'b:',
    '-',
    '-',
  ].join(end);
  const values = readValues(Buffer.from(text), 'a.yaml');
  expect([
    source(values, 'a', 1),
    source(values, 'a', 2, 1),
    source(values, 'a', 4),
    source(values, 'b', 0),
    source(values, 'b', 1),
  ]).toEqual(['a.yaml:3:3', 'a.yaml:6:5', 'a.yaml:9:3', 'a.yaml:11:1', 'a.yaml:12:1']);
});

test('finds values in brackets that have less indentation', () => {
  const values = readValues(Buffer.from('a: {\nb: 1,\n  c: 2\n}\nd: 3\n'), 'a.yaml');
  expect([source(values, 'a', 'b'), source(values, 'a', 'c'), source(values, 'd')]).toEqual([
    'a.yaml:2:1',
    'a.yaml:3:3',
    'a.yaml:5:1',
  ]);
});

test('finds keys that messages shorten, because they may hold a secret', () => {
  const text = 'backstage:\n  secretName: a\n  podLabels:\n    ok: x\n    a b/c: x\n  password=hunter2: x\n';
  const errors = (() => {
    try {
      checkValues(readValues(Buffer.from(text), 'a.yaml'), {});
    } catch (error) {
      return error instanceof ValuesError ? error.findings : [];
    }
    return [];
  })();
  expect(errors.map((finding) => finding.source && sourceText(finding.source))).toEqual(['a.yaml:5:5', 'a.yaml:6:3']);
  expect(JSON.stringify(errors)).not.toContain('hunter2');
});

test('finds no source of a value that a program sets', () => {
  const values = mergeValues([readValues(Buffer.from('a: {b: 1}'), 'one.yaml'), { a: { b: 2 } }]);
  expect([source(values, 'a', 'b'), source(values, 'a', 'missing'), source({ a: 1 }, 'a')]).toEqual([
    undefined,
    'one.yaml:1:1',
    undefined,
  ]);
});

test('finds values behind anchors and merge keys where they are written', () => {
  const values = readValues(Buffer.from('a: &a\n  b: 1\nc:\n  <<: *a\n  d: *a\ne:\n  <<: [{x: 1}, *a]\n'), 'a.yaml');
  expect([
    source(values, 'c', 'b'),
    source(values, 'c', 'd'),
    source(values, 'c', 'd', 'b'),
    source(values, 'e', 'b'),
    source(values, 'e', 'x'),
  ]).toEqual(['a.yaml:2:3', 'a.yaml:5:3', 'a.yaml:2:3', 'a.yaml:2:3', 'a.yaml:7:9']);
});
