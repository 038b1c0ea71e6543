import { foldFindings } from '../../lib/app/fold-findings';
import type { Finding } from '../../lib/values/finding';

const finding: Finding = { rule: 'urls', severity: 'warning', path: 'backstage.baseUrl', message: 'm', fix: 'f' };
const pathsOf = (environments: readonly string[], of: (index: number) => Partial<Finding> = () => ({})) =>
  foldFindings(environments.map((environment, index) => ({ environment, finding: { ...finding, ...of(index) } }))).map(
    ({ path }) => path,
  );

test('names the environment in front of the path', () => {
  expect(pathsOf(['production'])).toEqual(['production: backstage.baseUrl']);
  expect(pathsOf(['production'], () => ({ path: '' }))).toEqual(['production']);
});

test('makes one finding of equal ones', () => {
  expect(pathsOf(['a', 'b'])).toEqual(['a and b: backstage.baseUrl']);
  expect(pathsOf(['a', 'b', 'c', 'd', 'e'])).toEqual(['a, b, c and 2 more: backstage.baseUrl']);
});

test('names an environment once', () => {
  expect(pathsOf(['a', 'a'])).toEqual(['a: backstage.baseUrl']);
});

test.each<keyof Finding>(['rule', 'path', 'message', 'fix', 'object'])(
  'keeps findings apart whose %s differs',
  (key) => {
    expect(pathsOf(['a', 'b'], (index) => ({ [key]: `other ${index}` }))).toHaveLength(2);
  },
);
