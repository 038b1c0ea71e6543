import type { LabelSelector } from 'kubernetes-types/meta/v1';
import { Release } from '../../../lib/backstage/release';
import { chartSelector, missingLabel, selectsPods } from '../../../lib/lines/common/pod-selection';

const POD_LABELS = { component: 'backstage', name: 'portal' };

/** A selector as in a values file, with null for unset members. */
const written = (text: string): LabelSelector => JSON.parse(text);

test('null in a selector is the same as an absent member', () => {
  expect(selectsPods(written('{"matchLabels":{"name":"portal"},"matchExpressions":null}'), POD_LABELS)).toBe(true);
  expect(selectsPods(written('{"matchLabels":null}'), POD_LABELS)).toBe(false);
});

test("the chart's selector requires the fullname as name label, which the pods do not have", () => {
  const release = new Release({ fullnameOverride: 'portal' });
  expect(chartSelector(release)).toEqual({
    matchLabels: { 'app.kubernetes.io/component': 'backstage', 'app.kubernetes.io/name': 'portal' },
  });
  expect(missingLabel(chartSelector(release), release.podLabels)).toEqual({
    key: 'app.kubernetes.io/name',
    wanted: 'portal',
  });
});

test("the chart's selector finds the pods if fullname and name are the same", () => {
  const release = new Release({ fullnameOverride: 'portal', nameOverride: 'portal' });
  expect(selectsPods(chartSelector(release), release.podLabels)).toBe(true);
});

test('returns the first label that the pods do not have', () => {
  const matchLabels = { name: 'portal', team: 'a', component: 'api' };
  expect(missingLabel({ matchLabels }, POD_LABELS)).toEqual({ key: 'team', wanted: 'a' });
});

test.each<[string, LabelSelector | undefined]>([
  ['no selector', undefined],
  ['a selector without labels', {}],
  ['one label that the pods have', { matchLabels: { name: 'portal' } }],
  ['expressions instead of labels', { matchExpressions: [{ key: 'team', operator: 'Exists' }] }],
])('returns no missing label for %s', (_, selector) => {
  expect(missingLabel(selector, POD_LABELS)).toBeUndefined();
});

test.each<[string, LabelSelector]>([
  ['a label that they have', { matchLabels: { name: 'portal' } }],
  ['all their labels', { matchLabels: POD_LABELS, matchExpressions: [] }],
])('a selector finds the pods by %s', (_, selector) => {
  expect(selectsPods(selector, POD_LABELS)).toBe(true);
});

test.each<[string, LabelSelector | undefined]>([
  ['a label that they do not have', { matchLabels: { ...POD_LABELS, team: 'a' } }],
  ['another value of a label', { matchLabels: { name: 'api' } }],
  ['nothing', undefined],
  ['no members', {}],
  ['no labels', { matchLabels: {} }],
  [
    'an expression, which may exclude them, in addition to their labels',
    { matchLabels: POD_LABELS, matchExpressions: [{ key: 'team', operator: 'Exists' }] },
  ],
])('a selector does not find the pods by %s', (_, selector) => {
  expect(selectsPods(selector, POD_LABELS)).toBe(false);
});
