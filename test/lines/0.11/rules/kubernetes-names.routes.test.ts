import type { Values } from '../../../../lib';
import { a, type Backstage, DNS_LABEL, DNS_NAME, on, refused } from './kubernetes-names.support';
import { errors } from './support';

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

  test('of the API are checked even if Backstage is disabled, but not without its route', () => {
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

  test.each(['', null])('is left to another rule if it is %j', (sectionName) => {
    expect(errors(redirecting(sectionName)).map(({ rule }) => rule)).toEqual(['route-options']);
  });

  test('is ignored without the redirect', () => {
    expect(errors(redirecting('HTTP', false))).toEqual([]);
  });
});
