import { Release, renderManifests, type Values } from '../../lib';
import { chartSelector } from '../../lib/from-values/chart-selector';
import { BASE, find } from './support';

const BOTH: Values = { backstage: { podDisruptionBudget: { enabled: true }, networkPolicy: { enabled: true } } };

test("the chart's selector goes by the fullname, which pods do not carry", () => {
  expect(chartSelector(new Release({ fullnameOverride: 'portal' }))).toEqual({
    matchLabels: { 'app.kubernetes.io/component': 'backstage', 'app.kubernetes.io/name': 'portal' },
  });
});

test.each([
  ['PodDisruptionBudget', 'selector'],
  ['NetworkPolicy', 'podSelector'],
])("the %s has it in exact, and the Deployment's pods in corrected", (kind, member) => {
  const selector = (fidelity: 'exact' | 'corrected') =>
    find(renderManifests([BASE, BOTH], { fidelity }), `${kind} openchoreo-ui`)?.spec;
  expect(selector('exact')).toHaveProperty(member, chartSelector(new Release()));
  expect(selector('corrected')).toHaveProperty(member, { matchLabels: new Release().podLabels });
});
