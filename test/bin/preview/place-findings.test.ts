import { placeFindings } from '../../../bin/preview/place-findings';
import type { Finding } from '../../../lib';
import { readValues } from '../../../lib/values/load';

const base = { name: 'base.yaml', text: 'backstage:\n  replicas: 1\n  image:\n    tag: v1\n' };
const more = { name: 'dir/more.yaml', text: '# more\nbackstage:\n  replicas: two   \n' };
const text = 'backstage:\n  replicas: 3\n';
const set = { name: '--set', text, values: readValues(Buffer.from(text), '--set') };

/** Places a finding about the texts. Returns its subject and places, with the text at each place. */
function placesOf(finding: Partial<Finding>) {
  const [placed] = placeFindings(
    [{ rule: 'schema', severity: 'error', path: '', message: 'is wrong', fix: 'fix it', ...finding }],
    [base, more],
    set,
  );
  return placed?.places.map(({ text, file = -1, range: [from, to] = [0, 0] }) => [
    text,
    [base, more, set][file]?.text.slice(from, to),
  ]);
}

test('uses the position that a finding names, up to the end of the line', () => {
  const source = { file: 'dir/more.yaml', line: 3, column: 13 };
  expect(placesOf({ path: 'backstage.replicas', source })).toEqual([['dir/more.yaml:3:13', 'two']]);
});

test('has all places of a finding', () => {
  const source = { file: 'base.yaml', line: 2, column: 3 };
  const alsoAt = [{ file: 'dir/more.yaml', line: 3, column: 3 }];
  expect(placesOf({ source, alsoAt })).toEqual([
    ['base.yaml:2:3', 'replicas: 1'],
    ['dir/more.yaml:3:3', 'replicas: two'],
  ]);
});

test('marks the last line for a position behind the text', () => {
  expect(placesOf({ source: { file: 'base.yaml', line: 99, column: 99 } })).toEqual([['base.yaml:99:99', '']]);
});

test('finds a value of an option among the values of options', () => {
  const source = { option: '--set-json' };
  expect(placesOf({ path: 'backstage.replicas', source })).toEqual([['--set:2:3', 'replicas: 3']]);
  expect(placesOf({ path: 'backstage.image.tag', source })).toEqual([['--set:1:1', 'backstage:']]);
});

test('names a position in a file that has no editor', () => {
  const source = { file: 'backstage.config.yaml', line: 1, column: 1 };
  expect(placesOf({ path: 'releaseName', source })).toEqual([['backstage.config.yaml:1:1', undefined]]);
});

test('knows no place without a source, and names the object of a construct', () => {
  expect(placesOf({ path: 'security.enabled' })).toEqual([]);
  const finding: Finding = {
    rule: 'a',
    severity: 'error',
    construct: 'app/chart',
    object: 'Service a',
    path: 'spec.ports',
    message: 'is wrong',
    fix: 'fix it',
  };
  expect(placeFindings([finding], [base])).toMatchObject([{ subject: 'Service a spec.ports', places: [] }]);
});
