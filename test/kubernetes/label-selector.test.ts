import { isEmptySelector, selects } from '../../lib/kubernetes/label-selector';

const LABELS = { app: 'portal', team: 'a' };
const expression = (key: string, operator: string, ...values: string[]) => ({
  matchExpressions: [{ key, operator, values }],
});

test.each<[string, object]>([
  ['no conditions', {}],
  ['one of its labels', { matchLabels: { app: 'portal' } }],
  ['a value in a list', expression('team', 'In', 'b', 'a')],
  ['a value that is not in a list', expression('team', 'NotIn', 'b')],
  ['an absent label that is not in a list', expression('tier', 'NotIn', 'b')],
  ['a label that exists', expression('team', 'Exists')],
  ['a label that does not exist', expression('tier', 'DoesNotExist')],
  ['null for absent members', { matchLabels: null, matchExpressions: null }],
])('a selector selects an object by %s', (_, selector) => {
  expect(selects(selector, LABELS)).toBe(true);
});

test.each<[string, unknown]>([
  ['it is absent', undefined],
  ['a label has another value', { matchLabels: { app: 'portal', team: 'b' } }],
  ['a label is absent', { matchLabels: { tier: 'web' } }],
  ['a label is one that all maps inherit', expression('toString', 'Exists')],
  ['the value is not in the list', expression('team', 'In', 'b')],
  ['the value is in the list', expression('team', 'NotIn', 'a')],
  ['the label is absent', expression('tier', 'Exists')],
  ['the label exists', expression('team', 'DoesNotExist')],
  ['the operator is unknown', expression('team', 'Gt', '1')],
  ['only one of two conditions is true', { matchLabels: { app: 'portal' }, ...expression('team', 'In', 'b') }],
])('a selector does not select an object if %s', (_, selector) => {
  expect(selects(selector, LABELS)).toBe(false);
});

test('a selector is empty without labels and expressions', () => {
  expect([undefined, {}, { matchLabels: {} }, { matchExpressions: [] }].map(isEmptySelector)).toEqual(
    Array(4).fill(true),
  );
  expect(isEmptySelector({ matchLabels: { a: 'b' } })).toBe(false);
  expect(isEmptySelector(expression('a', 'Exists'))).toBe(false);
});
