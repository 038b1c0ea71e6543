import type { RenderOptions, Values } from '../../../lib';
import { FIDELITIES } from '../../../lib/values/fidelity';
import { error, errors, POSTGRESQL, shown } from './support';

type Backstage = NonNullable<Values['backstage']>;

const RULE = 'kubernetes-names';
const DNS_LABEL = 'at most 63 lower-case letters, digits and hyphens, with no hyphen at either end';
const DNS_NAME = 'must be parts of lower-case letters, digits and hyphens between dots';
const DATA_KEY = 'must be a key of a ConfigMap or Secret: at most 253 letters, digits, -, _ and .';
const LABEL_VALUE = 'must be a label value: at most 63 letters, digits, -, _ and .';
const LABEL_KEY = 'must have a key of at most 63 letters, digits, -, _ and ., after a DNS name and / at most';

/** How to mend a name, by what is said of it. */
const MENDS: Readonly<Record<string, string>> = {
  [`must be ${DNS_LABEL}`]: 'write it as my-name',
  [DNS_NAME]: 'write it as my-name or my-name.example.com',
  [LABEL_VALUE]: 'shorten it, or write - for other characters; it begins and ends with a letter or digit',
  [LABEL_KEY]: 'write it as team or example.com/team',
  [DATA_KEY]: 'set it to the key alone, such as ca.crt or client-secret',
  "must differ from the names of Backstage's HTTPRoutes": 'choose another name, or another fullnameOverride',
  'must not begin with system-': 'begin it with another word; Kubernetes keeps that one for itself',
  'must be an absolute path without a colon': 'write it as /app/.config/backstage',
  'must not hide the files of the image': 'choose a folder of its own, such as /app/.config/backstage',
  'must be letters, digits, _, - and ., with no digit in front': 'write it as MY_VARIABLE',
  'must be a registry and repository, without tag':
    'write it as ghcr.io/acme/portal; tag and digest are keys of their own',
  'must be a registry, without protocol': 'write it as registry.example.com or registry.example.com:5000',
  'must be a tag: at most 128 letters, digits, _, - and .': 'write it as v1.2.3; a digest is a key of its own',
  'must be sha256: and 64 digits from 0 to f': 'copy it as a whole from the registry, or leave it empty',
};

const refused = (path: string, message: string, got: string | null, mend = MENDS[message] ?? 'none is known') =>
  error(RULE, path, `${message}, got ${shown(got)}`, mend);

const a = (length: number) => 'a'.repeat(length);
/** A DNS name of that many characters, in parts of at most 63. */
const long = (length: number) =>
  `${a(63)}.`
    .repeat(4)
    .slice(0, length - 1)
    .concat('a');

const on = (backstage: Backstage): Values => ({ backstage });
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

describe('the namespace', () => {
  test.each([a(64), 'Portal', 'my_portal', 'portal-', '-portal', 'por.tal', '', 'por tal', 'portal\n'])(
    'must not be %j',
    (namespace) => {
      expect(errors({}, { namespace })).toEqual([refused('namespace', `must be ${DNS_LABEL}`, namespace)]);
    },
  );

  test.each([a(63), 'portal', 'p', '1', 'a--b'])('may be %s', (namespace) => {
    expect(errors({}, { namespace })).toEqual([]);
  });
});

describe('the release', () => {
  test.each([a(64), 'portal-', '-portal', '_portal', 'my portal', 'pörtal', ''])(
    'must not be named %j',
    (releaseName) => {
      expect(errors({}, { releaseName })).toEqual([refused('releaseName', LABEL_VALUE, releaseName)]);
    },
  );

  test.each([a(63), 'portal', 'Portal', 'my_portal', 'portal.eu', '1'])('may be named %s', (releaseName) => {
    expect(errors({}, { releaseName })).toEqual([]);
  });
});

describe('nameOverride', () => {
  test.each(['my portal', '-portal', 'portal--', 'portal_', 'a/b', `${a(61)}--x`])('must not be %j', (nameOverride) => {
    expect(errors({ nameOverride })).toEqual([refused('nameOverride', LABEL_VALUE, nameOverride)]);
  });

  test.each([a(63), a(64), 'Portal', 'my_portal', 'portal-', '', null])('may be %j', (nameOverride) => {
    expect(errors({ nameOverride })).toEqual([]);
  });
});

