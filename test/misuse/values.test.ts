// These misuses of values and their options must not compile. The functions are never called. The test is
// `tsc -p test`, because it rejects an unused `@ts-expect-error`.

import { readFileSync } from 'node:fs';
import type { Construct } from 'constructs';
import { BackstageChart, type Environment, loadValues } from '../../lib';

/** Misuses by name. */
const MISUSES: Readonly<Record<string, (scope: Construct) => void>> = {
  'a misspelt section of the values'(scope) {
    // @ts-expect-error
    new BackstageChart(scope, 'portal', { values: { backstag: {} } });
  },
  'a misspelt key of the values'(scope) {
    // @ts-expect-error
    new BackstageChart(scope, 'portal', { values: { backstage: { replica: 1 } } });
  },
  'a misspelt key deep in the values'(scope) {
    // @ts-expect-error
    new BackstageChart(scope, 'portal', { values: { backstage: { database: { sqlite: { mountpath: '/data' } } } } });
  },
  'a misspelt key in a list of the values'(scope) {
    // @ts-expect-error
    new BackstageChart(scope, 'portal', { values: { backstage: { ingress: { hosts: [{ hostname: 'a.b' }] } } } });
  },
  'a value of the wrong type'(scope) {
    // @ts-expect-error
    new BackstageChart(scope, 'portal', { values: { backstage: { replicas: '1' } } });
  },
  'a value that is not one of the choices'(scope) {
    // @ts-expect-error
    new BackstageChart(scope, 'portal', { values: { backstage: { database: { type: 'mysql' } } } });
  },
  'a boolean in quotes'(scope) {
    // @ts-expect-error
    new BackstageChart(scope, 'portal', { values: { backstage: { enabled: 'true' } } });
  },
  'a misspelt option of pods in the values'(scope) {
    // @ts-expect-error
    new BackstageChart(scope, 'portal', { values: { backstage: { podLabel: { team: 'a' } } } });
  },
  'a misspelt member of an image in the values'(scope) {
    // @ts-expect-error
    new BackstageChart(scope, 'portal', { values: { backstage: { image: { sha256: '0' } } } });
  },
  'a URL in the configuration that is not a string'(scope) {
    // @ts-expect-error
    new BackstageChart(scope, 'portal', { values: { backstage: { appConfig: { app: { baseUrl: 7007 } } } } });
  },
  'a misspelt member of a ServiceMonitor in the values'(scope) {
    // @ts-expect-error
    new BackstageChart(scope, 'portal', { values: { backstage: { metrics: { serviceMonitor: { timeout: '5s' } } } } });
  },
  'a path type of neither kind in the values'(scope) {
    // @ts-expect-error
    new BackstageChart(scope, 'portal', { values: { backstage: { ingress: { pathType: 'Regex' } } } });
  },
  'a Gateway without a name in the values'(scope) {
    // @ts-expect-error
    new BackstageChart(scope, 'portal', { values: { backstage: { ingress: { parentRefs: [{ port: 443 }] } } } });
  },
  'a patch without a target in the values'(scope) {
    // @ts-expect-error
    new BackstageChart(scope, 'portal', { values: { backstage: { patches: [{ patch: [] }] } } });
  },
  'an unknown patch operation in the values'(scope) {
    const target = { kind: 'Service', name: 'openchoreo-ui' };
    const patch = [{ op: 'set', path: '/spec/type' }] as const;
    // @ts-expect-error
    new BackstageChart(scope, 'portal', { values: { backstage: { patches: [{ target, patch }] } } });
  },
  'a value of the wrong type that overrides a file'() {
    // @ts-expect-error
    const environment: Environment = { values: [loadValues('values.yaml'), { backstage: { replicas: 'two' } }] };
    return environment;
  },
  'a misspelt section that overrides a file'() {
    // @ts-expect-error
    const environment: Environment = { values: [loadValues('values.yaml'), { bakstage: {} }] };
    return environment;
  },
  'a chart without values'(scope) {
    // @ts-expect-error
    new BackstageChart(scope, 'portal', { namespace: 'team-a' });
  },
  'an unknown fidelity'(scope) {
    // @ts-expect-error
    new BackstageChart(scope, 'portal', { values: {}, fidelity: 'rough' });
  },
  'an unknown id of a defect'(scope) {
    // @ts-expect-error
    new BackstageChart(scope, 'portal', { values: {}, fidelity: ['budget-selektor'] });
  },
  'a single id of a defect instead of a list'(scope) {
    // @ts-expect-error
    new BackstageChart(scope, 'portal', { values: {}, fidelity: 'budget-selector' });
  },
  'null for a fidelity'(scope) {
    // @ts-expect-error
    new BackstageChart(scope, 'portal', { values: {}, fidelity: null });
  },
};

test('the compiler must reject every misuse of values and their options', () => {
  const expected = readFileSync(__filename, 'utf8').match(/^ +\/\/ @ts-expect-error$/gm);
  expect(expected).toHaveLength(Object.keys(MISUSES).length);
});
