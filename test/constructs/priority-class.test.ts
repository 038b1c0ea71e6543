import { Release } from '../../lib/backstage/release';
import { BackstagePriorityClass, type BackstagePriorityClassProps } from '../../lib/constructs/priority-class';
import { LABELS, manifestOf, testChart } from '../support';

test('every prop reaches the PriorityClass', () => {
  const props: Required<BackstagePriorityClassProps> = {
    release: new Release({ namespace: 'team-a', commonLabels: { team: 'platform' } }),
    name: 'portal-first',
    value: 1234,
    metadata: { annotations: { 'example.com/owner': 'team-a' } },
  };
  expect(manifestOf(new BackstagePriorityClass(testChart(), 'PriorityClass', props))).toEqual({
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    metadata: {
      name: 'portal-first',
      labels: { ...LABELS, team: 'platform' },
      annotations: { 'example.com/owner': 'team-a' },
    },
    value: 1234,
    globalDefault: false,
    description: 'Priority class for Backstage UI',
  });
});

test('name and value are those of the chart by default', () => {
  const { metadata, value } = manifestOf(new BackstagePriorityClass(testChart(), 'PriorityClass'));
  expect(metadata.name).toBe('openchoreo-backstage');
  expect(value).toBe(800000);
});

test('a value of 0 is kept', () => {
  expect(manifestOf(new BackstagePriorityClass(testChart(), 'PriorityClass', { value: 0 })).value).toBe(0);
});

test('it has no namespace, even in a chart with one', () => {
  const chart = testChart({ namespace: 'team-a', labels: { team: 'platform' } });
  expect(manifestOf(new BackstagePriorityClass(chart, 'PriorityClass')).metadata).toEqual({
    name: 'openchoreo-backstage',
    labels: { ...LABELS, team: 'platform' },
  });
});
