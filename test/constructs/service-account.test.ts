import { Release } from '../../lib/backstage/release';
import { BackstageServiceAccount, type BackstageServiceAccountProps } from '../../lib/constructs/service-account';
import { LABELS, manifestOf, testChart } from '../support';

test('renders every prop', () => {
  const props: Required<BackstageServiceAccountProps> = {
    release: new Release({ namespace: 'team-a' }),
    name: 'portal',
    metadata: { annotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::123456789012:role/portal' } },
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

test('has the name of the chart and no annotations by default', () => {
  expect(manifestOf(new BackstageServiceAccount(testChart(), 'ServiceAccount')).metadata).toEqual({
    name: 'openchoreo-backstage',
    labels: LABELS,
  });
});
