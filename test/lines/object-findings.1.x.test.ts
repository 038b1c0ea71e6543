import type { ResolveOptions } from '../../lib/values/options';
import { behindIngress, disabled, found, on, rulesOn, type Values, VERSIONS } from './1.x/support';

/** Rules that also report other names. */
const allow = ['claim-name', 'tls-host-coverage', 'unread-values'];

/** Returns rule and path of the findings. */
const refusals = (values: Values, options: ResolveOptions = {}) =>
  found(values, { allow, ...options }).map(({ rule, path }) => [rule, path]);

const refused = (path: string) => ['kubernetes-objects', path];

test.each(VERSIONS)('refuses a name of the portal that is no DNS label in chart %s', (chartVersion) => {
  expect(refusals(on({ name: 'My.Portal' }), { chartVersion })).toEqual([refused('backstage.name')]);
});

test('refuses a name of the portal that begins with a digit only for an older Kubernetes', () => {
  expect(refusals(on({ name: '1-portal' }))).toEqual([]);
  expect(refusals(on({ name: '1-portal' }), { kubernetesVersion: '1.30' })).toEqual([refused('backstage.name')]);
});

test("refuses a name of the API's route, also if the portal is disabled", () => {
  const values = { openchoreoApi: { name: 'My-Api' } };
  expect(refusals(values)).toEqual([refused('openchoreoApi.name')]);
  expect(refusals(disabled(values))).toEqual([refused('openchoreoApi.name')]);
  expect(refusals({ openchoreoApi: { name: 'My-Api', http: { enabled: false } } })).toEqual([]);
});

test('refuses names of namespace, release and chart', () => {
  const options = { namespace: 'A', releaseName: '-a', allow: ['fixed-names'] };
  expect(refusals({ nameOverride: 'a b' }, options)).toEqual([
    ['options', 'releaseName'],
    refused('nameOverride'),
    refused('namespace'),
  ]);
});

test.each<[string, Values]>([
  ['backstage.serviceAccount.name', on({ serviceAccount: { name: 'A' } })],
  ['backstage.secretName', on({ secretName: 'A' })],
  ['backstage.runtimeClassName', on({ runtimeClassName: 'A' })],
  ['backstage.priorityClass.name', on({ priorityClass: { create: true, name: 'A' } })],
  [
    'backstage.database.sqlite.persistence.claimName',
    on({ database: { sqlite: { persistence: { claimName: 'A' } } } }),
  ],
  ['backstage.http.className', behindIngress({ className: 'A' })],
  ['backstage.http.tls[0].secretName', behindIngress({ tls: [{ secretName: 'A' }] })],
  ['backstage.http.parentRefs[0].namespace', on({ http: { parentRefs: [{ name: 'a', namespace: 'A' }] } })],
])('refuses the object name in %s', (path, values) => {
  expect(refusals(values)).toEqual([refused(path)]);
});

test.each<[string, Values]>([
  ['global.commonLabels.team', { global: { commonLabels: { team: 'a b' } } }],
  ['backstage.podLabels.team', on({ podLabels: { team: 'a b' } })],
  ['backstage.http.annotations["a…"]', on({ http: { annotations: { 'a b': 'c' } } })],
  ['openchoreoApi.http.annotations["a…"]', { openchoreoApi: { http: { annotations: { 'a b': 'c' } } } }],
  ['backstage.secretKeys.backendSecret', on({ secretKeys: { backendSecret: 'a/b' } })],
  ['backstage.auth.serviceClientSecretKey', on({ auth: { serviceClientSecretKey: 'a/b' } })],
  ['backstage.extraEnv[0].name', on({ extraEnv: [{ name: 'A=B', value: 'x' }] })],
  ['backstage.extraContainers[0].name', on({ extraContainers: [{ name: 'A', image: 'a' }] })],
])('looks at %s', (path, values) => {
  expect(refusals(values)).toEqual([refused(path)]);
});

test.each<Values>([
  on({ name: '' }),
  { openchoreoApi: { name: '' } },
  { global: { imageRegistry: 'registry.example.com:5000/mirror' } },
  on({ priorityClass: { name: 'A' } }),
  // Kubernetes does not check these names and paths.
  on({ database: { sqlite: { persistence: { existingClaim: 'A' } } } }),
  on({ database: { type: 'postgresql', postgresql: { caBundle: { secret: 'A' } } } }),
  on({ http: { parentRefs: [{ name: 'A' }] } }),
  { global: { imagePullSecrets: [{ name: 'A' }] } },
])('accepts %j', (values) => {
  expect(found(values)).toEqual([]);
});

