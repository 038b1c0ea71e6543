import { renderManifests } from '../../lib';
import type { DefectId } from '../../lib/lines/0.11/defect-id';
import { defects } from '../../lib/lines/0.11/defects';
import { rules } from '../../lib/lines/0.11/rules';
import { ValuesError } from '../../lib/values/finding';
import { malformedOptions, type ResolveOptions } from '../../lib/values/options';

/** Returns the findings about options as text. The TypeScript types refuse some of these options. */
const found = (options: object) =>
  malformedOptions(options as ResolveOptions, { rules, defects }).map(
    ({ path, message, fix }) => `${path}: ${message}; ${fix}`,
  );

test.each<ResolveOptions<DefectId>>([
  {},
  { fidelity: undefined, managedBy: undefined, allow: undefined },
  { fidelity: 'exact', managedBy: 'cdk8s', namespaceObject: true, allow: [] },
  { fidelity: 'corrected', managedBy: 'Helm', allow: ['*', 'hosts', 'kubernetes-fields', 'newer-chart'] },
  { fidelity: [] },
  { fidelity: ['api-url', 'stale-config'] },
  { fidelity: defects.map(({ id }) => id) },
])('accepts the options %j', (options) => {
  expect(found(options)).toEqual([]);
});

test.each<[unknown, string]>([
  ['Corrected', 'got "Corrected"; use corrected'],
  ['exakt', 'got "exakt"; use exact'],
  ['both', 'got "both"; use exact or corrected'],
  ['', 'got ""; use exact or corrected'],
  [null, 'got null; use exact or corrected'],
  [true, 'got true; use exact or corrected'],
])('refuses the fidelity %j', (fidelity, end) => {
  expect(found({ fidelity })).toEqual([`fidelity: must be exact or corrected, ${end}`]);
});

test('refuses unknown ids in the list of defects to fix', () => {
  expect(found({ fidelity: ['api-urls', 'api-url', 'hosts', 'exact', 'api-url,plain-token'] })).toEqual([
    'fidelity: must contain only ids of defects, got "api-urls"; use api-url',
    expect.stringMatching(
      /^fidelity: must contain only ids of defects, got "hosts"; remove it, or use one of budget-selector, .*, crd-defaults, flux-substitution$/,
    ),
    expect.stringMatching(
      /^fidelity: must contain only ids of defects, got "exact"; remove it, or use one of budget-selector, /,
    ),
    'fidelity: must contain only ids of defects, got "api-url,plain-token"; pass each id separately',
  ]);
});

test.each([1, null, undefined, ['api-url'], '*'])('refuses %j in the list of defects to fix', (id) => {
  expect(found({ fidelity: ['api-url', id] })).toHaveLength(1);
});

test('refuses a map of defects to fix', () => {
  expect(found({ fidelity: { 'api-url': true } })).toEqual([
    'fidelity: must be exact or corrected, got a map; use exact or corrected',
  ]);
});

test.each<[unknown, string]>([
  ['helm', 'got "helm"; use Helm'],
  ['Argo CD', 'got "Argo CD"; use cdk8s or Helm'],
  [null, 'got null; use cdk8s or Helm'],
])('refuses %j as managedBy', (managedBy, end) => {
  expect(found({ managedBy })).toEqual([`managedBy: must be cdk8s or Helm, ${end}`]);
});

test.each<[unknown, string]>([
  ['hosts', 'got "hosts"'],
  [null, 'got null'],
  [{ hosts: true }, 'got a map'],
])('refuses %j instead of a list for allow', (allow, got) => {
  expect(found({ allow })).toEqual([`allow: must be a list of ids of rules, ${got}; put [ ] around the ids`]);
});

test('refuses unknown ids of rules', () => {
  expect(found({ allow: ['host', 'kubernetes-field', 'hosts,urls'] })).toEqual([
    'allow: must contain only ids of rules, got "host"; use hosts',
    'allow: must contain only ids of rules, got "kubernetes-field"; use kubernetes-fields',
    'allow: must contain only ids of rules, got "hosts,urls"; pass each id separately',
  ]);
});

test('lists all ids if none is similar', () => {
  const ids = [
    '*',
    'kubernetes-fields',
    'kubernetes-objects',
    'object-conflicts',
    'object-references',
    'newer-chart',
    'shared-objects',
    ...rules.map(({ id }) => id),
  ].join(', ');
  expect(found({ allow: [1, null, ''] })).toEqual([
    `allow: must contain only ids of rules, got 1; remove it, or use one of ${ids}`,
    `allow: must contain only ids of rules, got null; remove it, or use one of ${ids}`,
    `allow: must contain only ids of rules, got ""; remove it, or use one of ${ids}`,
  ]);
});

test('reports all options at once, before anything is rendered', () => {
  const options = { fidelity: 'Corrected', managedBy: 'helm', allow: 'hosts' };
  expect(found(options)).toHaveLength(3);
  expect(() => renderManifests({}, options as object)).toThrow(ValuesError);
});

test.each(['releaseName', 'namespace'])('refuses a %s that is not a string', (option) => {
  const mistyped: object = { [option]: null };
  expect(found(mistyped)).toEqual([`${option}: must be a string, got null; remove it to use the default`]);
});

test.each(['true', 1, null])('refuses %j as namespaceObject', (namespaceObject) => {
  expect(found({ namespaceObject })).toEqual([
    `namespaceObject: must be true or false, got ${JSON.stringify(namespaceObject)}; write true or false without quotes`,
  ]);
});
