import { placeFindings } from '../../../bin/preview/place-findings';
import type { Finding } from '../../../lib';

const base = { name: 'base.yaml', text: 'backstage:\n  replicas: 1\n  image:\n    tag: v1\n' };
const set = { name: '--set', text: 'backstage:\n  replicas: 3\n' };
const more = { name: 'dir/more.yaml', text: '# more\nbackstage:\n  replicas: two\n' };

/** Places a finding about the texts. Returns the place for people, and the text at it. */
function placeOf(finding: Partial<Finding>, all = [base, more, set]) {
  const [placed] = placeFindings(
    [{ rule: 'schema', severity: 'error', path: '', message: 'is wrong', fix: 'fix it', ...finding }],
    all,
  );
  const { file = 0, range: [from, to] = [0, 0], place, subject } = placed ?? { subject: '' };
  return { place, text: all[file]?.text.slice(from, to), subject };
}

test('uses the position that a finding names, up to the end of the line', () => {
  const source = { file: 'dir/more.yaml', line: 3, column: 13 };
  const found = placeOf({ path: 'backstage.replicas', source });
  expect(found).toEqual({ place: 'dir/more.yaml:3:13', text: 'two', subject: 'backstage.replicas' });
});

test('marks the last line for a position behind the text', () => {
  const source = { file: 'base.yaml', line: 99, column: 99 };
  expect(placeOf({ source })).toMatchObject({ place: 'base.yaml:5:1', text: '' });
});

test('finds a value of an option among the values of options only', () => {
  const source = { option: '--set' };
  expect(placeOf({ path: 'backstage.replicas', source })).toMatchObject({ place: '--set:2:3', text: 'replicas' });
  expect(placeOf({ path: 'backstage.image.tag', source })).toMatchObject({ place: '--set:1:1', text: 'backstage' });
});

test('finds the key of a value in the last file that sets it', () => {
  const found = placeOf({ path: 'backstage.replicas' }, [base, more]);
  expect(found).toMatchObject({ place: 'dir/more.yaml:3:3', text: 'replicas' });
  expect(placeOf({ path: 'backstage.image.tag' })).toMatchObject({ place: 'base.yaml:4:5', text: 'tag' });
});

test('finds the section that lacks a value', () => {
  expect(placeOf({ path: 'backstage.image.repository' })).toMatchObject({ place: 'base.yaml:3:3', text: 'image' });
});

test('knows no place for values as a whole, for other sections, and for objects of constructs', () => {
  expect(placeOf({ path: '' }).place).toBeUndefined();
  expect(placeOf({ path: 'security.enabled' }).place).toBeUndefined();
  const ofConstruct = placeOf({ construct: 'app/chart', object: 'Service a', path: 'backstage.replicas' });
  expect(ofConstruct).toMatchObject({ place: undefined, subject: 'Service a backstage.replicas' });
});
