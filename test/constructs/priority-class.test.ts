import { Release } from '../../lib/backstage/release';
import { BackstagePriorityClass, type BackstagePriorityClassProps } from '../../lib/constructs/priority-class';
import { LABELS, manifestOf, testChart } from '../support';

test('renders every prop', () => {
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

test('has the name and value of the chart by default', () => {
  const { metadata, value } = manifestOf(new BackstagePriorityClass(testChart(), 'PriorityClass'));
  expect(metadata.name).toBe('openchoreo-backstage');
  expect(value).toBe(800000);
});

test('keeps a value of 0', () => {
  expect(manifestOf(new BackstagePriorityClass(testChart(), 'PriorityClass', { value: 0 })).value).toBe(0);
});

test('has no namespace, even in a chart with a namespace', () => {
  const chart = testChart({ namespace: 'team-a', labels: { team: 'platform' } });
  expect(manifestOf(new BackstagePriorityClass(chart, 'PriorityClass')).metadata).toEqual({
    name: 'openchoreo-backstage',
    labels: { ...LABELS, team: 'platform' },
  });
});
