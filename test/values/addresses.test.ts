import { Release } from '../../lib/release';
import { type Addresses, addresses, missingHosts, rendersApiRoute } from '../../lib/values/addresses';
import type { Fidelity } from '../../lib/values/fidelity';
import { withDefaults } from '../../lib/values/merge';
import { type EffectiveValues, schema, type Values } from '../../lib/values/schema';

function effective(values: Values): EffectiveValues {
  return withDefaults(schema, values) as EffectiveValues;
}

function derived(values: Values, release = new Release(), fidelity: Fidelity = 'exact'): Addresses {
  return addresses(effective(values), release, fidelity);
}

const missing = (values: Values) => [...missingHosts(effective(values))];

test('the default values lead to these addresses', () => {
  expect(derived({})).toEqual({
    ingressKind: 'HTTPRoute',
    ingressClassName: '',
    consoleHost: 'openchoreo.local',
    apiHost: 'api.openchoreo.local',
    consoleUrl: 'http://openchoreo.local',
    baseUrl: 'http://openchoreo.local',
    thunderUrl: 'http://thunder.openchoreo.local',
    openchoreoApiUrl: 'http://openchoreo-api.openchoreo-control-plane.svc.cluster.local:8080/api/v1',
    authorizationUrl: 'http://thunder.openchoreo.local/oauth2/authorize',
    tokenUrl: 'http://thunder-service.openchoreo-control-plane.svc.cluster.local:8090/oauth2/token',
    thunderServiceUrl: 'http://thunder-service.openchoreo-control-plane.svc.cluster.local:8090',
    redirectUrls: ['http://openchoreo.local/api/auth/openchoreo-auth/handler/frame'],
  });
});

describe('hosts', () => {
  test('follow from the base domain', () => {
    expect(derived({ global: { baseDomain: 'example.com' } })).toMatchObject({
      consoleHost: 'example.com',
      apiHost: 'api.example.com',
      thunderUrl: 'http://thunder.example.com',
    });
  });

  test('are the first ones given, where there are any', () => {
    const hosts = (host: string) => [{ host }, { host: 'second.example.com' }];
    expect(
      derived({
        backstage: { ingress: { hosts: hosts('console.example.com') } },
        openchoreoApi: { ingress: { hosts: hosts('core.example.com') } },
      }),
    ).toMatchObject({ consoleHost: 'console.example.com', apiHost: 'core.example.com' });
  });

  test('are empty without any host and base domain', () => {
    expect(derived({ global: { baseDomain: '' } })).toMatchObject({ consoleHost: '', apiHost: '' });
  });

  test('are empty with a base domain of null', () => {
    expect(derived({ global: { baseDomain: null } })).toMatchObject({ consoleHost: '', apiHost: '' });
  });
});

describe('protocol and port', () => {
  const global = { tls: { enabled: true }, port: ':8443' };

  test('are on every URL that browsers open', () => {
    expect(derived({ global })).toMatchObject({
      baseUrl: 'https://openchoreo.local:8443',
      thunderUrl: 'https://thunder.openchoreo.local:8443',
      authorizationUrl: 'https://thunder.openchoreo.local:8443/oauth2/authorize',
    });
  });

  test('are on no URL inside the cluster', () => {
    expect(derived({ global })).toMatchObject({
      openchoreoApiUrl: 'http://openchoreo-api.openchoreo-control-plane.svc.cluster.local:8080/api/v1',
      tokenUrl: 'http://thunder-service.openchoreo-control-plane.svc.cluster.local:8090/oauth2/token',
    });
  });

  test('are not added to a host', () => {
    expect(derived({ global })).toMatchObject({ consoleHost: 'openchoreo.local', apiHost: 'api.openchoreo.local' });
  });

  test('leave out a port of null', () => {
    expect(derived({ global: { port: null } }).baseUrl).toBe('http://openchoreo.local');
  });
});

