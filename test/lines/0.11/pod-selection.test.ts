import type { LabelSelector } from 'kubernetes-types/meta/v1';
import { Release } from '../../../lib/backstage/release';
import { chartSelector, missingLabel, selectsPods } from '../../../lib/lines/0.11/pod-selection';

const POD_LABELS = { component: 'backstage', name: 'portal' };

/** A selector as a values file may have it, with null for what it leaves out. */
const written = (text: string): LabelSelector => JSON.parse(text);

test('null in a selector is as if it were left out', () => {
  expect(selectsPods(written('{"matchLabels":{"name":"portal"},"matchExpressions":null}'), POD_LABELS)).toBe(true);
  expect(selectsPods(written('{"matchLabels":null}'), POD_LABELS)).toBe(false);
});

test('the chart looks for pods by the fullname, which they do not carry', () => {
  const release = new Release({ fullnameOverride: 'portal' });
  expect(chartSelector(release)).toEqual({
    matchLabels: { 'app.kubernetes.io/component': 'backstage', 'app.kubernetes.io/name': 'portal' },
  });
  expect(missingLabel(chartSelector(release), release.podLabels)).toEqual({
    key: 'app.kubernetes.io/name',
    wanted: 'portal',
  });
});

test("the chart's selector finds the pods where fullname and name are the same", () => {
  const release = new Release({ fullnameOverride: 'portal', nameOverride: 'portal' });
  expect(selectsPods(chartSelector(release), release.podLabels)).toBe(true);
});

test('the first label that pods lack is named', () => {
  const matchLabels = { name: 'portal', team: 'a', component: 'api' };
  expect(missingLabel({ matchLabels }, POD_LABELS)).toEqual({ key: 'team', wanted: 'a' });
});

test.each<[string, LabelSelector | undefined]>([
  ['no selector', undefined],
  ['a selector without labels', {}],
  ['one label that pods carry', { matchLabels: { name: 'portal' } }],
  ['conditions that are no labels', { matchExpressions: [{ key: 'team', operator: 'Exists' }] }],
])('pods lack no label for %s', (_, selector) => {
  expect(missingLabel(selector, POD_LABELS)).toBeUndefined();
});

test.each<[string, LabelSelector]>([
  ['a label that they carry', { matchLabels: { name: 'portal' } }],
  ['all their labels', { matchLabels: POD_LABELS, matchExpressions: [] }],
])('a selector finds the pods by %s', (_, selector) => {
  expect(selectsPods(selector, POD_LABELS)).toBe(true);
});

test.each<[string, LabelSelector | undefined]>([
  ['a label that they do not carry', { matchLabels: { ...POD_LABELS, team: 'a' } }],
  ['another value of a label', { matchLabels: { name: 'api' } }],
  ['nothing', undefined],
  ['no conditions', {}],
  ['no labels', { matchLabels: {} }],
  [
    'a condition, which may exclude them, beside their labels',
    { matchLabels: POD_LABELS, matchExpressions: [{ key: 'team', operator: 'Exists' }] },
  ],
])('a selector does not find the pods by %s', (_, selector) => {
  expect(selectsPods(selector, POD_LABELS)).toBe(false);
});