test('does not show a key, which may be a secret', () => {
  expect(JSON.stringify(found(on({ secretKeys: { clientSecret: 'hunter2/x' } })))).not.toContain('hunter2');
});

test('accepts invalid names if the rule is switched off or Backstage is disabled', () => {
  expect(rulesOn(on({ serviceAccount: { name: 'A' } }), { allow: ['kubernetes-objects'] })).toEqual([]);
  expect(found(disabled(on({ name: 'A', serviceAccount: { name: 'A' } })))).toEqual([]);
});

describe('ports', () => {
  const parentRefs = [{ name: 'gateway', port: 70000 }];

  test.each<[string, Values]>([
    ['backstage.service.port', on({ service: { port: 0 } })],
    ['backstage.service.nodePort', on({ service: { type: 'NodePort', nodePort: 70000 } })],
    ['backstage.http.parentRefs[0].port', on({ http: { parentRefs } })],
  ])('outside of their range are refused at %s', (path, values) => {
    expect(refusals(values)).toEqual([refused(path)]);
    expect(refusals(values, { allow: ['kubernetes-objects'] })).toEqual([]);
    expect(refusals(disabled(values))).toEqual([]);
  });

  test.each<[string, Values]>([
    ['openchoreoApi.service.port', { openchoreoApi: { service: { port: 70000 } } }],
    ['openchoreoApi.http.parentRefs[0].port', { openchoreoApi: { http: { parentRefs } } }],
  ])("outside of their range are refused at %s, also if only the API's route is rendered", (path, values) => {
    expect(refusals(values)).toEqual([refused(path)]);
    expect(refusals(disabled(values))).toEqual([refused(path)]);
    expect(refusals({ ...values, openchoreoApi: { ...values.openchoreoApi, enabled: false } })).toEqual([]);
  });

  test.each<Values>([on({ service: { port: 65535 } }), on({ service: { nodePort: 70000 } })])(
    'of %j are accepted',
    (values) => {
      expect(refusals(values)).toEqual([]);
    },
  );

  test('of the parents of an Ingress are ignored, because another rule refuses them', () => {
    expect(rulesOn(behindIngress({ parentRefs }))).toEqual(['route-options']);
  });

  test('of peers of the NetworkPolicy are refused outside of 1 to 65535', () => {
    const ports = { dns: [53, 65536] };
    const fidelity = 'corrected';
    expect(refusals(on({ networkPolicy: { enabled: true, ports } }), { fidelity })).toEqual([
      refused('backstage.networkPolicy.ports.dns[1]'),
    ]);
    expect(refusals(on({ networkPolicy: { ports } }), { fidelity })).toEqual([]);
  });
});

describe('both routes', () => {
  const invalid = (http: object): Values => ({ openchoreoApi: { http }, ...on({ http }) });

  test('must have valid timeouts', () => {
    expect(refusals(invalid({ timeouts: { request: '1d' } })).sort()).toEqual([
      refused('backstage.http.timeouts.request'),
      refused('openchoreoApi.http.timeouts.request'),
    ]);
    expect(refusals(invalid({ timeouts: { request: '30s', backendRequest: '1m' } })).sort()).toEqual([
      refused('backstage.http.timeouts.backendRequest'),
      refused('openchoreoApi.http.timeouts.backendRequest'),
    ]);
    expect(refusals(invalid({ timeouts: { request: '1m', backendRequest: '30s' } }))).toEqual([]);
  });

  test('must not name a parent twice', () => {
    expect(refusals(invalid({ parentRefs: [{ name: 'gateway' }, { name: 'gateway' }] })).sort()).toEqual([
      refused('backstage.http.parentRefs[1]'),
      refused('openchoreoApi.http.parentRefs[1]'),
    ]);
  });
});

test.each<[string, Values]>([
  ['backstage.autoscaling.minReplicas', on({ autoscaling: { enabled: true, minReplicas: 2, maxReplicas: 1 } })],
  ['backstage.resources.limits.memory', on({ resources: { limits: { memory: '8 gigs' } } })],
  ['backstage.podDisruptionBudget.maxUnavailable', on({ podDisruptionBudget: { enabled: true, maxUnavailable: 1 } })],
  ['backstage.startupProbe', on({ startupProbe: { failureThreshold: 30 } })],
])('refuses amounts and probes at %s', (path, values) => {
  const isOfDatabase = (rule?: string) => rule === 'sqlite-single-replica';
  expect(refusals(values).filter(([rule]) => !isOfDatabase(rule))).toEqual([refused(path)]);
  expect(rulesOn(values, { allow: ['kubernetes-objects'] }).filter((rule) => !isOfDatabase(rule))).toEqual([]);
  expect(found(disabled(values))).toEqual([]);
});
