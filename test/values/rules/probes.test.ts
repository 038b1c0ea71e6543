import type { Values } from '../../../lib';
import { FIDELITIES } from '../../../lib/values/fidelity';
import { error, errors, yaml } from '../../lines/0.11/rules/support';

type Backstage = NonNullable<Values['backstage']>;

const RULE = 'probes';
const TAKE_AWAY = 'set httpGet to null, which takes the default away';

const oneWay = (name: string, got: string, fix: string) =>
  error(RULE, `backstage.${name}`, `must have one of httpGet, exec, tcpSocket, grpc, got ${got}`, fix);

const moreThanOnce = (name: string, got: number) =>
  error(
    RULE,
    `backstage.${name}.successThreshold`,
    `must be 1, got ${got}`,
    'remove it; only readinessProbe may need more than one success',
  );

describe.each(['livenessProbe', 'readinessProbe'] as const)('%s', (name) => {
  test.each<[string, NonNullable<Backstage['livenessProbe']>]>([
    ['exec', { exec: { command: ['true'] } }],
    ['tcpSocket', { tcpSocket: { port: 7007 } }],
    ['grpc', { grpc: { port: 7007 } }],
  ])('must not have %s beside its default', (handler, probe) => {
    expect(errors({ backstage: { [name]: probe } })).toEqual([oneWay(name, `httpGet and ${handler}`, TAKE_AWAY)]);
  });

  test('may have another way in place of its default', () => {
    expect(errors({ backstage: { [name]: { httpGet: null, tcpSocket: { port: 7007 } } } })).toEqual([]);
  });

  test('must have a way to check where the default is taken away', () => {
    expect(errors({ backstage: { [name]: { httpGet: null } } })).toEqual([oneWay(name, 'none', 'add httpGet')]);
  });

  test.each([null, {}, { periodSeconds: 60 }, { failureThreshold: null }])('may be %j', (probe) => {
    expect(errors({ backstage: { [name]: probe } })).toEqual([]);
  });

  test('may lose all of its default, and is none then', () => {
    const probe = { httpGet: null, initialDelaySeconds: null, periodSeconds: null };
    expect(errors({ backstage: { [name]: probe } })).toEqual([]);
  });

  test('may change a part of its default: maps merge', () => {
    expect(errors(yaml(`backstage: {${name}: {httpGet: {path: /live}}}`))).toEqual([]);
  });
});

describe('startupProbe', () => {
  test('must have a way to check: it has no default', () => {
    expect(errors({ backstage: { startupProbe: { failureThreshold: 30 } } })).toEqual([
      oneWay('startupProbe', 'none', 'add httpGet'),
    ]);
  });

  test.each<NonNullable<Backstage['startupProbe']>>([
    { httpGet: { path: '/healthcheck', port: 'http' } },
    { exec: { command: ['true'] } },
    { tcpSocket: { port: 'http' }, failureThreshold: 30 },
    { grpc: { port: 7007 } },
  ])('may be %j', (startupProbe) => {
    expect(errors({ backstage: { startupProbe } })).toEqual([]);
  });

  test('must not have two ways', () => {
    const startupProbe = { tcpSocket: { port: 7007 }, exec: { command: ['true'] } };
    expect(errors({ backstage: { startupProbe } }).map(({ path, message }) => [path, message])).toEqual([
      ['backstage.startupProbe', 'must have one of httpGet, exec, tcpSocket, grpc, got exec and tcpSocket'],
    ]);
  });

  test('is not told to add a third way where it has two', () => {
    const startupProbe = { tcpSocket: { port: 7007 }, exec: { command: ['true'] } };
    expect(errors({ backstage: { startupProbe } }).map(({ fix }) => fix)).not.toContain('add httpGet');
  });

  test('may be null, and have members that are null', () => {
    expect(errors(yaml('backstage: {startupProbe: null}'))).toEqual([]);
    expect(
      errors(yaml('backstage: {startupProbe: {exec: null, tcpSocket: {port: 1}, successThreshold: null}}')),
    ).toEqual([]);
  });
});

test.each([0, 2, -1])('a check for life or start must not need %d successes', (successThreshold) => {
  const startupProbe = { httpGet: { port: 'http' }, successThreshold };
  expect(errors({ backstage: { livenessProbe: { successThreshold }, startupProbe } })).toEqual([
    moreThanOnce('livenessProbe', successThreshold),
    moreThanOnce('startupProbe', successThreshold),
  ]);
});

test('a check for traffic may need several successes', () => {
  expect(
    errors({ backstage: { readinessProbe: { successThreshold: 3 }, livenessProbe: { successThreshold: 1 } } }),
  ).toEqual([]);
});

test('takes a container without any check', () => {
  expect(errors({ backstage: { livenessProbe: null, readinessProbe: null, startupProbe: null } })).toEqual([]);
});

test.each(FIDELITIES)('says the same in %s fidelity', (fidelity) => {
  expect(errors({ backstage: { startupProbe: { successThreshold: 2 } } }, { fidelity })).toEqual([
    oneWay('startupProbe', 'none', 'add httpGet'),
    moreThanOnce('startupProbe', 2),
  ]);
});

test('shows no command', () => {
  const livenessProbe = { exec: { command: ['check', '--token=hunter2'] } };
  expect(JSON.stringify(errors({ backstage: { livenessProbe } }))).not.toContain('hunter2');
});

test('lets such a check through where allowed', () => {
  expect(errors({ backstage: { startupProbe: {} } }, { allow: [RULE] })).toEqual([]);
});

test('does not look at the checks of a disabled Backstage', () => {
  expect(errors({ backstage: { enabled: false, startupProbe: {} } })).toEqual([]);
});
