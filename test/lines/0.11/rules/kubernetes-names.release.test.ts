import type { Values } from '../../../../lib';
import { a, type Backstage, DNS_LABEL, LABEL_VALUE, on, refused } from './kubernetes-names.support';
import { errors } from './support';

describe('the namespace', () => {
  test.each([a(64), 'Portal', 'my_portal', 'portal-', '-portal', 'por.tal', '', 'por tal', 'portal\n'])(
    'must not be %j',
    (namespace) => {
      expect(errors({}, { namespace })).toEqual([refused('namespace', `must be ${DNS_LABEL}`, namespace)]);
    },
  );

  test.each([a(63), 'portal', 'p', '1', 'a--b'])('may be %s', (namespace) => {
    expect(errors({}, { namespace })).toEqual([]);
  });
});

describe('the release', () => {
  test.each([a(64), 'portal-', '-portal', '_portal', 'my portal', 'pörtal', ''])(
    'must not be named %j',
    (releaseName) => {
      expect(errors({}, { releaseName })).toEqual([refused('releaseName', LABEL_VALUE, releaseName)]);
    },
  );

  test.each([a(63), 'portal', 'Portal', 'my_portal', 'portal.eu', '1'])('may be named %s', (releaseName) => {
    expect(errors({}, { releaseName })).toEqual([]);
  });
});

describe('nameOverride', () => {
  test.each(['my portal', '-portal', 'portal--', 'portal_', 'a/b', `${a(61)}--x`])('must not be %j', (nameOverride) => {
    expect(errors({ nameOverride })).toEqual([refused('nameOverride', LABEL_VALUE, nameOverride)]);
  });

  test.each([a(63), a(64), 'Portal', 'my_portal', 'portal-', '', null])('may be %j', (nameOverride) => {
    expect(errors({ nameOverride })).toEqual([]);
  });
});

describe('the name of the Service', () => {
  const service = (path: 'fullnameOverride' | 'releaseName', message: string, name: string) =>
    refused(
      path,
      message,
      name,
      path === 'fullnameOverride'
        ? 'shorten it, or use only lower-case letters, digits and hyphens'
        : 'set fullnameOverride, or choose another release name',
    );
  const misfit = (path: 'fullnameOverride' | 'releaseName', message: string, name: string) => {
    const finding = service(path, message, name);
    return { ...finding, message: `${finding.message} (${name.length} characters)` };
  };
  const SERVICE = `must give the Service a name of ${DNS_LABEL}`;
  const LETTER = 'must begin with a lower-case letter, because the Service is named after it';

  test.each([a(61), a(63), 'my_portal', 'por.tal', 'por tal', 'portaL'])(
    'must not follow from fullnameOverride %j',
    (fullnameOverride) => {
      expect(errors({ fullnameOverride })).toEqual([misfit('fullnameOverride', SERVICE, `${fullnameOverride}-ui`)]);
    },
  );

  test('is checked after the chart shortens it to 63 characters', () => {
    expect(errors({ fullnameOverride: a(100) })).toEqual([misfit('fullnameOverride', SERVICE, `${a(63)}-ui`)]);
  });

  test.each(['1portal', '-portal', 'Portal'])('must not begin with the fullnameOverride %j', (fullnameOverride) => {
    expect(errors({ fullnameOverride })).toEqual([misfit('fullnameOverride', LETTER, `${fullnameOverride}-ui`)]);
  });

  test.each([a(60), 'portal', 'p', 'portal-'])('may follow from fullnameOverride %s', (fullnameOverride) => {
    expect(errors({ fullnameOverride })).toEqual([]);
  });

  test.each<[string, string, string]>([
    ['Portal', LETTER, 'Portal-openchoreo-control-plane-ui'],
    ['my_portal', SERVICE, 'my_portal-openchoreo-control-plane-ui'],
    [a(36), SERVICE, `${a(36)}-openchoreo-control-plane-ui`],
  ])('must not follow from the release %s if fullnameOverride is empty', (releaseName, message, name) => {
    expect(errors({ fullnameOverride: '' }, { releaseName })).toEqual([misfit('releaseName', message, name)]);
  });

  test('may follow from a release name of 35 characters', () => {
    expect(errors({ fullnameOverride: '' }, { releaseName: a(35) })).toEqual([]);
  });
});

describe('openchoreoApi.name', () => {
  test.each([a(64), 'API', 'my_api', 'api-', '', null])('must not be %j', (name) => {
    expect(errors({ openchoreoApi: { name } })).toEqual([refused('openchoreoApi.name', `must be ${DNS_LABEL}`, name)]);
  });

  test.each([a(63), 'api'])('may be %s', (name) => {
    expect(errors({ openchoreoApi: { name } })).toEqual([]);
  });

  test("must differ from the name of Backstage's HTTPRoute", () => {
    expect(errors({ openchoreoApi: { name: 'openchoreo-backstage' } })).toEqual([
      refused('openchoreoApi.name', "must differ from the names of Backstage's HTTPRoutes", 'openchoreo-backstage'),
    ]);
  });

  const redirecting = (enabled: boolean): Values => ({
    openchoreoApi: { name: 'openchoreo-backstage-redirect' },
    ...on({ baseUrl: 'https://localhost', ingress: { httpsRedirect: { enabled } } }),
  });

  test('must differ from the name of the HTTPRoute that redirects to https', () => {
    expect(errors(redirecting(true))).toEqual([
      refused(
        'openchoreoApi.name',
        "must differ from the names of Backstage's HTTPRoutes",
        'openchoreo-backstage-redirect',
      ),
    ]);
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
      refused('openchoreoApi.name', `must be ${DNS_LABEL}`, 'API'),
    ]);
  });
});

describe('the name of the Job that registers the client', () => {
  const registering = (fullnameOverride: string, backstage: Backstage = {}): Values => ({
    fullnameOverride,
    ...on({ auth: { registration: { enabled: true } }, ...backstage }),
  });
  const tooLong = (path: string, fullname: string, fix: string) => {
    const name = `${fullname}-ui-client-12345678`;
    const finding = refused(path, 'must give the Job a name of at most 63 characters', name, fix);
    return { ...finding, message: `${finding.message} (${name.length} characters)` };
  };

  test('must not be longer than a label value, because its pods have it as a label', () => {
    expect(errors(registering(a(45)))).toEqual([
      tooLong('fullnameOverride', a(45), 'shorten it, or use only lower-case letters, digits and hyphens'),
    ]);
  });

  test('may be as long as a label value, including its hash', () => {
    expect(errors(registering(a(44)))).toEqual([]);
  });

  test('follows the release name if fullnameOverride is empty', () => {
    const releaseName = a(20);
    expect(errors(registering(''), { releaseName })).toEqual([
      tooLong(
        'releaseName',
        `${releaseName}-openchoreo-control-plane`,
        'set fullnameOverride, or choose another release name',
      ),
    ]);
  });

  test.each<[string, Backstage]>([
    ['without the Job', { auth: { registration: { enabled: false } } }],
    ['if Backstage is disabled', { enabled: false }],
  ])('is ignored %s', (_, backstage) => {
    expect(errors(registering(a(45), backstage))).toEqual([]);
  });
});
