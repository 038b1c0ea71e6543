import { podRefusals, refusals } from './refusals';

const LABEL = 'at most 63 lower-case letters, digits and hyphens, with no hyphen at either end';
const DNS = 'a DNS name: lower-case letters, digits and hyphens, in parts separated by dots';

describe('a pod is refused', () => {
  test.each<[string, object, string[]]>([
    ['with an invalid account', { serviceAccountName: 'A' }, [`serviceAccountName: must be ${DNS}, got "A"`]],
    [
      'with an invalid account in its older field',
      { serviceAccount: 'A' },
      [`serviceAccount: must be ${DNS}, got "A"`],
    ],
    ['with an invalid priority class', { priorityClassName: 'a_b' }, [`priorityClassName: must be ${DNS}, got "a_b"`]],
    ['with an empty runtime class', { runtimeClassName: '' }, ['runtimeClassName: must not be empty']],
    ['with a dot in its host name', { hostname: 'a.b' }, [`hostname: must be ${LABEL}, got "a.b"`]],
    [
      'with two host names',
      { setHostnameAsFQDN: true, hostnameOverride: 'a' },
      ['hostnameOverride: must not be set, because setHostnameAsFQDN is true'],
    ],
    [
      'with a deadline of 0',
      { activeDeadlineSeconds: 0 },
      expect.arrayContaining(['activeDeadlineSeconds: must be an integer from 1 to 2147483647, got 0']),
    ],
    ['with an empty preemption policy', { preemptionPolicy: '' }, ['preemptionPolicy: must not be empty']],
    [
      'with an unknown DNS policy',
      { dnsPolicy: 'none' },
      ['dnsPolicy: must be one of ClusterFirst, ClusterFirstWithHostNet, Default, None, got "none"'],
    ],
    [
      'without a DNS server',
      { dnsPolicy: 'None' },
      ['dnsConfig.nameservers: must have an IP address, because dnsPolicy is None'],
    ],
    [
      'with four DNS servers',
      { dnsConfig: { nameservers: ['1.1.1.1', '1.1.1.2', '1.1.1.3', '1.1.1.4'] } },
      ['dnsConfig.nameservers: must have at most 3 entries, got 4'],
    ],
    [
      'with a DNS server by name',
      { dnsConfig: { nameservers: ['dns.example.com'] } },
      ['dnsConfig.nameservers[0]: must be an IP address, got "dns.example.com"'],
    ],
    [
      'with 33 search domains',
      { dnsConfig: { searches: Array(33).fill('a') } },
      ['dnsConfig.searches: must have at most 32 entries, got 33'],
    ],
    [
      'with long search domains',
      { dnsConfig: { searches: Array(9).fill('a'.repeat(250)) } },
      ['dnsConfig.searches: must have at most 2048 characters together, got 2258'],
    ],
    [
      'with an invalid search domain',
      { dnsConfig: { searches: ['A'] } },
      [expect.stringMatching(/^dnsConfig\.searches\[0\]: must be a DNS name/)],
    ],
    [
      'with a DNS option without a name',
      { dnsConfig: { options: [{ value: '2' }] } },
      ['dnsConfig.options[0].name: is required'],
    ],
    [
      'with an invalid alias of a host',
      { hostAliases: [{ ip: '10.0.0.1', hostnames: ['A'] }] },
      [`hostAliases[0].hostnames[0]: must be ${DNS}, got "A"`],
    ],
    [
      'with aliases of no address',
      { hostAliases: [{ hostnames: ['a'] }] },
      ['hostAliases[0].ip: must be an IP address, got no value'],
    ],
    [
      'with two aliases of one address',
      { hostAliases: [{ ip: '::1' }, { ip: '::1' }] },
      [expect.stringMatching(/^hostAliases\[1\]\.ip: must be unique/)],
    ],
    [
      'with one pull secret twice',
      { imagePullSecrets: [{ name: 'a' }, { name: 'a' }] },
      ['imagePullSecrets[1].name: must be unique, but an earlier entry has a too'],
    ],
    [
      'with an invalid label of nodes',
      { nodeSelector: { a: 'a b' } },
      [expect.stringMatching(/^nodeSelector\.a: must be a label value/)],
    ],
    [
      'with an invalid readiness gate',
      { readinessGates: [{ conditionType: 'a b' }] },
      [expect.stringMatching(/^readinessGates\[0\]\.conditionType: must be a key/)],
    ],
    [
      'with a claim of no device',
      { resourceClaims: [{ name: 'a' }] },
      ['resourceClaims[0]: must have either resourceClaimName or resourceClaimTemplateName'],
    ],
    [
      'with huge pages alone as overhead',
      { overhead: { 'hugepages-2Mi': 0 } },
      ['overhead: must have cpu or memory, because it has huge pages'],
    ],
    ['with a negative overhead', { overhead: { cpu: '-1' } }, ['overhead.cpu: must be at least 0, got "-1"']],
  ])('%s', (_, pod, refused) => {
    expect(podRefusals({ ...pod })).toEqual(refused);
  });

  test('with leading zeros in an address since Kubernetes 1.36', () => {
    const pod = { hostAliases: [{ ip: '10.0.0.01' }] };
    expect(podRefusals(pod)).toHaveLength(1);
    expect(podRefusals(pod, '1.35')).toEqual([]);
  });

  test('with _ in a search domain before Kubernetes 1.33', () => {
    const pod = { dnsConfig: { searches: ['_tcp.example.com', '.'] } };
    expect(podRefusals(pod)).toEqual([]);
    expect(podRefusals(pod, '1.32')).toHaveLength(2);
  });
});

