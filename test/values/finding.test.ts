import { type Finding, formatFindings, ValuesError } from '../../lib/values/finding';

const tooHigh: Finding = {
  rule: 'autoscaling-range',
  severity: 'error',
  path: 'backstage.autoscaling.minReplicas',
  message: 'must be at most maxReplicas (5), got 9',
  fix: 'lower it, or raise maxReplicas',
};
const noMap: Finding = {
  rule: 'schema',
  severity: 'error',
  path: '',
  message: 'values must be a map, got a list',
  fix: 'begin the values with a key such as backstage',
};
const plainText: Finding = { ...tooHigh, severity: 'warning', rule: 'inline-secrets' };

describe('the text of findings', () => {
  test('has severity, rule, path and message on one line, and the fix on the next', () => {
    expect(formatFindings([tooHigh])).toBe(
      'error [autoscaling-range] backstage.autoscaling.minReplicas: must be at most maxReplicas (5), got 9\n' +
        '  fix: lower it, or raise maxReplicas',
    );
  });

  test('has no path before a message about the values as a whole', () => {
    expect(formatFindings([noMap])).toBe(
      'error [schema] values must be a map, got a list\n  fix: begin the values with a key such as backstage',
    );
  });

  test('keeps the order of the findings', () => {
    expect(formatFindings([noMap, tooHigh])).toBe(`${formatFindings([noMap])}\n${formatFindings([tooHigh])}`);
  });

  test('begins with the severity of a warning', () => {
    expect(formatFindings([plainText])).toMatch(/^warning \[inline-secrets\] /);
  });

  test('escapes control characters, so that a finding has two lines', () => {
    const hostile = { ...tooHigh, path: 'a\n::error::b', message: 'got \u001b[31m', fix: '::error::c' };
    expect(formatFindings([hostile])).toBe(
      `error [${tooHigh.rule}] a\\n::error::b: got \\u001b[31m\n  fix: \\u003a:error::c`,
    );
  });

  test('is empty without findings', () => {
    expect(formatFindings([])).toBe('');
  });
});

describe('the error for refused values', () => {
  test('carries its findings', () => {
    expect(new ValuesError([noMap, tooHigh]).findings).toEqual([noMap, tooHigh]);
  });

  test('has the report as its message', () => {
    expect(new ValuesError([noMap, tooHigh]).message).toBe(formatFindings([noMap, tooHigh]));
  });

  test('is an error with the name ValuesError', () => {
    const error = new ValuesError([noMap]);
    expect([error instanceof Error, error.name]).toEqual([true, 'ValuesError']);
  });
});
