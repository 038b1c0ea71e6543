import { parse } from 'yaml';
import { isOwnKustomization, kustomizationYaml, listedFiles } from '../../lib/output/kustomization';

const files = ['ServiceAccount.b.k8s.yaml', 'Deployment.a.k8s.yaml'];

test('a kustomization lists its files in the order given', () => {
  expect(parse(kustomizationYaml(files))).toEqual({
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: files,
  });
});

test('a kustomization made here is known as such, also with the line ends of Windows', () => {
  const text = kustomizationYaml(files);
  expect(isOwnKustomization(text)).toBe(true);
  expect(isOwnKustomization(text.replaceAll('\n', '\r\n'))).toBe(true);
});

test.each(['', 'resources: []\n', `# a comment\n${kustomizationYaml([])}`])('%j was not made here', (text) => {
  expect(isOwnKustomization(text)).toBe(false);
});

test('the files that are listed are read back', () => {
  expect(listedFiles(kustomizationYaml(files))).toEqual(files);
  expect(listedFiles(kustomizationYaml(files).replaceAll('\n', '\r\n'))).toEqual(files);
  expect(listedFiles(kustomizationYaml(['on', '12', ...files]))).toEqual(['on', '12', ...files]);
  expect(listedFiles(kustomizationYaml([]))).toEqual([]);
});
