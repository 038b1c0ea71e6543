import type { Values } from '../../../lib';
import { FIDELITIES } from '../../../lib/values/fidelity';
import { error, errors, yaml } from '../../lines/0.11/rules/support';

type Backstage = NonNullable<Values['backstage']>;

const RULE = 'probes';
const REMOVE_DEFAULT = 'set httpGet to null to remove the default';

const ONE_OF = 'must have exactly one of httpGet, exec, tcpSocket, grpc';

const several = (name: string, got: string, fix: string) =>
  error(RULE, `backstage.${name}`, `${ONE_OF}, got ${got}`, fix);

const missing = (name: string) => error(RULE, `backstage.${name}`, ONE_OF, 'add httpGet');

const moreThanOnce = (name: string, got: number) =>
  error(
    RULE,
    `backstage.${name}.successThreshold`,
    `must be 1, got ${got}`,
    'remove it; only readinessProbe can require more than one success',
  );

describe.each(['livenessProbe', 'readinessProbe'] as const)('%s', (name) => {
  test.each<[string, NonNullable<Backstage['livenessProbe']>]>([
    ['exec', { exec: { command: ['true'] } }],
    ['tcpSocket', { tcpSocket: { port: 7007 } }],
    ['grpc', { grpc: { port: 7007 } }],
  ])('must not have %s together with the default httpGet', (handler, probe) => {
    expect(errors({ backstage: { [name]: probe } })).toEqual([several(name, `httpGet and ${handler}`, REMOVE_DEFAULT)]);
  });

  test('may have another handler if null removes httpGet', () => {
    expect(errors({ backstage: { [name]: { httpGet: null, tcpSocket: { port: 7007 } } } })).toEqual([]);
  });

  test('must have a handler if null removes the default', () => {
    expect(errors({ backstage: { [name]: { httpGet: null } } })).toEqual([missing(name)]);
  });

  test.each([null, {}, { periodSeconds: 60 }, { failureThreshold: null }])('may be %j', (probe) => {
    expect(errors({ backstage: { [name]: probe } })).toEqual([]);
  });

  test('may be removed completely by nulls', () => {
    const probe = { httpGet: null, initialDelaySeconds: null, periodSeconds: null };
    expect(errors({ backstage: { [name]: probe } })).toEqual([]);
  });

  test('may change a part of its default, because maps merge', () => {
    expect(errors(yaml(`backstage: {${name}: {httpGet: {path: /live}}}`))).toEqual([]);
  });
});

describe('startupProbe', () => {
  test('must have a handler, because it has no default', () => {
    expect(errors({ backstage: { startupProbe: { failureThreshold: 30 } } })).toEqual([missing('startupProbe')]);
  });

  test.each<NonNullable<Backstage['startupProbe']>>([
    { httpGet: { path: '/healthcheck', port: 'http' } },
    { exec: { command: ['true'] } },
    { tcpSocket: { port: 'http' }, failureThreshold: 30 },
    { grpc: { port: 7007 } },
  ])('may be %j', (startupProbe) => {
    expect(errors({ backstage: { startupProbe } })).toEqual([]);
  });

  test('must not have two handlers', () => {
    const startupProbe = { tcpSocket: { port: 7007 }, exec: { command: ['true'] } };
    expect(errors({ backstage: { startupProbe } }).map(({ path, message }) => [path, message])).toEqual([
      ['backstage.startupProbe', `${ONE_OF}, got exec and tcpSocket`],
    ]);
  });

  test('does not suggest a third handler if there are two', () => {
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

test.each([0, 2, -1])('livenessProbe and startupProbe must not require %d successes', (successThreshold) => {
  const startupProbe = { httpGet: { port: 'http' }, successThreshold };
  expect(errors({ backstage: { livenessProbe: { successThreshold }, startupProbe } })).toEqual([
    moreThanOnce('livenessProbe', successThreshold),
    moreThanOnce('startupProbe', successThreshold),
  ]);
});

test('readinessProbe may require several successes', () => {
  expect(
    errors({ backstage: { readinessProbe: { successThreshold: 3 }, livenessProbe: { successThreshold: 1 } } }),
  ).toEqual([]);
});

test('accepts a container without any probe', () => {
  expect(errors({ backstage: { livenessProbe: null, readinessProbe: null, startupProbe: null } })).toEqual([]);
});

test.each(FIDELITIES)('reports the same in %s fidelity', (fidelity) => {
  expect(errors({ backstage: { startupProbe: { successThreshold: 2 } } }, { fidelity })).toEqual([
    missing('startupProbe'),
    moreThanOnce('startupProbe', 2),
  ]);
});

test('does not show commands', () => {
  const livenessProbe = { exec: { command: ['check', '--token=hunter2'] } };
  expect(JSON.stringify(errors({ backstage: { livenessProbe } }))).not.toContain('hunter2');
});

test('accepts an invalid probe if the rule is switched off', () => {
  expect(errors({ backstage: { startupProbe: {} } }, { allow: [RULE] })).toEqual([]);
});

test('ignores the probes if Backstage is disabled', () => {
  expect(errors({ backstage: { enabled: false, startupProbe: {} } })).toEqual([]);
});
