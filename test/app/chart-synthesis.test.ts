// Checks of the objects of a BackstageChart at synthesis.
import { App, JsonPatch } from 'cdk8s';
import { BackstageChart, type Values } from '../../lib';

const twice: Values = {
  backstage: {
    secretName: 'portal-credentials',
    env: [
      { name: 'A', value: 'first' },
      { name: 'A', value: 'last' },
    ],
  },
};

test('accepts what the values allow', () => {
  const app = new App();
  new BackstageChart(app, 'portal', { values: twice, allow: ['duplicate-env'] });
  expect(app.synthYaml()).toContain('value: last');
});

test('refuses a later patch, also if the values allow something else', () => {
  const app = new App();
  const { deployment } = new BackstageChart(app, 'portal', { values: twice, allow: ['duplicate-env'] });
  deployment?.apiObject.addJsonPatch(JsonPatch.add('/spec/replicas', -1));
  expect(() => app.synthYaml()).toThrow('spec.replicas: must be an integer of at least 0, got -1');
});
