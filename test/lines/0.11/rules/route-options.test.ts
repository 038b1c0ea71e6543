import type { Values } from '../../../../lib';
import { FIDELITIES } from '../../../../lib/values/fidelity';
import { error, errors, misjudged } from './support';

type Ingress = NonNullable<NonNullable<Values['backstage']>['ingress']>;

const RULE = 'route-options';

const refused = (path: string, message: string, fix: string) => error(RULE, `backstage.ingress.${path}`, message, fix);

const behind = (ingress: Ingress, others: Values = {}): Values => ({
  ...others,
  backstage: { ...others.backstage, ingress },
});

const INGRESSES: readonly [string, Ingress][] = [
  ['by its kind', { kind: 'Ingress' }],
  ['by its class', { ingressClassName: 'nginx' }],
  ['by the alias of its class', { className: 'nginx' }],
];

describe.each(INGRESSES)('an Ingress %s', (_, ingress) => {
  const ofRoutes = (key: string) =>
    refused(
      key,
      'must not be set for an Ingress, because only an HTTPRoute has this option',
      'remove it and use annotations of the Ingress controller, or remove the class and set kind to HTTPRoute',
    );

  test.each<[string, Ingress]>([
    ['parentRefs', { parentRefs: [{ name: 'gateway' }] }],
    ['timeouts.request', { timeouts: { request: '30s' } }],
    ['timeouts.backendRequest', { timeouts: { backendRequest: '0s' } }],
    ['httpsRedirect.enabled', { httpsRedirect: { enabled: true } }],
  ])('must not have %s', (key, more) => {
    expect(errors(behind({ ...ingress, ...more }))).toEqual([ofRoutes(key)]);
  });

  test('reports all such options at once', () => {
    const all: Ingress = {
      parentRefs: [{ name: 'gateway' }],
      timeouts: { request: 'soon', backendRequest: 'later' },
      httpsRedirect: { enabled: true },
      pathType: 'PathPrefix',
    };
    expect(errors(behind({ ...ingress, ...all })).map(({ path }) => path)).toEqual([
      'backstage.ingress.parentRefs',
      'backstage.ingress.timeouts.request',
      'backstage.ingress.timeouts.backendRequest',
      'backstage.ingress.httpsRedirect.enabled',
      'backstage.ingress.pathType',
    ]);
  });

  test.each<Ingress>([
    { parentRefs: [] },
    { parentRefs: null },
    { timeouts: { request: '', backendRequest: null } },
    { httpsRedirect: { enabled: false, sectionName: 'web', statusCode: 302 } },
    { httpsRedirect: { enabled: null } },
    { defaultBackend: true },
  ])('may have %j', (more) => {
    expect(errors(behind({ ...ingress, ...more }))).toEqual([]);
  });

  test.each(['PathPrefix', 'RegularExpression'] as const)('must not use the path type %s', (pathType) => {
    expect(errors(behind({ ...ingress, pathType }))).toEqual([
      refused(
        'pathType',
        `must be one of Exact, Prefix, ImplementationSpecific in an Ingress, got "${pathType}"`,
        'use one of them',
      ),
    ]);
  });

  test.each(['Exact', 'Prefix', 'ImplementationSpecific', null] as const)('may use the path type %j', (pathType) => {
    expect(errors(behind({ ...ingress, pathType }))).toEqual([]);
  });

  test('is checked even without a Gateway', () => {
    expect(errors(behind({ ...ingress, pathType: 'PathPrefix' }, { gateway: { enabled: false } }))).toHaveLength(1);
  });
});

describe('an HTTPRoute', () => {
  test('must not have a default backend', () => {
    expect(errors(behind({ defaultBackend: true }))).toEqual([
      refused(
        'defaultBackend',
        'must not be set for an HTTPRoute, because only an Ingress has this option',
        'remove it, or set kind to Ingress',
      ),
    ]);
  });

  test.each(['Prefix', 'ImplementationSpecific'] as const)('must not use the path type %s', (pathType) => {
    expect(errors(behind({ pathType }))).toEqual([
      refused(
        'pathType',
        `must be one of Exact, PathPrefix, RegularExpression in an HTTPRoute, got "${pathType}"`,
        'use one of them',
      ),
    ]);
  });

  test.each(['Exact', 'PathPrefix', 'RegularExpression', null] as const)('may use the path type %j', (pathType) => {
    expect(errors(behind({ pathType }))).toEqual([]);
  });

  test.each<Ingress>([
    { defaultBackend: false },
    { defaultBackend: null },
    { kind: 'HTTPRoute', ingressClassName: 'nginx', parentRefs: [{ name: 'gateway' }] },
    { parentRefs: [{ name: 'gateway', namespace: 'gateways', sectionName: 'https', port: 443 }] },
  ])('may have %j', (ingress) => {
    expect(errors(behind(ingress))).toEqual([]);
  });
});

