import { upgrade } from './support';

test('the URL and the hosts that followed from the domain are written out', () => {
  const global = { baseDomain: 'example.com', port: ':8443', tls: { enabled: true } };
  const { values, backstage, entries } = upgrade({ global });
  expect(values).not.toHaveProperty('global');
  expect(backstage).toMatchObject({
    baseUrl: 'https://example.com:8443',
    tls: { enabled: true },
    http: { hostnames: ['example.com'] },
  });
  expect(values.openchoreoApi).toEqual({ http: { hostnames: ['api.example.com'] } });
  expect(values.security?.oidc?.authorizationUrl).toBe('https://thunder.example.com:8443/oauth2/authorize');
  expect(entries('backstage.baseUrl')).toMatchObject([{ kind: 'derived' }]);
  for (const path of ['global.baseDomain', 'global.port', 'global.tls']) {
    expect(entries(path)).toMatchObject([{ kind: 'dropped' }]);
  }
});

test('a URL that is set stays, and browsers upgrade requests to https only if it is https', () => {
  const url = (baseUrl: string) => upgrade({ backstage: { baseUrl } }).backstage;
  expect(url('http://localhost:7007')).toMatchObject({ baseUrl: 'http://localhost:7007' });
  expect(url('http://localhost:7007')).not.toHaveProperty('tls');
  expect(url('https://example.com')).toMatchObject({ tls: { enabled: true } });
});

test('a slash at the end of the URL is reported, because the new chart removes it', () => {
  expect(upgrade({ backstage: { baseUrl: 'https://example.com/' } }).entries('backstage.baseUrl')).toMatchObject([
    { kind: 'changed', message: expect.stringContaining('loses the slash') },
  ]);
});

test('the URL in appConfig is also written out, as the same text', () => {
  const appConfig = { app: { baseUrl: 'https://example.com/' } };
  expect(upgrade({ backstage: { appConfig } }).backstage).toMatchObject({ appConfig, baseUrl: 'https://example.com/' });
});

test('without a domain, hosts and URLs are to be decided', () => {
  const { report } = upgrade({ global: { baseDomain: '' } });
  expect(report.entries.filter(({ kind }) => kind === 'decide').map(({ path, rule }) => [path, rule])).toEqual([
    ['backstage.baseUrl', 'placeholders'],
    ['backstage.http.hostnames', 'placeholders'],
    ['openchoreoApi.http.hostnames', 'placeholders'],
    ['gateway.tls.hostname', 'placeholders'],
    ['security.oidc.issuer', 'placeholders'],
    ['security.oidc.authorizationUrl', 'placeholders'],
  ]);
});

test('another name of the API is reported, because chart 0.11 does not use it in the URL', () => {
  const { entries } = upgrade({ openchoreoApi: { name: 'api' } });
  expect(entries('backstage.openchoreoApi.url')).toMatchObject([
    { message: expect.stringMatching(/"http:\/\/api\..*with chart 0\.11 it was "http:\/\/openchoreo-api\./) },
  ]);
});
