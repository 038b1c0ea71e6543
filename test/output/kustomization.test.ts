import { parse } from 'yaml';
import { isOwnKustomization, kustomizationYaml, listedFiles } from '../../lib/output/kustomization';

const files = ['ServiceAccount.b.k8s.yaml', 'Deployment.a.k8s.yaml'];

test('lists files in the given order', () => {
  expect(parse(kustomizationYaml(files))).toEqual({
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: files,
  });
});

test('recognizes its own kustomization.yaml, also with Windows line endings', () => {
  const text = kustomizationYaml(files);
  expect(isOwnKustomization(text)).toBe(true);
  expect(isOwnKustomization(text.replaceAll('\n', '\r\n'))).toBe(true);
});

test.each(['', 'resources: []\n', `# a comment\n${kustomizationYaml([])}`])(
  'recognizes %j as the kustomization.yaml of someone else',
  (text) => {
    expect(isOwnKustomization(text)).toBe(false);
  },
);

test('reads the listed files back', () => {
  expect(listedFiles(kustomizationYaml(files))).toEqual(files);
  expect(listedFiles(kustomizationYaml(files).replaceAll('\n', '\r\n'))).toEqual(files);
  expect(listedFiles(kustomizationYaml(['on', '12', ...files]))).toEqual(['on', '12', ...files]);
  expect(listedFiles(kustomizationYaml([]))).toEqual([]);
});
