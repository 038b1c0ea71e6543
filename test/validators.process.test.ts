import { ExternalSecret } from '@kubernetes-models/external-secrets/external-secrets.io/v1beta1/ExternalSecret';
import { HTTPRoute } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/HTTPRoute';
import { ServiceMonitor } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/ServiceMonitor';
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
import type { Manifest } from '../lib';
import { crdSchema } from './crd-schema';
import { type ManifestSet, manifestSets } from './validated-manifests';

// Validates rendered objects with schemas of Kubernetes, Gateway API, External Secrets and the Prometheus operator.
// `npm run test:validators` does the same with many versions and more packages.

const fitsTrafficPolicy = crdSchema('trafficpolicy.yaml');

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
  // No package has a schema of kgateway.
  'gateway.kgateway.dev/v1alpha1 TrafficPolicy': validateTrafficPolicy,
  // The package has only the schema of v1beta1, which for the rendered objects is the same as v1.
  'external-secrets.io/v1 ExternalSecret': (manifest) =>
    new ExternalSecret(asModel({ ...manifest, apiVersion: 'external-secrets.io/v1beta1' })).validate(),
};

/** Throws an error if a TrafficPolicy does not fit the part of kgateway's schema in crds/. */
function validateTrafficPolicy({ spec }: Manifest): void {
  if (!fitsTrafficPolicy(spec)) {
    throw new Error(JSON.stringify(fitsTrafficPolicy.errors));
  }
}

/** Casts a manifest to the type of a model. The validator of the model checks it. */
function asModel<T>(manifest: Manifest): T {
  return manifest as unknown as T;
}

/** Returns the problems of the objects in a set. */
function problems({ name, render }: ManifestSet): string[] {
  return render().flatMap((manifest) => {
    const { apiVersion, kind, metadata } = manifest;
    try {
      const validate = validators[`${apiVersion} ${kind}`];
      if (!validate) {
        throw new Error(`no validator for ${apiVersion}`);
      }
      validate(manifest);
      return [];
    } catch (error) {
      return [`${name}: ${kind} ${metadata.name}: ${error}`];
    }
  });
}

const { parity, random, ...others } = manifestSets(25);

test.each(Object.entries(others))('objects of the %s are valid', (_, sets) => {
  expect(sets.length).toBeGreaterThan(5);
  expect(sets.flatMap(problems)).toEqual([]);
});

// A clone of the repository does not contain the cases that Helm rendered.
(parity.length > 0 ? test : test.skip)('objects of the parity cases are valid', () => {
  expect(parity.flatMap(problems)).toEqual([]);
});

test('objects of random values are valid', () => expect(random.flatMap(problems)).toEqual([]));

test('the schemas refuse invalid objects', () => {
  const [route, monitor] = [
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      spec: { rules: [{ timeouts: { request: '1x' } }] },
    },
    { apiVersion: 'monitoring.coreos.com/v1', kind: 'ServiceMonitor', spec: { endpoints: [{ interval: '1x' }] } },
  ].map((object) => ({ ...object, metadata: { name: 'wrong' } }));
  const policy = {
    apiVersion: 'gateway.kgateway.dev/v1alpha1',
    kind: 'TrafficPolicy',
    metadata: { name: 'wrong' },
    spec: { timeouts: { idle: '1s' } },
  };
  const job = { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'wrong' }, spec: { backoffLimit: '3' } };
  for (const manifest of [route, monitor, policy, job]) {
    expect(() => manifest && validators[`${manifest.apiVersion} ${manifest.kind}`]?.(manifest)).toThrow();
  }
});
