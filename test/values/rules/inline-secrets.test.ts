import type { Values } from '../../../lib';
import { POSTGRESQL, warning, warnings } from './support';

const inline = (path: string) =>
  warning(
    'inline-secrets',
    path,
    'is rendered readable for everyone who can read the output',
    'remove it, and name a Secret in backstage.secretName or a store in backstage.externalSecret',
  );

/** What the rule says; the test client outside localhost has a rule of its own. */
function found(values: Values) {
  return warnings(values, { allow: ['public-client-secret'] });
}

const elsewhere = (backstage: Values['backstage'] = {}): Values => ({
  backstage: { baseUrl: 'https://console.example.com', ...backstage },
});

test('warns of the backend secret outside localhost', () => {
  expect(found(elsewhere())).toEqual([inline('backstage.backendSecret')]);
});

test('warns of every secret that is rendered', () => {
  const backstage = { auth: { clientSecret: 'mine' }, thunder: { token: 'mine' }, database: POSTGRESQL };
  expect(found(elsewhere(backstage))).toEqual([
    inline('backstage.backendSecret'),
    inline('backstage.auth.clientSecret'),
    inline('backstage.database.postgresql.password'),
    inline('backstage.thunder.token'),
  ]);
});

test('says nothing of a password that SQLite has no use for', () => {
  const database = { postgresql: { password: 'hunter2' } };
  expect(found(elsewhere({ database }))).toEqual([inline('backstage.backendSecret')]);
});

test('says nothing of a token that is not rendered without Thunder', () => {
  const values: Values = { ...elsewhere({ thunder: { token: 'hunter2' } }), thunder: { enabled: false } };
  expect(found(values)).toEqual([inline('backstage.backendSecret')]);
});

test('leaves the documented client secret to the rule public-client-secret', () => {
  const values = elsewhere({ auth: { clientSecret: 'backstage-portal-secret' } });
  expect(found(values)).toEqual([inline('backstage.backendSecret')]);
});

test.each([
  'http://localhost:7007',
  'http://LOCALHOST:7007',
  'http://openchoreo.localhost',
  'http://127.0.0.1:7007',
  'http://[::1]:7007',
])('says nothing of a portal at %s', (baseUrl) => {
  expect(found(elsewhere({ baseUrl }))).toEqual([]);
});

test.each(['http://localhost.example.com', 'http://localhost:7007@console.example.com'])(
  'warns of a portal at %s, which is elsewhere',
  (baseUrl) => {
    expect(found(elsewhere({ baseUrl }))).toEqual([inline('backstage.backendSecret')]);
  },
);

test('shows no secret', () => {
  const values = elsewhere({ backendSecret: 'hunter2', thunder: { token: 'hunter3' } });
  expect(JSON.stringify(found(values))).not.toMatch(/hunter/);
});

test('says nothing where allowed', () => {
  expect(warnings(elsewhere(), { allow: ['inline-secrets', 'public-client-secret'] })).toEqual([]);
});

test('says nothing of a disabled Backstage', () => {
  expect(found(elsewhere({ enabled: false }))).toEqual([]);
});
