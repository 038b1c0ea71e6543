import { schema } from '../../lib/lines/0.11/schema';
import type { Finding } from '../../lib/values/finding';
import { kubernetes, section } from '../../lib/values/node';
import { validate } from '../../lib/values/validate';
import { found, sample } from './validate-sample';

describe('Kubernetes types', () => {
  test('are checked for unknown fields', () => {
    expect(validate(sample, { resources: { limit: {} } })).toEqual<Finding[]>([
      {
        rule: 'kubernetes-fields',
        severity: 'error',
        path: 'resources.limit',
        message: 'unknown key, did you mean resources.limits?',
        fix: 'rename it to limits, or remove it',
      },
    ]);
  });

  test('are checked for unknown fields at every depth', () => {
    const term = { weight: 1, podAffinityTerm: { topologyKey: 'zone', labelSelector: { matchLabel: {} } } };
    const affinity = { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [term] } };
    const path =
      'affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].podAffinityTerm.labelSelector';
    expect(found({ affinity })).toEqual([
      [
        `${path}.matchLabel`,
        `unknown key, did you mean ${path}.matchLabels?`,
        'rename it to matchLabels, or remove it',
      ],
    ]);
  });

  test('are checked for wrong types', () => {
    expect(found({ tolerations: [{ tolerationSeconds: '60' }] })).toEqual([
      ['tolerations[0].tolerationSeconds', 'must be an integer, got "60"', 'write an integer without quotes'],
    ]);
  });

  test.each<[string, string, object]>([
    ['a number', 'livenessProbe.periodSeconds', { livenessProbe: { periodSeconds: 2.5 } }],
    [
      'a mode of files',
      'extraVolumes[0].configMap.defaultMode',
      { extraVolumes: [{ name: 'a', configMap: { defaultMode: 420.5 } }] },
    ],
    [
      'a number in a list',
      'podSecurityContext.supplementalGroups[0]',
      { podSecurityContext: { supplementalGroups: [1.5] } },
    ],
  ])('refuse a fraction: %s', (_, path, backstage) => {
    const problems = validate(schema, { backstage }).map((finding) => [finding.path, finding.message]);
    expect(problems).toEqual([
      [`backstage.${path}`, expect.stringMatching(/^must be an integer, got (?:\d+\.5|a number \(not shown\))$/)],
    ]);
  });

  test('refuse a fraction if a string is allowed too', () => {
    const probe = { httpGet: { path: '/', port: 80.5 } };
    const [found] = validate(schema, { backstage: { livenessProbe: probe } });
    expect(found?.message).toBe('must be a string or an integer, got a number (not shown)');
  });

  test('are checked for required fields', () => {
    expect(found({ affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{}] } } })).toEqual([
      [
        'affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].topologyKey',
        'is required',
        'add topologyKey',
      ],
    ]);
  });

  test('are checked for unknown words', () => {
    expect(found({ tolerations: [{ effect: 'NoSchedul' }] })).toEqual([
      [
        'tolerations[0].effect',
        'must be one of NoExecute, NoSchedule, PreferNoSchedule, got "NoSchedul"',
        'use NoSchedule',
      ],
    ]);
  });

  test('accept quantities as strings and as numbers', () => {
    expect(found({ resources: { limits: { cpu: 2, memory: '1Gi' }, requests: { cpu: 0.5 } } })).toEqual([]);
  });

  test('refuse other types as quantities', () => {
    expect(found({ resources: { limits: { cpu: true } } })).toEqual([
      ['resources.limits.cpu', 'must be a number or a string, got true', 'put it in quotes: "true"'],
    ]);
  });

  test('use rule kubernetes-fields for their content, and rule schema for the value itself', () => {
    expect(validate(sample, { tolerations: {}, resources: { x: 1 } }).map(({ rule }) => rule)).toEqual([
      'schema',
      'kubernetes-fields',
    ]);
  });

  test('throw an error if imports/kubernetes.json does not define them', () => {
    const broken = section('Broken.', { pod: kubernetes('NoSuchType', 'Nothing.') });
    expect(() => validate(broken, { pod: {} })).toThrow(new Error('no definition of NoSuchType: run npm run import'));
  });
});
