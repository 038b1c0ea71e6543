import type { Values } from '../../lib';
import { misjudged } from './0.11/rules/support';
import { a, type Backstage, errors, on, refused } from './object-findings-support';

type Ingress = NonNullable<Backstage['ingress']>;

const behind = (ingress: Ingress, others: Values = {}): Values => ({
  ...others,
  backstage: { ...others.backstage, ingress },
});

describe('parents of the route', () => {
  const attached = (parent: object, ingress: Backstage['ingress'] = {}): Values =>
    on({ ingress: { ...ingress, parentRefs: [{ name: 'gateway', ...parent }] } });

  test.each([a(64), 'Gateways', 'my_gateways', 'gate.ways', '-a', 'a b'])(
    'must not be in the namespace %j',
    (namespace) => {
      expect(errors(attached({ namespace }))).toEqual([refused('backstage.ingress.parentRefs[0].namespace')]);
    },
  );

  test.each([a(63), 'gateways', '', null])('may be in the namespace %j', (namespace) => {
    expect(errors(attached({ namespace }))).toEqual([]);
  });

  test('must have a name', () => {
    expect(errors(attached({ name: '' }))).toEqual([refused('backstage.ingress.parentRefs[0].name')]);
  });

  test('may be missing', () => {
    expect(errors(on({ ingress: { parentRefs: null } }))).toEqual([]);
  });

  test('may have no listener', () => {
    expect(errors(attached({ sectionName: null }))).toEqual([]);
  });

  test('of the API are checked even if Backstage is disabled, but not without its route', () => {
    const toApi = (enabled: boolean): Values => ({
      backstage: { enabled: false },
      openchoreoApi: { ingress: { enabled, parentRefs: [{ name: 'gateway', namespace: 'A' }] } },
    });
    expect(errors(toApi(true))).toEqual([refused('openchoreoApi.ingress.parentRefs[0].namespace')]);
    expect(errors(toApi(false))).toEqual([]);
  });

  test.each<[string, Backstage['ingress']]>([
    ['a disabled HTTPRoute', { enabled: false }],
    ['an Ingress', { kind: 'Ingress' }],
  ])('are ignored with %s', (_, ingress) => {
    const parent = { name: 'A B', namespace: 'A B', sectionName: 'A B' };
    expect(errors(attached(parent, ingress), { allow: ['route-options'] })).toEqual([]);
  });

  test('are ignored if the Gateway, and with it every HTTPRoute, is disabled', () => {
    const { backstage } = attached({ name: 'A B', namespace: 'A B', sectionName: 'A B' });
    expect(errors({ backstage, gateway: { enabled: false } }, { allow: ['route-options'] })).toEqual([]);
  });
});

test.each<[string, readonly object[], string[]]>([
  ['one Gateway twice', [{ name: 'a' }, { name: 'a' }], ['backstage.ingress.parentRefs[1]']],
  [
    'a Gateway and a listener of it',
    [{ name: 'a' }, { name: 'a', sectionName: 'x' }],
    ['backstage.ingress.parentRefs[0].sectionName'],
  ],
  [
    'a listener twice',
    [
      { name: 'a', sectionName: 'x' },
      { name: 'a', sectionName: 'x' },
    ],
    ['backstage.ingress.parentRefs[1]'],
  ],
  [
    'two listeners',
    [
      { name: 'a', sectionName: 'x' },
      { name: 'a', sectionName: 'y' },
    ],
    [],
  ],
  ['two namespaces', [{ name: 'a' }, { name: 'a', namespace: 'b' }], []],
])('parents of the route are compared: %s', (_, parentRefs, paths) => {
  const values = { backstage: { ingress: { parentRefs } } } as Values;
  expect(errors(values).map(({ path }) => path)).toEqual(paths);
});

describe('the listener of the redirect to https', () => {
  const redirecting = (sectionName: string | null, enabled = true): Values =>
    on({ baseUrl: 'https://localhost', ingress: { httpsRedirect: { enabled, sectionName } } });

  test.each(['HTTP', 'my_http', 'a b'])('must not be %j', (sectionName) => {
    expect(errors(redirecting(sectionName))).toEqual([refused('backstage.ingress.httpsRedirect.sectionName')]);
  });

  test('may be http', () => {
    expect(errors(redirecting('http'))).toEqual([]);
  });

  test.each(['', null])('is left to another rule if it is %j', (sectionName) => {
    expect(errors(redirecting(sectionName)).map(({ rule }) => rule)).toEqual(['route-options']);
  });

  test('is ignored without the redirect', () => {
    expect(errors(redirecting('HTTP', false))).toEqual([]);
  });
});