describe('baseUrl', () => {
  const app = { baseUrl: 'https://app.example.com' };
  const backend = { baseUrl: 'https://backend.example.com' };

  test('is backstage.baseUrl before any other', () => {
    const baseUrl = 'https://portal.example.com/x';
    expect(derived({ backstage: { baseUrl, appConfig: { app, backend } } }).baseUrl).toBe(baseUrl);
  });

  test('is the documented app.baseUrl before the derived one', () => {
    expect(derived({ backstage: { appConfig: { app, backend } } }).baseUrl).toBe('https://app.example.com');
  });

  test('is the documented backend.baseUrl where it is the only one', () => {
    expect(derived({ backstage: { appConfig: { backend } } }).baseUrl).toBe('https://backend.example.com');
  });

  test('does not change the console host', () => {
    expect(derived({ backstage: { baseUrl: 'https://portal.example.com' } }).consoleHost).toBe('openchoreo.local');
  });
});

describe('consoleUrl', () => {
  test('is that of the console host, with protocol and port', () => {
    const hosts = [{ host: 'console.example.com' }, { host: 'second.example.com' }];
    expect(
      derived({ global: { tls: { enabled: true }, port: ':8443' }, backstage: { ingress: { hosts } } }).consoleUrl,
    ).toBe('https://console.example.com:8443');
  });

  test('stays that of the console host wherever the portal is', () => {
    const appConfig = { app: { baseUrl: 'https://a.example.com' } };
    expect(derived({ backstage: { baseUrl: 'https://portal.example.com', appConfig } }).consoleUrl).toBe(
      'http://openchoreo.local',
    );
  });

  test('has no host where the values name none', () => {
    expect(derived({ global: { baseDomain: null, port: null } }).consoleUrl).toBe('http://');
  });
});

describe('redirectUrls', () => {
  const PATH = '/api/auth/openchoreo-auth/handler/frame';

  test('are the one below the URL of the portal', () => {
    expect(derived({ backstage: { baseUrl: 'https://portal.example.com/x' } }).redirectUrls).toEqual([
      `https://portal.example.com/x${PATH}`,
    ]);
    expect(
      derived({ backstage: { appConfig: { backend: { baseUrl: 'https://b.example.com' } } } }).redirectUrls,
    ).toEqual([`https://b.example.com${PATH}`]);
  });

  test.each(['https://portal.example.com/', 'https://portal.example.com//'])('have one slash behind %s', (baseUrl) => {
    expect(derived({ backstage: { baseUrl } }).redirectUrls).toEqual([`https://portal.example.com${PATH}`]);
  });

  test('have those given behind it, in their order and once each', () => {
    const [b, a] = ['https://b.example.com/frame', 'https://a.example.com/frame'];
    const own = `http://openchoreo.local${PATH}`;
    const urls = (...redirectUrls: string[]) => derived({ backstage: { auth: { redirectUrls } } }).redirectUrls;
    expect(urls(b, a, b)).toEqual([own, b, a]);
    expect(urls(b, own, a)).toEqual([own, b, a]);
  });

  test.each([null, []])('are that of the portal alone where %j is given', (redirectUrls) => {
    expect(derived({ backstage: { auth: { redirectUrls } } }).redirectUrls).toEqual([`http://openchoreo.local${PATH}`]);
  });
});

describe('thunderServiceUrl', () => {
  test('is inside the cluster, whatever other URLs of Thunder are', () => {
    const values: Values = {
      global: { tls: { enabled: true }, port: ':8443' },
      backstage: { thunder: { baseUrl: 'https://thunder.example.com' } },
      security: { oidc: { tokenUrl: 'https://id.example.com/token' } },
      thunder: { configuration: { server: { publicUrl: 'https://login.example.com' } } },
    };
    expect(derived(values).thunderServiceUrl).toBe(
      'http://thunder-service.openchoreo-control-plane.svc.cluster.local:8090',
    );
  });

  test('follows its name, its port and the namespace', () => {
    const values = { thunder: { fullnameOverride: 'idp', service: { port: 80 } } };
    expect(derived(values, new Release({ namespace: 'apps' })).thunderServiceUrl).toBe(
      'http://idp-service.apps.svc.cluster.local:80',
    );
  });

  test('is derived where Thunder is disabled, too', () => {
    expect(derived({ thunder: { enabled: false } }).thunderServiceUrl).toBe(
      'http://thunder-service.openchoreo-control-plane.svc.cluster.local:8090',
    );
  });
});

