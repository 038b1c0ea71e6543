import { ExternalSecret } from '@kubernetes-models/external-secrets/external-secrets.io/v1beta1/ExternalSecret';
import { HTTPRoute } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/HTTPRoute';
import fc from 'fast-check';
import { Deployment } from 'kubernetes-models/apps/v1/Deployment';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import { Ingress } from 'kubernetes-models/networking.k8s.io/v1/Ingress';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import { PriorityClass } from 'kubernetes-models/scheduling.k8s.io/v1/PriorityClass';
import { PersistentVolumeClaim } from 'kubernetes-models/v1/PersistentVolumeClaim';
import { Secret } from 'kubernetes-models/v1/Secret';
import { Service } from 'kubernetes-models/v1/Service';
import { ServiceAccount } from 'kubernetes-models/v1/ServiceAccount';
import { development } from '../environments/development';
import { helmValues } from '../environments/helm-values';
import { production } from '../environments/production';
import { type Fidelity, type Manifest, renderManifests } from '../lib';
import { validValues } from './arbitrary-values';

// Schemas that others wrote: of Kubernetes, of Gateway API and of the External Secrets Operator.

const validators: Readonly<Record<string, (manifest: Manifest) => void>> = {
  'apps/v1 Deployment': (manifest) => new Deployment(manifest).validate(),
  'autoscaling/v2 HorizontalPodAutoscaler': (manifest) => new HorizontalPodAutoscaler(asModel(manifest)).validate(),
  'gateway.networking.k8s.io/v1 HTTPRoute': (manifest) => new HTTPRoute(asModel(manifest)).validate(),
  'networking.k8s.io/v1 Ingress': (manifest) => new Ingress(manifest).validate(),
  'networking.k8s.io/v1 NetworkPolicy': (manifest) => new NetworkPolicy(manifest).validate(),
  'policy/v1 PodDisruptionBudget': (manifest) => new PodDisruptionBudget(manifest).validate(),
  'scheduling.k8s.io/v1 PriorityClass': (manifest) => new PriorityClass(asModel(manifest)).validate(),
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

function validate(manifests: readonly Manifest[]) {
  for (const manifest of manifests) {
    const validator = validators[`${manifest.apiVersion} ${manifest.kind}`];
    expect(validator).toBeDefined();
    expect(() => validator?.(manifest)).not.toThrow();
  }
}

const fidelities: Fidelity[] = ['exact', 'corrected'];

describe.each(fidelities)('in %s fidelity', (fidelity) => {
  test.each(Object.entries({ development, production, helmValues }))(
    'the example %s is valid',
    (_, { values, ...options }) => {
      validate(renderManifests(values, { ...options, fidelity }));
    },
  );

  test('any values render valid objects', () => {
    fc.assert(
      fc.property(validValues, (values) => validate(renderManifests(values, { fidelity }))),
      { numRuns: 100 },
    );
  });
});
