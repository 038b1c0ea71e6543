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
  expect(hidden('backstage:\n  backendSecret: |\n    a\n    b\n  replicas: 1\n')[0]).toMatch(/^\|\n {4}a\n {4}b/);
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

test('finds secrets in a text that is not valid YAML yet', () => {
  expect(hidden('backstage:\n  backendSecret: hunter2\n  broken: [1\n')).toContain('hunter2');
});

test.each(['', '# comment\n', '- a\n', 'a', 'null\n'])('finds nothing in %j', (text) => {
  expect(hidden(text)).toEqual([]);
});