describe.each(['request', 'backendRequest'] as const)('timeouts.%s', (key) => {
  const waiting = (duration: string | null): Values => behind({ timeouts: { [key]: duration } });

  test('must not be malformed', () => {
    expect(
      misjudged(
        ['30', 'soon', '1.5s', '-1s', '30 s', ' 30s', '30s\n', '1d', '30S', '123456s', '1s1s1s1s1s', '∞', 's'],
        (duration) => errors(waiting(duration)),
        () => [refused(`backstage.ingress.timeouts.${key}`)],
      ),
    ).toEqual([]);
  });

  test('may be well-formed', () => {
    expect(
      misjudged(['30s', '0s', '1m30s', '500ms', '1h30m10s500ms', '99999h', '1s1s', '', null], (duration) =>
        errors(waiting(duration)),
      ),
    ).toEqual([]);
  });
});

describe('timeouts', () => {
  const waiting = (request: string, backendRequest: string): Values =>
    behind({ timeouts: { request, backendRequest } });

  test.each([
    ['30s', '31s'],
    ['30s', '1m'],
    ['1m', '1m1ms'],
    ['1h', '61m'],
    ['1ms', '1s'],
    ['30s', '1h'],
  ])('must not be %s for the request and %s for the Service', (request, backendRequest) => {
    expect(errors(waiting(request, backendRequest))).toEqual([refused('backstage.ingress.timeouts.backendRequest')]);
  });

  test.each([
    ['30s', '30s'],
    ['1m', '60s'],
    ['1h', '30m30m'],
    ['30s', '0s'],
    ['0s', '1h'],
    ['0h0m', '1h'],
    ['300ms', '100ms100ms100ms'],
  ])('may be %s for the request and %s for the Service', (request, backendRequest) => {
    expect(errors(waiting(request, backendRequest))).toEqual([]);
  });

  test.each([
    ['soon', '30s', 'request'],
    ['30s', '1d', 'backendRequest'],
    ['5s', '10s later', 'backendRequest'],
    ['in 5s', '10s', 'request'],
  ])('are compared only if both are durations: %s and %s', (request, backendRequest, wrong) => {
    expect(errors(waiting(request, backendRequest)).map(({ path }) => path)).toEqual([
      `backstage.ingress.timeouts.${wrong}`,
    ]);
  });
});

describe("the API's route", () => {
  type ApiIngress = NonNullable<NonNullable<Values['openchoreoApi']>['ingress']>;
  const toApi = (ingress: ApiIngress, others: Values = {}): Values => ({ ...others, openchoreoApi: { ingress } });

  test('must have durations for timeouts', () => {
    expect(errors(toApi({ timeouts: { request: 'soon', backendRequest: '1d' } }))).toEqual([
      refused('openchoreoApi.ingress.timeouts.backendRequest'),
      refused('openchoreoApi.ingress.timeouts.request'),
    ]);
  });

  test('must not have a longer timeout for the Service than for the request', () => {
    expect(errors(toApi({ timeouts: { request: '30s', backendRequest: '31s' } }))).toEqual([
      refused('openchoreoApi.ingress.timeouts.backendRequest'),
    ]);
  });

  test('may have parents and timeouts, with an HTTPRoute or an Ingress to Backstage', () => {
    const ingress: ApiIngress = {
      parentRefs: [{ name: 'gateway' }],
      timeouts: { request: '30s', backendRequest: null },
    };
    expect(errors(toApi(ingress))).toEqual([]);
    expect(errors(toApi(ingress, behind({ kind: 'Ingress' })))).toEqual([]);
  });

  test('is checked even if Backstage is disabled', () => {
    expect(errors(toApi({ timeouts: { request: 'soon' } }, { backstage: { enabled: false } }))).toHaveLength(1);
  });

  test.each<[string, Values]>([
    ['the API', { openchoreoApi: { enabled: false, ingress: { timeouts: { request: 'soon' } } } }],
    ['a route', toApi({ enabled: false, timeouts: { request: 'soon' } })],
    ['a Gateway', toApi({ timeouts: { request: 'soon' } }, { gateway: { enabled: false } })],
  ])('is ignored without %s', (_, values) => {
    expect(errors(values)).toEqual([]);
  });
});
