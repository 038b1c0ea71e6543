import type { Values } from '../../../lib';
import { resolveValues } from '../../../lib/values/resolve';
import { warning, warnings, yaml } from './support';

type Backstage = NonNullable<Values['backstage']>;

const spread = (matchLabels: Readonly<Record<string, string>>): Values => ({
  backstage: {
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: 'kubernetes.io/hostname',
        whenUnsatisfiable: 'DoNotSchedule',
        labelSelector: { matchLabels },
      },
    ],
  },
});

const constraint = (carried: string, got: string, { index = 0, name = 'openchoreo-control-plane' } = {}) =>
  warning(
    'unmatched-selectors',
    `backstage.topologySpreadConstraints[${index}].labelSelector`,
    `matches none of Backstage's pods: they carry ${carried}, got ${got}`,
    `use fidelity corrected, or select by app.kubernetes.io/name: ${name}`,
  );

const chartSelector = (section: string, fullname = 'openchoreo', name = 'openchoreo-control-plane') =>
  warning(
    'unmatched-selectors',
    `backstage.${section}.enabled`,
    `its selector matches none of Backstage's pods: the chart looks for app.kubernetes.io/name: ${fullname}, they carry ${name}`,
    "use fidelity corrected, which selects the Deployment's pods",
  );

test('warns of a spread constraint for a name that the pods do not carry', () => {
  expect(warnings(spread({ 'app.kubernetes.io/name': 'openchoreo' }))).toEqual([
    constraint('app.kubernetes.io/name: openchoreo-control-plane', 'openchoreo'),
  ]);
});

test('warns of a label that the pods do not carry at all', () => {
  expect(warnings(spread({ team: 'portal' }))).toEqual([constraint('team: (none)', 'portal')]);
});

test("warns of a common label, which objects carry and pods don't", () => {
  expect(warnings({ ...spread({ team: 'portal' }), global: { commonLabels: { team: 'portal' } } })).toEqual([
    constraint('team: (none)', 'portal'),
  ]);
});

/** The chart's own constraints, written out. */
const CHART_CONSTRAINTS = ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map((topologyKey, index) => ({
  maxSkew: 1,
  topologyKey,
  whenUnsatisfiable: index === 0 ? 'ScheduleAnyway' : 'DoNotSchedule',
  labelSelector: {
    matchLabels: { 'app.kubernetes.io/name': 'openchoreo', 'app.kubernetes.io/component': 'backstage' },
  },
}));

test('warns of each constraint that is given', () => {
  const carried = 'app.kubernetes.io/name: openchoreo-control-plane';
  expect(warnings({ backstage: { topologySpreadConstraints: CHART_CONSTRAINTS } })).toEqual([
    constraint(carried, 'openchoreo'),
    constraint(carried, 'openchoreo', { index: 1 }),
  ]);
});

test('warns of the default constraints once', () => {
  // Not over the base, which has no constraints.
  const { warnings } = resolveValues({ backstage: { backendSecret: 'kept-for-tests' } });
  expect(warnings.filter(({ rule }) => rule === 'unmatched-selectors')).toEqual([
    {
      ...constraint('app.kubernetes.io/name: openchoreo-control-plane', 'openchoreo'),
      path: 'backstage.topologySpreadConstraints',
    },
  ]);
});

test('says nothing of the default constraints where they match', () => {
  const { warnings } = resolveValues({ nameOverride: 'openchoreo', backstage: { backendSecret: 'kept-for-tests' } });
  expect(warnings.filter(({ rule }) => rule === 'unmatched-selectors')).toEqual([]);
});

test('says nothing of a constraint that matches the pods of this release', () => {
  const labels = {
    'app.kubernetes.io/component': 'backstage',
    'app.kubernetes.io/name': 'portal',
    'app.kubernetes.io/instance': 'acme',
  };
  expect(warnings({ ...spread(labels), nameOverride: 'portal' }, { releaseName: 'acme' })).toEqual([]);
});

test('says nothing of a selector without labels', () => {
  expect(warnings(spread({}))).toEqual([]);
});

test.each([
  'labelSelector: {matchExpressions: [{key: team, operator: Exists}]}',
  'labelSelector: {}',
  'labelSelector: {matchLabels: null}',
  'labelSelector: null',
  'minDomains: 2',
])('says nothing of a constraint with %s, which has no labels to compare', (member) => {
  const common = 'maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule';
  expect(warnings(yaml(`backstage: {topologySpreadConstraints: [{${common}, ${member}}]}`))).toEqual([]);
});

test.each([null, []])('says nothing of %j for constraints', (topologySpreadConstraints) => {
  expect(warnings({ backstage: { topologySpreadConstraints } })).toEqual([]);
});

test.each(['podDisruptionBudget', 'networkPolicy'] as const)('warns of the selector of %s', (section) => {
  expect(warnings({ backstage: { [section]: { enabled: true } } })).toEqual([chartSelector(section)]);
});

test('names what the release derives', () => {
  const values: Values = {
    fullnameOverride: 'acme',
    nameOverride: 'portal',
    backstage: { networkPolicy: { enabled: true } },
  };
  expect(warnings(values, { allow: ['claim-name'] })).toEqual([chartSelector('networkPolicy', 'acme', 'portal')]);
});

test.each<[string, Values]>([
  ['fullnameOverride and nameOverride', { fullnameOverride: 'portal', nameOverride: 'portal' }],
  ['fullnameOverride and the chart', { fullnameOverride: 'openchoreo-control-plane' }],
  ['release and chart', { fullnameOverride: '' }],
])('says nothing where the names of %s are the same', (_, values) => {
  const backstage: Backstage = { podDisruptionBudget: { enabled: true }, networkPolicy: { enabled: true } };
  expect(warnings({ ...values, backstage }, { allow: ['claim-name'] })).toEqual([]);
});

test('says nothing where allowed', () => {
  expect(warnings(spread({ team: 'portal' }), { allow: ['unmatched-selectors'] })).toEqual([]);
});

test('says nothing of a disabled Backstage', () => {
  const backstage: Backstage = { ...spread({ team: 'portal' }).backstage, networkPolicy: { enabled: true } };
  expect(warnings({ backstage: { ...backstage, enabled: false } })).toEqual([]);
});

test('says nothing of corrected, which selects the pods', () => {
  const networkPolicy = { enabled: true };
  expect(
    warnings({ backstage: { ...spread({ team: 'portal' }).backstage, networkPolicy } }, { fidelity: 'corrected' }),
  ).toEqual([]);
});