describe('addresses of Thunder', () => {
  const configuration = { server: { publicUrl: 'https://login.example.com:9443/id' } };

  test('have the host of its public URL, and protocol and port of the others', () => {
    expect(derived({ thunder: { configuration }, global: { port: ':81' } })).toMatchObject({
      thunderUrl: 'http://login.example.com:81',
      authorizationUrl: 'http://login.example.com:81/oauth2/authorize',
    });
  });

  test.each([
    ['http://login.example.com', 'login.example.com'],
    ['https://login.example.com:9443', 'login.example.com'],
    ['login.example.com:9443', 'login.example.com'],
    ['login.example.com', 'login.example.com'],
    ['https://login.example.com/id', 'login.example.com/id'],
    ['', 'thunder.openchoreo.local'],
    ['https://', 'thunder.openchoreo.local'],
  ])('have, for the public URL "%s", what the chart takes for its host: %s', (publicUrl, host) => {
    expect(derived({ thunder: { configuration: { server: { publicUrl } } } }).thunderUrl).toBe(`http://${host}`);
  });

  test('are those given', () => {
    expect(
      derived({
        backstage: { thunder: { baseUrl: 'https://thunder.example.com' } },
        security: {
          oidc: { authorizationUrl: 'https://id.example.com/authorize', tokenUrl: 'https://id.example.com/token' },
        },
      }),
    ).toMatchObject({
      thunderUrl: 'https://thunder.example.com',
      authorizationUrl: 'https://id.example.com/authorize',
      tokenUrl: 'https://id.example.com/token',
    });
  });

  test('are derived where Thunder is disabled, too', () => {
    expect(derived({ thunder: { enabled: false } }).authorizationUrl).toBe(
      'http://thunder.openchoreo.local/oauth2/authorize',
    );
  });

  test('keep the authorization URL at the Thunder host where backstage.thunder.baseUrl is another', () => {
    expect(derived({ backstage: { thunder: { baseUrl: 'https://other.example.com' } } }).authorizationUrl).toBe(
      'http://thunder.openchoreo.local/oauth2/authorize',
    );
  });

  test('inside the cluster have port 0 where it is null, as the chart has', () => {
    expect(derived({ thunder: { service: { port: null } } }).tokenUrl).toBe(
      'http://thunder-service.openchoreo-control-plane.svc.cluster.local:0/oauth2/token',
    );
  });

  test('inside the cluster follow its name, its port and the namespace', () => {
    const values = { thunder: { fullnameOverride: 'idp', service: { port: 80 } } };
    expect(derived(values, new Release({ namespace: 'apps' })).tokenUrl).toBe(
      'http://idp-service.apps.svc.cluster.local:80/oauth2/token',
    );
  });
});

describe('openchoreoApiUrl', () => {
  test('is the one given', () => {
    const url = 'https://api.example.com/v1';
    expect(derived({ backstage: { openchoreoApi: { url } } }).openchoreoApiUrl).toBe(url);
  });

  test("follows the API's name in corrected fidelity", () => {
    const release = new Release({ fullnameOverride: 'portal', namespace: 'apps' });
    expect(derived({ openchoreoApi: { name: 'other' } }, release, 'corrected').openchoreoApiUrl).toBe(
      'http://other.apps.svc.cluster.local:8080/api/v1',
    );
  });

  test("follows the release's fullname, whatever the API's name is", () => {
    const release = new Release({ fullnameOverride: 'portal', namespace: 'apps' });
    expect(derived({ openchoreoApi: { name: 'other' } }, release).openchoreoApiUrl).toBe(
      'http://portal-api.apps.svc.cluster.local:8080/api/v1',
    );
  });
});

