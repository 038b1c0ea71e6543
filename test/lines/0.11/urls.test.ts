import { Release } from '../../../lib/backstage/release';
import type { Values } from '../../../lib/lines/0.11/schema';
import { factsOf } from './support';

const derived = (...of: Parameters<typeof factsOf>) => factsOf(...of).urls;

test('the default values result in these hosts and URLs', () => {
  expect(derived({})).toEqual({
    consoleHost: 'openchoreo.local',
    apiHost: 'api.openchoreo.local',
    consoleUrl: 'http://openchoreo.local',
    baseUrl: 'http://openchoreo.local',
    thunderUrl: 'http://thunder.openchoreo.local',
    openchoreoApiUrl: 'http://openchoreo-api.openchoreo-control-plane.svc.cluster.local:8080/api/v1',
    authorizationUrl: 'http://thunder.openchoreo.local/oauth2/authorize',
    tokenUrl: 'http://thunder-service.openchoreo-control-plane.svc.cluster.local:8090/oauth2/token',
    thunderServiceUrl: 'http://thunder-service.openchoreo-control-plane.svc.cluster.local:8090',
  });
});

describe("the portal's hosts", () => {
  test('follow from the base domain', () => {
    expect(derived({ global: { baseDomain: 'example.com' } })).toMatchObject({
      consoleHost: 'example.com',
      apiHost: 'api.example.com',
      thunderUrl: 'http://thunder.example.com',
    });
  });

  test('are the first hosts in the values, if there are any', () => {
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

  test('are part of every URL that browsers open', () => {
    expect(derived({ global })).toMatchObject({
      baseUrl: 'https://openchoreo.local:8443',
      thunderUrl: 'https://thunder.openchoreo.local:8443',
      authorizationUrl: 'https://thunder.openchoreo.local:8443/oauth2/authorize',
    });
  });

  test('are not part of URLs inside the cluster', () => {
    expect(derived({ global })).toMatchObject({
      openchoreoApiUrl: 'http://openchoreo-api.openchoreo-control-plane.svc.cluster.local:8080/api/v1',
      tokenUrl: 'http://thunder-service.openchoreo-control-plane.svc.cluster.local:8090/oauth2/token',
    });
  });

  test('are not added to a host', () => {
    expect(derived({ global })).toMatchObject({ consoleHost: 'openchoreo.local', apiHost: 'api.openchoreo.local' });
  });

  test('omit a port of null', () => {
    expect(derived({ global: { port: null } }).baseUrl).toBe('http://openchoreo.local');
  });
});

describe("the portal's URL", () => {
  const app = { baseUrl: 'https://app.example.com' };
  const backend = { baseUrl: 'https://backend.example.com' };

  test('is backstage.baseUrl if it is set', () => {
    const baseUrl = 'https://portal.example.com/x';
    expect(derived({ backstage: { baseUrl, appConfig: { app, backend } } }).baseUrl).toBe(baseUrl);
  });

  test('is app.baseUrl of appConfig instead of the derived URL', () => {
    expect(derived({ backstage: { appConfig: { app, backend } } }).baseUrl).toBe('https://app.example.com');
  });

  test('is backend.baseUrl of appConfig if only that is set', () => {
    expect(derived({ backstage: { appConfig: { backend } } }).baseUrl).toBe('https://backend.example.com');
  });

  test('does not change the console host', () => {
    expect(derived({ backstage: { baseUrl: 'https://portal.example.com' } }).consoleHost).toBe('openchoreo.local');
  });
});

describe('the URL of the console host', () => {
  test('contains protocol and port', () => {
    const hosts = [{ host: 'console.example.com' }, { host: 'second.example.com' }];
    expect(
      derived({ global: { tls: { enabled: true }, port: ':8443' }, backstage: { ingress: { hosts } } }).consoleUrl,
    ).toBe('https://console.example.com:8443');
  });

  test('does not depend on the URL of the portal', () => {
    const appConfig = { app: { baseUrl: 'https://a.example.com' } };
    expect(derived({ backstage: { baseUrl: 'https://portal.example.com', appConfig } }).consoleUrl).toBe(
      'http://openchoreo.local',
    );
  });

  test('has no host if the values set none', () => {
    expect(derived({ global: { baseDomain: null, port: null } }).consoleUrl).toBe('http://');
  });
});

describe("Thunder's URL inside the cluster", () => {
  test('does not depend on other URLs of Thunder', () => {
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

  test.each([
    [
      'http://thunder-service.identity.svc.cluster.local:8090/oauth2/token',
      'http://thunder-service.identity.svc.cluster.local:8090',
    ],
    ['http://thunder-service.identity:80/oauth2/token', 'http://thunder-service.identity'],
    ['https://thunder-service.identity.svc/oauth2/token', 'https://thunder-service.identity.svc'],
  ])('is in the namespace of the token URL %s', (tokenUrl, url) => {
    expect(derived({ security: { oidc: { tokenUrl } } }).thunderServiceUrl).toBe(url);
  });

  test('is derived even if Thunder is disabled', () => {
    expect(derived({ thunder: { enabled: false } }).thunderServiceUrl).toBe(
      'http://thunder-service.openchoreo-control-plane.svc.cluster.local:8090',
    );
  });
});

describe("Thunder's URLs", () => {
  const configuration = { server: { publicUrl: 'https://login.example.com:9443/id' } };

  test('contain the host of its public URL, with the protocol and port of the other URLs', () => {
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
  ])('contain, for the public URL "%s", the host that the chart reads: %s', (publicUrl, host) => {
    expect(derived({ thunder: { configuration: { server: { publicUrl } } } }).thunderUrl).toBe(`http://${host}`);
  });

  test.each([
    ['https://login.example.com:9443/id', 'https://login.example.com:9443/id'],
    ['https://login.example.com/', 'https://login.example.com'],
    ['http://login.example.com', 'http://login.example.com'],
    ['', 'http://thunder.openchoreo.local:81'],
  ])('keep protocol, port and path of "%s" if the defect derived-urls is fixed', (publicUrl, url) => {
    const values = { thunder: { configuration: { server: { publicUrl } } }, global: { port: ':81' } };
    expect(derived(values, undefined, ['derived-urls'])).toMatchObject({
      thunderUrl: url,
      authorizationUrl: `${url}/oauth2/authorize`,
    });
  });

  test('are the URLs of the values', () => {
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

  test('are derived even if Thunder is disabled', () => {
    expect(derived({ thunder: { enabled: false } }).authorizationUrl).toBe(
      'http://thunder.openchoreo.local/oauth2/authorize',
    );
  });

  test('keep the authorization URL at the Thunder host if backstage.thunder.baseUrl is another', () => {
    expect(derived({ backstage: { thunder: { baseUrl: 'https://other.example.com' } } }).authorizationUrl).toBe(
      'http://thunder.openchoreo.local/oauth2/authorize',
    );
  });

  test('inside the cluster have port 0 if the port is null, as in the chart', () => {
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

describe("the OpenChoreo API's URL", () => {
  test('is the URL of the values', () => {
    const url = 'https://api.example.com/v1';
    expect(derived({ backstage: { openchoreoApi: { url } } }).openchoreoApiUrl).toBe(url);
  });

  test("follows the API's name if the defect api-url is fixed", () => {
    const release = new Release({ fullnameOverride: 'portal', namespace: 'apps' });
    expect(derived({ openchoreoApi: { name: 'other' } }, release, ['api-url']).openchoreoApiUrl).toBe(
      'http://other.apps.svc.cluster.local:8080/api/v1',
    );
  });

  test("follows the fullname of the release, not the API's name", () => {
    const release = new Release({ fullnameOverride: 'portal', namespace: 'apps' });
    expect(derived({ openchoreoApi: { name: 'other' } }, release).openchoreoApiUrl).toBe(
      'http://portal-api.apps.svc.cluster.local:8080/api/v1',
    );
  });
});
