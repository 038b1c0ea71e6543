import type { Values } from '../../../lib';
import { FIDELITIES } from '../../../lib/values/fidelity';
import { error, errors, POSTGRESQL, yaml } from '../../lines/0.11/rules/support';

type Backstage = NonNullable<Values['backstage']>;
type Strategy = NonNullable<Backstage['strategy']>;

const RULE = 'deployment-strategy';

const TWO_PODS = error(
  RULE,
  'backstage.strategy',
  'must not start the new pod before the old one stops, because only one pod can open the SQLite file',
  'set rollingUpdate to {maxSurge: 0, maxUnavailable: 1}, or type to Recreate without rollingUpdate',
);

/** Error of the check of the Deployment. */
const ofObject = (member: string) =>
  expect.objectContaining({ rule: 'kubernetes-objects', path: `backstage.strategy.${member}` });

const BOTH = ofObject('rollingUpdate');
const STUCK = ofObject('rollingUpdate.maxUnavailable');

const ON_CLAIM: Backstage = { database: { sqlite: { persistence: { enabled: true } } } };
const ON_EMPTY_DIR: Backstage = { database: { sqlite: { persistence: { enabled: false } } } };
const ON_POSTGRESQL: Backstage = { database: POSTGRESQL };

const found = (strategy: Strategy | null, backstage: Backstage = ON_POSTGRESQL) =>
  errors({ backstage: { ...backstage, strategy } });

describe('with SQLite on a claim', () => {
  test.each<Strategy>([
    {},
    { type: 'RollingUpdate' },
    { rollingUpdate: {} },
    { rollingUpdate: { maxSurge: 1 } },
    { rollingUpdate: { maxSurge: '25%' } },
    { rollingUpdate: { maxUnavailable: 1 } },
    { type: 'RollingUpdate', rollingUpdate: { maxSurge: '10%', maxUnavailable: 0 } },
  ])('must not be %j, which starts the new pod before the old one stops', (strategy) => {
    expect(found(strategy, ON_CLAIM)).toEqual([TWO_PODS]);
  });

  test('must not have a type of null, which means RollingUpdate', () => {
    expect(errors(yaml('backstage: {strategy: {type: null}}'))).toEqual([TWO_PODS]);
  });

  test.each<Strategy | null>([
    null,
    { type: 'Recreate' },
    { rollingUpdate: { maxSurge: 0 } },
    { rollingUpdate: { maxSurge: '0%', maxUnavailable: 1 } },
    { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: '100%' } },
  ])('may be %j', (strategy) => {
    expect(found(strategy, ON_CLAIM)).toEqual([]);
  });

  test('is checked with an existing claim too', () => {
    const database = { sqlite: { persistence: { enabled: true, existingClaim: 'portal' } } };
    expect(found({}, { database })).toEqual([TWO_PODS]);
  });
});

describe.each([
  ['PostgreSQL', ON_POSTGRESQL],
  ['SQLite in the pod', ON_EMPTY_DIR],
])('with %s', (_, backstage) => {
  test.each<Strategy | null>([
    null,
    {},
    { type: 'RollingUpdate' },
    { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
    { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } },
    { rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
    { rollingUpdate: { maxSurge: 0 } },
    { rollingUpdate: { maxUnavailable: 0 } },
    { type: 'Recreate' },
  ])('may be %j', (strategy) => {
    expect(found(strategy, backstage)).toEqual([]);
  });
});

test.each<Strategy>([
  { type: 'Recreate', rollingUpdate: {} },
  { type: 'Recreate', rollingUpdate: { maxSurge: 1 } },
])('refuses the contradictory strategy %j', (strategy) => {
  expect(found(strategy)).toEqual([BOTH]);
  expect(found(strategy, ON_CLAIM)).toEqual([BOTH]);
});

test('accepts type Recreate if null removes the rollingUpdate of an earlier file', () => {
  expect(errors(yaml('backstage: {strategy: {type: Recreate, rollingUpdate: null}}'))).toEqual([]);
});

test.each<[number | string, number | string]>([
  [0, 0],
  [0, '0%'],
  ['0%', '0%'],
])('refuses maxSurge %j together with maxUnavailable %j', (maxSurge, maxUnavailable) => {
  expect(found({ rollingUpdate: { maxSurge, maxUnavailable } })).toEqual([STUCK]);
});

test('refuses a number in quotes', () => {
  expect(found({ rollingUpdate: { maxSurge: '0', maxUnavailable: 1 } })).toEqual([ofObject('rollingUpdate.maxSurge')]);
});

test('accepts null as numbers, so that Kubernetes chooses them', () => {
  const values = yaml('backstage: {strategy: {rollingUpdate: {maxSurge: null, maxUnavailable: null}}}');
  expect(errors({ backstage: { ...values.backstage, ...ON_POSTGRESQL } })).toEqual([]);
});

test.each(FIDELITIES)('reports the same in %s fidelity', (fidelity) => {
  const strategy: Strategy = { type: 'Recreate', rollingUpdate: { maxSurge: 0, maxUnavailable: 0 } };
  expect(errors({ backstage: { strategy } }, { fidelity })).toEqual([STUCK, BOTH]);
  expect(errors({ backstage: { strategy: {} } }, { fidelity })).toEqual([TWO_PODS]);
});

test('accepts an invalid strategy if the rule is switched off', () => {
  expect(errors({ backstage: { strategy: {} } }, { allow: [RULE] })).toEqual([]);
});

test('ignores the strategy if Backstage is disabled', () => {
  expect(errors({ backstage: { enabled: false, strategy: {} } })).toEqual([]);
});
