import { parse } from 'yaml';
import { kustomizationYaml } from '../../lib/output/kustomization';
import { MARK } from '../../lib/output/mark';

const files = ['ServiceAccount.b.k8s.yaml', 'Deployment.a.k8s.yaml'];

test('lists files in the given order', () => {
  expect(parse(kustomizationYaml(files))).toEqual({
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: files,
  });
});

test('begins with the mark of this package', () => {
  expect(kustomizationYaml(files).split('\n').slice(0, 2)).toEqual(['---', MARK]);
});
