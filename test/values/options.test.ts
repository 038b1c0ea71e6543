import { renderManifests } from '../../lib';
import { ValuesError } from '../../lib/values/finding';
import { malformedOptions, type ResolveOptions } from '../../lib/values/options';
import { rules } from '../../lib/values/rules';

/** What is wrong with options, of which the types refuse some, as text. */
const found = (options: object) =>
  malformedOptions(options as ResolveOptions).map(({ path, message, mend }) => `${path}: ${message}; ${mend}`);

test.each<ResolveOptions>([
  {},
  { fidelity: undefined, managedBy: undefined, allow: undefined },
  { fidelity: 'exact', managedBy: 'cdk8s', allow: [] },
  { fidelity: 'corrected', managedBy: 'Helm', allow: ['*', 'hosts', 'kubernetes-fields'] },
])('takes %j', (options) => {
  expect(found(options)).toEqual([]);
});

test.each<[unknown, string]>([
  ['Corrected', 'got "Corrected"; use corrected'],
  ['exakt', 'got "exakt"; use exact'],
  ['both', 'got "both"; use one of the two'],
  ['', 'got ""; use one of the two'],
  [null, 'got null; use one of the two'],
  [true, 'got true; use one of the two'],
])('refuses the fidelity %j', (fidelity, end) => {
  expect(found({ fidelity })).toEqual([`fidelity: must be exact or corrected, ${end}`]);
});

test.each<[unknown, string]>([
  ['helm', 'got "helm"; use Helm'],
  ['Argo CD', 'got "Argo CD"; use one of the two'],
  [null, 'got null; use one of the two'],
])('refuses %j as managedBy', (managedBy, end) => {
  expect(found({ managedBy })).toEqual([`managedBy: must be cdk8s or Helm, ${end}`]);
});

test.each<[unknown, string]>([
  ['hosts', 'got "hosts"'],
  [null, 'got null'],
  [{ hosts: true }, 'got a map'],
])('refuses %j as allow, which is a list', (allow, got) => {
  expect(found({ allow })).toEqual([`allow: must be a list of ids of rules, ${got}; put [ ] around the ids`]);
});

test('refuses what is no id of a rule', () => {
  expect(found({ allow: ['host', 'kubernetes-field', 'hosts,urls'] })).toEqual([
    'allow: must be ids of rules, got "host"; use hosts',
    'allow: must be ids of rules, got "kubernetes-field"; use kubernetes-fields',
    'allow: must be ids of rules, got "hosts,urls"; give each id by itself',
  ]);
});

test('names all ids where none is near', () => {
  const ids = ['*', 'kubernetes-fields', ...rules.map(({ id }) => id)].join(', ');
  expect(found({ allow: [1, null, ''] })).toEqual([
    `allow: must be ids of rules, got 1; use one of ${ids}`,
    `allow: must be ids of rules, got null; use one of ${ids}`,
    `allow: must be ids of rules, got ""; use one of ${ids}`,
  ]);
});

test('is told of all options at once, before anything is rendered', () => {
  const options = { fidelity: 'Corrected', managedBy: 'helm', allow: 'hosts' };
  expect(found(options)).toHaveLength(3);
  expect(() => renderManifests({}, options as object)).toThrow(ValuesError);
});

test.each(['releaseName', 'namespace'])('refuses a %s that is no string', (option) => {
  const mistyped: object = { [option]: null };
  expect(found(mistyped)).toEqual([`${option}: must be a string, got null; leave it out for its default`]);
});