test.each<[string, object]>([
  [
    'names at their longest',
    { hostname: 'a'.repeat(63), priorityClassName: 'a'.repeat(253), hostnameOverride: undefined },
  ],
  ['empty names, which count as absent', { serviceAccountName: '', hostname: '', subdomain: '', nodeName: '' }],
  [
    'three DNS servers',
    { dnsPolicy: 'None', dnsConfig: { nameservers: ['1.1.1.1', '::1', '2001:DB8::1'], options: [{ name: 'a' }] } },
  ],
  ['one alias without hosts', { hostAliases: [{ ip: '10.0.0.1' }] }],
  ['a search domain with a dot at its end', { dnsConfig: { searches: ['example.com.'] } }],
  ['a negative time to stop', { terminationGracePeriodSeconds: -1 }],
  ['any scheduler', { schedulerName: 'Any Name' }],
  ['a pull secret with any name', { imagePullSecrets: [{ name: 'A b' }, {}] }],
])('a pod is accepted with %s', (_, pod) => {
  expect(podRefusals({ ...pod })).toEqual([]);
});

describe('a template of pods is refused', () => {
  const labels = { app: 'a' };
  const spec = { containers: [{ name: 'main', image: 'app' }] };

  test('without a spec', () => {
    expect(refusals({ metadata: { labels } })).toEqual(['spec.template.spec: is required']);
  });

  test('with ephemeral containers', () => {
    const ephemeralContainers = [{ name: 'a', image: 'a' }];
    expect(refusals({ metadata: { labels }, spec: { ...spec, ephemeralContainers } })).toEqual([
      'spec.template.spec.ephemeralContainers: must not be set in a template',
    ]);
  });

  test.each<[string, string, string]>([
    ['container.apparmor.security.beta.kubernetes.io/other', 'unconfined', 'must end with the name of a container'],
    [
      'container.apparmor.security.beta.kubernetes.io/main',
      'off',
      'must be runtime/default, unconfined or localhost/<name>',
    ],
    ['seccomp.security.alpha.kubernetes.io/pod', 'off', 'must be runtime/default, unconfined or localhost/<name>'],
    ['controller.kubernetes.io/pod-deletion-cost', '007', 'must be an integer of 32 bits'],
    ['controller.kubernetes.io/pod-deletion-cost', '2147483648', 'must be an integer of 32 bits'],
    ['kubernetes.io/config.mirror', 'a', 'must not be set, because nodeName is absent'],
    ['scheduler.alpha.kubernetes.io/tolerations', 'a', 'must be a list in JSON'],
  ])('with the annotation %s: %s', (key, value, message) => {
    const found = refusals({ metadata: { labels, annotations: { [key]: value } }, spec });
    expect(found).toEqual([expect.stringContaining(`spec.template.metadata.annotations["${key}"]: ${message}`)]);
  });

  test('with an annotation that names another profile than the field', () => {
    const annotations = { 'container.apparmor.security.beta.kubernetes.io/main': 'unconfined' };
    const withProfile = { ...spec, securityContext: { appArmorProfile: { type: 'RuntimeDefault' } } };
    expect(refusals({ metadata: { labels, annotations }, spec: withProfile })).toEqual([
      expect.stringContaining('must name the same profile as the security context'),
    ]);
    expect(refusals({ metadata: { labels, annotations }, spec })).toEqual([]);
  });
});
