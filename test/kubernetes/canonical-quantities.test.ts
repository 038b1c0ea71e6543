import type { PodSpec } from 'kubernetes-types/core/v1';
import { withCanonicalQuantities } from '../../lib/kubernetes/canonical-quantities';

const given = { limits: { cpu: '2000m', memory: '1024Mi' }, requests: { cpu: '0.5' } };
const canonical = { limits: { cpu: '2', memory: '1Gi' }, requests: { cpu: '500m' } };
const divisor = (amount: string) => ({
  env: [{ name: 'A', valueFrom: { resourceFieldRef: { resource: 'limits.memory', divisor: amount } } }, { name: 'B' }],
});
const disk = (storage: string) => ({ accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } });

test('covers every container, volume and divisor of a pod', () => {
  const spec = (resources: object, size: string, amount: string): PodSpec => ({
    initContainers: [{ name: 'first', resources }],
    containers: [
      { name: 'main', resources, ...divisor(amount) },
      { name: 'second', resources },
    ],
    volumes: [
      { name: 'tmp', emptyDir: { medium: 'Memory', sizeLimit: size } },
      { name: 'disk', ephemeral: { volumeClaimTemplate: { spec: disk(size) } } },
    ],
  });
  expect(withCanonicalQuantities(spec(given, '2048Mi', '1024Ki'))).toEqual(spec(canonical, '2Gi', '1Mi'));
});

test('adds nothing to a pod without quantities', () => {
  const spec: PodSpec = {
    containers: [{ name: 'main', env: [{ name: 'A', value: '2000m' }] }],
    volumes: [{ name: 'tmp', emptyDir: {} }],
  };
  expect(withCanonicalQuantities(spec)).toEqual(spec);
});
