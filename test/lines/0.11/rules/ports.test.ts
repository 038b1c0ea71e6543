import type { Values } from '../../../../lib';
import { error, errors, POSTGRESQL, shown } from './support';

const outOfRange = (path: string, got: number | null) =>
  error(
    'ports',
    path,
    `must be an integer from 1 to 65535, got ${shown(got)}`,
    'set it to the port that clients connect to',
  );

const service = (port: number | null): Values => ({ backstage: { service: { port } } });
const nodePort = (port: number | null): Values => ({ backstage: { service: { type: 'NodePort', nodePort: port } } });
const thunder = (port: number | null): Values => ({ thunder: { service: { port } } });
const postgresql = (port: number | null): Values => ({
  backstage: { database: { ...POSTGRESQL, postgresql: { ...POSTGRESQL.postgresql, port } } },
});

const PORTS = [
  ['backstage.service.port', service],
  ['backstage.service.nodePort', nodePort],
  ['backstage.database.postgresql.port', postgresql],
  ['thunder.service.port', thunder],
] as const;

describe.each(PORTS)('%s', (path, values) => {
  test.each([-1, 65536, 100000])('must not be %d', (port) => {
    expect(errors(values(port))).toEqual([outOfRange(path, port)]);
  });

  test.each([1, 7007, 65535])('may be %d', (port) => {
    expect(errors(values(port))).toEqual([]);
  });
});

describe.each<[string, (ingress: { parentRefs: { name: string; port?: number | null }[] }) => Values]>([
  ['backstage', (ingress) => ({ backstage: { ingress } })],
  ['openchoreoApi', (ingress) => ({ openchoreoApi: { ingress } })],
])('the ports of the parents of the route to %s', (section, values) => {
  test.each([-1, 0, 65536])('must not be %d', (port) => {
    const parentRefs = [{ name: 'a' }, { name: 'b', port }];
    expect(errors(values({ parentRefs }))).toEqual([outOfRange(`${section}.ingress.parentRefs[1].port`, port)]);
  });

  test.each([1, 65535, null, undefined])('may be %s', (port) => {
    expect(errors(values({ parentRefs: [{ name: 'a', port }] }))).toEqual([]);
  });
});

describe('the ports of parents', () => {
  const parentRefs = [{ name: 'a', port: 70000 }];

  test.each<[string, Values]>([
    ['a disabled route', { backstage: { ingress: { enabled: false, parentRefs } } }],
    ['an Ingress', { backstage: { ingress: { kind: 'Ingress', parentRefs } } }],
    ['a route without the Gateway', { gateway: { enabled: false }, backstage: { ingress: { parentRefs } } }],
    ['a disabled route to the API', { openchoreoApi: { ingress: { enabled: false, parentRefs } } }],
  ])('are ignored with %s', (_, values) => {
    expect(errors(values, { allow: ['route-options'] })).toEqual([]);
  });

  test('of the API are checked even if Backstage is disabled', () => {
    expect(errors({ backstage: { enabled: false }, openchoreoApi: { ingress: { parentRefs } } })).toEqual([
      outOfRange('openchoreoApi.ingress.parentRefs[0].port', 70000),
    ]);
  });
});

test.each<[string, (port: number) => Values]>([
  ['backstage.service.port', service],
  ['backstage.database.postgresql.port', postgresql],
  ['thunder.service.port', thunder],
])('refuses 0 as %s, once', (path, values) => {
  expect(errors(values(0))).toEqual([outOfRange(path, 0)]);
});

test('refuses a Service without a port', () => {
  expect(errors(service(null))).toEqual([outOfRange('backstage.service.port', null)]);
});

test.each([0, null])('accepts the nodePort %j, because Kubernetes then chooses one', (port) => {
  expect(errors(nodePort(port))).toEqual([]);
});

test('ignores the nodePort of a Service of another type', () => {
  expect(errors({ backstage: { service: { type: 'LoadBalancer', nodePort: 65536 } } })).toEqual([]);
});

test('ignores the port of PostgreSQL with SQLite', () => {
  expect(errors({ backstage: { database: { type: 'sqlite', postgresql: { port: 65536 } } } })).toEqual([]);
});

test.each(['8443', ':0', ':65536', ':', ':https', ' :8443', ':8443 ', ':84 43', ':8443/', ':-1', ':8.5', '::8443'])(
  'refuses the global.port %j',
  (port) => {
    expect(errors({ global: { port } })).toEqual([
      error(
        'ports',
        'global.port',
        `must be a colon and an integer from 1 to 65535, got ${JSON.stringify(port)}`,
        'write it as ":8443", or leave it empty',
      ),
    ]);
  },
);

test.each([':1', ':8443', ':65535', '', null])('accepts the global.port %j', (port) => {
  expect(errors({ global: { port } })).toEqual([]);
});

test('accepts an invalid port if the rule is switched off', () => {
  expect(errors(service(65536), { allow: ['ports'] })).toEqual([]);
});

test('ignores the ports if Backstage is disabled', () => {
  expect(
    errors({
      global: { port: '8443' },
      thunder: { service: { port: 0 } },
      backstage: { enabled: false, service: { port: 0 } },
    }),
  ).toEqual([]);
});

test('refuses a port of a peer of the NetworkPolicy outside of 1 to 65535', () => {
  const values = { backstage: { networkPolicy: { enabled: true, ports: { dns: [53, 65536] } } } };
  expect(errors(values)).toEqual([
    error(
      'ports',
      'backstage.networkPolicy.ports.dns[1]',
      'must be an integer from 1 to 65535, got 65536',
      'set it to a port that the pods or addresses listen on',
    ),
  ]);
  const { ports } = values.backstage.networkPolicy;
  expect(errors({ backstage: { networkPolicy: { ports } } })).toEqual([]);
  expect(errors(values, { allow: ['ports'] })).toEqual([]);
});
