import { Release } from '../lib/release';
import { BackstageServiceAccount, type BackstageServiceAccountProps } from '../lib/service-account';
import { LABELS, manifestOf, testChart } from './support';

test('every prop reaches the ServiceAccount', () => {
  const props: Required<BackstageServiceAccountProps> = {
    release: new Release({ namespace: 'team-a' }),
    name: 'portal',
    annotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::123456789012:role/portal' },
  };
  expect(manifestOf(new BackstageServiceAccount(testChart(), 'ServiceAccount', props))).toEqual({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: {
      name: 'portal',
      namespace: 'team-a',
      labels: LABELS,
      annotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::123456789012:role/portal' },
    },
    automountServiceAccountToken: true,
  });
});

test("its name is the chart's unless given, with no annotations", () => {
  expect(manifestOf(new BackstageServiceAccount(testChart(), 'ServiceAccount')).metadata).toEqual({
    name: 'openchoreo-backstage',
    namespace: 'openchoreo-control-plane',
    labels: LABELS,
  });
});
