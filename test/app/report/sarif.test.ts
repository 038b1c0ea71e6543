import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { sarifReport } from '../../../lib/app/report/sarif';
import { EMPTY, REPORT } from './support';

// The schema of the standard, which a package of its editors contains. It is of an older draft, whose keywords it does
// not use apart from the first two.
const {
  $schema: _,
  id: __,
  ...schema
} = JSON.parse(readFileSync(require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'));
const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema);
const about = new Map([['urls', 'URLs are URLs.']]);

const read = (report = REPORT) => JSON.parse(sarifReport(report, about));

test.each([
  ['of each form', REPORT],
  ['without entries', EMPTY],
])('a report %s fits the schema of SARIF', (_what, report) => {
  expect([validate(read(report)), validate.errors]).toEqual([true, null]);
});

test('the schema refuses other documents', () => {
  expect(validate({ ...read(), version: '1' })).toBe(false);
});

test('each place of a finding, each difference and each effect is one result', () => {
  const [run] = read().runs;
  const results: { ruleId: string; level: string; message: { text: string } }[] = run.results;
  expect(results.map(({ ruleId, level, message: { text } }) => `${level} ${ruleId} ${text.split('\n')[0]}`)).toEqual([
    'error urls a, b: backstage.baseUrl: must be a URL, got "50% :,',
    'error urls a, b: backstage.baseUrl: must be a URL, got "50% :,',
    'warning hosts --set: x: m',
    'note schema whole',
    'note env app/portal: Deployment portal: extraEnv[0]: m',
    'error difference Secret a/b: removed',
    'error difference Service a/b: changed spec.type: 1 -> 2',
    'error difference dist/kustomization.yaml: differs from the rendered file',
    'warning effect refused Service b spec.clusterIP: is immutable',
    'note effect creates Secret c: a new object',
  ]);
});

test('places are URIs with line and column, as far as they are files', () => {
  const [run] = read().runs;
  expect(run.results.slice(0, 5).map(({ locations }: { locations: object[] }) => locations)).toEqual([
    [
      {
        physicalLocation: {
          artifactLocation: { uri: 'envs/my%20values.yaml' },
          region: { startLine: 12, startColumn: 5 },
        },
        logicalLocations: [{ fullyQualifiedName: 'backstage.baseUrl' }],
      },
    ],
    [
      {
        physicalLocation: { artifactLocation: { uri: 'b.yaml' }, region: { startLine: 1, startColumn: 1 } },
        logicalLocations: [{ fullyQualifiedName: 'backstage.baseUrl' }],
      },
    ],
    [{ logicalLocations: [{ fullyQualifiedName: 'x' }] }],
    [],
    [{ logicalLocations: [{ fullyQualifiedName: 'app/portal: Deployment portal: extraEnv[0]' }] }],
  ]);
});

test('an absolute path is a file URI', () => {
  const source = { file: '/a b/c.yaml', line: 1, column: 1 };
  const [run] = read({
    ...EMPTY,
    findings: [{ rule: 'r', severity: 'error', path: '', message: 'm', fix: 'f', source }],
  }).runs;
  expect(run.results[0].locations[0].physicalLocation.artifactLocation.uri).toBe('file:///a%20b/c.yaml');
});

test('rules are described as far as they are known', () => {
  const [run] = read().runs;
  expect(run.tool.driver.rules).toEqual([
    { id: 'difference', shortDescription: { text: expect.any(String) } },
    { id: 'effect', shortDescription: { text: expect.any(String) } },
    { id: 'env' },
    { id: 'hosts' },
    { id: 'schema' },
    { id: 'urls', shortDescription: { text: 'URLs are URLs.' } },
  ]);
});
