import { upgradeValues, type Values } from '../../../lib';

const changed = (backstage: Values<'1.1.6'>['backstage'], fidelity?: 'exact' | 'corrected') =>
  upgradeValues({ backstage }, { from: '1.1.6', to: '1.2.3', fidelity })
    .report.entries.filter(({ kind }) => kind === 'changed')
    .map(({ path }) => path);

test('a NetworkPolicy that takes effect, and replicas that are left to the autoscaler, are reported', () => {
  expect(changed({ networkPolicy: { enabled: true } })).toEqual(['backstage.networkPolicy.enabled']);
  expect(changed({ autoscaling: { enabled: true } })).toEqual(['backstage.replicas']);
  expect(changed({})).toEqual([]);
});

test('in corrected, both were so before', () => {
  expect(changed({ networkPolicy: { enabled: true }, autoscaling: { enabled: true } }, 'corrected')).toEqual([]);
});

test('several replicas of the cluster gateway are to be decided', () => {
  const { values, report } = upgradeValues({ clusterGateway: { replicas: 2 } }, { from: '1.1.6', to: '1.2.3' });
  expect(values).toMatchObject({ clusterGateway: { replicas: 2 } });
  expect(report.entries).toContainEqual(
    expect.objectContaining({ kind: 'decide', path: 'clusterGateway.replicas', rule: 'other-components' }),
  );
});
