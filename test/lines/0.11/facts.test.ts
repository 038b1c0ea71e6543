import type { Values } from '../../../lib/lines/0.11/schema';
import { untyped } from '../../values/support';
import { factsOf } from './support';

describe('the URL of the portal', () => {
  test('keeps a slash at its end, as in the chart', () => {
    expect(factsOf({ backstage: { baseUrl: 'https://portal.example.com/' } }).baseUrl).toBe(
      'https://portal.example.com/',
    );
  });

  test('has no slash at its end if the defect base-url-slash is fixed', () => {
    const baseUrl = (given: string) =>
      factsOf({ backstage: { baseUrl: given } }, undefined, ['base-url-slash']).baseUrl;
    expect(['https://portal.example.com/', 'https://portal.example.com/a/'].map(baseUrl)).toEqual([
      'https://portal.example.com',
      'https://portal.example.com/a',
    ]);
  });
});

describe('a portal', () => {
  test.each<Values>([
    {},
    { global: { baseDomain: 'openchoreo.local', port: ':8443', tls: { enabled: true } } },
    { global: { baseDomain: 'localhost' } },
    { global: { baseDomain: 'openchoreo.localhost' } },
    { backstage: { baseUrl: 'http://127.0.0.1:7007' } },
    { backstage: { baseUrl: 'http://[::1]:7007' } },
    { global: { baseDomain: 'example.com' }, backstage: { baseUrl: 'http://openchoreo.local:8080' } },
  ])('is on trial at %j', (values) => {
    expect(factsOf(values).isTrial).toBe(true);
  });

  test.each<Values>([
    { global: { baseDomain: 'example.com' } },
    { global: { baseDomain: 'openchoreo.local.example.com' } },
    { backstage: { baseUrl: 'https://console.openchoreo.local' } },
    { backstage: { baseUrl: 'https://console.example.com' } },
    { backstage: { ingress: { hosts: [{ host: 'console.example.com' }] } } },
    { backstage: { baseUrl: 'console' } },
    { global: { baseDomain: '' } },
  ])('is not on trial at %j', (values) => {
    expect(factsOf(values).isTrial).toBe(false);
  });
});

describe('the redirect URLs', () => {
  const PATH = '/api/auth/openchoreo-auth/handler/frame';

  test('are by default only the URL below the URL of the portal', () => {
    expect(factsOf({ backstage: { baseUrl: 'https://portal.example.com/x' } }).redirectUrls).toEqual([
      `https://portal.example.com/x${PATH}`,
    ]);
    expect(
      factsOf({ backstage: { appConfig: { backend: { baseUrl: 'https://b.example.com' } } } }).redirectUrls,
    ).toEqual([`https://b.example.com${PATH}`]);
  });

  test.each(['https://portal.example.com/', 'https://portal.example.com//'])(
    'contain one slash after %s',
    (baseUrl) => {
      expect(factsOf({ backstage: { baseUrl } }).redirectUrls).toEqual([`https://portal.example.com${PATH}`]);
    },
  );

  test('also contain the URLs of the values, in order and without duplicates', () => {
    const [b, a] = ['https://b.example.com/frame', 'https://a.example.com/frame'];
    const own = `http://openchoreo.local${PATH}`;
    const urls = (...redirectUrls: string[]) => factsOf({ backstage: { auth: { redirectUrls } } }).redirectUrls;
    expect(urls(b, a, b)).toEqual([own, b, a]);
    expect(urls(b, own, a)).toEqual([own, b, a]);
  });

  test.each([null, []])('are only the URL of the portal if the values contain %j', (redirectUrls) => {
    expect(factsOf({ backstage: { auth: { redirectUrls } } }).redirectUrls).toEqual([`http://openchoreo.local${PATH}`]);
  });
});

describe('the kind of the object that routes requests to Backstage', () => {
  const led = (values: Values) => {
    const { routeKind, ingressClass } = factsOf(values);
    return { routeKind, ingressClass };
  };

  test('is HTTPRoute by default, without a class', () => {
    expect(led({})).toEqual({ routeKind: 'HTTPRoute', ingressClass: undefined });
  });

  test.each<[string, Values, string]>([
    ['backstage.ingress.ingressClassName', { backstage: { ingress: { ingressClassName: 'nginx' } } }, 'nginx'],
    ['backstage.ingress.className', { backstage: { ingress: { className: 'traefik' } } }, 'traefik'],
    ['global.ingressClassName', { global: { ingressClassName: 'haproxy' } }, 'haproxy'],
  ])('is Ingress if %s sets a class', (path, values, className) => {
    expect(led(values)).toEqual({ routeKind: 'Ingress', ingressClass: { path, className } });
  });

  test("prefers Backstage's class to the global one, and ingressClassName to className", () => {
    const global = { ingressClassName: 'c' };
    expect([
      led({ global, backstage: { ingress: { ingressClassName: 'a', className: 'b' } } }).ingressClass,
      led({ global, backstage: { ingress: { className: 'b' } } }).ingressClass,
    ]).toEqual([
      { path: 'backstage.ingress.ingressClassName', className: 'a' },
      { path: 'backstage.ingress.className', className: 'b' },
    ]);
  });

  test('is Ingress of the default class if only the kind is set', () => {
    expect(led({ backstage: { ingress: { kind: 'Ingress', className: '' } } })).toEqual({
      routeKind: 'Ingress',
      ingressClass: undefined,
    });
  });

  test('is HTTPRoute if the kind is HTTPRoute, even with a class', () => {
    expect(led({ backstage: { ingress: { kind: 'HTTPRoute', className: 'nginx' } } }).routeKind).toBe('HTTPRoute');
  });
});

