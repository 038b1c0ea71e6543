import type { Values } from '../../../../lib';
import { FIDELITIES } from '../../../../lib/values/fidelity';
import { error, errors } from './support';

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
  expect(errors(behind(WRONG), { allow: [RULE, 'kubernetes-objects'] })).toEqual([]);
  expect(errors(behind({ kind: 'Ingress', parentRefs: [{ name: 'a' }] }), { allow: [RULE] })).toEqual([]);
});

test('both keys for the class must have the same value', () => {
  expect(errors({ backstage: { ingress: { className: 'a', ingressClassName: 'b' } } }).map(({ path }) => path)).toEqual(
    ['backstage.ingress.className'],
  );
  expect(errors({ backstage: { ingress: { className: 'a', ingressClassName: 'a' } } })).toEqual([]);
});
