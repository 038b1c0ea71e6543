// These misuses of a database, a Secret and other objects must not compile. The functions are never called. The test is
// `tsc -p test`, because it rejects an unused `@ts-expect-error`.

import { readFileSync } from 'node:fs';
import type { Construct } from 'constructs';
import {
  BackstageAppConfig,
  BackstageAutoscaling,
  BackstageClientRegistration,
  BackstageDatabase,
  BackstageDeployment,
  type BackstageDeploymentProps,
  BackstageExternalSecret,
  BackstagePodDisruptionBudget,
  BackstageSecret,
  patchObjects,
  Release,
} from '../../lib';

const PASSWORD = { secret: { name: 'pg' }, key: 'password' };

/** Misuses by name. */
const MISUSES: Readonly<Record<string, (scope: Construct, given: BackstageDeploymentProps) => void>> = {
  'PostgreSQL without a host'(scope) {
    // @ts-expect-error
    new BackstageDatabase(scope, 'Database', { type: 'postgresql', password: PASSWORD });
  },
  'PostgreSQL without a password'(scope) {
    // @ts-expect-error
    new BackstageDatabase(scope, 'Database', { type: 'postgresql', host: 'pg' });
  },
  'PostgreSQL with a plain-text password'(scope) {
    // @ts-expect-error
    new BackstageDatabase(scope, 'Database', { type: 'postgresql', host: 'pg', password: 'test-password' });
  },
  'PostgreSQL with persistence'(scope) {
    // @ts-expect-error
    new BackstageDatabase(scope, 'Database', { type: 'postgresql', host: 'pg', password: PASSWORD, persistence: {} });
  },
  'SQLite with a host'(scope) {
    // @ts-expect-error
    new BackstageDatabase(scope, 'Database', { type: 'sqlite', host: 'pg' });
  },
  'a database without a type'(scope) {
    // @ts-expect-error
    new BackstageDatabase(scope, 'Database', { mountPath: '/data' });
  },
  'a database of an unknown type'(scope) {
    // @ts-expect-error
    new BackstageDatabase(scope, 'Database', { type: 'mysql' });
  },
  'an unknown access mode'(scope) {
    // @ts-expect-error
    new BackstageDatabase(scope, 'Database', { type: 'sqlite', persistence: { accessMode: 'ReadOnlyMany' } });
  },
  "the registration of redirect URLs without the client's secret"(scope) {
    // @ts-expect-error
    new BackstageClientRegistration(scope, 'Registration', { thunderUrl: 'http://thunder', redirectUrls: [] });
  },
  'the registration of redirect URLs without URLs'(scope, { credentials }) {
    // @ts-expect-error
    new BackstageClientRegistration(scope, 'Registration', { thunderUrl: 'http://thunder', credentials });
  },
  'the registration of redirect URLs without the URL of Thunder'(scope, { credentials }) {
    // @ts-expect-error
    new BackstageClientRegistration(scope, 'Registration', { credentials, redirectUrls: ['https://a.example.com'] });
  },
  'a configuration that is not a tree'(scope) {
    // @ts-expect-error
    new BackstageAppConfig(scope, 'AppConfig', { appConfig: 'app: {}' });
  },
  'a configuration that JSON cannot express'(scope) {
    // @ts-expect-error
    new BackstageAppConfig(scope, 'AppConfig', { appConfig: { since: new Date() } });
  },
  'both bounds of a PodDisruptionBudget'(scope, given) {
    const deployment = new BackstageDeployment(scope, 'Deployment', given);
    // @ts-expect-error
    new BackstagePodDisruptionBudget(scope, 'Budget', { deployment, minAvailable: 1, maxUnavailable: 1 });
  },
  'an autoscaler without a target'(scope) {
    // @ts-expect-error
    new BackstageAutoscaling(scope, 'Autoscaling', { maxReplicas: 3 });
  },
  'a Secret without its values'(scope) {
    // @ts-expect-error
    new BackstageSecret(scope, 'Secret', {});
  },
  'a missing key of a rendered Secret'(scope) {
    const secret = new BackstageSecret(scope, 'Secret', { backendSecret: 'test-1', clientSecret: 'test-2' });
    // @ts-expect-error
    secret.key('postgresHost');
  },
  'a ConfigMap and a Secret as certificates of PostgreSQL'(scope) {
    const caBundle = { configMap: { name: 'pg-ca' }, secret: { name: 'pg-ca' } };
    // @ts-expect-error
    new BackstageDatabase(scope, 'Database', { type: 'postgresql', host: 'pg', password: PASSWORD, caBundle });
  },
  'an existing claim with a size'(scope) {
    // @ts-expect-error
    new BackstageDatabase(scope, 'Database', { type: 'sqlite', persistence: { existingClaim: 'old', size: '1Gi' } });
  },
  'an ExternalSecret without the required credentials'(scope) {
    // @ts-expect-error
    new BackstageExternalSecret(scope, 'Secret', { secretStoreRef: { name: 'vault' }, data: {} });
  },
  'a release with an unknown manager'() {
    // @ts-expect-error
    new Release({ managedBy: 'Kustomize' });
  },
  'an operation of a patch without its value'(scope) {
    const target = { kind: 'Service', name: 'openchoreo-ui' };
    // @ts-expect-error
    patchObjects(scope, [{ target, patch: [{ op: 'add', path: '/spec/type' }] }]);
  },
  'an operation of a patch without its source'(scope) {
    const target = { kind: 'Service', name: 'openchoreo-ui' };
    // @ts-expect-error
    patchObjects(scope, [{ target, patch: [{ op: 'move', path: '/spec/type' }] }]);
  },
  'a patch of an object without a kind'(scope) {
    // @ts-expect-error
    patchObjects(scope, [{ target: { name: 'openchoreo-ui' }, patch: [] }]);
  },
  'null for a bound of a PodDisruptionBudget'(scope, given) {
    const deployment = new BackstageDeployment(scope, 'Deployment', given);
    // @ts-expect-error
    new BackstagePodDisruptionBudget(scope, 'Budget', { deployment, minAvailable: null });
  },
  "null for an autoscaler's least number of pods"(scope, given) {
    const target = new BackstageDeployment(scope, 'Deployment', given);
    // @ts-expect-error
    new BackstageAutoscaling(scope, 'Autoscaling', { target, minReplicas: null });
  },
  'a chart version of two numbers'() {
    // @ts-expect-error
    new Release({ chartVersion: '0.11' });
  },
  'a chart version with a letter before it'() {
    // @ts-expect-error
    new Release({ chartVersion: 'v0.11.0' });
  },
  'an unknown credential of an existing Secret'() {
    // @ts-expect-error
    BackstageSecret.fromSecretName('portal-credentials', { session: 'signing-key' });
  },
};

test('the compiler must reject every misuse of a database, a Secret and other objects', () => {
  const expected = readFileSync(__filename, 'utf8').match(/^ +\/\/ @ts-expect-error$/gm);
  expect(expected).toHaveLength(Object.keys(MISUSES).length);
});
