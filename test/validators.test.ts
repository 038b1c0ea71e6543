import { ExternalSecret } from '@kubernetes-models/external-secrets/external-secrets.io/v1beta1/ExternalSecret';
import { HTTPRoute } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/HTTPRoute';
import { ServiceMonitor } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/ServiceMonitor';
import fc from 'fast-check';
import { Deployment } from 'kubernetes-models/apps/v1/Deployment';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import { Job } from 'kubernetes-models/batch/v1/Job';
import { Ingress } from 'kubernetes-models/networking.k8s.io/v1/Ingress';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import { PriorityClass } from 'kubernetes-models/scheduling.k8s.io/v1/PriorityClass';
import { ConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { PersistentVolumeClaim } from 'kubernetes-models/v1/PersistentVolumeClaim';
import { Secret } from 'kubernetes-models/v1/Secret';
import { Service } from 'kubernetes-models/v1/Service';
import { ServiceAccount } from 'kubernetes-models/v1/ServiceAccount';
import { development } from '../environments/development';
import { helmValues } from '../environments/helm-values';
import { production } from '../environments/production';
import { type Fidelity, type Manifest, renderManifests, type Values } from '../lib';
import { validValues } from './arbitrary-values';

// Schemas that others wrote: of Kubernetes, of Gateway API and of the operators of secrets and of Prometheus.

const validators: Readonly<Record<string, (manifest: Manifest) => void>> = {
  'apps/v1 Deployment': (manifest) => new Deployment(manifest).validate(),
  'autoscaling/v2 HorizontalPodAutoscaler': (manifest) => new HorizontalPodAutoscaler(asModel(manifest)).validate(),
  'batch/v1 Job': (manifest) => new Job(asModel(manifest)).validate(),
  'gateway.networking.k8s.io/v1 HTTPRoute': (manifest) => new HTTPRoute(asModel(manifest)).validate(),
  'monitoring.coreos.com/v1 ServiceMonitor': (manifest) => new ServiceMonitor(asModel(manifest)).validate(),
  'networking.k8s.io/v1 Ingress': (manifest) => new Ingress(manifest).validate(),
  'networking.k8s.io/v1 NetworkPolicy': (manifest) => new NetworkPolicy(manifest).validate(),
  'policy/v1 PodDisruptionBudget': (manifest) => new PodDisruptionBudget(manifest).validate(),
  'scheduling.k8s.io/v1 PriorityClass': (manifest) => new PriorityClass(asModel(manifest)).validate(),
  'v1 ConfigMap': (manifest) => new ConfigMap(manifest).validate(),
  'v1 PersistentVolumeClaim': (manifest) => new PersistentVolumeClaim(manifest).validate(),
  'v1 Secret': (manifest) => new Secret(manifest).validate(),
  'v1 Service': (manifest) => new Service(manifest).validate(),
  'v1 ServiceAccount': (manifest) => new ServiceAccount(manifest).validate(),
  // The package has the schema of v1beta1, which for what is rendered here is that of v1.
  'external-secrets.io/v1 ExternalSecret': (manifest) =>
    new ExternalSecret(asModel({ ...manifest, apiVersion: 'external-secrets.io/v1beta1' })).validate(),
};

/** A manifest as models with needed members take it; their validator is what looks at it. */
function asModel<T>(manifest: Manifest): T {
  return manifest as unknown as T;
}

const BASE: Values = { backstage: { backendSecret: 'test-backend' } };

function validate(manifests: readonly Manifest[]) {
  for (const manifest of manifests) {
    const identity = `${manifest.apiVersion} ${manifest.kind}`;
    expect(Object.keys(validators)).toContain(identity);
    expect(() => validators[identity]?.(manifest)).not.toThrow();
  }
}

const fidelities: Fidelity[] = ['exact', 'corrected'];

const CHECK = { exec: { command: ['true'] } };
const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

/** Each option by itself, with all that it may have. */
const OPTIONS: Readonly<Record<string, Values['backstage']>> = {
  annotations: { annotations: { 'example.com/owner': 'team a' } },
  podLabels: { podLabels: { 'example.com/team': 'a' } },
  podAnnotations: { podAnnotations: { 'example.com/owner': 'team a' } },
  image: { image: { registry: 'mirror.example.com', tag: 'v9', digest: DIGEST, pullPolicy: 'Always' } },
  imagePullSecrets: { imagePullSecrets: [{ name: 'registry' }] },
  command: { command: ['tini', 'node', 'packages/backend'] },
  extraArgs: { extraArgs: ['--config', 'app-config.team.yaml'] },
  extraEnv: {
    extraEnv: [
      { name: 'A', value: 'b' },
      { name: 'NODE', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
      { name: 'CPUS', valueFrom: { resourceFieldRef: { resource: 'limits.cpu' } } },
      { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'team', key: 'token', optional: true } } },
    ],
  },
  envFrom: {
    envFrom: [{ prefix: 'TEAM_', configMapRef: { name: 'team', optional: true } }, { secretRef: { name: 'team' } }],
  },
  livenessProbe: { livenessProbe: { httpGet: null, ...CHECK, timeoutSeconds: 3, failureThreshold: 6 } },
  readinessProbe: { readinessProbe: { successThreshold: 2 } },
  startupProbe: { startupProbe: { tcpSocket: { port: 'http' }, failureThreshold: 30 } },
  'no checks': { livenessProbe: null, readinessProbe: null },
  lifecycle: { lifecycle: { postStart: CHECK, preStop: { sleep: { seconds: 5 } } } },
  tmp: { tmp: { medium: 'Memory', sizeLimit: '1Gi' } },
  readOnlyRootFilesystem: { containerSecurityContext: { readOnlyRootFilesystem: true } },
  'volumes and mounts': {
    extraVolumes: [
      { name: 'docs', configMap: { name: 'docs', items: [{ key: 'a', path: 'b' }] } },
      { name: 'keys', secret: { secretName: 'keys', defaultMode: 0o400 } },
      { name: 'all', projected: { sources: [{ secret: { name: 'keys' } }, { configMap: { name: 'docs' } }] } },
    ],
    extraVolumeMounts: [
      { name: 'docs', mountPath: '/docs', readOnly: true },
      { name: 'keys', mountPath: '/keys/one', subPath: 'one' },
      { name: 'all', mountPath: '/all' },
    ],
  },
  'further containers': {
    initContainers: [{ name: 'wait', image: 'busybox:1', restartPolicy: 'Always', command: ['sleep', '1'] }],
    extraContainers: [{ name: 'proxy', image: 'proxy:1', ports: [{ containerPort: 9000, name: 'proxy' }], env: [] }],
  },
  terminationGracePeriodSeconds: { terminationGracePeriodSeconds: 0 },
  hostAliases: { hostAliases: [{ ip: '10.0.0.7', hostnames: ['git.example.com', 'git'] }] },
  dnsConfig: { dnsConfig: { nameservers: ['10.0.0.2'], searches: ['a.b'], options: [{ name: 'ndots', value: '2' }] } },
  runtimeClassName: { runtimeClassName: 'gvisor' },
  automountServiceAccountToken: { automountServiceAccountToken: false },
  strategy: { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } } },
  revisionHistoryLimit: { revisionHistoryLimit: 0 },
  'appConfig in variables': { appConfig: { app: { title: 'Portal' }, catalog: { rules: [{ allow: ['API'] }] } } },
  'appConfig in a file': { appConfig: { integrations: { github: [{ host: 'github.com', token: '${TOKEN}' }] } } },
  'auth.registration': {
    auth: {
      redirectUrls: ['https://a.example.com/callback'],
      registration: { enabled: true, image: { digest: DIGEST, pullPolicy: null }, waitSeconds: 0 },
    },
  },
  'metrics.serviceMonitor': {
    metrics: {
      serviceMonitor: {
        enabled: true,
        interval: '1m30s',
        scrapeTimeout: '500ms',
        path: '/m',
        labels: { release: 'stack' },
        relabelings: [
          { action: 'hashmod', sourceLabels: ['a', 'b'], separator: ';', modulus: 8, targetLabel: 'shard' },
          { action: 'replace', regex: '(.*)', replacement: '$1', targetLabel: 'c', sourceLabels: ['d'] },
        ],
      },
    },
  },
  'ingress.parentRefs': {
    ingress: {
      parentRefs: [
        { name: 'shared', namespace: 'gateways', sectionName: 'https', port: 443 },
        { name: 'own', group: 'gateway.networking.k8s.io', kind: 'Gateway' },
      ],
    },
  },
  'ingress.timeouts': { ingress: { timeouts: { request: '1h30m', backendRequest: '500ms' } } },
  'ingress.pathType of an HTTPRoute': { ingress: { pathType: 'RegularExpression' } },
  'ingress.pathType of an Ingress': { ingress: { kind: 'Ingress', pathType: 'ImplementationSpecific' } },
  'ingress.defaultBackend': { ingress: { kind: 'Ingress', defaultBackend: true } },
  'ingress.httpsRedirect': {
    baseUrl: 'https://console.example.com:8443',
    ingress: { httpsRedirect: { enabled: true, sectionName: 'web', statusCode: 302 } },
  },
  patches: {
    patches: [
      {
        target: { kind: 'Deployment', name: 'openchoreo-ui' },
        patch: [{ op: 'add', path: '/spec/minReadySeconds', value: 5 }],
      },
    ],
  },
};

