import { checkValues } from '../../lib/app/check-values';
import { ValuesError } from '../../lib/values/finding';
import { readValues } from '../../lib/values/load';
import { mergeValues, type YamlMap } from '../../lib/values/merge';
import { setValues } from '../../lib/values/set';
import { writtenAt } from '../../lib/values/written';
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

test('does not guess the text of a merge key', () => {
  const values = file('global: {commonLabels: &labels {a: 1.10}}\nbackstage: {podLabels: {<<: *labels, b: 2.0}}');
  expect(refused(values)).toEqual([
    'backstage.podLabels.a: must be a string, got 1.1; put it in quotes',
    'backstage.podLabels.b: must be a string, got 2.0; put it in quotes: "2.0"',
    'global.commonLabels.a: must be a string, got 1.10; put it in quotes: "1.10"',
  ]);
});

test('shows the text of the last file that sets the value', () => {
  const [first, second] = [file('backstage: {image: {tag: 1.10}}'), file('backstage: {image: {tag: 1.20}}')];
  expect(writtenAt(mergeValues([first, second]), ['backstage', 'image', 'tag'])).toEqual({ text: '1.20' });
  const other = file('backstage: {image: {pullPolicy: Always}}');
  expect(writtenAt(mergeValues([first, other]), ['backstage', 'image', 'tag'])).toEqual({ text: '1.10' });
});

test('knows no text of a value that a program overrides', () => {
  const values = mergeValues([file('backstage: {image: {tag: 1.10}}'), { backstage: { image: { tag: 2 } } }]);
  expect(writtenAt(values, ['backstage', 'image', 'tag'])).toBeUndefined();
});

test('writes a number in quotes without its value, because a program has only the number', () => {
  expect(refused({ backstage: { image: { tag: 1.1 } } })).toEqual([
    'backstage.image.tag: must be a string, got 1.1; put it in quotes',
  ]);
});

test('writes the option that sets a string', () => {
  const values = setValues({}, 'backstage.image.tag=110,backstage.podLabels.a\\.b=true,global.port=8080', 'typed');
  expect(refused(values)).toEqual([
    'backstage.image.tag: must be a string, got 110; use --set-string backstage.image.tag=110',
    `backstage.podLabels["a.b"]: must be a string, got true; use --set-string 'backstage.podLabels.a\\.b'=true`,
    'global.port: must be a string, got 8080; use --set-string global.port=8080',
  ]);
});

test('follows its own advice about options', () => {
  const values = setValues({}, 'backstage.image.tag=110,backstage.podLabels.a\\.b=true,global.port=:8080', 'string');
  expect(refused(values)).toEqual([]);
});

test('writes the option that sets a number', () => {
  expect(refused(setValues({}, 'backstage.replicas=1', 'string'))).toEqual([
    'backstage.replicas: must be an integer, got "1"; use --set backstage.replicas=1',
  ]);
  expect(refused(setValues({}, 'backstage.replicas=one', 'string'))).toEqual([
    'backstage.replicas: must be an integer, got "one"; write an integer without quotes',
  ]);
});

test('shows an entry of a list that an option sets', () => {
  const values = setValues({}, 'backstage.auth.redirectUrls={1,2}', 'typed');
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
  const set = setValues({}, 'backstage.backendSecret=77712345', 'typed');
  expect([...refused(written), ...refused(set)].join()).not.toContain('77712345');
  expect(refused(set)).toEqual([
    'backstage.backendSecret: must be a string, got a number (not shown); use --set-string backstage.backendSecret=VALUE',
  ]);
});