describe('the name of the Service', () => {
  const service = (path: 'fullnameOverride' | 'releaseName', message: string, name: string) =>
    refused(
      path,
      message,
      name,
      path === 'fullnameOverride'
        ? 'choose a shorter or plainer one'
        : 'set fullnameOverride, or choose another release name',
    );
  const misfit = (path: 'fullnameOverride' | 'releaseName', message: string, name: string) => {
    const finding = service(path, message, name);
    return { ...finding, message: `${finding.message} (${name.length} characters)` };
  };
  const SERVICE = `must give the Service a name of ${DNS_LABEL}`;
  const LETTER = 'must begin with a lower-case letter, as the name of a Service does';

  test.each([a(61), a(63), 'my_portal', 'por.tal', 'por tal', 'portaL'])(
    'must not come of fullnameOverride %j',
    (fullnameOverride) => {
      expect(errors({ fullnameOverride })).toEqual([misfit('fullnameOverride', SERVICE, `${fullnameOverride}-ui`)]);
    },
  );

  test('is measured after the cut at 63 characters, as the chart makes it', () => {
    expect(errors({ fullnameOverride: a(100) })).toEqual([misfit('fullnameOverride', SERVICE, `${a(63)}-ui`)]);
  });

  test.each(['1portal', '-portal', 'Portal'])('must not begin as that of fullnameOverride %j', (fullnameOverride) => {
    expect(errors({ fullnameOverride })).toEqual([misfit('fullnameOverride', LETTER, `${fullnameOverride}-ui`)]);
  });

  test.each([a(60), 'portal', 'p', 'portal-'])('may come of fullnameOverride %s', (fullnameOverride) => {
    expect(errors({ fullnameOverride })).toEqual([]);
  });

  test.each<[string, string, string]>([
    ['Portal', LETTER, 'Portal-openchoreo-control-plane-ui'],
    ['my_portal', SERVICE, 'my_portal-openchoreo-control-plane-ui'],
    [a(36), SERVICE, `${a(36)}-openchoreo-control-plane-ui`],
  ])('must not come of the release %s where fullnameOverride is empty', (releaseName, message, name) => {
    expect(errors({ fullnameOverride: '' }, { releaseName })).toEqual([misfit('releaseName', message, name)]);
  });

  test('may come of a release of 35 characters', () => {
    expect(errors({ fullnameOverride: '' }, { releaseName: a(35) })).toEqual([]);
  });
});

describe('openchoreoApi.name', () => {
  test.each([a(64), 'API', 'my_api', 'api-', '', null])('must not be %j', (name) => {
    expect(errors({ openchoreoApi: { name } })).toEqual([refused('openchoreoApi.name', `must be ${DNS_LABEL}`, name)]);
  });

  test.each([a(63), 'api'])('may be %s', (name) => {
    expect(errors({ openchoreoApi: { name } })).toEqual([]);
  });

  test("must differ from the name of Backstage's HTTPRoute", () => {
    expect(errors({ openchoreoApi: { name: 'openchoreo-backstage' } })).toEqual([
      refused('openchoreoApi.name', "must differ from the names of Backstage's HTTPRoutes", 'openchoreo-backstage'),
    ]);
  });

  const redirecting = (enabled: boolean): Values => ({
    openchoreoApi: { name: 'openchoreo-backstage-redirect' },
    ...on({ baseUrl: 'https://localhost', ingress: { httpsRedirect: { enabled } } }),
  });

  test('must differ from the name of the HTTPRoute that redirects to https', () => {
    expect(errors(redirecting(true))).toEqual([
      refused(
        'openchoreoApi.name',
        "must differ from the names of Backstage's HTTPRoutes",
        'openchoreo-backstage-redirect',
      ),
    ]);
  });

  test('may be that of the HTTPRoute that redirects to https where there is none', () => {
    expect(errors(redirecting(false))).toEqual([]);
  });

  test.each<[string, Values]>([
    ['Backstage is behind an Ingress', on({ ingress: { kind: 'Ingress' } })],
    ['Backstage has no Ingress', on({ ingress: { enabled: false } })],
    ['Backstage is disabled', on({ enabled: false })],
    ['the name of the release is another', { fullnameOverride: 'acme' }],
  ])('may be openchoreo-backstage where %s', (_, values) => {
    expect(errors({ ...values, openchoreoApi: { name: 'openchoreo-backstage' } })).toEqual([]);
  });

  test.each<Values>([
    { openchoreoApi: { name: 'API', enabled: false } },
    { openchoreoApi: { name: 'API', ingress: { enabled: false } } },
    { openchoreoApi: { name: 'API' }, gateway: { enabled: false } },
  ])('is not looked at where the route is not rendered: %j', (values) => {
    expect(errors(values)).toEqual([]);
  });

  test('is looked at without Backstage', () => {
    expect(errors({ backstage: { enabled: false }, openchoreoApi: { name: 'API' } })).toEqual([
      refused('openchoreoApi.name', `must be ${DNS_LABEL}`, 'API'),
    ]);
  });
});