describe.each(fidelities)('in %s fidelity', (fidelity) => {
  test.each(Object.entries({ development, production, helmValues }))(
    'the example %s is valid',
    (_, { values, ...options }) => {
      validate(renderManifests(values, { ...options, fidelity }));
    },
  );

  test.each(Object.entries(OPTIONS))('%s renders valid objects', (_, backstage) => {
    validate(renderManifests([BASE, { backstage }], { fidelity }));
  });

  test('any values render valid objects', () => {
    fc.assert(
      fc.property(validValues, (values) => validate(renderManifests(values, { fidelity }))),
      { numRuns: 100 },
    );
  });
});

test('the schemas are ones that refuse', () => {
  const [route, monitor] = [
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      spec: { rules: [{ timeouts: { request: '1x' } }] },
    },
    { apiVersion: 'monitoring.coreos.com/v1', kind: 'ServiceMonitor', spec: { endpoints: [{ interval: '1x' }] } },
  ].map((object) => ({ ...object, metadata: { name: 'wrong' } }));
  const job = { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'wrong' }, spec: { backoffLimit: '3' } };
  for (const manifest of [route, monitor, job]) {
    expect(() => manifest && validators[`${manifest.apiVersion} ${manifest.kind}`]?.(manifest)).toThrow();
  }
});
