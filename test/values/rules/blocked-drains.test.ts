import type { RenderOptions, Values } from '../../../lib';
import type { Finding } from '../../../lib/util/finding';
import { POSTGRESQL, warnings } from '../../lines/0.11/rules/support';
import { findings, LEAST, on, VERSIONS } from '../../lines/1.x/support';

type Backstage = NonNullable<Values['backstage']>;

const SECTION = 'backstage.podDisruptionBudget';
const CORRECTED = { fidelity: 'corrected' } as const;

function drains(backstage: Backstage, options: RenderOptions = CORRECTED): readonly Finding[] {
  return warnings({ backstage }, options).filter(({ rule }) => rule === 'blocked-drains');
}

const budget = (bounds: Backstage['podDisruptionBudget'] = {}): Backstage => ({
  podDisruptionBudget: { enabled: true, ...bounds },
});

test('warns about a budget that keeps the only pod of a portal with SQLite, which cannot have more', () => {
  expect(drains(budget())).toEqual([
    {
      rule: 'blocked-drains',
      severity: 'warning',
      path: `${SECTION}.minAvailable`,
      message: 'lets no pod go, so draining a node never ends: the portal has only 1 pod; got 1',
      fix: `set ${SECTION}.maxUnavailable to 1 and minAvailable to null, because SQLite allows only one pod`,
    },
  ]);
});

test.each<[Backstage, string]>([
  [{ database: POSTGRESQL }, 'set backstage.replicas to 2'],
  [{ database: POSTGRESQL, replicas: 2, ...budget({ minAvailable: 2 }) }, 'set backstage.replicas to 3'],
  [{ database: POSTGRESQL, replicas: 3, ...budget({ minAvailable: '75%' }) }, 'set backstage.replicas to 4'],
  [{ database: POSTGRESQL, autoscaling: { enabled: true } }, 'set backstage.autoscaling.minReplicas to 2'],
])('proposes more pods with PostgreSQL: %j', (backstage, fix) => {
  const alternative = `${SECTION}.maxUnavailable to 1 and minAvailable to null`;
  expect(drains({ ...budget(), ...backstage })).toEqual([
    expect.objectContaining({ path: `${SECTION}.minAvailable`, fix: `${fix}, or set ${alternative}` }),
  ]);
});

test.each([0, '0%'])('warns about maxUnavailable %j', (maxUnavailable) => {
  const backstage = { database: POSTGRESQL, replicas: 3, ...budget({ maxUnavailable }) };
  expect(drains(backstage)).toEqual([
    expect.objectContaining({ path: `${SECTION}.maxUnavailable`, fix: 'set it to 1' }),
  ]);
});

test.each<Backstage>([
  {},
  budget({ minAvailable: null, maxUnavailable: 1 }),
  budget({ maxUnavailable: '50%' }),
  budget({ minAvailable: 0 }),
  budget({ minAvailable: null }),
  { database: POSTGRESQL, replicas: 2, ...budget() },
  { database: POSTGRESQL, replicas: 2, ...budget({ minAvailable: '50%' }) },
  { database: POSTGRESQL, autoscaling: { enabled: true, minReplicas: 2 }, ...budget() },
  { enabled: false, ...budget() },
])('does not warn about %j', (backstage) => {
  expect(drains(backstage)).toEqual([]);
});

test('does not warn about the budget of the chart that selects no pods', () => {
  expect(drains(budget(), {})).toEqual([]);
  expect(drains(budget(), { fidelity: ['budget-selector'] })).toHaveLength(1);
});

test('warns about the budget of the chart if its selector matches by chance, with a fix that works', () => {
  const values = { fullnameOverride: 'openchoreo-control-plane', backstage: budget() };
  expect(warnings(values).map(({ rule }) => rule)).toContain('blocked-drains');
  const fixed = budget({ maxUnavailable: 1, minAvailable: null });
  expect(warnings({ ...values, backstage: fixed }).map(({ rule }) => rule)).not.toContain('blocked-drains');
});

test.each(VERSIONS)('warns about a budget of chart %s', (chartVersion) => {
  const values = on({ podDisruptionBudget: { enabled: true } });
  const rules = findings([LEAST, values], { chartVersion, ...CORRECTED }).map(({ rule }) => rule);
  expect(rules).toContain('blocked-drains');
});

test('does not warn if the rule is switched off', () => {
  expect(drains(budget(), { ...CORRECTED, allow: ['blocked-drains'] })).toEqual([]);
});