const LABEL_MAPS: readonly [string, (labels: Readonly<Record<string, string>>) => Values][] = [
  ['global.commonLabels', (commonLabels) => ({ global: { commonLabels } })],
  ['backstage.podLabels', (podLabels) => on({ podLabels })],
  ['backstage.nodeSelector', (nodeSelector) => on({ nodeSelector })],
  [
    'backstage.metrics.serviceMonitor.labels',
    (labels) => on({ metrics: { serviceMonitor: { enabled: true, labels } } }),
  ],
];

describe.each(LABEL_MAPS)('%s', (list, values) => {
  test.each([
    '',
    '-team',
    'team-',
    'my team',
    a(64),
    '/team',
    'a/b/c',
    'Example.com/team',
    'example.com/',
    'exa_mple.com/team',
  ])('must not have the key %j', (key) => {
    const path = `${list}${/^[A-Za-z_][\w-]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`}`;
    expect(errors(values({ [key]: 'x' }))).toEqual([refused(path, LABEL_KEY, key)]);
  });

  test.each([a(63), 'team', 'Team', 'team_1.x', '1', 'example.com/team', `example.com/${a(63)}`, `${long(253)}/team`])(
    'may have the key %s',
    (key) => {
      expect(errors(values({ [key]: 'x' }))).toEqual([]);
    },
  );

  test.each([a(64), '-', 'portal-', '-portal', 'portal team', 'team:portal', 'portal\n', 'a@example.com'])(
    'must not have the value %j',
    (value) => {
      expect(errors(values({ team: value }))).toEqual([refused(`${list}.team`, LABEL_VALUE, value)]);
    },
  );

  test.each([a(63), '', 'portal', 'Portal_1.x', '1'])('may have the value %j', (value) => {
    expect(errors(values({ team: value }))).toEqual([]);
  });

  test('is told key and value at once, of each label', () => {
    expect(errors(values({ 'my team': 'a b', team: 'a b' })).map(({ path }) => path)).toEqual([
      `${list}["my team"]`,
      `${list}["my team"]`,
      `${list}.team`,
    ]);
  });
});

describe('global.commonLabels', () => {
  test('are looked at without Backstage, for the API route carries them', () => {
    expect(errors({ global: { commonLabels: { team: 'my team' } }, backstage: { enabled: false } })).toEqual([
      refused('global.commonLabels.team', LABEL_VALUE, 'my team'),
    ]);
  });
});

test.each<[string, Backstage]>([
  ['of a ServiceMonitor that is off', { metrics: { serviceMonitor: { enabled: false, labels: { 'a b': 'x' } } } }],
  ['of pods of a disabled Backstage', { enabled: false, podLabels: { 'a b': 'x' }, nodeSelector: { 'a b': 'x' } }],
  [
    'of the ServiceMonitor of a disabled Backstage',
    { enabled: false, metrics: { serviceMonitor: { enabled: true, labels: { 'a b': 'x' } } } },
  ],
  [
    'that are null',
    { podLabels: null, nodeSelector: null, metrics: { serviceMonitor: { enabled: true, labels: null } } },
  ],
])('does not look at labels %s', (_, backstage) => {
  expect(errors(on(backstage))).toEqual([]);
});

describe.each<[string, (annotations: Readonly<Record<string, string>>) => Values]>([
  ['backstage.annotations', (annotations) => on({ annotations })],
  ['backstage.podAnnotations', (podAnnotations) => on({ podAnnotations })],
  ['backstage.serviceAccount.annotations', (annotations) => on({ serviceAccount: { annotations } })],
  ['backstage.ingress.annotations', (annotations) => on({ ingress: { annotations } })],
  ['openchoreoApi.ingress.annotations', (annotations) => ({ openchoreoApi: { ingress: { annotations } } })],
])('%s', (list, values) => {
  test.each(['my owner', `example.com/${a(64)}`, 'a/b/c', '/owner'])('must not have the key %j', (key) => {
    expect(errors(values({ [key]: 'x' }))).toEqual([refused(`${list}[${JSON.stringify(key)}]`, LABEL_KEY, key)]);
  });

  test('may have any text as value', () => {
    expect(errors(values({ 'example.com/owner': 'Team Portal <portal@example.com>\n' }))).toEqual([]);
  });

  test('may have a key with a prefix in upper case, as Kubernetes does for annotations', () => {
    expect(errors(values({ 'Example.COM/owner': 'x' }))).toEqual([]);
  });
});

test.each<[string, Values]>([
  ['a disabled Backstage', on({ enabled: false, serviceAccount: { annotations: { 'my owner': 'x' } } })],
  ['the Deployment of a disabled Backstage', on({ enabled: false, annotations: { 'my owner': 'x' } })],
  ['the pods of a disabled Backstage', on({ enabled: false, podAnnotations: { 'my owner': 'x' } })],
  ['what is null', on({ annotations: null, podAnnotations: null })],
  ['the way into a disabled Backstage', on({ enabled: false, ingress: { annotations: { 'my owner': 'x' } } })],
  ['an Ingress that is off', on({ ingress: { enabled: false, annotations: { 'my owner': 'x' } } })],
  ["the API's route that is off", { openchoreoApi: { ingress: { enabled: false, annotations: { 'my owner': 'x' } } } }],
])('does not look at the annotations of %s', (_, values) => {
  expect(errors(values)).toEqual([]);
});

const BAD_NAMES = ['Portal', 'my_portal', 'portal-', '-portal', '.portal', 'my portal', long(254)];

describe.each<[string, (name: string) => Values]>([
  ['backstage.serviceAccount.name', (name) => on({ serviceAccount: { name } })],
  ['backstage.runtimeClassName', (runtimeClassName) => on({ runtimeClassName })],
  ['backstage.secretName', (secretName) => on({ backendSecret: '', secretName })],
  ['backstage.externalSecret.secretStoreRef.name', (name) => stored({ secretStoreRef: { name } })],
  ['backstage.externalSecret.target.name', (name) => stored({ target: { name } })],
  ['backstage.database.postgresql.caBundle.configMap', (configMap) => certificates({ configMap })],
  ['backstage.database.postgresql.caBundle.secret', (secret) => certificates({ secret })],
  ['backstage.imagePullSecrets[1].name', (name) => on({ imagePullSecrets: [{ name: 'registry' }, { name }] })],
  [
    'openchoreoApi.ingress.parentRefs[0].name',
    (name) => ({ openchoreoApi: { ingress: { parentRefs: [{ name, sectionName: 'https' }] } } }),
  ],
  [
    'openchoreoApi.ingress.parentRefs[0].sectionName',
    (sectionName) => ({ openchoreoApi: { ingress: { parentRefs: [{ name: 'a', sectionName }] } } }),
  ],
  ['backstage.ingress.parentRefs[0].name', (name) => on({ ingress: { parentRefs: [{ name }] } })],
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
  [
    'backstage.database.sqlite.persistence.existingClaim',
    (existingClaim) => on({ database: { sqlite: { persistence: { enabled: true, existingClaim } } } }),
  ],
])('%s', (path, values) => {
  test.each(BAD_NAMES)('must not be %j', (name) => {
    expect(errors(values(name))).toEqual([refused(path, DNS_NAME, name)]);
  });

  test.each(['portal', 'portal.example.com', '1', a(63), long(253)])('may be %s', (name) => {
    expect(errors(values(name))).toEqual([]);
  });
});

describe.each<[string, (name: string) => Values]>([
  ['backstage.extraVolumes[0].name', (name) => on({ extraVolumes: [{ name, emptyDir: {} }] })],
  ['backstage.initContainers[0].name', (name) => on({ initContainers: [{ name, image: 'busybox' }] })],
  ['backstage.extraContainers[0].name', (name) => on({ extraContainers: [{ name, image: 'busybox' }] })],
])('%s', (path, values) => {
  test.each([a(64), 'Portal', 'my_portal', 'por.tal', '-portal', 'portal-'])('must not be %j', (name) => {
    expect(errors(values(name))).toEqual([refused(path, `must be ${DNS_LABEL}`, name)]);
  });

  test.each([a(63), 'portal', '1'])('may be %s', (name) => {
    expect(errors(values(name))).toEqual([]);
  });
});

test('logins of registries for all components are looked at where they are rendered', () => {
  const values: Values = { global: { imagePullSecrets: [{ name: 'A B' }] } };
  expect(errors(values, { fidelity: 'corrected' })).toEqual([
    refused('global.imagePullSecrets[0].name', DNS_NAME, 'A B'),
  ]);
  expect(errors(values, { fidelity: 'exact' })).toEqual([]);
});

test('lists that are null have no names', () => {
  const lists = { imagePullSecrets: null, extraVolumes: null, initContainers: null, extraContainers: null };
  const global = { tls: { enabled: true, secretName: 'portal-tls' } };
  expect(errors({ global, ...on({ ...lists, ingress: { kind: 'Ingress', tls: null } }) })).toEqual([]);
});

test.each([{ name: '' }, {}])('refuses the login %j, which has no name', (login) => {
  expect(errors(on({ imagePullSecrets: [login] }))).toEqual([
    refused('backstage.imagePullSecrets[0].name', DNS_NAME, login.name ?? null),
  ]);
});

test.each<[string, Values]>([
  ['a PriorityClass that is not created', on({ priorityClass: { create: false, name: 'My Class' } })],
  [
    'the claim without persistence',
    on({ database: { sqlite: { persistence: { enabled: false, storageClassName: 'A B' } } } }),
  ],
  [
    'the claim on PostgreSQL',
    on({ database: { ...POSTGRESQL, sqlite: { mountPath: 'x', persistence: { storageClassName: 'A B' } } } }),
  ],
  ['the class of an Ingress that is off', on({ ingress: { enabled: false, ingressClassName: 'A B' } })],
  ['the class beside an HTTPRoute', on({ ingress: { kind: 'HTTPRoute', ingressClassName: 'A B' } })],
  ['certificates of an Ingress that is off', on({ ingress: { enabled: false, tls: [{ secretName: 'A B' }] } })],
  ['certificates beside an HTTPRoute', on({ ingress: { tls: [{ secretName: 'A B' }] } })],
  [
    'the global certificate without TLS',
    { global: { tls: { secretName: 'A B' } }, ...on({ ingress: { kind: 'Ingress' } }) },
  ],
  [
    'the global certificate beside own ones',
    {
      global: { tls: { enabled: true, secretName: 'A B' } },
      ...on({ ingress: { kind: 'Ingress', tls: [{ hosts: ['localhost'], secretName: 'own' }] } }),
    },
  ],
  ['the global certificate beside an HTTPRoute', { global: { tls: { enabled: true, secretName: 'A B' } } }],
])('does not look at %s', (_, values) => {
  expect(errors(values)).toEqual([]);
});

test.each<Backstage>([
  { serviceAccount: { name: '' } },
  { serviceAccount: { name: null } },
  { ingress: { kind: 'Ingress', ingressClassName: '', tls: [{ hosts: ['localhost'] }, { secretName: '' }] } },
  { database: { sqlite: { persistence: { storageClassName: '' } } } },
])('takes %j, where an empty name has a meaning', (backstage) => {
  expect(errors(on(backstage))).toEqual([]);
});

test.each(['', null])('refuses a PriorityClass named %j, which has no other name', (name) => {
  expect(errors(on({ priorityClass: { create: true, name } }))).toEqual([
    refused('backstage.priorityClass.name', DNS_NAME, name),
  ]);
});

test('refuses a PriorityClass whose name begins with system-, which Kubernetes keeps for itself', () => {
  expect(errors(on({ priorityClass: { create: true, name: 'system-portal' } }))).toEqual([
    refused('backstage.priorityClass.name', 'must not begin with system-', 'system-portal'),
  ]);
});

test('nodes may be selected by the labels that they have', () => {
  expect(errors(on({ nodeSelector: { 'kubernetes.io/os': 'linux', pool: '' } }))).toEqual([]);
});

describe('parents of the route', () => {
  const attached = (parent: object, ingress: Backstage['ingress'] = {}): Values =>
    on({ ingress: { ...ingress, parentRefs: [{ name: 'gateway', ...parent }] } });

  test.each([a(64), 'Gateways', 'my_gateways', 'gate.ways', '-a', 'a b'])(
    'must not be in the namespace %j',
    (namespace) => {
      expect(errors(attached({ namespace }))).toEqual([
        refused('backstage.ingress.parentRefs[0].namespace', `must be ${DNS_LABEL}`, namespace),
      ]);
    },
  );

  test.each([a(63), 'gateways', '', null])('may be in the namespace %j', (namespace) => {
    expect(errors(attached({ namespace }))).toEqual([]);
  });

  test('must have a name', () => {
    expect(errors(attached({ name: '' }))).toEqual([refused('backstage.ingress.parentRefs[0].name', DNS_NAME, '')]);
  });

  test('may be missing', () => {
    expect(errors(on({ ingress: { parentRefs: null } }))).toEqual([]);
  });

  test('may have no listener', () => {
    expect(errors(attached({ sectionName: null }))).toEqual([]);
  });

  test('of the API are looked at without Backstage, and not without its route', () => {
    const toApi = (enabled: boolean): Values => ({
      backstage: { enabled: false },
      openchoreoApi: { ingress: { enabled, parentRefs: [{ name: 'gateway', namespace: 'A' }] } },
    });
    expect(errors(toApi(true))).toEqual([
      refused('openchoreoApi.ingress.parentRefs[0].namespace', `must be ${DNS_LABEL}`, 'A'),
    ]);
    expect(errors(toApi(false))).toEqual([]);
  });

  test.each<[string, Backstage['ingress']]>([
    ['a route that is off', { enabled: false }],
    ['an Ingress', { kind: 'Ingress' }],
  ])('are not looked at beside %s', (_, ingress) => {
    const parent = { name: 'A B', namespace: 'A B', sectionName: 'A B' };
    expect(errors(attached(parent, ingress), { allow: ['route-options'] })).toEqual([]);
  });
});

describe('the listener of the redirect to https', () => {
  const redirecting = (sectionName: string | null, enabled = true): Values =>
    on({ baseUrl: 'https://localhost', ingress: { httpsRedirect: { enabled, sectionName } } });

  test.each(['HTTP', 'my_http', 'a b'])('must not be %j', (sectionName) => {
    expect(errors(redirecting(sectionName))).toEqual([
      refused('backstage.ingress.httpsRedirect.sectionName', DNS_NAME, sectionName),
    ]);
  });

  test('may be http', () => {
    expect(errors(redirecting('http'))).toEqual([]);
  });

  test.each(['', null])('is left to another rule where it is %j', (sectionName) => {
    expect(errors(redirecting(sectionName)).map(({ rule }) => rule)).toEqual(['route-options']);
  });

  test('is not looked at without the redirect', () => {
    expect(errors(redirecting('HTTP', false))).toEqual([]);
  });
});

describe('the name of the Job that registers the client', () => {
  const registering = (fullnameOverride: string, backstage: Backstage = {}): Values => ({
    fullnameOverride,
    ...on({ auth: { registration: { enabled: true } }, ...backstage }),
  });
  const tooLong = (path: string, fullname: string, mend: string) => {
    const name = `${fullname}-ui-client-12345678`;
    const finding = refused(path, 'must give the Job a name of at most 63 characters', name, mend);
    return { ...finding, message: `${finding.message} (${name.length} characters)` };
  };

  test('must not be longer than the label of its pods', () => {
    expect(errors(registering(a(45)))).toEqual([tooLong('fullnameOverride', a(45), 'choose a shorter or plainer one')]);
  });

  test('may be as long as the label of its pods, with the hash of what it does', () => {
    expect(errors(registering(a(44)))).toEqual([]);
  });

  test("follows the release's name where fullnameOverride is empty", () => {
    const releaseName = a(20);
    expect(errors(registering(''), { releaseName })).toEqual([
      tooLong(
        'releaseName',
        `${releaseName}-openchoreo-control-plane`,
        'set fullnameOverride, or choose another release name',
      ),
    ]);
  });

  test.each<[string, Backstage]>([
    ['without the Job', { auth: { registration: { enabled: false } } }],
    ['of a disabled Backstage', { enabled: false }],
  ])('is not looked at %s', (_, backstage) => {
    expect(errors(registering(a(45), backstage))).toEqual([]);
  });
});

describe('backstage.database.sqlite.mountPath', () => {
  const mounted = (mountPath: string | null): Values => on({ database: { sqlite: { mountPath } } });

  test.each(['', 'data', './data', '~/data', '/da:ta', 'C:\\data', null])('must not be %j', (mountPath) => {
    expect(errors(mounted(mountPath))).toEqual([
      refused('backstage.database.sqlite.mountPath', 'must be an absolute path without a colon', mountPath),
    ]);
  });

  test.each(['/', '//', '/app', '/app/'])('must not hide the files of the image at %s', (mountPath) => {
    expect(errors(mounted(mountPath))).toEqual([
      refused('backstage.database.sqlite.mountPath', 'must not hide the files of the image', mountPath),
    ]);
  });

  test.each(['/data', '/app/.config/backstage', '/data/', '/my data'])('may be %s', (mountPath) => {
    expect(errors(mounted(mountPath))).toEqual([]);
  });
});

describe.each<[string, (key: string) => Values]>([
  [
    'backstage.secretKeys.backendSecret',
    (backendSecret) => on({ backendSecret: '', secretName: 'mine', secretKeys: { backendSecret } }),
  ],
  [
    'backstage.secretKeys.clientSecret',
    (clientSecret) => on({ backendSecret: '', secretName: 'mine', secretKeys: { clientSecret } }),
  ],
  [
    'backstage.secretKeys.thunderToken',
    (thunderToken) => on({ backendSecret: '', secretName: 'mine', secretKeys: { thunderToken } }),
  ],
  [
    'backstage.secretKeys.postgresHost',
    (postgresHost) =>
      on({
        backendSecret: '',
        secretName: 'mine',
        secretKeys: { postgresHost },
        database: { type: 'postgresql' },
      }),
  ],
  ['backstage.database.postgresql.caBundle.key', (key) => certificates({ configMap: 'ca', key })],
])('%s', (path, values) => {
  test.each(['not a key/..', 'a/b', 'a b', '.', '..', '..data', a(254), 'key\n', 'schlüssel'])(
    'must not be %j',
    (key) => {
      expect(errors(values(key))).toEqual([
        { ...refused(path, DATA_KEY, key), message: `${DATA_KEY}, got a string (not shown)` },
      ]);
    },
  );

  test.each(['ca.crt', 'CLIENT_SECRET', '-', '.a', 'a..b', '1', a(253)])('may be %s', (key) => {
    expect(errors(values(key))).toEqual([]);
  });
});

test.each<[string, Values]>([
  ['of no Secret', on({ secretKeys: { backendSecret: 'a b' } })],
  [
    'of PostgreSQL with SQLite',
    on({ backendSecret: '', secretName: 'mine', secretKeys: { postgresPassword: 'a b', postgresHost: 'a b' } }),
  ],
  [
    "of Thunder's token without Thunder",
    {
      ...on({ backendSecret: '', secretName: 'mine', secretKeys: { thunderToken: 'a b' } }),
      thunder: { enabled: false },
    },
  ],
  ['of certificates that come from nowhere', certificates({ key: 'a b' })],
  ['of certificates that are empty', certificates({ configMap: 'ca', key: '' })],
  ['of certificates with SQLite', on({ database: { postgresql: { caBundle: { secret: 'ca', key: 'a b' } } } })],
  [
    'that are empty',
    on({ backendSecret: '', secretName: 'mine', secretKeys: { backendSecret: '', clientSecret: null } }),
  ],
])('does not look at keys %s', (_, values) => {
  expect(errors(values)).toEqual([]);
});

test('looks at the key of certificates in a Secret, too', () => {
  expect(errors(certificates({ secret: 'ca', key: 'a b' }))).toEqual([
    {
      ...refused('backstage.database.postgresql.caBundle.key', DATA_KEY, 'a b'),
      message: `${DATA_KEY}, got a string (not shown)`,
    },
  ]);
});

describe('the name of a variable', () => {
  const variable = (name: string): Values =>
    on({
      env: [
        { name: 'FIRST', value: 'x' },
        { name, value: 'x' },
      ],
    });

  test.each(['', '1ST', 'MY VAR', 'MY=VAR', 'MY$VAR', 'ÜBER', 'VAR\n', '.', '..', '..data'])(
    'must not be %j',
    (name) => {
      expect(errors(variable(name))).toEqual([
        refused('backstage.env[1].name', 'must be letters, digits, _, - and ., with no digit in front', name),
      ]);
    },
  );

  test.each(['MY_VAR', 'my.var-1', '_', '-x', '.x', a(300)])('may be %s', (name) => {
    expect(errors(variable(name))).toEqual([]);
  });
});

test('tells everything that is wrong at once', () => {
  const options: RenderOptions = { namespace: 'My Namespace', releaseName: 'my release' };
  const values: Values = {
    nameOverride: 'my name',
    fullnameOverride: 'my fullname',
    ...on({ serviceAccount: { name: 'A B' } }),
  };
  expect(errors(values, options).map(({ path }) => path)).toEqual([
    'namespace',
    'releaseName',
    'nameOverride',
    'fullnameOverride',
    'backstage.serviceAccount.name',
  ]);
});

test('lets such a name through where allowed', () => {
  expect(errors(on({ serviceAccount: { name: 'Portal' } }), { allow: [RULE] })).toEqual([]);
});

test('does not look at the names of a disabled Backstage', () => {
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

type Image = NonNullable<Backstage['image']>;

describe.each<[string, (image: Image) => Values]>([
  ['backstage.image', (image) => on({ image })],
  ['backstage.auth.registration.image', (image) => on({ auth: { registration: { enabled: true, image } } })],
])('%s', (path, values) => {
  const misnamed = (key: string, message: string, got: string | null) => refused(`${path}.${key}`, message, got);

  test.each(['1.4.2', 'v1', 'latest', 'A_b-c.d', a(128), '', null])('may have the tag %j', (tag) => {
    expect(errors(values({ tag }))).toEqual([]);
  });

  test.each(['a b', 'a:b', '-a', '.a', 'a"b', a(129), 'v1\n', 'v1@sha256'])('must not have the tag %j', (tag) => {
    expect(errors(values({ tag }))).toEqual([
      misnamed('tag', 'must be a tag: at most 128 letters, digits, _, - and .', tag),
    ]);
  });

  test.each([
    '',
    null,
    'Acme/ui',
    'acme/ui latest',
    'acme/ui:latest',
    'acme/',
    '/ui',
    'https://ghcr.io/ui',
    'ui@sha256:0',
  ])('must not have the repository %j', (repository) => {
    expect(errors(values({ repository }))).toEqual([
      misnamed('repository', 'must be a registry and repository, without tag', repository),
    ]);
  });

  test.each(['ui', 'acme/idp/ui', 'ghcr.io/acme/ui', 'localhost/ui', 'registry.acme.io:5000/idp/ui', 'a.b_c-d/e__f'])(
    'may have the repository %s',
    (repository) => {
      expect(errors(values({ repository }))).toEqual([]);
    },
  );

  test.each([
    'https://mirror.acme.io',
    'Mirror.acme.io',
    'mirror.acme.io/',
    'mirror acme',
    'mirror.acme.io:',
    '-a',
    '/a',
  ])('must not have the registry %j', (registry) => {
    expect(errors(values({ registry }))).toEqual([
      misnamed('registry', 'must be a registry, without protocol', registry),
    ]);
  });

  test.each(['mirror.acme.io', 'localhost:5000', 'mirror.acme.io/ghcr', '10.0.0.5:5000', 'mirror', '', null])(
    'may have the registry %j',
    (registry) => {
      expect(errors(values({ registry }))).toEqual([]);
    },
  );

  test('must not have two registries', () => {
    expect(errors(values({ registry: 'mirror.acme.io', repository: 'quay.io/acme/ui' }))).toEqual([
      refused(
        `${path}.repository`,
        `must not name another registry than ${path}.registry`,
        'quay.io/acme/ui',
        'leave the registry out of one of the two',
      ),
    ]);
  });

  test.each<Image>([
    { registry: 'mirror.acme.io', repository: 'acme/ui' },
    { registry: 'mirror.acme.io', repository: 'mirror.acme.io/acme/ui' },
    { registry: 'mirror.acme.io:5000', repository: 'mirror.acme.io:5000/ui' },
    { registry: '', repository: 'quay.io/acme/ui' },
  ])('may have one registry: %j', (image) => {
    expect(errors(values(image))).toEqual([]);
  });

  test.each([
    'sha256',
    `sha256:${a(63)}`,
    `sha256:${a(65)}`,
    `sha256:${'A'.repeat(64)}`,
    `sha256:${'g'.repeat(64)}`,
    `sha512:${a(64)}`,
    `@sha256:${a(64)}`,
    a(64),
    `sha256:${a(64)}\n`,
  ])('must not have the digest %j', (digest) => {
    expect(errors(values({ digest }))).toEqual([
      misnamed('digest', 'must be sha256: and 64 digits from 0 to f', digest),
    ]);
  });

  test.each([`sha256:${a(64)}`, `sha256:${'0123456789abcdef'.repeat(4)}`, '', null])(
    'may have the digest %j',
    (digest) => {
      expect(errors(values({ digest, tag: 'v1' }))).toEqual([]);
    },
  );
});

test.each<[string, Values]>([
  ['of a Job that is not rendered', on({ auth: { registration: { enabled: false, image: { tag: 'a b' } } } })],
  [
    'of a disabled Backstage',
    on({
      enabled: false,
      image: { digest: 'x', registry: ' ' },
      auth: { registration: { enabled: true, image: { tag: ' ' } } },
    }),
  ],
])('does not look at the image %s', (_, values) => {
  expect(errors(values)).toEqual([]);
});

test.each(['', null])('takes %j as name of the class that runs the pods', (runtimeClassName) => {
  expect(errors(on({ runtimeClassName }))).toEqual([]);
});

test('looks at the names of variables in extraEnv, too', () => {
  expect(errors(on({ extraEnv: [{ name: 'MINE' }, { name: '1ST', value: 'hunter2' }] }))).toEqual([
    refused('backstage.extraEnv[1].name', 'must be letters, digits, _, - and ., with no digit in front', '1ST'),
  ]);
});

test.each(FIDELITIES)('says the same in %s fidelity', (fidelity) => {
  expect(errors(on({ podLabels: { 'a b': '' }, runtimeClassName: 'A' }), { fidelity }).map(({ path }) => path)).toEqual(
    ['backstage.podLabels["a b"]', 'backstage.runtimeClassName'],
  );
});

test.each(['extraVolumes', 'initContainers', 'extraContainers'])('an entry of %s is not called nothing', (list) => {
  expect(errors(on({ [list]: [{ name: '' }] })).map(({ path }) => path)).toContain(`backstage.${list}[0].name`);
});
