import type { Values } from '../../../../lib';
import { error, errors, misjudged, shown } from './support';

type Ingress = NonNullable<NonNullable<Values['backstage']>['ingress']>;
type Host = NonNullable<Ingress['hosts']>[number];
type Path = NonNullable<Host['paths']>[number];

const LISTS: readonly [string, (hosts: readonly Host[] | null) => Values][] = [
  ['backstage.ingress.hosts', (hosts) => ({ backstage: { ingress: { hosts } } })],
  ['openchoreoApi.ingress.hosts', (hosts) => ({ openchoreoApi: { ingress: { hosts } } })],
];

/** Returns a portal with these hosts, by default behind an HTTPRoute. */
const behind = (ingress: Ingress): Values => ({ backstage: { ingress } });
const withPath = (path: Path, ingress: Ingress = {}): Values =>
  behind({ hosts: [{ host: 'console.localhost', paths: [path] }], ...ingress });

const at = (host: string, ...paths: Path[]): Host => ({ host, paths: paths.length > 0 ? paths : [{ path: '/' }] });

const notAName = (path: string, host: string) =>
  error(
    'hosts',
    path,
    `must be a DNS name, optionally with a wildcard as its first part, got ${shown(host)}`,
    'write it as console.example.com or *.example.com: lower case, no protocol, no port, no path',
  );

const noPath = (path: string) => error('hosts', path, 'must not be empty', 'add {path: /}');

const noSlash = (path: string, got: string) =>
  error(
    'hosts',
    path,
    `must begin with a slash, got ${JSON.stringify(got)}`,
    `write it as ${JSON.stringify(`/${got}`)}`,
  );

const tooMany = (path: string, hosts: number, paths: number) =>
  error(
    'hosts',
    path,
    `must have at most 16 hosts and 16 paths in an HTTPRoute, got ${hosts} hosts and ${paths} paths`,
    'combine hosts with a wildcard, or paths with a common prefix',
  );

/** Returns a DNS name of this length, in parts of at most 63 characters. */
const long = (length: number) =>
  `${'a'.repeat(63)}.`
    .repeat(4)
    .slice(0, length - 1)
    .concat('a');

const NOT_NAMES = [
  'Console.example.com',
  'console.example.com.',
  'console.example.com:8443',
  'https://console.example.com',
  'console.example.com/portal',
  'console example.com',
  ' console.example.com',
  'console.example.com\n',
  'console..example.com',
  '.example.com',
  '-console.example.com',
  'console-.example.com',
  'my_console.example.com',
  'bücher.example.com',
  '10.0.0.5',
  '127.0.0.1',
  '::1',
  '[::1]',
  long(254),
];

describe.each(LISTS)('%s', (list, values) => {
  test('must not have a malformed host', () => {
    expect(
      misjudged(
        [...NOT_NAMES, '*', '*.', '*example.com', 'console.*.com', '*.*.example.com', 'console.*', `*.${long(252)}`],
        (host) => errors(values([at(host)])),
        (host) => [notAName(`${list}[0].host`, host)],
      ),
    ).toEqual([]);
  });

  test.each([
    'localhost',
    'console.example.com',
    '*.example.com',
    '*.localhost',
    'xn--bcher-kva.example.com',
    '1.example.com',
    '127.0.0.1.nip.io',
    `${'a'.repeat(64)}.example.com`,
    long(253),
    `*.${long(251)}`,
  ])('may have the host %s', (host) => {
    // Another rule requires a URL for a portal with a wildcard.
    expect(errors(values([at(host)]), { allow: ['base-url'] })).toEqual([]);
  });

  test.each<[string, Host]>([
    ['an empty list', { host: 'console.localhost', paths: [] }],
    ['null', { host: 'console.localhost', paths: null }],
    ['nothing', { host: 'console.localhost' }],
  ])('must not have %s as paths', (_, host) => {
    expect(errors(values([at('first.localhost'), host]))).toEqual([noPath(`${list}[1].paths`)]);
  });

  test('must not have a malformed path', () => {
    expect(
      misjudged(
        ['portal', 'portal/', '*', '', ' /'],
        (path) => errors(values([at('console.localhost', { path: '/' }, { path })])),
        (path) => [noSlash(`${list}[0].paths[1].path`, path)],
      ),
    ).toEqual([]);
  });

  test('may have a well-formed path', () => {
    expect(
      misjudged(['/', '/portal', '/portal/', '/a/b.c~d', '/a%20b', '/...'], (path) =>
        errors(values([at('console.localhost', { path })])),
      ),
    ).toEqual([]);
  });

  test('must not have 17 hosts', () => {
    const hosts = Array.from({ length: 17 }, (_, index) => at(`console-${index}.localhost`));
    expect(errors(values(hosts))).toEqual([tooMany(list, 17, 17)]);
    expect(errors(values(hosts.slice(1)))).toEqual([]);
  });

  test('must not have 17 paths, because each is a rule of the HTTPRoute', () => {
    const paths = Array.from({ length: 9 }, (_, index) => ({ path: `/${index}` }));
    const more = at('b.localhost', ...paths.slice(1));
    expect(errors(values([at('a.localhost', ...paths), more]))).toEqual([tooMany(list, 2, 17)]);
    expect(errors(values([at('a.localhost', ...paths.slice(1)), more]))).toEqual([]);
  });

  test('may be well-formed', () => {
    expect(misjudged([[], null], (hosts) => errors(values(hosts)))).toEqual([]);
  });
});