describe.each(['request', 'backendRequest'] as const)('timeouts.%s', (key) => {
  const waiting = (duration: string | null): Values => behind({ timeouts: { [key]: duration } });

  test('must not be malformed', () => {
    expect(
      misjudged(
        ['30', 'soon', '1.5s', '-1s', '30 s', ' 30s', '30s\n', '1d', '30S', '123456s', '1s1s1s1s1s', '∞', 's'],
        (duration) => errors(waiting(duration)),
        (duration) => [
          refused(
            `timeouts.${key}`,
            `must be a duration, got ${JSON.stringify(duration)}`,
            'write it as 30s or 1m30s; 0s means no limit',
          ),
        ],
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

  const tooLong = (request: string, backendRequest: string) =>
    refused(
      'timeouts.backendRequest',
      `must be at most request (${request}), got "${backendRequest}"`,
      'lower it, or raise request',
    );

  test.each([
    ['30s', '31s'],
    ['30s', '1m'],
    ['1m', '1m1ms'],
    ['1h', '61m'],
    ['1ms', '1s'],
    ['30s', '1h'],
  ])('must not be %s for the request and %s for the Service', (request, backendRequest) => {
    expect(errors(waiting(request, backendRequest))).toEqual([tooLong(request, backendRequest)]);
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
  const refusedForApi = (path: string, message: string, fix: string) =>
    error(RULE, `openchoreoApi.ingress.${path}`, message, fix);

  type ApiIngress = NonNullable<NonNullable<Values['openchoreoApi']>['ingress']>;
  const toApi = (ingress: ApiIngress, others: Values = {}): Values => ({ ...others, openchoreoApi: { ingress } });

  test('must have durations for timeouts', () => {
    expect(errors(toApi({ timeouts: { request: 'soon', backendRequest: '1d' } }))).toEqual([
      refusedForApi(
        'timeouts.request',
        'must be a duration, got "soon"',
        'write it as 30s or 1m30s; 0s means no limit',
      ),
      refusedForApi(
        'timeouts.backendRequest',
        'must be a duration, got "1d"',
        'write it as 30s or 1m30s; 0s means no limit',
      ),
    ]);
  });

  test('must not have a longer timeout for the Service than for the request', () => {
    expect(errors(toApi({ timeouts: { request: '30s', backendRequest: '31s' } }))).toEqual([
      refusedForApi(
        'timeouts.backendRequest',
        'must be at most request (30s), got "31s"',
        'lower it, or raise request',
      ),
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

test.each(FIDELITIES)('reports the same in %s fidelity', (fidelity) => {
  expect(errors(behind({ pathType: 'Prefix' }), { fidelity })).toHaveLength(1);
  expect(errors(behind({ kind: 'Ingress', timeouts: { request: '1s' } }), { fidelity })).toHaveLength(1);
});

test('accepts null for every option', () => {
  const ingress: Ingress = {
    kind: null,
    pathType: null,
    defaultBackend: null,
    parentRefs: null,
    timeouts: { request: null, backendRequest: null },
    httpsRedirect: { enabled: null, sectionName: null, statusCode: null },
  };
  expect(errors(behind(ingress))).toEqual([]);
  expect(errors(behind({ ...ingress, kind: 'Ingress' }))).toEqual([]);
});

const WRONG: Ingress = { pathType: 'Prefix', defaultBackend: true, timeouts: { request: 'soon' } };

test.each<[string, Values]>([
  ['a disabled Ingress', behind({ ...WRONG, enabled: false })],
  ['an HTTPRoute without a Gateway, which is not rendered', behind(WRONG, { gateway: { enabled: false } })],
  ['Backstage if it is disabled', behind(WRONG, { backstage: { enabled: false } })],
])('ignores the options of %s', (_, values) => {
  expect(errors(values)).toEqual([]);
});

test('accepts such options if the rule is switched off', () => {
  expect(errors(behind(WRONG), { allow: [RULE] })).toEqual([]);
  expect(errors(behind({ kind: 'Ingress', parentRefs: [{ name: 'a' }] }), { allow: [RULE] })).toEqual([]);
});

test.each<[string, readonly object[], string[]]>([
  ['one Gateway twice', [{ name: 'a' }, { name: 'a' }], ['backstage.ingress.parentRefs[1]']],
  [
    'a Gateway and a listener of it',
    [{ name: 'a' }, { name: 'a', sectionName: 'x' }],
    ['backstage.ingress.parentRefs[1]'],
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
])('checks the parents of a route: %s', (_, parentRefs, paths) => {
  const values = { backstage: { ingress: { parentRefs } } } as Values;
  expect(errors(values).map(({ path }) => path)).toEqual(paths);
});

test('both keys for the class must have the same value', () => {
  expect(errors({ backstage: { ingress: { className: 'a', ingressClassName: 'b' } } }).map(({ path }) => path)).toEqual(
    ['backstage.ingress.className'],
  );
  expect(errors({ backstage: { ingress: { className: 'a', ingressClassName: 'a' } } })).toEqual([]);
});