describe('ingressKind', () => {
  test.each<[string, Values, string]>([
    ['backstage.ingress.ingressClassName', { backstage: { ingress: { ingressClassName: 'nginx' } } }, 'nginx'],
    ['backstage.ingress.className', { backstage: { ingress: { className: 'traefik' } } }, 'traefik'],
    ['global.ingressClassName', { global: { ingressClassName: 'haproxy' } }, 'haproxy'],
  ])('is Ingress where %s names a class', (_key, values, ingressClassName) => {
    expect(derived(values)).toMatchObject({ ingressKind: 'Ingress', ingressClassName });
  });

  test("prefers Backstage's class to the global one, and ingressClassName to className", () => {
    const global = { ingressClassName: 'c' };
    expect([
      derived({ global, backstage: { ingress: { ingressClassName: 'a', className: 'b' } } }).ingressClassName,
      derived({ global, backstage: { ingress: { className: 'b' } } }).ingressClassName,
    ]).toEqual(['a', 'b']);
  });

  test('is Ingress of the default class where the kind alone says so', () => {
    expect(derived({ backstage: { ingress: { kind: 'Ingress' } } })).toMatchObject({
      ingressKind: 'Ingress',
      ingressClassName: '',
    });
  });

  test('is HTTPRoute where the kind says so beside a class', () => {
    expect(derived({ backstage: { ingress: { kind: 'HTTPRoute', className: 'nginx' } } }).ingressKind).toBe(
      'HTTPRoute',
    );
  });
});

describe('rendersApiRoute', () => {
  test('is true by default, and without Backstage', () => {
    expect([rendersApiRoute(effective({})), rendersApiRoute(effective({ backstage: { enabled: false } }))]).toEqual([
      true,
      true,
    ]);
  });

  test.each<[string, Values]>([
    ['the API', { openchoreoApi: { enabled: false } }],
    ["the API's ingress", { openchoreoApi: { ingress: { enabled: false } } }],
    ['the Gateway', { gateway: { enabled: false } }],
  ])('is false without %s', (_what, values) => {
    expect(rendersApiRoute(effective(values))).toBe(false);
  });
});

describe('missingHosts', () => {
  const global = { baseDomain: '' };

  test('finds nothing with a base domain', () => {
    expect(missing({ global: { baseDomain: 'example.com' } })).toEqual([]);
  });

  test('finds every host that nothing gives', () => {
    expect(missing({ global })).toEqual([
      {
        rule: 'schema',
        severity: 'error',
        path: 'backstage.ingress.hosts',
        message: 'the host of the console is needed, got none and no global.baseDomain',
        mend: 'set backstage.ingress.hosts or global.baseDomain',
      },
      {
        rule: 'schema',
        severity: 'error',
        path: 'openchoreoApi.ingress.hosts',
        message: 'the host of the OpenChoreo API is needed, got none and no global.baseDomain',
        mend: 'set openchoreoApi.ingress.hosts or global.baseDomain',
      },
      {
        rule: 'schema',
        severity: 'error',
        path: 'thunder.configuration.server.publicUrl',
        message: 'the host of the identity provider is needed, got none and no global.baseDomain',
        mend: 'set thunder.configuration.server.publicUrl or global.baseDomain',
      },
    ]);
  });

  test('finds nothing where each host is given', () => {
    const hosts = [{ host: 'a.example.com' }];
    expect(
      missing({
        global,
        backstage: { ingress: { hosts } },
        openchoreoApi: { ingress: { hosts } },
        thunder: { configuration: { server: { publicUrl: 'http://t.example.com' } } },
      }),
    ).toEqual([]);
  });

  test('asks for no host of the API where it has no route', () => {
    expect(missing({ global, gateway: { enabled: false } }).map(({ path }) => path)).toEqual([
      'backstage.ingress.hosts',
      'thunder.configuration.server.publicUrl',
    ]);
  });

  test("asks for the API's host alone where Backstage is disabled", () => {
    expect(missing({ global, backstage: { enabled: false } }).map(({ path }) => path)).toEqual([
      'openchoreoApi.ingress.hosts',
    ]);
  });

  test('asks for the host of the identity provider where Thunder is disabled, as the chart does', () => {
    expect(missing({ global, thunder: { enabled: false } }).map(({ path }) => path)).toContain(
      'thunder.configuration.server.publicUrl',
    );
  });

  test('asks for the console host where the URL is given, as the chart does', () => {
    expect(missing({ global, backstage: { baseUrl: 'http://a.example.com' } }).map(({ path }) => path)).toContain(
      'backstage.ingress.hosts',
    );
  });
});
