// What must not compile. The functions are never called: `tsc -p test` is the test, for it rejects an unused
// `@ts-expect-error`.

import { readFileSync } from 'node:fs';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import {
  BackstageAppConfig,
  BackstageAutoscaling,
  BackstageChart,
  BackstageClientRegistration,
  BackstageDatabase,
  BackstageDeployment,
  type BackstageDeploymentProps,
  BackstageExternalSecret,
  BackstageHttpsRedirect,
  BackstageIngress,
  BackstageNetworkPolicy,
  BackstagePodDisruptionBudget,
  BackstageSecret,
  BackstageService,
  BackstageServiceMonitor,
  type Environment,
  loadValues,
  OpenchoreoApiRoute,
  patchObjects,
  Release,
} from '../lib';

const PASSWORD = { secret: { name: 'pg' }, key: 'password' };
const HOSTS = [{ host: 'console.example.com', paths: [{ path: '/' }] }];

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
  'PostgreSQL with a password in clear'(scope) {
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
  'a Deployment without a database'(scope, { database: _, ...given }) {
    // @ts-expect-error
    new BackstageDeployment(scope, 'Deployment', given);
  },
  'a Deployment without a secret'(scope, { secret: _, ...given }) {
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
  'an image as a text'(scope, given) {
    // @ts-expect-error
    new BackstageDeployment(scope, 'Deployment', { ...given, image: 'ghcr.io/openchoreo/openchoreo-ui:v0.11.0' });
  },
  'a command as a text'(scope, given) {
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
  'a label of pods that is no text'(scope, given) {
    // @ts-expect-error
    new BackstageDeployment(scope, 'Deployment', { ...given, podLabels: { team: 1 } });
  },
  'a grace period in words'(scope, given) {
    // @ts-expect-error
    new BackstageDeployment(scope, 'Deployment', { ...given, terminationGracePeriodSeconds: '60s' });
  },
  'the name of a ServiceAccount instead of one'(scope, given) {
    // @ts-expect-error
    new BackstageDeployment(scope, 'Deployment', { ...given, serviceAccount: 'portal' });
  },
  'an ExternalName Service'(scope, given) {
    const deployment = new BackstageDeployment(scope, 'Deployment', given);
    // @ts-expect-error
    new BackstageService(scope, 'Service', { deployment, type: 'ExternalName' });
  },
  'an ExternalName Service of cdk8s-plus-28'(scope, given) {
    const deployment = new BackstageDeployment(scope, 'Deployment', given);
    // @ts-expect-error
    new BackstageService(scope, 'Service', { deployment, type: kplus.ServiceType.EXTERNAL_NAME });
  },
  'a Service without a Deployment'(scope) {
    // @ts-expect-error
    new BackstageService(scope, 'Service', {});
  },
  'TLS in an HTTPRoute'(scope, given) {
    const deployment = new BackstageDeployment(scope, 'Deployment', given);
    const service = new BackstageService(scope, 'Service', { deployment });
    // @ts-expect-error
    new BackstageIngress(scope, 'Ingress', { kind: 'HTTPRoute', service, hosts: HOSTS, tls: [] });
  },
  'a class in an HTTPRoute'(scope, given) {
    const deployment = new BackstageDeployment(scope, 'Deployment', given);
    const service = new BackstageService(scope, 'Service', { deployment });
    // @ts-expect-error
    new BackstageIngress(scope, 'Ingress', { kind: 'HTTPRoute', service, hosts: HOSTS, ingressClassName: 'nginx' });
  },
  'a Gateway in an Ingress'(scope, given) {
    const deployment = new BackstageDeployment(scope, 'Deployment', given);
    const service = new BackstageService(scope, 'Service', { deployment });
    // @ts-expect-error
    new BackstageIngress(scope, 'Ingress', { kind: 'Ingress', service, hosts: HOSTS, parentRefs: [{ name: 'a' }] });
  },
  'timeouts in an Ingress'(scope, given) {
    const deployment = new BackstageDeployment(scope, 'Deployment', given);
    const service = new BackstageService(scope, 'Service', { deployment });
    // @ts-expect-error
    new BackstageIngress(scope, 'Ingress', { kind: 'Ingress', service, hosts: HOSTS, timeouts: { request: '30s' } });
  },
  'a default backend in an HTTPRoute'(scope, given) {
    const deployment = new BackstageDeployment(scope, 'Deployment', given);
    const service = new BackstageService(scope, 'Service', { deployment });
    // @ts-expect-error
    new BackstageIngress(scope, 'Ingress', { kind: 'HTTPRoute', service, hosts: HOSTS, defaultBackend: true });
  },
  'the path type of an Ingress for all paths of an HTTPRoute'(scope, given) {
    const deployment = new BackstageDeployment(scope, 'Deployment', given);
    const service = new BackstageService(scope, 'Service', { deployment });
    // @ts-expect-error
    new BackstageIngress(scope, 'Ingress', { kind: 'HTTPRoute', service, hosts: HOSTS, pathType: 'Prefix' });
  },
  'a Gateway without a name'(scope, given) {
    const deployment = new BackstageDeployment(scope, 'Deployment', given);
    const service = new BackstageService(scope, 'Service', { deployment });
    // @ts-expect-error
    new BackstageIngress(scope, 'Ingress', { kind: 'HTTPRoute', service, hosts: HOSTS, parentRefs: [{ port: 443 }] });
  },
  'a redirect without hosts'(scope) {
    // @ts-expect-error
    new BackstageHttpsRedirect(scope, 'Redirect', {});
  },
  'a redirect with another status than 301 and 302'(scope) {
    // @ts-expect-error
    new BackstageHttpsRedirect(scope, 'Redirect', { hosts: ['console.example.com'], statusCode: 308 });
  },
  'a ServiceMonitor without a Service'(scope) {
    // @ts-expect-error
    new BackstageServiceMonitor(scope, 'Monitor', { interval: '30s' });
  },
  'a ServiceMonitor with seconds for an interval'(scope, given) {
    const deployment = new BackstageDeployment(scope, 'Deployment', given);
    const service = new BackstageService(scope, 'Service', { deployment });
    // @ts-expect-error
    new BackstageServiceMonitor(scope, 'Monitor', { service, interval: 30 });
  },
  "the registration of redirect URLs without the client's secret"(scope) {
    // @ts-expect-error
    new BackstageClientRegistration(scope, 'Registration', { thunderUrl: 'http://thunder', redirectUrls: [] });
  },
  'the registration of redirect URLs without any'(scope, { secret }) {
    // @ts-expect-error
    new BackstageClientRegistration(scope, 'Registration', { thunderUrl: 'http://thunder', secret });
  },
  'the registration of redirect URLs with nobody'(scope, { secret }) {
    // @ts-expect-error
    new BackstageClientRegistration(scope, 'Registration', { secret, redirectUrls: ['https://a.example.com'] });
  },
  'a configuration that is no tree'(scope) {
    // @ts-expect-error
    new BackstageAppConfig(scope, 'AppConfig', { appConfig: 'app: {}' });
  },
  'a configuration that JSON cannot hold'(scope) {
    // @ts-expect-error
    new BackstageAppConfig(scope, 'AppConfig', { appConfig: { since: new Date() } });
  },
  'the tree of a configuration instead of one'(scope, given) {
    // @ts-expect-error
    new BackstageDeployment(scope, 'Deployment', { ...given, appConfig: { app: { title: 'Portal' } } });
  },
  'a path type of Gateway API in an Ingress'(scope, given) {
    const deployment = new BackstageDeployment(scope, 'Deployment', given);
    const service = new BackstageService(scope, 'Service', { deployment });
    const host = 'console.example.com';
    const paths = [{ path: '/', pathType: 'PathPrefix' }] as const;
    // @ts-expect-error
    new BackstageIngress(scope, 'Ingress', { kind: 'Ingress', service, hosts: [{ host, paths }] });
  },
  'a way in without a kind'(scope, given) {
    const deployment = new BackstageDeployment(scope, 'Deployment', given);
    const service = new BackstageService(scope, 'Service', { deployment });
    // @ts-expect-error
    new BackstageIngress(scope, 'Ingress', { service, hosts: HOSTS });
  },
  'a way in without hosts'(scope, given) {
    const deployment = new BackstageDeployment(scope, 'Deployment', given);
    const service = new BackstageService(scope, 'Service', { deployment });
    // @ts-expect-error
    new BackstageIngress(scope, 'Ingress', { kind: 'HTTPRoute', service });
  },
  'a route to the API without hosts'(scope) {
    // @ts-expect-error
    new OpenchoreoApiRoute(scope, 'Route', {});
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
  'a NetworkPolicy without a Deployment'(scope) {
    // @ts-expect-error
    new BackstageNetworkPolicy(scope, 'NetworkPolicy', { egress: [] });
  },
  'a Secret without its values'(scope) {
    // @ts-expect-error
    new BackstageSecret(scope, 'Secret', {});
  },
  'a key of a Secret that is made without it'(scope) {
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
  'an ExternalSecret without the credentials that are always needed'(scope) {
    // @ts-expect-error
    new BackstageExternalSecret(scope, 'Secret', { secretStoreRef: { name: 'vault' }, data: {} });
  },
  'a release that something else manages'() {
    // @ts-expect-error
    new Release({ managedBy: 'Kustomize' });
  },
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
  'a value that is none of the words'(scope) {
    // @ts-expect-error
    new BackstageChart(scope, 'portal', { values: { backstage: { database: { type: 'mysql' } } } });
  },
  'a flag in quotes'(scope) {
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
  'a URL in the configuration that is no text'(scope) {
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
  'an operation that is none in the values'(scope) {
    const target = { kind: 'Service', name: 'openchoreo-ui' };
    const patch = [{ op: 'set', path: '/spec/type' }] as const;
    // @ts-expect-error
    new BackstageChart(scope, 'portal', { values: { backstage: { patches: [{ target, patch }] } } });
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
  'a value of the wrong type over those of a file'() {
    // @ts-expect-error
    const environment: Environment = { values: [loadValues('values.yaml'), { backstage: { replicas: 'two' } }] };
    return environment;
  },
  'a misspelt section over those of a file'() {
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
};

test('every misuse is one that the compiler must reject', () => {
  const expected = readFileSync(__filename, 'utf8').match(/^ +\/\/ @ts-expect-error$/gm);
  expect(expected).toHaveLength(Object.keys(MISUSES).length);
});
