import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { jsonReport } from '../../../lib/app/report/json';
import { EFFECTS } from '../../../lib/kubernetes/effects/effect';
import { EMPTY, REPORT } from './support';

const schema = JSON.parse(readFileSync(join(__dirname, '../../../schema/report.schema.json'), 'utf8'));
const validate = new Ajv().compile(schema);

test.each([
  ['of each form', REPORT],
  ['without entries', EMPTY],
])('a report %s fits the schema, and is the same data', (_what, report) => {
  const text = jsonReport(report);
  expect(JSON.parse(text)).toEqual(report);
  expect([validate(JSON.parse(text)), validate.errors]).toEqual([true, null]);
  expect(text.endsWith('}\n')).toBe(true);
});

test('the schema refuses other documents', () => {
  const [finding] = REPORT.findings;
  const others = [{}, { ...REPORT, more: [] }, { ...REPORT, findings: [{ ...finding, severity: 'fatal' }] }];
  expect(others.map((other) => validate(other))).toEqual([false, false, false]);
});

test('the schema has all kinds of effects', () => {
  expect(schema.definitions.effect.properties.effect.enum).toEqual(EFFECTS);
});
