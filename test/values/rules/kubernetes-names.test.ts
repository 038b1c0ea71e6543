import type { RenderOptions, Values } from '../../../lib';
import { error, errors, POSTGRESQL, shown } from './support';

type Backstage = NonNullable<Values['backstage']>;

const RULE = 'kubernetes-names';
const DNS_LABEL = 'at most 63 lower-case letters, digits and hyphens, with no hyphen at either end';
const DNS_NAME = 'must be parts of lower-case letters, digits and hyphens between dots';
const LABEL_VALUE = 'must be a label value: at most 63 letters, digits, -, _ and .';
const LABEL_KEY = 'must have a key of at most 63 letters, digits, -, _ and ., after a DNS name and / at most';

const refused = (path: string, message: string, got: string | null, mend = 'choose such a name') =>
  error(RULE, path, `${message}, got ${shown(got)}`, mend);

const a = (length: number) => 'a'.repeat(length);
/** A DNS name of that many characters, in parts of at most 63. */
const long = (length: number) =>
  `${a(63)}.`
    .repeat(4)
    .slice(0, length - 1)
    .concat('a');

const on = (backstage: Backstage): Values => ({ backstage });

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
      refused('openchoreoApi.name', "must differ from the name of Backstage's HTTPRoute", 'openchoreo-backstage'),
    ]);
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

describe('global.commonLabels', () => {
  const labels = (key: string, value: string): Values => ({ global: { commonLabels: { [key]: value } } });

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
    const path = `global.commonLabels${/^[A-Za-z_][\w-]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`}`;
    expect(errors(labels(key, 'x'))).toEqual([refused(path, LABEL_KEY, key)]);
  });

  test.each([a(63), 'team', 'Team', 'team_1.x', '1', 'example.com/team', `example.com/${a(63)}`, `${long(253)}/team`])(
    'may have the key %s',
    (key) => {
      expect(errors(labels(key, 'x'))).toEqual([]);
    },
  );

  test.each([a(64), '-', 'portal-', '-portal', 'portal team', 'team:portal', 'portal\n', 'a@example.com'])(
    'must not have the value %j',
    (value) => {
      expect(errors(labels('team', value))).toEqual([refused('global.commonLabels.team', LABEL_VALUE, value)]);
    },
  );

  test.each([a(63), '', 'portal', 'Portal_1.x', '1'])('may have the value %j', (value) => {
    expect(errors(labels('team', value))).toEqual([]);
  });

  test('are looked at without Backstage, for the API route carries them', () => {
    expect(errors({ ...labels('team', 'my team'), backstage: { enabled: false } })).toEqual([
      refused('global.commonLabels.team', LABEL_VALUE, 'my team'),
    ]);
  });
});

describe.each<[string, (annotations: Readonly<Record<string, string>>) => Values]>([
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
  ['the way into a disabled Backstage', on({ enabled: false, ingress: { annotations: { 'my owner': 'x' } } })],
  ['an Ingress that is off', on({ ingress: { enabled: false, annotations: { 'my owner': 'x' } } })],
  ["the API's route that is off", { openchoreoApi: { ingress: { enabled: false, annotations: { 'my owner': 'x' } } } }],
])('does not look at the annotations of %s', (_, values) => {
  expect(errors(values)).toEqual([]);
});

const BAD_NAMES = ['Portal', 'my_portal', 'portal-', '-portal', '.portal', 'my portal', long(254)];

describe.each<[string, (name: string) => Values]>([
  ['backstage.serviceAccount.name', (name) => on({ serviceAccount: { name } })],
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
  test.each(BAD_NAMES)('must not be %j', (name) => {
    expect(errors(values(name))).toEqual([refused(path, DNS_NAME, name)]);
  });

  test.each(['portal', 'portal.example.com', '1', a(63), long(253)])('may be %s', (name) => {
    expect(errors(values(name))).toEqual([]);
  });
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

describe('backstage.nodeSelector', () => {
  test('must not have a key that no label has', () => {
    expect(errors(on({ nodeSelector: { 'my pool': 'x' } }))).toEqual([
      refused('backstage.nodeSelector["my pool"]', LABEL_KEY, 'my pool'),
    ]);
  });

  test('must not have a value that no label has', () => {
    expect(errors(on({ nodeSelector: { 'kubernetes.io/os': 'linux ' } }))).toEqual([
      refused('backstage.nodeSelector["kubernetes.io/os"]', LABEL_VALUE, 'linux '),
    ]);
  });

  test('may have those of nodes', () => {
    expect(errors(on({ nodeSelector: { 'kubernetes.io/os': 'linux', pool: '' } }))).toEqual([]);
  });
});

describe('backstage.database.sqlite.mountPath', () => {
  const mounted = (mountPath: string | null): Values => on({ database: { sqlite: { mountPath } } });

  test.each(['', 'data', './data', '~/data', '/da:ta', 'C:\\data', null])('must not be %j', (mountPath) => {
    expect(errors(mounted(mountPath))).toEqual([
      refused('backstage.database.sqlite.mountPath', 'must be an absolute path without a colon', mountPath),
    ]);
  });

  test.each(['/data', '/app/.config/backstage', '/data/', '/my data'])('may be %s', (mountPath) => {
    expect(errors(mounted(mountPath))).toEqual([]);
  });
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
  };
  expect(errors({ fullnameOverride: a(63), backstage })).toEqual([]);
});

test.each(['1.4.2', 'v1', 'latest', 'A_b-c.d'])('an image may have the tag %s', (tag) => {
  expect(errors({ backstage: { image: { tag } } })).toEqual([]);
});

test.each(['a b', 'a:b', '-a', 'a"b', 'a'.repeat(129)])('an image must not have the tag %j', (tag) => {
  expect(errors({ backstage: { image: { tag } } })).toEqual([
    error(
      'kubernetes-names',
      'backstage.image.tag',
      `must be a tag: at most 128 letters, digits, _, - and ., got ${shown(tag)}`,
      'choose such a name',
    ),
  ]);
});

test.each(['', 'Acme/ui', 'acme/ui latest'])('an image must not have the repository %j', (repository) => {
  expect(errors({ backstage: { image: { repository } } }).map(({ rule, path }) => `${rule} ${path}`)).toEqual([
    'kubernetes-names backstage.image.repository',
  ]);
});

test('an image may come from a registry with a port', () => {
  expect(errors({ backstage: { image: { repository: 'registry.acme.io:5000/idp/ui' } } })).toEqual([]);
});
