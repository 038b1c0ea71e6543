import type { RenderOptions, Values } from '../../lib';
import { FIDELITIES } from '../../lib/values/fidelity';
import { misjudged, POSTGRESQL } from './0.11/rules/support';
import { a, type Backstage, errors, long, on, RULE, refused } from './object-findings-support';

const certificates = (caBundle: object): Values =>
  on({ database: { ...POSTGRESQL, postgresql: { ...POSTGRESQL.postgresql, caBundle } } });

const stored = (externalSecret: Backstage['externalSecret']): Values =>
  on({
    backendSecret: '',
    externalSecret: {
      secretStoreRef: { name: 'vault' },
      data: { backendSecret: { key: 'a' }, clientSecret: { key: 'b' } },
      ...externalSecret,
    },
  });

const NO_DNS_NAMES = ['Portal', 'my_portal', 'portal-', '-portal', '.portal', 'my portal'];

describe.each<[string, (name: string) => Values]>([
  ['backstage.serviceAccount.name', (name) => on({ serviceAccount: { name } })],
  ['backstage.runtimeClassName', (runtimeClassName) => on({ runtimeClassName })],
  ['backstage.secretName', (secretName) => on({ backendSecret: '', secretName })],
  ['backstage.externalSecret.secretStoreRef.name', (name) => stored({ secretStoreRef: { name } })],
  ['backstage.externalSecret.target.name', (name) => stored({ target: { name } })],
  [
    'openchoreoApi.ingress.parentRefs[0].sectionName',
    (sectionName) => ({ openchoreoApi: { ingress: { parentRefs: [{ name: 'a', sectionName }] } } }),
  ],
  [
    'backstage.ingress.parentRefs[1].sectionName',
    (sectionName) => on({ ingress: { parentRefs: [{ name: 'a' }, { name: 'b', sectionName }] } }),
  ],
  ['backstage.priorityClass.name', (name) => on({ priorityClass: { create: true, name } })],
  ['backstage.ingress.ingressClassName', (ingressClassName) => on({ ingress: { ingressClassName } })],
  ['backstage.ingress.className', (className) => on({ ingress: { className } })],
  ['global.ingressClassName', (ingressClassName) => ({ global: { ingressClassName } })],
  [
    'backstage.ingress.tls[0].secretName',
    (secretName) => on({ ingress: { kind: 'Ingress', tls: [{ secretName, hosts: ['localhost'] }] } }),
  ],
  [
    'global.tls.secretName',
    (secretName) => ({ global: { tls: { enabled: true, secretName } }, ...on({ ingress: { kind: 'Ingress' } }) }),
  ],
  [
    'backstage.database.sqlite.persistence.storageClassName',
    (storageClassName) => on({ database: { sqlite: { persistence: { enabled: true, storageClassName } } } }),
  ],
])('%s', (path, values) => {
  test('must not be malformed', () => {
    expect(
      misjudged(
        [...NO_DNS_NAMES, long(254)],
        (name) => errors(values(name)),
        () => [refused(path)],
      ),
    ).toEqual([]);
  });

  test('may be well-formed', () => {
    expect(misjudged(['portal', 'portal.example.com', '1', a(63), long(253)], (name) => errors(values(name)))).toEqual(
      [],
    );
  });
});

test.each<[string, (name: string) => Values]>([
  ['backstage.database.postgresql.caBundle.configMap', (configMap) => certificates({ configMap })],
  ['backstage.database.postgresql.caBundle.secret', (secret) => certificates({ secret })],
  ['backstage.imagePullSecrets[1].name', (name) => on({ imagePullSecrets: [{ name: 'registry' }, { name }] })],
  [
    'openchoreoApi.ingress.parentRefs[0].name',
    (name) => ({ openchoreoApi: { ingress: { parentRefs: [{ name, sectionName: 'https' }] } } }),
  ],
  ['backstage.ingress.parentRefs[0].name', (name) => on({ ingress: { parentRefs: [{ name }] } })],
  [
    'backstage.database.sqlite.persistence.existingClaim',
    (existingClaim) => on({ database: { sqlite: { persistence: { enabled: true, existingClaim } } } }),
  ],
])('accepts any name in %s, as Kubernetes does', (_, values) => {
  expect(misjudged([...NO_DNS_NAMES, 'portal'], (name) => errors(values(name)))).toEqual([]);
});

describe.each<[string, (name: string) => Values]>([
  ['backstage.extraVolumes[0].name', (name) => on({ extraVolumes: [{ name, emptyDir: {} }] })],
  ['backstage.initContainers[0].name', (name) => on({ initContainers: [{ name, image: 'busybox' }] })],
  ['backstage.extraContainers[0].name', (name) => on({ extraContainers: [{ name, image: 'busybox' }] })],
])('%s', (path, values) => {
  test('must not be malformed', () => {
    expect(
      misjudged(
        [a(64), 'Portal', 'my_portal', 'por.tal', '-portal', 'portal-'],
        (name) => errors(values(name)),
        () => [refused(path)],
      ),
    ).toEqual([]);
  });

  test('may be well-formed', () => {
    expect(misjudged([a(63), 'portal', '1'], (name) => errors(values(name)))).toEqual([]);
  });
});

