import type { Values } from '../../../../lib';
import { error, errors, POSTGRESQL, shown } from './support';

const outOfRange = (path: string, got: number | null) =>
  error(
    'ports',
    path,
    `must be an integer from 1 to 65535, got ${shown(got)}`,
    'set it to the port that clients connect to',
  );

const thunder = (port: number | null): Values => ({ thunder: { service: { port } } });
const postgresql = (port: number | null): Values => ({
  backstage: { database: { ...POSTGRESQL, postgresql: { ...POSTGRESQL.postgresql, port } } },
});

const PORTS = [
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

test.each(PORTS)('refuses 0 as %s, once', (path, values) => {
  expect(errors(values(0))).toEqual([outOfRange(path, 0)]);
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
  expect(errors(thunder(65536), { allow: ['ports'] })).toEqual([]);
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
