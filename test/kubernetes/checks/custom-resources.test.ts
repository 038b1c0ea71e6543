import { refusals } from './refusals';

function spec(apiVersion: string, kind: string, members: object): string[] {
  return refusals({ apiVersion, kind, metadata: { name: 'a' }, spec: members }).map((text) =>
    text.replace('spec.', ''),
  );
}

describe('an ExternalSecret', () => {
  test.each<[string, object, string[]]>([
    [
      'with an unknown kind of store',
      { secretStoreRef: { kind: 'Store', name: 'a' } },
      ['secretStoreRef.kind: must be one of SecretStore, ClusterSecretStore, got "Store"'],
    ],
    [
      'with a store in upper case',
      { secretStoreRef: { name: 'Store' } },
      [
        'secretStoreRef.name: must be a DNS name: lower-case letters, digits and hyphens, in parts separated by dots, got "Store"',
      ],
    ],
    [
      'with an entry without a key',
      { data: [{ secretKey: 'a', remoteRef: {} }] },
      ['data[0].remoteRef.key: is required'],
    ],
    [
      'with a space in a key',
      { data: [{ secretKey: 'a b', remoteRef: { key: 'a' } }] },
      ['data[0].secretKey: must be letters, digits, -, _ and ., got a string (not shown)'],
    ],
    ['with an empty policy', { target: { creationPolicy: '' } }, ['target.creationPolicy: must not be empty']],
    [
      'with an unknown member',
      { target: { namespace: 'a' } },
      ['target.namespace: is not a field that Kubernetes knows here'],
    ],
    [
      'with two sources of an entry',
      {
        data: [
          {
            secretKey: 'a',
            remoteRef: { key: 'a' },
            sourceRef: { storeRef: { name: 'a' }, generatorRef: { kind: 'Fake', name: 'a' } },
          },
        ],
      },
      ['data[0].sourceRef: must have exactly one of generatorRef, storeRef'],
    ],
  ])('is refused %s', (_, members, refused) => {
    expect(spec('external-secrets.io/v1', 'ExternalSecret', members)).toEqual(refused);
  });

  test.each<[string, object]>([
    ['without members', {}],
    [
      'with data',
      {
        refreshInterval: '1h',
        secretStoreRef: { kind: 'ClusterSecretStore', name: 'a' },
        target: { name: 'a', creationPolicy: 'Owner', template: { data: { a: 'b' } } },
        data: [{ secretKey: 'a', remoteRef: { key: '', property: 'b' } }],
        dataFrom: [{ extract: { key: 'a' } }],
      },
    ],
  ])('is accepted %s', (_, members) => {
    expect(spec('external-secrets.io/v1', 'ExternalSecret', members)).toEqual([]);
  });
});

describe('an endpoint of a ServiceMonitor', () => {
  test.each<[string, object, string[]]>([
    [
      'with an interval that is none',
      { interval: 'often' },
      ['interval: must be a duration with the units y, w, d, h, m, s and ms, got "often"'],
    ],
    ['with an unknown scheme', { scheme: 'HTTP' }, ['scheme: must be one of http, https, got "HTTP"']],
    [
      'with a label with a hyphen',
      { relabelings: [{ sourceLabels: ['a-b'] }] },
      ['relabelings[0].sourceLabels[0]: must be the name of a label of Prometheus, got "a-b"'],
    ],
    [
      'with an unknown action',
      { relabelings: [{ action: 'rename' }] },
      [
        'relabelings[0].action: must be one of replace, Replace, keep, Keep, drop, Drop, hashmod, HashMod, labelmap, LabelMap, labeldrop, LabelDrop and 10 more, got "rename"',
      ],
    ],
    ['with a number as port', { port: 80 }, ['port: must be a string, got 80']],
    ['with an unknown member', { timeout: '1s' }, ['timeout: is not a field that Kubernetes knows here']],
  ])('is refused %s', (_, members, refused) => {
    expect(
      spec('monitoring.coreos.com/v1', 'ServiceMonitor', { selector: {}, endpoints: [members] }).map((text) =>
        text.replace('endpoints[0].', ''),
      ),
    ).toEqual(refused);
  });

  test.each<[string, object]>([
    ['without members', {}],
    [
      'with all kinds of members',
      {
        port: 'http',
        targetPort: 80,
        interval: '1m30s',
        scheme: 'https',
        tlsConfig: { insecureSkipVerify: true },
        params: { a: ['b'] },
        relabelings: [{ action: 'LabelDrop', regex: 'a' }],
      },
    ],
  ])('is accepted %s', (_, members) => {
    expect(
      spec('monitoring.coreos.com/v1', 'ServiceMonitor', { selector: {}, endpoints: [members] }).map((text) =>
        text.replace('endpoints[0].', ''),
      ),
    ).toEqual([]);
  });
});

describe('a TrafficPolicy', () => {
  test.each<[string, object, string[]]>([
    ['without targets', {}, ['targetRefs: is required']],
    ['with an empty list of targets', { targetRefs: [] }, ['targetRefs: must have at least 1 entry, got 0']],
    [
      'with a Service as target',
      { targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Service', name: 'a' }] },
      ['targetRefs[0].kind: must be Gateway, HTTPRoute, GRPCRoute or a ListenerSet, got "Service"'],
    ],
    [
      'with a target without a group',
      { targetRefs: [{ kind: 'HTTPRoute', name: 'a' }] },
      ['targetRefs[0].group: is required'],
    ],
    [
      'with a time without a unit',
      {
        targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: 'a' }],
        timeouts: { request: '10' },
      },
      ['timeouts.request: must be a duration with h, m, s or ms, got "10"'],
    ],
  ])('is refused %s', (_, members, refused) => {
    expect(spec('gateway.kgateway.dev/v1alpha1', 'TrafficPolicy', members)).toEqual(refused);
  });

  test.each<[string, object]>([
    [
      'with a route',
      {
        targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: 'a', sectionName: 'a' }],
        timeouts: { request: '10s', streamIdle: '0s' },
      },
    ],
    ['with selectors of targets', { targetSelectors: [{}] }],
    [
      'with members that are not known here',
      { targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: 'a' }], retry: { attempts: 3 } },
    ],
  ])('is accepted %s', (_, members) => {
    expect(spec('gateway.kgateway.dev/v1alpha1', 'TrafficPolicy', members)).toEqual([]);
  });
});

test('older versions with the same members are checked too', () => {
  expect(spec('gateway.networking.k8s.io/v1beta1', 'HTTPRoute', { rules: [] })).toHaveLength(1);
  expect(spec('external-secrets.io/v1beta1', 'ExternalSecret', { data: [{}] })).toHaveLength(2);
});

test('a route and a monitor need a spec', () => {
  const without = (apiVersion: string, kind: string) => refusals({ apiVersion, kind, metadata: { name: 'a' } });
  expect(without('gateway.networking.k8s.io/v1', 'HTTPRoute')).toEqual(['spec: is required']);
  expect(without('monitoring.coreos.com/v1', 'ServiceMonitor')).toEqual(['spec: is required']);
});
