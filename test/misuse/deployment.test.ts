// These misuses of a Deployment must not compile. The functions are never called. The test is `tsc -p test`,
// because it rejects an unused `@ts-expect-error`.

import { readFileSync } from 'node:fs';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { BackstageDeployment, type BackstageDeploymentProps } from '../../lib';

/** Misuses by name. */
const MISUSES: Readonly<Record<string, (scope: Construct, given: BackstageDeploymentProps) => void>> = {
  'a Deployment without a database'(scope, { database: _, ...given }) {
    // @ts-expect-error
    new BackstageDeployment(scope, 'Deployment', given);
  },
  'a Deployment without credentials'(scope, { credentials: _, ...given }) {
    // @ts-expect-error
    new BackstageDeployment(scope, 'Deployment', given);
  },
  'a Deployment without an identity provider'(scope, { oidc: _, ...given }) {
    // @ts-expect-error
    new BackstageDeployment(scope, 'Deployment', given);
  },
  'a Deployment without a URL'(scope, { baseUrl: _, ...given }) {
    // @ts-expect-error
    new BackstageDeployment(scope, 'Deployment', given);
  },
  'an identity provider without a token URL'(scope, given) {
    // @ts-expect-error
    new BackstageDeployment(scope, 'Deployment', { ...given, oidc: { authorizationUrl: 'https://id.example.com' } });
  },
  'a misspelt prop'(scope, given) {
    // @ts-expect-error
    new BackstageDeployment(scope, 'Deployment', { ...given, replica: 2 });
  },
  'an unknown member of a variable'(scope, given) {
    // @ts-expect-error
    new BackstageDeployment(scope, 'Deployment', { ...given, env: [{ name: 'LOG_LEVEL', vaule: 'debug' }] });
  },
  'a variable without a name'(scope, given) {
    // @ts-expect-error
    new BackstageDeployment(scope, 'Deployment', { ...given, env: [{ value: 'debug' }] });
  },
  'a map of variables with plain strings'(scope, given) {
    // @ts-expect-error
    new BackstageDeployment(scope, 'Deployment', { ...given, env: { LOG_LEVEL: 'debug' } });
  },
  'an unknown pull policy'(scope, given) {
    // @ts-expect-error
    new BackstageDeployment(scope, 'Deployment', { ...given, image: { pullPolicy: 'Sometimes' } });
  },
  'an unknown feature'(scope, given) {
    // @ts-expect-error
    new BackstageDeployment(scope, 'Deployment', { ...given, features: { workflow: true } });
  },
  'an image as a string'(scope, given) {
    // @ts-expect-error
    new BackstageDeployment(scope, 'Deployment', { ...given, image: 'ghcr.io/openchoreo/openchoreo-ui:v0.11.0' });
  },
  'a command as a string'(scope, given) {
    // @ts-expect-error
    new BackstageDeployment(scope, 'Deployment', { ...given, command: 'node packages/backend' });
  },
  'an unknown member of a probe'(scope, given) {
    // @ts-expect-error
    new BackstageDeployment(scope, 'Deployment', { ...given, startupProbe: { period: 5 } });
  },
  'a volume without a name'(scope, given) {
    // @ts-expect-error
    new BackstageDeployment(scope, 'Deployment', { ...given, extraVolumes: [{ emptyDir: {} }] });
  },
  'a mount without a folder'(scope, given) {
    // @ts-expect-error
    new BackstageDeployment(scope, 'Deployment', { ...given, extraVolumeMounts: [{ name: 'docs' }] });
  },
  'a container without a name'(scope, given) {
    // @ts-expect-error
    new BackstageDeployment(scope, 'Deployment', { ...given, initContainers: [{ image: 'busybox:1' }] });
  },
  'a pod label that is not a string'(scope, given) {
    // @ts-expect-error
    new BackstageDeployment(scope, 'Deployment', { ...given, podLabels: { team: 1 } });
  },
  'a grace period in words'(scope, given) {
    // @ts-expect-error
    new BackstageDeployment(scope, 'Deployment', { ...given, terminationGracePeriodSeconds: '60s' });
  },
  'a name instead of a ServiceAccount'(scope, given) {
    // @ts-expect-error
    new BackstageDeployment(scope, 'Deployment', { ...given, serviceAccount: 'portal' });
  },
  'a configuration tree instead of a BackstageAppConfig'(scope, given) {
    // @ts-expect-error
    new BackstageDeployment(scope, 'Deployment', { ...given, appConfig: { app: { title: 'Portal' } } });
  },
  'null for the number of pods'(scope, given) {
    // @ts-expect-error
    new BackstageDeployment(scope, 'Deployment', { ...given, replicas: null });
  },
  'null for the strategy'(scope, given) {
    // @ts-expect-error
    new BackstageDeployment(scope, 'Deployment', { ...given, strategy: null });
  },
  'null for a probe'(scope, given) {
    // @ts-expect-error
    new BackstageDeployment(scope, 'Deployment', { ...given, livenessProbe: null });
  },
  'null for the resources'(scope, given) {
    // @ts-expect-error
    new BackstageDeployment(scope, 'Deployment', { ...given, resources: null });
  },
  'null for a writable /tmp'(scope, given) {
    // @ts-expect-error
    new BackstageDeployment(scope, 'Deployment', { ...given, tmp: null });
  },
  'null for a pull policy'(scope, given) {
    // @ts-expect-error
    new BackstageDeployment(scope, 'Deployment', { ...given, image: { pullPolicy: null } });
  },
  'null for a feature'(scope, given) {
    // @ts-expect-error
    new BackstageDeployment(scope, 'Deployment', { ...given, features: { workflows: null } });
  },
  'labels outside of the metadata'(scope, given) {
    // @ts-expect-error
    new BackstageDeployment(scope, 'Deployment', { ...given, labels: { team: 'a' } });
  },
  'a label that is not a string'(scope, given) {
    // @ts-expect-error
    new BackstageDeployment(scope, 'Deployment', { ...given, metadata: { labels: { team: 1 } } });
  },
  'a name in the metadata'(scope, given) {
    // @ts-expect-error
    new BackstageDeployment(scope, 'Deployment', { ...given, metadata: { name: 'portal' } });
  },
  'the old name of the credentials'(scope, { credentials, ...given }) {
    // @ts-expect-error
    new BackstageDeployment(scope, 'Deployment', { ...given, secret: credentials });
  },
  'a container of cdk8s-plus-28 as a volume'(scope, given) {
    const container = new kplus.Container({ image: 'busybox:1' });
    // @ts-expect-error
    new BackstageDeployment(scope, 'Deployment', { ...given, extraVolumes: [container] });
  },
  'a Secret of cdk8s-plus-28 as a volume'(scope, given) {
    const secret = new kplus.Secret(scope, 'secret');
    // @ts-expect-error
    new BackstageDeployment(scope, 'Deployment', { ...given, extraVolumes: [secret] });
  },
  'a container of cdk8s-plus-28 as an additional container'(scope, given) {
    const container = new kplus.Container({ image: 'busybox:1' });
    // @ts-expect-error
    new BackstageDeployment(scope, 'Deployment', { ...given, extraContainers: [container] });
  },
  'a security context of cdk8s-plus-28'(scope, given) {
    const containerSecurityContext = new kplus.ContainerSecurityContext();
    // @ts-expect-error
    new BackstageDeployment(scope, 'Deployment', { ...given, containerSecurityContext });
  },
  'a handler of cdk8s-plus-28 in the lifecycle'(scope, given) {
    const preStop = kplus.Handler.fromCommand(['sleep', '5']);
    // @ts-expect-error
    new BackstageDeployment(scope, 'Deployment', { ...given, lifecycle: { preStop } });
  },
  'a volume of cdk8s-plus-28 as a source of variables'(scope, given) {
    const volume = kplus.Volume.fromEmptyDir(scope, 'volume', 'cache');
    // @ts-expect-error
    new BackstageDeployment(scope, 'Deployment', { ...given, envFrom: [volume] });
  },
  'a volume that is added without a name'(scope, given) {
    // @ts-expect-error
    new BackstageDeployment(scope, 'Deployment', given).addVolume({ emptyDir: {} });
  },
  'a variable that is added as a plain string'(scope, given) {
    // @ts-expect-error
    new BackstageDeployment(scope, 'Deployment', given).addEnv({ LOG_LEVEL: 'debug' });
  },
};

test('the compiler must reject every misuse of a Deployment', () => {
  const expected = readFileSync(__filename, 'utf8').match(/^ +\/\/ @ts-expect-error$/gm);
  expect(expected).toHaveLength(Object.keys(MISUSES).length);
});
