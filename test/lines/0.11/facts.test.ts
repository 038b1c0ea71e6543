import type { Values } from '../../../lib/lines/0.11/schema';
import { untyped } from '../../values/support';
import { factsOf } from './support';

describe('the URL of the portal', () => {
  test('has the slash that is given at its end, as in the chart', () => {
    expect(factsOf({ backstage: { baseUrl: 'https://portal.example.com/' } }).baseUrl).toBe(
      'https://portal.example.com/',
    );
  });

  test('has no slash at its end where the defect base-url-slash is fixed', () => {
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

  test('are the one below the URL of the portal', () => {
    expect(factsOf({ backstage: { baseUrl: 'https://portal.example.com/x' } }).redirectUrls).toEqual([
      `https://portal.example.com/x${PATH}`,
    ]);
    expect(
      factsOf({ backstage: { appConfig: { backend: { baseUrl: 'https://b.example.com' } } } }).redirectUrls,
    ).toEqual([`https://b.example.com${PATH}`]);
  });

  test.each(['https://portal.example.com/', 'https://portal.example.com//'])('have one slash behind %s', (baseUrl) => {
    expect(factsOf({ backstage: { baseUrl } }).redirectUrls).toEqual([`https://portal.example.com${PATH}`]);
  });

  test('have those given behind it, in their order and once each', () => {
    const [b, a] = ['https://b.example.com/frame', 'https://a.example.com/frame'];
    const own = `http://openchoreo.local${PATH}`;
    const urls = (...redirectUrls: string[]) => factsOf({ backstage: { auth: { redirectUrls } } }).redirectUrls;
    expect(urls(b, a, b)).toEqual([own, b, a]);
    expect(urls(b, own, a)).toEqual([own, b, a]);
  });

  test.each([null, []])('are that of the portal alone where %j is given', (redirectUrls) => {
    expect(factsOf({ backstage: { auth: { redirectUrls } } }).redirectUrls).toEqual([`http://openchoreo.local${PATH}`]);
  });
});

describe('the kind of the object that leads to Backstage', () => {
  const led = (values: Values) => {
    const { ingressKind, ingressClass } = factsOf(values);
    return { ingressKind, ingressClass };
  };

  test('is HTTPRoute by default, of no class', () => {
    expect(led({})).toEqual({ ingressKind: 'HTTPRoute', ingressClass: undefined });
  });

  test.each<[string, Values, string]>([
    ['backstage.ingress.ingressClassName', { backstage: { ingress: { ingressClassName: 'nginx' } } }, 'nginx'],
    ['backstage.ingress.className', { backstage: { ingress: { className: 'traefik' } } }, 'traefik'],
    ['global.ingressClassName', { global: { ingressClassName: 'haproxy' } }, 'haproxy'],
  ])('is Ingress where %s names a class', (path, values, className) => {
    expect(led(values)).toEqual({ ingressKind: 'Ingress', ingressClass: { path, className } });
  });

  test("goes by Backstage's class before the global one, and by ingressClassName before className", () => {
    const global = { ingressClassName: 'c' };
    expect([
      led({ global, backstage: { ingress: { ingressClassName: 'a', className: 'b' } } }).ingressClass,
      led({ global, backstage: { ingress: { className: 'b' } } }).ingressClass,
    ]).toEqual([
      { path: 'backstage.ingress.ingressClassName', className: 'a' },
      { path: 'backstage.ingress.className', className: 'b' },
    ]);
  });

  test('is Ingress of the default class where the kind alone says so', () => {
    expect(led({ backstage: { ingress: { kind: 'Ingress', className: '' } } })).toEqual({
      ingressKind: 'Ingress',
      ingressClass: undefined,
    });
  });

  test('is HTTPRoute where the kind says so beside a class', () => {
    expect(led({ backstage: { ingress: { kind: 'HTTPRoute', className: 'nginx' } } }).ingressKind).toBe('HTTPRoute');
  });
});

describe("the OpenChoreo API's route", () => {
  test('is rendered by default, and without Backstage', () => {
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

  test('does not scrape the portal by default', () => {
    expect(factsOf({}).scrapesMetrics).toBe(false);
  });

  test('scrapes the portal by a ServiceMonitor', () => {
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
  ])('does not scrape the portal with metrics %j', (metrics) => {
    expect(scrapes(metrics)).toBe(false);
  });
});

describe('the mounts of the container', () => {
  const paths = (backstage: Values['backstage'], corrected: Parameters<typeof factsOf>[2] = []) =>
    factsOf({ backstage }, undefined, corrected).volumeMounts.map(({ mountPath }) => mountPath);
  const readOnly = { containerSecurityContext: { readOnlyRootFilesystem: true } };

  test('are that of the SQLite file by default', () => {
    expect(paths({})).toEqual(['/app/.config/backstage']);
  });

  test('are none with PostgreSQL', () => {
    expect(paths({ database: { type: 'postgresql' } })).toEqual([]);
  });

  test('have the certificates of PostgreSQL, and the file of a configuration that no variable can hold', () => {
    const database = { type: 'postgresql', postgresql: { caBundle: { configMap: 'ca' } } } as const;
    expect(paths({ database, appConfig: { 'my.plugin': { title: 'Portal' } } })).toEqual([
      '/etc/backstage/postgresql-ca',
      '/app/app-config.extra.yaml',
    ]);
  });

  test('have no configuration where there is none but the URL of the portal', () => {
    expect(paths({ appConfig: { app: { baseUrl: 'https://console.example.com' } } })).toEqual(paths({}));
  });

  test('have a writable /tmp where one is asked for', () => {
    expect(paths({ tmp: {} })).toContain('/tmp');
  });

  test('have a writable /tmp beside a read-only root filesystem where the defect writable-tmp is fixed', () => {
    expect(paths(readOnly)).not.toContain('/tmp');
    expect(paths(readOnly, ['writable-tmp'])).toContain('/tmp');
    expect(paths({}, ['writable-tmp'])).not.toContain('/tmp');
  });

  test('have no second /tmp beside a mounted one', () => {
    const extraVolumeMounts = [{ name: 'scratch', mountPath: '/tmp' }];
    expect(paths({ ...readOnly, extraVolumeMounts }, ['writable-tmp'])).not.toContain('/tmp');
  });
});
