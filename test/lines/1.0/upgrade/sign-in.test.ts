import { upgrade } from './support';

const external = { authorizationUrl: 'https://id.test/authorize', tokenUrl: 'https://id.test/token' };

test('the endpoints of the bundled Thunder are written out, and its removal is a task', () => {
  const { values, entries } = upgrade({ thunder: { fullnameOverride: 'idp', service: { port: 9090 } } });
  expect(values).not.toHaveProperty('thunder');
  expect(values.security?.oidc).toMatchObject({
    authorizationUrl: 'http://thunder.openchoreo.local/oauth2/authorize',
    tokenUrl: 'http://idp-service.openchoreo-control-plane.svc.cluster.local:9090/oauth2/token',
  });
  expect(entries('security.oidc')).toMatchObject([{ kind: 'task', fix: expect.stringContaining('identity provider') }]);
});

test('endpoints of another identity provider stay, and its redirect URLs are a task', () => {
  const oidc = { ...external, issuer: 'https://id.test' };
  const { values, entries } = upgrade({
    security: { oidc },
    backstage: { auth: { redirectUrls: ['https://a.test/x'] } },
  });
  expect(values.security?.oidc).toEqual(oidc);
  expect(entries('security.oidc')).toEqual([]);
  expect(entries('backstage.auth.redirectUrls')).toMatchObject([{ kind: 'task' }]);
  expect(values.backstage?.auth?.redirectUrls).toEqual(['https://a.test/x']);
});

test('an issuer that the chart requires is to be decided, and is the placeholder of the chart', () => {
  const { values, entries } = upgrade({});
  expect(values.security?.oidc?.issuer).toBe('http://thunder.openchoreo.invalid');
  expect(entries('security.oidc.issuer')).toMatchObject([{ kind: 'decide', rule: 'placeholders' }]);
});

test('without sign-in, chart 1.2 asks for no issuer, and chart 1.0 does', () => {
  const values = { security: { enabled: false } };
  expect(upgrade(values).values.security?.oidc).not.toHaveProperty('issuer');
  expect(upgrade(values).entries('security.oidc.issuer')).toEqual([]);
  expect(upgrade(values, { to: '1.0.5' }).entries('security.oidc.issuer')).toMatchObject([{ rule: 'placeholders' }]);
});

test('the options of Thunder are dropped', () => {
  const { backstage, entries } = upgrade({
    backstage: { thunder: { baseUrl: 'https://idp.test' }, auth: { registration: { enabled: true } } },
  });
  expect(backstage).not.toHaveProperty('thunder');
  expect(backstage).not.toHaveProperty('auth');
  expect(entries('backstage.auth.registration')).toMatchObject([{ kind: 'dropped' }]);
});

test('new defaults of the sign-in are reported, unless the values set them or nobody signs in', () => {
  const changed = (values: Parameters<typeof upgrade>[0]) =>
    upgrade(values)
      .report.entries.filter(({ kind }) => kind === 'changed')
      .map(({ path }) => path);
  const flow = 'backstage.features.auth.redirectFlow.enabled';
  expect(changed({})).toEqual(['security.authz.enabled', flow]);
  expect(changed({ security: { authz: { enabled: false } } })).toEqual([flow]);
  expect(changed({ security: { enabled: false, authz: { enabled: true } } })).toEqual([]);
  expect(changed({ backstage: { enabled: false } })).toEqual([]);
});
