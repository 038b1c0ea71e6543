import type { Values } from '../../lib';
import { a, type Backstage, errors, on, refused } from './object-findings-support';

describe('the namespace', () => {
  test.each([a(64), 'Portal', 'my_portal', 'portal-', '-portal', 'por.tal', '', 'por tal', 'portal\n'])(
    'must not be %j',
    (namespace) => {
      expect(errors({}, { namespace })).toEqual([refused('namespace')]);
    },
  );

  test.each([a(63), 'portal', 'p', '1', 'a--b'])('may be %s', (namespace) => {
    expect(errors({}, { namespace })).toEqual([]);
  });
});

describe('the release', () => {
  test.each([a(54), 'portal-', '-portal', '_portal', 'my portal', 'pörtal', 'Portal', 'my_portal', ''])(
    'must not be named %j, as in Helm',
    (releaseName) => {
      expect(errors({}, { releaseName })).toEqual([{ rule: 'options', path: 'releaseName' }]);
    },
  );

  test('is refused together with other values', () => {
    expect(errors({ nameOverride: 'a b' }, { releaseName: 'Portal' })).toEqual([
      { rule: 'options', path: 'releaseName' },
      refused('nameOverride'),
    ]);
  });

  test.each([a(53), 'portal', 'portal.eu', '1'])('may be named %s', (releaseName) => {
    expect(errors({}, { releaseName })).toEqual([]);
  });
});

describe('nameOverride', () => {
  test.each(['my portal', '-portal', 'portal--', 'portal_', 'a/b', `${a(61)}--x`])('must not be %j', (nameOverride) => {
    expect(errors({ nameOverride })).toEqual([refused('nameOverride')]);
  });

  test.each([a(63), a(64), 'Portal', 'my_portal', 'portal-', '', null])('may be %j', (nameOverride) => {
    expect(errors({ nameOverride })).toEqual([]);
  });
});

describe('the name of the Service', () => {
  test.each([a(61), a(63), 'my_portal', 'por.tal', 'por tal', 'portaL'])(
    'must not follow from fullnameOverride %j',
    (fullnameOverride) => {
      expect(errors({ fullnameOverride })).toEqual([refused('fullnameOverride')]);
    },
  );

  test('is checked after the chart shortens it to 63 characters', () => {
    expect(errors({ fullnameOverride: a(100) })).toEqual([refused('fullnameOverride')]);
  });

  test.each(['-portal', 'Portal'])('must not begin with the fullnameOverride %j', (fullnameOverride) => {
    expect(errors({ fullnameOverride })).toEqual([refused('fullnameOverride')]);
  });

  test('must not begin with a digit before Kubernetes 1.36', () => {
    expect(errors({ fullnameOverride: '1portal' })).toEqual([]);
    expect(errors({ fullnameOverride: '1portal' }, { kubernetesVersion: '1.35' })).toEqual([
      refused('fullnameOverride'),
    ]);
  });

  test.each([a(60), 'portal', 'p', 'portal-'])('may follow from fullnameOverride %s', (fullnameOverride) => {
    expect(errors({ fullnameOverride })).toEqual([]);
  });

  test('must not follow from a release name of 36 characters if fullnameOverride is empty', () => {
    expect(errors({ fullnameOverride: '' }, { releaseName: a(36) })).toEqual([refused('releaseName')]);
  });

  test('may follow from a release name of 35 characters', () => {
    expect(errors({ fullnameOverride: '' }, { releaseName: a(35) })).toEqual([]);
  });
});

describe('openchoreoApi.name', () => {
  test.each([a(254), 'API', 'my_api', 'api-', '', null])('must not be %j', (name) => {
    expect(errors({ openchoreoApi: { name } })).toEqual([refused('openchoreoApi.name')]);
  });

  test.each([a(64), 'api'])('may be %s', (name) => {
    expect(errors({ openchoreoApi: { name } })).toEqual([]);
  });

  const doubled = { rule: 'object-conflicts', path: 'openchoreoApi.name' };

  test("must differ from the name of Backstage's HTTPRoute", () => {
    expect(errors({ openchoreoApi: { name: 'openchoreo-backstage' } })).toEqual([doubled]);
  });

  const redirecting = (enabled: boolean): Values => ({
    openchoreoApi: { name: 'openchoreo-backstage-redirect' },
    ...on({ baseUrl: 'https://localhost', ingress: { httpsRedirect: { enabled } } }),
  });

  test('must differ from the name of the HTTPRoute that redirects to https', () => {
    expect(errors(redirecting(true))).toEqual([doubled]);
  });

  test('may be the name of the redirect to https if that is not rendered', () => {
    expect(errors(redirecting(false))).toEqual([]);
  });

  test.each<[string, Values]>([
    ['Backstage is behind an Ingress', on({ ingress: { kind: 'Ingress' } })],
    ['Backstage has no Ingress', on({ ingress: { enabled: false } })],
    ['Backstage is disabled', on({ enabled: false })],
    ['the release has another fullname', { fullnameOverride: 'acme' }],
  ])('may be openchoreo-backstage if %s', (_, values) => {
    expect(errors({ ...values, openchoreoApi: { name: 'openchoreo-backstage' } })).toEqual([]);
  });

  test.each<Values>([
    { openchoreoApi: { name: 'API', enabled: false } },
    { openchoreoApi: { name: 'API', ingress: { enabled: false } } },
    { openchoreoApi: { name: 'API' }, gateway: { enabled: false } },
  ])('is ignored if the route is not rendered: %j', (values) => {
    expect(errors(values)).toEqual([]);
  });

  test('is checked even if Backstage is disabled', () => {
    expect(errors({ backstage: { enabled: false }, openchoreoApi: { name: 'API' } })).toEqual([
      refused('openchoreoApi.name'),
    ]);
  });
});

describe('the name of the Job that registers the client', () => {
  const registering = (fullnameOverride: string, backstage: Backstage = {}): Values => ({
    fullnameOverride,
    ...on({ auth: { registration: { enabled: true } }, ...backstage }),
  });
  test('must not be longer than a label value, because its pods have it as a label', () => {
    expect(errors(registering(a(45)))).toEqual([refused('fullnameOverride')]);
  });

  test('may be as long as a label value, including its hash', () => {
    expect(errors(registering(a(44)))).toEqual([]);
  });

  test('follows the release name if fullnameOverride is empty', () => {
    const releaseName = a(20);
    expect(errors(registering(''), { releaseName })).toEqual([refused('releaseName')]);
  });

  test.each<[string, Backstage]>([
    ['without the Job', { auth: { registration: { enabled: false } } }],
    ['if Backstage is disabled', { enabled: false }],
  ])('is ignored %s', (_, backstage) => {
    expect(errors(registering(a(45), backstage))).toEqual([]);
  });
});