describe('the type of a path', () => {
  const wrongType = (words: string, got: string, use: string) =>
    error(
      'hosts',
      'backstage.ingress.hosts[0].paths[0].pathType',
      `must be one of ${words}, got ${JSON.stringify(got)}`,
      `use ${use}, or remove it`,
    );

  test.each(['Prefix', 'ImplementationSpecific'] as const)(
    'must not be %s, a type of an Ingress, in an HTTPRoute',
    (pathType) => {
      expect(errors(withPath({ path: '/', pathType }))).toEqual([
        wrongType('Exact, PathPrefix, RegularExpression in an HTTPRoute', pathType, 'PathPrefix'),
      ]);
    },
  );

  test.each(['PathPrefix', 'RegularExpression'] as const)(
    'must not be %s, a type of an HTTPRoute, in an Ingress',
    (pathType) => {
      expect(errors(withPath({ path: '/', pathType }, { kind: 'Ingress' }))).toEqual([
        wrongType('Exact, Prefix, ImplementationSpecific in an Ingress', pathType, 'Prefix'),
      ]);
    },
  );

  test.each(['Exact', 'PathPrefix', 'RegularExpression', null] as const)('may be %j in an HTTPRoute', (pathType) => {
    expect(errors(withPath({ path: '/', pathType }))).toEqual([]);
  });

  test.each(['Exact', 'Prefix', 'ImplementationSpecific', null] as const)('may be %j in an Ingress', (pathType) => {
    expect(errors(withPath({ path: '/', pathType }, { kind: 'Ingress' }))).toEqual([]);
  });

  test.each<Ingress>([{ ingressClassName: 'nginx' }, { className: 'nginx' }])(
    'is one of an Ingress for %j',
    (ingress) => {
      expect(errors(withPath({ path: '/', pathType: 'Prefix' }, ingress))).toEqual([]);
    },
  );

  test('is one of an HTTPRoute for the API, even with a class', () => {
    const hosts = [at('api.localhost', { path: '/', pathType: 'Prefix' })];
    expect(errors({ global: { ingressClassName: 'nginx' }, openchoreoApi: { ingress: { hosts } } })).toEqual([
      error(
        'hosts',
        'openchoreoApi.ingress.hosts[0].paths[0].pathType',
        'must be one of Exact, PathPrefix, RegularExpression in an HTTPRoute, got "Prefix"',
        'use PathPrefix, or remove it',
      ),
    ]);
  });

  test('accepts a regular expression that does not begin with a slash, as Gateway API does', () => {
    expect(errors(withPath({ path: '^/(portal|console)', pathType: 'RegularExpression' }))).toEqual([]);
  });
});

test('does not limit the hosts and paths of an Ingress', () => {
  const hosts = Array.from({ length: 17 }, (_, index) => at(`console-${index}.localhost`));
  expect(errors(behind({ kind: 'Ingress', hosts }))).toEqual([]);
});

