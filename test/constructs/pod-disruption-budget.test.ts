import { Release } from '../../lib/backstage/release';
import {
  BackstagePodDisruptionBudget,
  type BackstagePodDisruptionBudgetTarget,
  type MaxUnavailable,
  type MinAvailable,
} from '../../lib/constructs/pod-disruption-budget';
import { LABELS, manifestOf, POD_LABELS, testChart, testDeployment } from '../support';

const SELECTOR = { matchLabels: { tier: 'portal' } };

test('renders every prop, with minAvailable', () => {
  const chart = testChart();
  const props: Required<BackstagePodDisruptionBudgetTarget> & Required<Pick<MinAvailable, 'minAvailable'>> = {
    deployment: testDeployment(chart, { release: new Release({ namespace: 'team-a', fullnameOverride: 'console' }) }),
    selector: SELECTOR,
    minAvailable: '50%',
    metadata: { labels: { team: 'platform' } },
  };
  expect(manifestOf(new BackstagePodDisruptionBudget(chart, 'PodDisruptionBudget', props))).toEqual({
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: 'console-ui', namespace: 'team-a', labels: { ...LABELS, team: 'platform' } },
    spec: { minAvailable: '50%', selector: SELECTOR },
  });
});

test('renders every prop, with maxUnavailable', () => {
  const chart = testChart();
  const props: Required<BackstagePodDisruptionBudgetTarget> & Required<Pick<MaxUnavailable, 'maxUnavailable'>> = {
    deployment: testDeployment(chart),
    selector: SELECTOR,
    maxUnavailable: 2,
    metadata: {},
  };
  expect(manifestOf(new BackstagePodDisruptionBudget(chart, 'PodDisruptionBudget', props)).spec).toEqual({
    maxUnavailable: 2,
    selector: SELECTOR,
  });
});

function specWith(bounds: MinAvailable | MaxUnavailable): unknown {
  const chart = testChart();
  const deployment = testDeployment(chart);
  return manifestOf(new BackstagePodDisruptionBudget(chart, 'PodDisruptionBudget', { deployment, ...bounds })).spec;
}

test('keeps one pod of the Deployment available by default', () => {
  expect(specWith({})).toEqual({ minAvailable: 1, selector: { matchLabels: POD_LABELS } });
});

test('renders no bound if minAvailable is false', () => {
  expect(specWith({ minAvailable: false })).toEqual({ selector: { matchLabels: POD_LABELS } });
});

test.each([0, '0%'])('keeps a bound of %p', (bound) => {
  expect(specWith({ minAvailable: bound })).toHaveProperty('minAvailable', bound);
  expect(specWith({ maxUnavailable: bound })).toHaveProperty('maxUnavailable', bound);
});

test('replaces the default of minAvailable by maxUnavailable', () => {
  expect(specWith({ maxUnavailable: '25%' })).not.toHaveProperty('minAvailable');
});
