import { BackstagePriorityClass, type BackstagePriorityClassProps } from '../lib/priority-class';
import { Release } from '../lib/release';
import { LABELS, manifestOf, testChart } from './support';

test('every prop reaches the PriorityClass', () => {
  const props: Required<BackstagePriorityClassProps> = {
    release: new Release({ namespace: 'team-a', commonLabels: { team: 'platform' } }),
    name: 'portal-first',
    value: 1234,
  };
  expect(manifestOf(new BackstagePriorityClass(testChart(), 'PriorityClass', props))).toEqual({
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    metadata: { name: 'portal-first', labels: { ...LABELS, team: 'platform' } },
    value: 1234,
    globalDefault: false,
    description: 'Priority class for Backstage UI',
  });
});

test("name and value are the chart's unless given", () => {
  const { metadata, value } = manifestOf(new BackstagePriorityClass(testChart(), 'PriorityClass'));
  expect(metadata.name).toBe('openchoreo-backstage');
  expect(value).toBe(800000);
});

test('a value of 0 is kept', () => {
  expect(manifestOf(new BackstagePriorityClass(testChart(), 'PriorityClass', { value: 0 })).value).toBe(0);
});

test('it carries no namespace, even in a chart that has one', () => {
  const chart = testChart({ namespace: 'team-a', labels: { team: 'platform' } });
  expect(manifestOf(new BackstagePriorityClass(chart, 'PriorityClass')).metadata).toEqual({
    name: 'openchoreo-backstage',
    labels: { ...LABELS, team: 'platform' },
  });
});
