import { App } from 'cdk8s';
import { BackstageChart, type Environment, loadValues, renderManifests, type Values } from '../../lib';

// The compiler checks this file: a key of another chart version must not compile, and a values file fits every version.

const file = loadValues('examples/helm-values-1.2/values.yaml');
const newest: Values<'1.2.3'> = { backstage: { name: 'portal', http: { hostnames: ['console.example.com'] } } };
const oldest: Values = { backstage: { ingress: { enabled: false } } };

const environments: readonly Environment[] = [
  { values: oldest },
  { values: [file, oldest, { backstage: { replicas: 1 } }] },
  { chartVersion: '0.12.0', values: file },
  { chartVersion: '1.0.5', values: { backstage: { appConfig: { app: { title: 'Portal' } } } } },
  { chartVersion: '1.1.6', values: { backstage: { catalogSync: { frequency: 60 } } } },
  { chartVersion: '1.2.3', values: [file, newest] },
  // @ts-expect-error: http is a key of 1.x, and the default version is 0.11.0
  { values: { backstage: { replicas: 1, http: { hostnames: ['console.example.com'] } } } },
  // @ts-expect-error: http is a key of 1.x, and the default version is 0.11.0
  { values: [file, { backstage: { replicas: 1, http: { hostnames: ['console.example.com'] } } }] },
  // @ts-expect-error: ingress is a key of 0.11
  { chartVersion: '1.2.3', values: { backstage: { replicas: 1, ingress: { enabled: false } } } },
  // @ts-expect-error: catalogSync is a key since 1.1
  { chartVersion: '1.0.5', values: { backstage: { replicas: 1, catalogSync: { frequency: 60 } } } },
  // @ts-expect-error: githubActions is a key since 1.2
  { chartVersion: '1.1.6', values: { backstage: { externalCI: { githubActions: { enabled: true } } } } },
  // @ts-expect-error: no chart has this version
  { chartVersion: '0.9.0', values: {} },
];

/** An environment of one chart version. It fits every list of environments. */
const ofOne: Environment<'1.2.3'> = { chartVersion: '1.2.3', values: [file, newest] };
const ofAny: Environment = ofOne;
// @ts-expect-error: ingress is a key of 0.11
const other: Environment<'1.2.3'> = { chartVersion: '1.2.3', values: oldest };
// @ts-expect-error: only values of the default version can omit it
const unnamed: Environment<'1.2.3'> = { values: newest };

/** Calls that compile or not. The test does not run them. */
function calls(): void {
  new BackstageChart(new App(), 'a', { chartVersion: '1.2.3', values: [file, newest] });
  // @ts-expect-error: name is a key of 1.x, and the default version is 0.11.0
  new BackstageChart(new App(), 'b', { values: { backstage: { name: 'portal' } } });
  // @ts-expect-error: base-url-slash is a defect of 0.11
  new BackstageChart(new App(), 'c', { chartVersion: '1.2.3', values: newest, fidelity: ['base-url-slash'] });
  renderManifests([file, newest], { chartVersion: '1.2.3', fidelity: ['jenkins-always-on'] });
  // @ts-expect-error: ingress is a key of 0.11
  renderManifests({ backstage: { ingress: { enabled: false } } }, { chartVersion: '1.2.3' });
  // @ts-expect-error: name is a key of 1.x, and the default version is 0.11.0
  renderManifests({ backstage: { name: 'portal' } });
}

test('environments of all versions can be in one list', () => {
  expect([ofAny, other, unnamed]).toHaveLength(3);
  expect(environments.map(({ chartVersion }) => chartVersion?.slice(0, 3))).toContain('1.2');
  expect(calls).toBeInstanceOf(Function);
});
