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

  /** A portal at an https URL that sends browsers there. */
  const redirecting = (redirect: Redirect = {}, ingress: Ingress = {}, baseUrl = 'https://localhost'): Values =>
    behind({ httpsRedirect: { enabled: true, ...redirect }, ...ingress }, { backstage: { baseUrl } });

  const NOT_HTTPS = refused(
    'httpsRedirect.enabled',
    "must not redirect to https: the portal's URL is http",
    'set backstage.baseUrl to the https URL, or global.tls.enabled to true',
  );

  const sameListener = (index: number) =>
    refused(
      `parentRefs[${index}].sectionName`,
      'must name another listener than httpsRedirect does: both routes would take the same requests',
      'set it to the name of the https listener',
    );

  test('may lead to the https URL of the portal', () => {
    expect(errors(redirecting())).toEqual([]);
    expect(errors(behind({ httpsRedirect: { enabled: true } }, { global: { tls: { enabled: true } } }))).toEqual([]);
  });

  test('must not lead to a portal at http', () => {
    expect(errors(redirecting({}, {}, 'http://localhost'))).toEqual([NOT_HTTPS]);
    expect(errors(behind({ httpsRedirect: { enabled: true } }))).toEqual([NOT_HTTPS]);
  });

  test('must not lead to a portal at http, whatever is behind the host', () => {
    const paths = ({ path }: { readonly path: string }) => path;
    expect(errors(redirecting({}, {}, 'http://localhost/https:'), { allow: ['base-url'] }).map(paths)).toEqual([
      NOT_HTTPS.path,
    ]);
  });

  test('must not lead to a portal at http though TLS is on for other URLs', () => {
    const values = redirecting({}, {}, 'http://localhost');
    expect(errors({ ...values, global: { tls: { enabled: true } } })).toEqual([NOT_HTTPS]);
  });

  test.each([0, 200, 300, 303, 307, 308, -301])('must not answer with the status %d', (statusCode) => {
    const ingress = `{httpsRedirect: {enabled: true, statusCode: ${statusCode}}}`;
    const values = yaml(`backstage: {baseUrl: 'https://localhost', ingress: ${ingress}}`);
    expect(errors(values, { allow: ['*'] }).map(({ rule, path }) => [rule, path])).toEqual([
      ['schema', 'backstage.ingress.httpsRedirect.statusCode'],
    ]);
  });

  test.each([301, 302, null] as const)('may answer with the status %j', (statusCode) => {
    expect(errors(redirecting({ statusCode }))).toEqual([]);
  });

  test.each(['', null])('must not be at the listener %j', (sectionName) => {
    expect(errors(redirecting({ sectionName }))).toEqual([
      refused(
        'httpsRedirect.sectionName',
        "must be the name of the Gateway's http listener, got none",
        'set it, or leave the key out for http',
      ),
    ]);
  });

  test.each<Ingress>([
    { parentRefs: [{ name: 'a' }] },
    { parentRefs: [{ name: 'a', sectionName: null }] },
    { parentRefs: [{ name: 'a', sectionName: 'http' }] },
    { parentRefs: [{ name: 'a', sectionName: 'http', port: 443 }] },
  ])('must not take the requests of the route at %j', (ingress) => {
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
  ])('may stand beside a route at %j', (ingress) => {
    expect(errors(redirecting({}, ingress))).toEqual([]);
  });

  test('must not be at the listener that the route has where no parents are given', () => {
    expect(errors(redirecting({ sectionName: 'https' }))).toEqual([
      refused(
        'httpsRedirect.sectionName',
        "must not be https, the listener that Backstage's own route is at",
        "set it to the name of the Gateway's http listener",
      ),
    ]);
  });

  test('may be at a listener of that name where parents are given, which say where the route is', () => {
    const parentRefs = [{ name: 'a', sectionName: 'secure' }];
    expect(errors(redirecting({ sectionName: 'https' }, { parentRefs }))).toEqual([]);
  });

  test('tells everything that is wrong at once', () => {
    const values = redirecting({ sectionName: '' }, { parentRefs: [{ name: 'a' }] }, 'http://localhost');
    expect(errors(values).map(({ path }) => path)).toEqual([
      'backstage.ingress.httpsRedirect.enabled',
      'backstage.ingress.httpsRedirect.sectionName',
      'backstage.ingress.parentRefs[0].sectionName',
    ]);
  });

  test.each([false, null])('is not looked at where enabled is %j', (enabled) => {
    expect(errors(redirecting({ enabled, sectionName: '' }, {}, 'http://localhost'))).toEqual([]);
  });

  test('is let through where allowed, whatever the URL of the portal is', () => {
    const options: RenderOptions = { allow: [RULE, 'base-url'] };
    expect(errors(redirecting({ sectionName: '' }, {}, 'http://localhost'), options)).toEqual([]);
    expect(() => errors(redirecting({}, {}, 'console'), options)).not.toThrow();
  });
});
