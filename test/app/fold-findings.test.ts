import { foldFindings } from '../../lib/app/fold-findings';
import { type Finding, formatFindings } from '../../lib/values/finding';

const finding: Finding = { rule: 'urls', severity: 'warning', path: 'backstage.baseUrl', message: 'm', fix: 'f' };
const namesOf = (environments: readonly string[], of: (index: number) => Partial<Finding> = () => ({})) =>
  foldFindings(environments.map((environment, index) => ({ environment, finding: { ...finding, ...of(index) } }))).map(
    ({ environments = [] }) => environments.join(),
  );

test('names the environment', () => {
  expect(namesOf(['production'])).toEqual(['production']);
});

test('makes one finding of equal ones', () => {
  expect(namesOf(['a', 'b', 'c', 'd', 'e'])).toEqual(['a,b,c,d,e']);
  expect(formatFindings(foldFindings(['a', 'b'].map((environment) => ({ environment, finding }))))).toBe(
    'warning [urls] a and b: backstage.baseUrl: m\n  fix: f',
  );
});

test('keeps the places of equal findings', () => {
  const sources = ['a.yaml', 'b.yaml', 'b.yaml', 'c.yaml'].map((file) => ({ file, line: 1, column: 2 }));
  const found = foldFindings(
    sources.map((source, index) => ({ environment: `e${index}`, finding: { ...finding, source } })),
  );
  expect(found).toEqual([
    { ...finding, environments: ['e0', 'e1', 'e2', 'e3'], source: sources[0], alsoAt: [sources[1], sources[3]] },
  ]);
  expect(formatFindings(found)).toMatch(
    'warning [urls] a.yaml:1:2, b.yaml:1:2 and c.yaml:1:2: e0, e1, e2 and 1 more: ',
  );
});

test('names an environment once', () => {
  expect(namesOf(['a', 'a'])).toEqual(['a']);
});

test.each<keyof Finding>(['rule', 'path', 'message', 'fix', 'object'])(
  'keeps findings apart whose %s differs',
  (key) => {
    expect(namesOf(['a', 'b'], (index) => ({ [key]: `other ${index}` }))).toHaveLength(2);
  },
);
