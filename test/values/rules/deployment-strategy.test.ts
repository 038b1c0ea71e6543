import type { Values } from '../../../lib';
import { FIDELITIES } from '../../../lib/values/fidelity';
import { error, errors, POSTGRESQL, yaml } from '../../lines/0.11/rules/support';

type Backstage = NonNullable<Values['backstage']>;
type Strategy = NonNullable<Backstage['strategy']>;

const RULE = 'deployment-strategy';

const BESIDE_THE_OLD = error(
  RULE,
  'backstage.strategy',
  'must not start a pod beside the old one with SQLite on a claim, which one pod has open',
  'use type Recreate, or rollingUpdate with maxSurge 0',
);

const BOTH = error(
  RULE,
  'backstage.strategy.rollingUpdate',
  'must not stand beside type Recreate',
  'remove one of the two',
);

const STUCK = error(
  RULE,
  'backstage.strategy.rollingUpdate.maxUnavailable',
  'must not be 0 beside maxSurge 0: no pod could be replaced',
  'raise one of the two',
);

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
  ])('must not be %j, by which a pod starts beside the old one', (strategy) => {
    expect(found(strategy, ON_CLAIM)).toEqual([BESIDE_THE_OLD]);
  });

  test('must not have a type of null, which stands for RollingUpdate', () => {
    expect(errors(yaml('backstage: {strategy: {type: null}}'))).toEqual([BESIDE_THE_OLD]);
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

  test('is looked at with a claim that exists already, too', () => {
    const database = { sqlite: { persistence: { enabled: true, existingClaim: 'portal' } } };
    expect(found({}, { database })).toEqual([BESIDE_THE_OLD]);
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
])('refuses %j, which says two things', (strategy) => {
  expect(found(strategy)).toEqual([BOTH]);
  expect(found(strategy, ON_CLAIM)).toEqual([BOTH]);
});

test('takes type Recreate with the rollingUpdate of an earlier file taken away', () => {
  expect(errors(yaml('backstage: {strategy: {type: Recreate, rollingUpdate: null}}'))).toEqual([]);
});

test.each<[number | string, number | string]>([
  [0, 0],
  ['0', 0],
  [0, '0%'],
  ['0%', '0%'],
])('refuses maxSurge %j beside maxUnavailable %j', (maxSurge, maxUnavailable) => {
  expect(found({ rollingUpdate: { maxSurge, maxUnavailable } })).toEqual([STUCK]);
});

test('takes null as numbers, for Kubernetes to choose them', () => {
  const values = yaml('backstage: {strategy: {rollingUpdate: {maxSurge: null, maxUnavailable: null}}}');
  expect(errors({ backstage: { ...values.backstage, ...ON_POSTGRESQL } })).toEqual([]);
});

test.each(FIDELITIES)('says the same in %s fidelity', (fidelity) => {
  const strategy: Strategy = { type: 'Recreate', rollingUpdate: { maxSurge: 0, maxUnavailable: 0 } };
  expect(errors({ backstage: { strategy } }, { fidelity })).toEqual([BOTH, STUCK]);
  expect(errors({ backstage: { strategy: {} } }, { fidelity })).toEqual([BESIDE_THE_OLD]);
});

test('lets such a strategy through where allowed', () => {
  expect(errors({ backstage: { strategy: {} } }, { allow: [RULE] })).toEqual([]);
});

test('does not look at the strategy of a disabled Backstage', () => {
  expect(errors({ backstage: { enabled: false, strategy: {} } })).toEqual([]);
});
