import type { JsonMap, JsonValue } from '../../../lib/util/json';
import { misjudged, POSTGRESQL, warning, warnings } from '../../lines/0.11/rules/support';
import { found as found1x, on, VERSIONS } from '../../lines/1.x/support';

const byRule = <F extends { readonly rule: string }>(findings: readonly F[]) =>
  findings.filter(({ rule }) => rule === 'database-tls');

type Ssl = boolean | 'disable' | 'prefer' | 'require' | 'verify-ca' | 'verify-full' | 'no-verify';

const ofMode = (ssl: Ssl) =>
  byRule(warnings({ backstage: { database: { ...POSTGRESQL, postgresql: { ...POSTGRESQL.postgresql, ssl } } } }));

test('warns of modes that only libpq knows as weak, and offers those of node-postgres', () => {
  expect(ofMode('prefer')).toEqual([
    warning(
      'database-tls',
      'backstage.database.postgresql.ssl',
      'verifies certificate and host name, as verify-full does, and never connects without TLS; got "prefer"',
      'set it to verify-full; or to no-verify to skip the verification, or to disable for a server without TLS',
    ),
  ]);
  expect(ofMode('verify-ca')).toHaveLength(1);
  expect(misjudged<Ssl>([true, false, 'disable', 'require', 'verify-full', 'no-verify'], ofMode)).toEqual([]);
});

const ofText = (ssl: JsonValue, extra: JsonMap = {}) =>
  byRule(
    warnings({
      backstage: { database: POSTGRESQL, appConfig: { backend: { database: { connection: { ssl } } } } },
      ...extra,
    }),
  );

test('warns of a text in appConfig with which node-postgres fails', () => {
  expect(ofText('require').map(({ path }) => path)).toEqual(['backstage.appConfig.backend.database.connection.ssl']);
  expect(ofText('disable')).toHaveLength(1);
  expect(misjudged<JsonValue>([true, false, { rejectUnauthorized: false }, 'no-verify', '${PG_SSL}'], ofText)).toEqual(
    [],
  );
});

test('warns of a text in the connection of a plugin, and in a variable', () => {
  const name = 'APP_CONFIG_backend_database_plugin_catalog_connection_ssl';
  const of = (value: string) =>
    byRule(warnings({ backstage: { database: POSTGRESQL, extraEnv: [{ name, value }] } })).map(({ path }) => path);
  expect(of('verify-full')).toEqual(['backstage.extraEnv[0].value']);
  expect(of('true')).toEqual([]);
});

test('does not judge SQLite', () => {
  const appConfig = { backend: { database: { connection: { ssl: 'require' } } } };
  expect(byRule(warnings({ backstage: { appConfig } }))).toEqual([]);
});

test.each(VERSIONS)('warns on chart %s', (chartVersion) => {
  const values = on({ database: { type: 'postgresql', postgresql: { ssl: 'prefer' } } });
  expect(byRule(found1x(values, { chartVersion }))).toHaveLength(1);
});
