import { secretRanges } from '../../../bin/preview/secret-ranges';
import { lineOf } from '../../../lib/lines';

/** Returns the parts of a text that the editor hides. */
function hidden(text: string, version: '0.11.0' | '1.2.3' = '0.11.0'): string[] {
  return secretRanges(text, lineOf(version).schema).map(([from, to]) => text.slice(from, to));
}

test('hides secret values, and shows others', () => {
  const text =
    'backstage:\n  baseUrl: http://localhost:7007\n  backendSecret: "a b" # comment\n  auth:\n    clientSecret: c\n';
  expect(hidden(text)).toEqual(['"a b"', 'c']);
});

test('hides values of several lines, and values of YAML in one line', () => {
  expect(hidden('backstage: { backendSecret: a, replicas: 1 }\n')).toEqual(['a']);
  expect(hidden('backstage:\n  backendSecret: |\n    a\n    b\n  replicas: 1\n')[0]).toBe('    a\n    b');
});

test('hides the values of variables and configuration, and shows names and references', () => {
  const env = 'backstage:\n  env:\n    - name: TOKEN\n      value: hunter2\n    - name: URL\n      value: ${HOST}\n';
  expect(hidden(env)).toEqual(['hunter2']);
  const config =
    'backstage:\n  appConfig:\n    integrations:\n      github:\n        - host: a\n          token: ${TOKEN}\n';
  expect(hidden(config, '1.2.3')).toEqual(['a']);
});

test('hides values of keys that a section does not have, such as a secret with a wrong name', () => {
  expect(hidden('backstage:\n  backendSecrett: hunter2\n  replicas: 1\n')).toEqual(['hunter2']);
});

test('hides a password that is a number, and shows other numbers', () => {
  expect(hidden('backstage:\n  backendSecret: 12345678\n  replicas: 2\n')).toEqual(['12345678']);
  expect(hidden('backstage:\n  appConfig:\n    a: { port: 7007, on: true }\n', '1.2.3')).toEqual([]);
});

test('shows the key of a reference to a Secret, and hides other keys', () => {
  const env = 'valueFrom: { secretKeyRef: { name: portal, key: token } }';
  expect(hidden(`backstage:\n  env:\n    - { name: A, ${env} }\n`)).toEqual([]);
  expect(hidden('backstage:\n  appConfig:\n    tls: { key: hunter2 }\n', '1.2.3')).toEqual(['hunter2']);
});

test.each(['*hunter2', '&hunter2', '!hunter2', '!hunter2 a', '&hunter2 a'])(
  'hides a secret that looks like something else in YAML: %s',
  (secret) => {
    expect(hidden(`backstage:\n  backendSecret: ${secret}\n  replicas: 1\n`)).toEqual([secret]);
  },
);

test('shows a reference to a value that is elsewhere in the file', () => {
  expect(hidden('backstage:\n  baseUrl: &a http://localhost:7007\n  backendSecret: *a\n')).toEqual([]);
});

test('hides secrets of every document of a file', () => {
  expect(hidden('# a\n---\nbackstage: {}\n---\nbackstage:\n  backendSecret: hunter2\n')).toEqual(['hunter2']);
});

// Each text is not valid YAML.
test.each([
  ['backstage:\n  backendSecret: hunter2\n  broken: [1\n', ['hunter2', '[1']],
  ['backstage:\n  resources: [1\n  backendSecret: hunter2 # a\n', ['[1', 'hunter2 # a']],
  ['backstage:\n  "backendSecret": "hunter2\n', ['"hunter2']],
  ['backstage: { backendSecret: hunter2\n', ['{ backendSecret: hunter2']],
  ['backstage:\n  env:\n  - name: TOKEN\n    value: hunter2\n  image: [\n', ['hunter2']],
  ['backstage:\n  backendSecret: |\n    hun\n    ter2\n  image: [\n', ['|', 'hun', 'ter2']],
  ['backstage:\n  backendSecrett:\n    - hunter2\n  image: [\n', ['hunter2']],
  ['backstage:\n  repli\n  baseUrl: http://localhost:7007\n  replicas: 1\n', []],
])('hides secrets while the text is not YAML: %j', (text, expected) => {
  expect(hidden(text)).toEqual(expected);
});

test.each(['', '# comment\n', '- a\n', 'a', 'null\n'])('finds nothing in %j', (text) => {
  expect(hidden(text)).toEqual([]);
});