test('accepts lists that are null', () => {
  const lists = { imagePullSecrets: null, extraVolumes: null, initContainers: null, extraContainers: null };
  const global = { tls: { enabled: true, secretName: 'portal-tls' } };
  expect(errors({ global, ...on({ ...lists, ingress: { kind: 'Ingress', tls: null } }) })).toEqual([]);
});

test.each([{ name: '' }, {}])('accepts the registry login %j, of which Kubernetes only warns', (login) => {
  expect(errors(on({ imagePullSecrets: [login] }))).toEqual([]);
});

test.each<[string, Values]>([
  ['a PriorityClass that is not rendered', on({ priorityClass: { create: false, name: 'My Class' } })],
  [
    'the claim without persistence',
    on({ database: { sqlite: { persistence: { enabled: false, storageClassName: 'A B' } } } }),
  ],
  [
    'the claim on PostgreSQL',
    on({ database: { ...POSTGRESQL, sqlite: { mountPath: 'x', persistence: { storageClassName: 'A B' } } } }),
  ],
  ['the class of a disabled Ingress', on({ ingress: { enabled: false, ingressClassName: 'A B' } })],
  ['the class with an HTTPRoute', on({ ingress: { kind: 'HTTPRoute', ingressClassName: 'A B' } })],
  ['certificates of a disabled Ingress', on({ ingress: { enabled: false, tls: [{ secretName: 'A B' }] } })],
  ['certificates with an HTTPRoute', on({ ingress: { tls: [{ secretName: 'A B' }] } })],
  [
    'the global certificate without TLS',
    { global: { tls: { secretName: 'A B' } }, ...on({ ingress: { kind: 'Ingress' } }) },
  ],
  [
    'the global certificate with other certificates',
    {
      global: { tls: { enabled: true, secretName: 'A B' } },
      ...on({ ingress: { kind: 'Ingress', tls: [{ hosts: ['localhost'], secretName: 'own' }] } }),
    },
  ],
  ['the global certificate with an HTTPRoute', { global: { tls: { enabled: true, secretName: 'A B' } } }],
])('ignores %s', (_, values) => {
  expect(errors(values)).toEqual([]);
});

test.each<Backstage>([
  { serviceAccount: { name: '' } },
  { serviceAccount: { name: null } },
  { ingress: { kind: 'Ingress', ingressClassName: '', tls: [{ hosts: ['localhost'] }, { secretName: '' }] } },
  { database: { sqlite: { persistence: { storageClassName: '' } } } },
])('accepts %j, because an empty name has a meaning there', (backstage) => {
  expect(errors(on(backstage))).toEqual([]);
});

test.each(['', null])('refuses a PriorityClass named %j', (name) => {
  expect(errors(on({ priorityClass: { create: true, name } }))).toEqual([refused('backstage.priorityClass.name')]);
});

test('refuses a PriorityClass whose name begins with system-, which Kubernetes reserves', () => {
  expect(errors(on({ priorityClass: { create: true, name: 'system-portal' } }))).toEqual([
    refused('backstage.priorityClass.name'),
  ]);
});

test('reports all errors at once', () => {
  const options: RenderOptions = { namespace: 'My Namespace', releaseName: 'my release' };
  const values: Values = {
    nameOverride: 'my name',
    fullnameOverride: 'my fullname',
    ...on({ serviceAccount: { name: 'A B' } }),
  };
  expect(errors(values, options).map(({ path }) => path)).toEqual([
    'releaseName',
    'nameOverride',
    'fullnameOverride',
    'namespace',
    'backstage.serviceAccount.name',
  ]);
});

test('accepts a malformed name if the rule is switched off', () => {
  expect(errors(on({ serviceAccount: { name: 'Portal' } }), { allow: [RULE] })).toEqual([]);
});

test('ignores the names if Backstage is disabled', () => {
  const backstage: Backstage = {
    enabled: false,
    serviceAccount: { name: 'A B' },
    priorityClass: { create: true, name: '' },
    database: { sqlite: { mountPath: 'data' } },
    env: [{ name: '1ST' }],
    ingress: { parentRefs: [{ name: 'A B' }] },
  };
  expect(errors({ fullnameOverride: a(63), backstage })).toEqual([]);
  expect(errors({ fullnameOverride: 'Portal', backstage })).toEqual([]);
});

test.each(['', null])('accepts the runtimeClassName %j', (runtimeClassName) => {
  expect(errors(on({ runtimeClassName }))).toEqual([]);
});

test.each(FIDELITIES)('reports the same in %s fidelity', (fidelity) => {
  expect(errors(on({ podLabels: { 'a b': '' }, runtimeClassName: 'A' }), { fidelity }).map(({ path }) => path)).toEqual(
    ['backstage.podLabels["a…"]', 'backstage.runtimeClassName'],
  );
});

test.each(['extraVolumes', 'initContainers', 'extraContainers'])('refuses an empty name of an entry in %s', (list) => {
  expect(errors(on({ [list]: [{ name: '' }] })).map(({ path }) => path)).toContain(`backstage.${list}[0].name`);
});