test.each(['Console.example.com', 'https://console.example.com', '*', '10.0.0.5', ''])(
  'refuses the host %j of an Ingress certificate',
  (host) => {
    const tls = [{ secretName: 'console-tls', hosts: [host] }];
    expect(errors(behind({ kind: 'Ingress', tls }))).toEqual([notAName('backstage.ingress.tls[0].hosts[0]', host)]);
  },
);

test('accepts wildcards and names as hosts of a certificate', () => {
  const tls = [{ secretName: 'console-tls', hosts: ['*.example.com', 'console.example.com'] }];
  expect(errors(behind({ kind: 'Ingress', tls }))).toEqual([]);
});

describe('global.baseDomain', () => {
  test.each([...NOT_NAMES, '*.example.com'])('must not be %j', (baseDomain) => {
    expect(errors({ global: { baseDomain } })).toEqual([
      error(
        'hosts',
        'global.baseDomain',
        `must be a DNS name, got ${shown(baseDomain)}`,
        'write it as example.com: lower case, no protocol, no port, no path',
      ),
    ]);
  });

  test.each(['localhost', 'openchoreo.local', 'example.com', '10.0.0.5.nip.io'])('may be %s', (baseDomain) => {
    expect(errors({ global: { baseDomain } })).toEqual([]);
  });
});

test('reports all errors in the order of the lists', () => {
  const hosts = [at('A.localhost', { path: 'portal', pathType: 'Prefix' }), { host: 'b.localhost' }];
  expect(errors(behind({ hosts })).map(({ path }) => path)).toEqual([
    'backstage.ingress.hosts[0].host',
    'backstage.ingress.hosts[0].paths[0].path',
    'backstage.ingress.hosts[0].paths[0].pathType',
    'backstage.ingress.hosts[1].paths',
  ]);
});

test('ignores the paths if the Ingress is disabled', () => {
  expect(errors(behind({ enabled: false, hosts: [{ host: 'console.localhost' }] }))).toEqual([]);
});

test('ignores the paths if no HTTPRoute is rendered without a Gateway', () => {
  expect(errors({ gateway: { enabled: false }, ...behind({ hosts: [{ host: 'console.localhost' }] }) })).toEqual([]);
});

test('checks the first host even if the Ingress is disabled, because the base URL contains it', () => {
  expect(errors(behind({ enabled: false, hosts: [at('https://console.example.com')] }))).toEqual([
    notAName('backstage.ingress.hosts[0].host', 'https://console.example.com'),
  ]);
});

test.each<Values>([
  { openchoreoApi: { enabled: false, ingress: { hosts: [{ host: 'API' }] } } },
  { openchoreoApi: { ingress: { enabled: false, hosts: [{ host: 'API' }] } } },
  { gateway: { enabled: false }, openchoreoApi: { ingress: { hosts: [{ host: 'API' }] } } },
])("ignores the API's hosts if its route is not rendered: %j", (values) => {
  expect(errors(values)).toEqual([]);
});

test('accepts malformed hosts if the rule is switched off', () => {
  expect(errors(behind({ hosts: [at('Console.example.com')] }), { allow: ['hosts'] })).toEqual([]);
});

test('ignores the hosts if Backstage is disabled', () => {
  expect(errors({ backstage: { enabled: false, ingress: { hosts: [{ host: 'A B' }] } } })).toEqual([]);
});

test("checks the API's hosts even if Backstage is disabled, because its route is rendered", () => {
  const hosts = [at('API.example.com')];
  expect(errors({ backstage: { enabled: false }, openchoreoApi: { ingress: { hosts } } })).toEqual([
    notAName('openchoreoApi.ingress.hosts[0].host', 'API.example.com'),
  ]);
});

test.each(['/a b', '/a#b', '//a', '/./a', '/a/..', '/a%2fb'])('a path must not be %j', (path) => {
  const ingress = { hosts: [{ host: 'console.localhost', paths: [{ path }] }] };
  expect(errors({ backstage: { ingress } })).toEqual([
    error(
      'hosts',
      'backstage.ingress.hosts[0].paths[0].path',
      `must not contain spaces, //, /./, /../, %2f or #, got ${shown(path)}`,
      'write the path as browsers request it',
    ),
  ]);
});
