import { isKubernetesVersion, minorOf } from '../../../lib/kubernetes/checks/version';

describe('a Kubernetes version', () => {
  test.each([
    ['1.30', 30],
    ['v1.30', 30],
    ['1.30+', 30],
    ['1.30.2', 30],
    ['v1.36.3', 36],
    ['v1.31.4-eks-1a2b3c4', 31],
    ['v1.30.5-gke.1014001', 30],
    ['v1.33.1+k3s1', 33],
    ['1.8.0', 8],
    ['1.100', 100],
  ])('is read from %s', (text, minor) => {
    expect(isKubernetesVersion(text)).toBe(true);
    expect(minorOf(text)).toBe(minor);
  });

  test.each([
    '',
    '1',
    'v1',
    '2.0',
    '1.',
    '1.x',
    '1.030',
    '1.30.',
    ' 1.30',
    '1.30.2.1',
    '30',
    'latest',
    '1.30-',
    '>=1.30',
  ])('is not %j', (text) => {
    expect(isKubernetesVersion(text)).toBe(false);
    expect(minorOf(text)).toBeUndefined();
  });
});