describe("the OpenChoreo API's route", () => {
  test('is rendered by default, also if Backstage is disabled', () => {
    expect([factsOf({}), factsOf({ backstage: { enabled: false } })].map((facts) => facts.rendersApiRoute)).toEqual([
      true,
      true,
    ]);
  });

  test.each<[string, Values]>([
    ['the API', { openchoreoApi: { enabled: false } }],
    ["the API's ingress", { openchoreoApi: { ingress: { enabled: false } } }],
    ['the Gateway', { gateway: { enabled: false } }],
  ])('is not rendered without %s', (_what, values) => {
    expect(factsOf(values).rendersApiRoute).toBe(false);
  });
});

describe('Prometheus', () => {
  const scrapes = (metrics: unknown) => factsOf(untyped({ backstage: { metrics } })).scrapesMetrics;

  test('Prometheus does not scrape the portal by default', () => {
    expect(factsOf({}).scrapesMetrics).toBe(false);
  });

  test('Prometheus scrapes the portal if a ServiceMonitor is enabled', () => {
    expect(scrapes({ serviceMonitor: { enabled: true } })).toBe(true);
    expect(scrapes({ enabled: true, serviceMonitor: { enabled: true, namespace: null } })).toBe(true);
  });

  test.each([
    { enabled: false, serviceMonitor: { enabled: true } },
    { enabled: null, serviceMonitor: { enabled: true } },
    { enabled: true, serviceMonitor: { enabled: false } },
    { enabled: true, serviceMonitor: { enabled: null } },
    { enabled: true, serviceMonitor: null },
    { enabled: true, serviceMonitor: {} },
    { enabled: true },
    {},
    null,
  ])('Prometheus does not scrape the portal with metrics %j', (metrics) => {
    expect(scrapes(metrics)).toBe(false);
  });
});

describe('the mounts of the container', () => {
  const paths = (backstage: Values['backstage'], corrected: Parameters<typeof factsOf>[2] = []) =>
    factsOf({ backstage }, undefined, corrected).volumeMounts.map(({ mountPath }) => mountPath);
  const readOnly = { containerSecurityContext: { readOnlyRootFilesystem: true } };

  test('contain only the SQLite files by default', () => {
    expect(paths({})).toEqual(['/app/.config/backstage']);
  });

  test('are empty with PostgreSQL', () => {
    expect(paths({ database: { type: 'postgresql' } })).toEqual([]);
  });

  test('contain the certificates of PostgreSQL, and a configuration file that no variable can express', () => {
    const database = { type: 'postgresql', postgresql: { caBundle: { configMap: 'ca' } } } as const;
    expect(paths({ database, appConfig: { 'my.plugin': { title: 'Portal' } } })).toEqual([
      '/etc/backstage/postgresql-ca',
      '/app/app-config.extra.yaml',
    ]);
  });

  test('contain no configuration file if appConfig sets only the URL of the portal', () => {
    expect(paths({ appConfig: { app: { baseUrl: 'https://console.example.com' } } })).toEqual(paths({}));
  });

  test('contain a writable /tmp if tmp is set', () => {
    expect(paths({ tmp: {} })).toContain('/tmp');
  });

  test('contain a writable /tmp with a read-only root filesystem if the defect writable-tmp is fixed', () => {
    expect(paths(readOnly)).not.toContain('/tmp');
    expect(paths(readOnly, ['writable-tmp'])).toContain('/tmp');
    expect(paths({}, ['writable-tmp'])).not.toContain('/tmp');
  });

  test('contain no second /tmp if a custom mount is there', () => {
    const extraVolumeMounts = [{ name: 'scratch', mountPath: '/tmp' }];
    expect(paths({ ...readOnly, extraVolumeMounts }, ['writable-tmp'])).not.toContain('/tmp');
  });
});
