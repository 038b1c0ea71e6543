// A chart that passed is checked again in the same turn of the event loop if it changed.
import { ApiObject, type Chart, JsonPatch, Testing } from 'cdk8s';
import { configureChecks } from '../../lib/constructs/configure-checks';
import type { BackstageDeployment } from '../../lib/constructs/deployment';
import { problemsUnlessPassed } from '../../lib/constructs/passed-charts';
import { BackstageServiceAccount } from '../../lib/constructs/service-account';
import { testChart, testDeployment } from '../support';

const LABEL = 'not a key';

test.each<[string, (deployment: BackstageDeployment, chart: Chart) => void]>([
  ['a patch', ({ apiObject }) => apiObject.addJsonPatch(JsonPatch.add('/spec/x', 1))],
  ['a label', ({ apiObject }) => apiObject.metadata.addLabel(LABEL, 'x')],
  ['an annotation', ({ apiObject }) => apiObject.metadata.addAnnotation(LABEL, 'x')],
  ['another member of the metadata', ({ apiObject }) => apiObject.metadata.add('x', 1n)],
  ['a variable', (deployment) => deployment.addEnv([{ name: 'A', x: 1 } as never])],
  ['a volume', (deployment) => deployment.addVolume({ name: 'a', x: 1 } as never)],
  ['a construct', (_, chart) => new BackstageServiceAccount(chart, 'a', { metadata: { labels: { [LABEL]: 'x' } } })],
  [
    'an object',
    (_, chart) => new ApiObject(chart, 'b', { apiVersion: 'v1', kind: 'X', metadata: { labels: { [LABEL]: 'x' } } }),
  ],
])('refuses a chart that passed before %s was added', (_, change) => {
  const chart = testChart();
  const deployment = testDeployment(chart);
  expect(() => Testing.synth(chart)).not.toThrow();
  change(deployment, chart);
  expect(() => Testing.synth(chart)).toThrow('Validation failed');
});

test('refuses a chart that passed before a check was switched on again', () => {
  const chart = testChart();
  testDeployment(chart).apiObject.metadata.addLabel(LABEL, 'x');
  configureChecks(chart, { allow: ['*'] });
  expect(() => Testing.synth(chart)).not.toThrow();
  configureChecks(chart, { allow: [] });
  expect(() => Testing.synth(chart)).toThrow('Validation failed');
});

test('checks an unchanged chart once in a turn, and again in the next', async () => {
  const chart = testChart();
  const check = jest.fn(() => []);
  problemsUnlessPassed(chart, check);
  problemsUnlessPassed(chart, check);
  expect(check).toHaveBeenCalledTimes(1);
  await Promise.resolve();
  problemsUnlessPassed(chart, check);
  expect(check).toHaveBeenCalledTimes(2);
});

test('checks a chart with problems each time', () => {
  const check = jest.fn(() => ['problem']);
  const chart = testChart();
  problemsUnlessPassed(chart, check);
  problemsUnlessPassed(chart, check);
  expect(check).toHaveBeenCalledTimes(2);
});
