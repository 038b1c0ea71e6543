// Arguments of constructors, methods and functions that JavaScript can pass: one message instead of a TypeError.
import { App, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { redirectUrl } from '../../lib/backstage/redirect-url';
import { Release } from '../../lib/backstage/release';
import { configureChecks } from '../../lib/constructs/configure-checks';
import { gatewayPods, podsOf } from '../../lib/constructs/network-peers';
import { patchObjects } from '../../lib/constructs/patch-objects';
import { BackstageSecret } from '../../lib/constructs/secret';
import { BackstageServiceAccount } from '../../lib/constructs/service-account';
import { warningsOf } from '../../lib/constructs/warnings';
import { testChart, testDeployment } from '../support';

/** Returns a value as any type, as JavaScript passes it. */
function any<Type>(value: unknown): Type {
  return value as Type;
}

const target = { kind: 'Deployment', name: 'openchoreo-ui' };
const release = (props: unknown) => new Release(any(props));
const patch = (patches: unknown) => patchObjects(testChart(), any(patches));

test.each<[string, () => unknown]>([
  ['scope: must be a construct, got no value', () => new BackstageServiceAccount(any<Construct>(undefined), 'a')],
  ['scope: must be a construct, got a map', () => new BackstageServiceAccount(any<Construct>({}), 'a')],
  [
    'test: id: must be a string that is not empty, got no value',
    () => new BackstageServiceAccount(testChart(), any(undefined)),
  ],
  ['test: id: must be a string that is not empty, got 5', () => new BackstageServiceAccount(testChart(), any(5))],
  ['test: id: must be a string that is not empty, got ""', () => new BackstageServiceAccount(testChart(), '')],
  ['Release: props: must be a map, got "portal"', () => release('portal')],
  ['Release: name: must be a string, got 5', () => release({ name: 5 })],
  ['Release: namespace: must be a string, got null; remove it to use the default', () => release({ namespace: null })],
  ["Release: managedBy: must be 'cdk8s' or 'Helm', got \"helm\"", () => release({ managedBy: 'helm' })],
  ['Release: commonLabels: must be a map, got a list', () => release({ commonLabels: [] })],
  [
    'Release: commonLabels.team: must be a string, got 5; put it in quotes',
    () => release({ commonLabels: { team: 5 } }),
  ],
  ['Release: chartVersion: must be a string, got 1.2', () => release({ chartVersion: 1.2 })],
  ['redirectUrl: baseUrl: must be a string, got no value', () => redirectUrl(any(undefined))],
  ['gatewayPods: name: must be a string, got no value', () => gatewayPods(any(undefined))],
  ['gatewayPods: namespace: must be a string, got 5', () => gatewayPods('gateway', any(5))],
  ['podsOf: namespace: must be a string, got a map', () => podsOf(any({}))],
  [
    'BackstageSecret.fromSecret: secret: must be a Secret or { name }, got "a"',
    () => BackstageSecret.fromSecret(any('a')),
  ],
  [
    'BackstageSecret.fromSecretName: name: must be a string, got no value',
    () => BackstageSecret.fromSecretName(any(undefined)),
  ],
  [
    'BackstageSecret.fromSecret: clientSecret: must be a string, got 5',
    () => BackstageSecret.fromSecretName('a', any({ clientSecret: 5 })),
  ],
  ['test/Deployment: addEnv: variables: must be ', () => testDeployment(testChart()).addEnv(any('A=b'))],
  [
    'test/Deployment: addEnv: variables[0].name: must be a string, got 5',
    () => testDeployment(testChart()).addEnv(any([{ name: 5 }])),
  ],
  [
    'test/Deployment: addVolume: volume: must be a map, got no value',
    () => testDeployment(testChart()).addVolume(any(undefined)),
  ],
  [
    'test/Deployment: addVolume: mounts[0]: must be a map, got ',
    () => testDeployment(testChart()).addVolume({ name: 'a' }, any('/a')),
  ],
  ['patchObjects: scope: must be a construct, got no value', () => patchObjects(any(undefined), [])],
  ['patchObjects: patches: must be a list, got a map', () => patch({})],
  ['patchObjects: patches[0]: must be a map, got null', () => patch([null])],
  ['patchObjects: patches[0].target: must be a map, got no value', () => patch([{ patch: [] }])],
  ['patchObjects: patches[0].patch: must be a list, got a map', () => patch([{ target, patch: { op: 'add' } }])],
  ['patchObjects: patches[0].patch[0].op: must be ', () => patch([{ target, patch: [{ path: '/spec' }] }])],
  [
    'patchObjects: patches[0].patch[0].path: must be a string, got no value',
    () => patch([{ target, patch: [{ op: 'remove' }] }]),
  ],
  [
    'patchObjects: patches[0].patch[0].value: must be ',
    () => patch([{ target, patch: [{ op: 'add', path: '/a', value: 5n }] }]),
  ],
  ['configureChecks: scope: must be a construct, got "a"', () => configureChecks(any('a'), {})],
  ['configureChecks: options: must be a map, got no value', () => configureChecks(new App(), any(undefined))],
  ['warningsOf: scope: must be a construct, got no value', () => warningsOf(any(undefined))],
])('throws "%s…"', (message, call) => {
  expect(call).toThrow(Error);
  expect(call).not.toThrow(TypeError);
  expect(call).toThrow(message);
});

test('accepts an app and a chart as the scope of checks', () => {
  const app = new App();
  configureChecks(app, {});
  configureChecks(new Chart(app, 'portal'), {});
  expect(warningsOf(app)).toEqual([]);
});
