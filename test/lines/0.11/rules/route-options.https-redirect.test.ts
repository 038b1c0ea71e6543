import type { RenderOptions, Values } from '../../../../lib';
import { error, errors, yaml } from './support';

type Ingress = NonNullable<NonNullable<Values['backstage']>['ingress']>;

const RULE = 'route-options';

const refused = (path: string, message: string, fix: string) => error(RULE, `backstage.ingress.${path}`, message, fix);

const behind = (ingress: Ingress, others: Values = {}): Values => ({
  ...others,
  backstage: { ...others.backstage, ingress },
});

describe('httpsRedirect', () => {
  type Redirect = NonNullable<Ingress['httpsRedirect']>;

  /** Returns a portal at an https URL with a redirect to https. */
  const redirecting = (redirect: Redirect = {}, ingress: Ingress = {}, baseUrl = 'https://localhost'): Values =>
    behind({ httpsRedirect: { enabled: true, ...redirect }, ...ingress }, { backstage: { baseUrl } });

  const notHttps = (fix: string) =>
    refused('httpsRedirect.enabled', "must be false when the portal's URL does not begin with https", fix);

  const NOT_HTTPS = notHttps('set backstage.baseUrl to the https URL, or set this value to false');

  const sameListener = (index: number) =>
    refused(
      `parentRefs[${index}].sectionName`,
      'must name another listener than httpsRedirect, because both routes would match the same requests',
      'set it to the name of the https listener',
    );

  test('may redirect to the https URL of the portal', () => {
    expect(errors(redirecting())).toEqual([]);
    expect(errors(behind({ httpsRedirect: { enabled: true } }, { global: { tls: { enabled: true } } }))).toEqual([]);
  });

  test('must not redirect to a portal at http', () => {
    expect(errors(redirecting({}, {}, 'http://localhost'))).toEqual([NOT_HTTPS]);
    expect(errors(behind({ httpsRedirect: { enabled: true } }))).toEqual([
      notHttps('set global.tls.enabled to true, or set this value to false'),
    ]);
  });

  test('must not redirect to a portal at http with a port or path', () => {
    const paths = ({ path }: { readonly path: string }) => path;
    expect(errors(redirecting({}, {}, 'http://localhost/https:'), { allow: ['base-url'] }).map(paths)).toEqual([
      NOT_HTTPS.path,
    ]);
  });

  test('must not redirect to a portal at http, even if other URLs use TLS', () => {
    const values = redirecting({}, {}, 'http://localhost');
    expect(errors({ ...values, global: { tls: { enabled: true } } })).toEqual([NOT_HTTPS]);
  });

  test.each([0, 200, 300, 303, 307, 308, -301])('must not respond with the status %d', (statusCode) => {
    const ingress = `{httpsRedirect: {enabled: true, statusCode: ${statusCode}}}`;
    const values = yaml(`backstage: {baseUrl: 'https://localhost', ingress: ${ingress}}`);
    expect(errors(values, { allow: ['*'] }).map(({ rule, path }) => [rule, path])).toEqual([
      ['schema', 'backstage.ingress.httpsRedirect.statusCode'],
    ]);
  });

  test.each([301, 302, null] as const)('may respond with the status %j', (statusCode) => {
    expect(errors(redirecting({ statusCode }))).toEqual([]);
  });

  test.each(['', null])('must not attach to the listener %j', (sectionName) => {
    expect(errors(redirecting({ sectionName }))).toEqual([
      refused(
        'httpsRedirect.sectionName',
        'must not be empty',
        "set it to the name of the Gateway's http listener, or remove it to use http",
      ),
    ]);
  });

  test.each<Ingress>([
    { parentRefs: [{ name: 'a' }] },
    { parentRefs: [{ name: 'a', sectionName: null }] },
    { parentRefs: [{ name: 'a', sectionName: 'http' }] },
    { parentRefs: [{ name: 'a', sectionName: 'http', port: 443 }] },
  ])('must not match the requests of the route at %j', (ingress) => {
    expect(errors(redirecting({}, ingress))).toEqual([sameListener(0)]);
  });

  test('is compared with each parent', () => {
    const parentRefs = [{ name: 'a', sectionName: 'https' }, { name: 'a', sectionName: 'web' }, { name: 'b' }];
    expect(errors(redirecting({ sectionName: 'web' }, { parentRefs }))).toEqual([sameListener(1), sameListener(2)]);
  });

  test.each<Ingress>([
    { parentRefs: null },
    { parentRefs: [] },
    { parentRefs: [{ name: 'a', sectionName: 'https' }] },
    { parentRefs: [{ name: 'a', port: 443 }] },
    { parentRefs: [{ name: 'a', sectionName: 'http-2', port: 80 }] },
  ])('is accepted with a route at %j', (ingress) => {
    expect(errors(redirecting({}, ingress))).toEqual([]);
  });

  test('must not attach to the default listener of the route', () => {
    expect(errors(redirecting({ sectionName: 'https' }))).toEqual([
      refused(
        'httpsRedirect.sectionName',
        'must not be https, because the HTTPRoute to Backstage attaches to that listener',
        "set it to the name of the Gateway's http listener",
      ),
    ]);
  });

  test('may attach to a listener of that name if parents are set', () => {
    const parentRefs = [{ name: 'a', sectionName: 'secure' }];
    expect(errors(redirecting({ sectionName: 'https' }, { parentRefs }))).toEqual([]);
  });

  test('reports all errors at once', () => {
    const values = redirecting({ sectionName: '' }, { parentRefs: [{ name: 'a' }] }, 'http://localhost');
    expect(errors(values).map(({ path }) => path)).toEqual([
      'backstage.ingress.httpsRedirect.enabled',
      'backstage.ingress.httpsRedirect.sectionName',
      'backstage.ingress.parentRefs[0].sectionName',
    ]);
  });

  test.each([false, null])('is ignored if enabled is %j', (enabled) => {
    expect(errors(redirecting({ enabled, sectionName: '' }, {}, 'http://localhost'))).toEqual([]);
  });

  test('is accepted if the rule is switched off, with any URL of the portal', () => {
    const options: RenderOptions = { allow: [RULE, 'base-url'] };
    expect(errors(redirecting({ sectionName: '' }, {}, 'http://localhost'), options)).toEqual([]);
    expect(() => errors(redirecting({}, {}, 'console'), options)).not.toThrow();
  });
});
