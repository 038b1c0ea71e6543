import { renderManifests } from '../lib';
import type { ChartVersion } from '../lib/backstage/profile';
import { type Finding, ValuesError } from '../lib/values/finding';
import { mergeValues, type YamlMap } from '../lib/values/merge';
import { LEAST } from './lines/1.x/support';

// Each test breaks a rule, follows the fix by hand, and renders again: the finding is gone, and nothing else is refused.

type Options = NonNullable<Parameters<typeof renderManifests<ChartVersion>>[1]>;

/** A way to follow a fix: values that are merged over the others, or options. */
type Followed = YamlMap | { readonly options: Options };

/** Values that break a rule, and the ways to follow its fix. */
interface Case {
  readonly base: YamlMap;
  readonly broken: YamlMap;
  /** Rule and path of the finding. */
  readonly finding: string;
  /** Part of the fix. */
  readonly fix: string;
  readonly followed: readonly Followed[];
  readonly options?: Options;
}

const DOMAIN = { global: { baseDomain: 'example.com', tls: { enabled: true } } };
const VAULT = { secretStoreRef: { name: 'vault' }, data: { backendSecret: { key: 'a' }, clientSecret: { key: 'b' } } };
const STRONG = '0123456789abcdef0123456789abcdef';

const INLINE: YamlMap = { ...DOMAIN, backstage: { backendSecret: STRONG } };
const EXISTING: YamlMap = { ...DOMAIN, backstage: { secretName: 'portal' } };
const EXTERNAL: YamlMap = { ...DOMAIN, backstage: { externalSecret: VAULT } };
const CHART_12: YamlMap = { ...LEAST, backstage: { ...LEAST.backstage, secretName: 'portal' } };
const OF_12: Options = { chartVersion: '1.2.3' };

const postgresql = (more: YamlMap = {}, around: YamlMap = {}): YamlMap => ({
  backstage: { database: { type: 'postgresql', postgresql: { host: 'db.example.com', ...more } }, ...around },
});
const EXTERNAL_POSTGRESQL = {
  externalSecret: { data: { postgresPassword: { key: 'c' } } },
};
const backstage = (values: YamlMap): YamlMap => ({ backstage: values });
const OPERATOR = { secretName: 'operator', secretKeys: { password: 'password' } };
const password = { name: 'POSTGRES_PASSWORD', valueFrom: { secretKeyRef: { name: 'operator', key: 'password' } } };

const CASES: Readonly<Record<string, Case>> = {
  'a variable of the password, with credentials in the values': {
    base: INLINE,
    broken: postgresql({ password: 'x' }, { extraEnv: [password] }),
    finding: 'reserved-env backstage.extraEnv[0].name',
    fix: 'write the name and the key of its Secret as backstage.database.postgresql.secretName and backstage.database.postgresql.secretKeys.password instead of backstage.database.postgresql.password',
    followed: [postgresql({ ...OPERATOR, password: null }, { extraEnv: [] })],
  },
  'a variable of the password, with an existing Secret': {
    base: EXISTING,
    broken: postgresql({}, { extraEnv: [password] }),
    finding: 'reserved-env backstage.extraEnv[0].name',
    fix: 'write the name and the key of its Secret as backstage.database.postgresql.secretName and backstage.database.postgresql.secretKeys.password',
    followed: [postgresql(OPERATOR, { extraEnv: [] })],
  },
  'a variable of the password, with a secret store': {
    base: EXTERNAL,
    broken: postgresql({}, { ...EXTERNAL_POSTGRESQL, extraEnv: [password] }),
    finding: 'reserved-env backstage.extraEnv[0].name',
    fix: 'write the name and the key of its Secret as backstage.database.postgresql.secretName and backstage.database.postgresql.secretKeys.password',
    followed: [postgresql(OPERATOR, { extraEnv: [] })],
  },
  'a variable of the password in chart 1.2': {
    base: CHART_12,
    broken: backstage({ database: { type: 'postgresql' }, extraEnv: [password] }),
    finding: 'reserved-env backstage.extraEnv[0].name',
    fix: 'write the name and the key of its Secret as backstage.database.postgresql.secretName and backstage.database.postgresql.secretKeys.password',
    followed: [backstage({ extraEnv: [], database: { postgresql: OPERATOR } })],
    options: OF_12,
  },
  'a variable of the host that the Secret has': {
    base: EXISTING,
    broken: postgresql(
      {},
      { secretKeys: { postgresHost: 'host' }, extraEnv: [{ name: 'POSTGRES_HOST', value: 'db2' }] },
    ),
    finding: 'reserved-env backstage.extraEnv[0].name',
    fix: 'under the key in backstage.secretKeys.postgresHost',
    followed: [backstage({ extraEnv: [] })],
  },
  'certificates of another system beside those of the database': {
    base: EXISTING,
    broken: postgresql(
      { caBundle: { configMap: 'corp-ca' } },
      { extraEnv: [{ name: 'NODE_EXTRA_CA_CERTS', value: '/etc/ca.crt' }] },
    ),
    finding: 'reserved-env backstage.extraEnv[0].name',
    fix: 'add its certificates to the ConfigMap or Secret that backstage.database.postgresql.caBundle names',
    followed: [backstage({ extraEnv: [] })],
  },
  'a password in appConfig beside an existing Secret': {
    base: EXISTING,
    broken: postgresql({}, { appConfig: { backend: { database: { connection: { password: '${PASSWORD:-a}' } } } } }),
    finding: 'app-config-secrets backstage.appConfig.backend.database.connection.password',
    fix: 'write ${NAME} instead',
    followed: [
      backstage({
        appConfig: { backend: { database: { connection: { password: '${POSTGRES_PASSWORD}' } } } },
      }),
    ],
  },
  'the database client in appConfig': {
    base: EXISTING,
    broken: postgresql({}, { appConfig: { backend: { database: { client: 'pg' } } } }),
    finding: 'app-config-conflicts backstage.appConfig.backend.database.client',
    fix: 'remove it, and set backstage.database.type instead',
    followed: [backstage({ appConfig: null })],
  },
  'a password in the values beside an existing Secret': {
    base: EXISTING,
    broken: postgresql({ password: 'x' }),
    finding: 'secret-source backstage.database.postgresql.password',
    fix: 'remove it, and put the value into the Secret that backstage.secretName names, under the key postgres-password, or name another Secret in backstage.database.postgresql.secretName',
    followed: [postgresql({ password: null }), postgresql({ password: null, ...OPERATOR })],
  },
  'a token of Thunder beside an existing Secret': {
    base: EXISTING,
    broken: backstage({ thunder: { token: 'x' } }),
    finding: 'secret-source backstage.thunder.token',
    fix: 'set its key in backstage.secretKeys.thunderToken',
    followed: [backstage({ thunder: { token: null }, secretKeys: { thunderToken: 'token' } })],
  },
  'a password in the values beside a secret store': {
    base: EXTERNAL,
    broken: postgresql({ password: 'x' }, EXTERNAL_POSTGRESQL),
    finding: 'secret-source backstage.database.postgresql.password',
    fix: 'remove it, and put the value into the store, and name its entry in backstage.externalSecret.data.postgresPassword',
    followed: [postgresql({ password: null })],
  },
  'a missing password in the values': {
    base: INLINE,
    broken: postgresql(),
    finding: 'postgresql-connection backstage.database.postgresql.password',
    fix: 'set it, or set backstage.database.postgresql.secretName to the Secret that contains it',
    followed: [postgresql({ password: 'x' }), postgresql(OPERATOR), backstage({ database: { type: 'sqlite' } })],
  },
  'a missing key of the password in an existing Secret': {
    base: EXISTING,
    broken: postgresql({}, { secretKeys: { postgresPassword: '' } }),
    finding: 'postgresql-connection backstage.database.postgresql.password',
    fix: 'set backstage.database.postgresql.secretName to the Secret that contains it',
    followed: [postgresql(OPERATOR)],
  },
  'a missing entry of the password in a secret store': {
    base: EXTERNAL,
    broken: postgresql(),
    finding: 'schema backstage.externalSecret.data.postgresPassword',
    fix: 'set its key to the name of the entry in the store',
    followed: [backstage(EXTERNAL_POSTGRESQL)],
  },
  'a missing backend secret': {
    base: DOMAIN,
    broken: {},
    finding: 'stable-backend-secret backstage.backendSecret',
    fix: 'set it to 32 random characters and keep them, or move all credentials to a Secret',
    followed: [backstage({ backendSecret: STRONG }), backstage({ secretName: 'portal' })],
  },
  'a missing backend secret beside other credentials in the values': {
    base: DOMAIN,
    broken: backstage({ auth: { clientSecret: 'x' } }),
    finding: 'stable-backend-secret backstage.backendSecret',
    fix: 'set it to 32 random characters and keep them, or move all credentials to a Secret',
    followed: [backstage({ backendSecret: STRONG }), backstage({ secretName: 'portal', auth: { clientSecret: '' } })],
  },
  'an emptyDir, with a strategy that starts new pods first': {
    base: EXISTING,
    broken: backstage({ strategy: { type: 'RollingUpdate' } }),
    finding: 'ephemeral-database backstage.database.sqlite.persistence.enabled',
    fix: 'set it to true and backstage.strategy to {type: Recreate}',
    followed: [backstage({ strategy: { type: 'Recreate' }, database: { sqlite: { persistence: { enabled: true } } } })],
  },
  'a strategy that starts new pods first, on a claim': {
    base: EXISTING,
    broken: backstage({
      strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      database: { sqlite: { persistence: { enabled: true } } },
    }),
    finding: 'deployment-strategy backstage.strategy',
    fix: 'set rollingUpdate to {maxSurge: 0, maxUnavailable: 1}, or type to Recreate without rollingUpdate',
    followed: [
      backstage({ strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } } }),
      backstage({ strategy: { type: 'Recreate', rollingUpdate: null } }),
    ],
  },
  'an autoscaler without a maximum': {
    base: EXISTING,
    broken: postgresql({}, { autoscaling: { enabled: true, minReplicas: 4, maxReplicas: null } }),
    finding: 'autoscaling-range backstage.autoscaling.maxReplicas',
    fix: 'set it to 4 or more',
    followed: [backstage({ autoscaling: { maxReplicas: 4 } })],
  },
  'several pods with SQLite': {
    base: EXISTING,
    broken: backstage({ replicas: 2 }),
    finding: 'sqlite-single-replica backstage.replicas',
    fix: 'set it to 1, or set backstage.database.type to postgresql',
    followed: [backstage({ replicas: 1 }), postgresql()],
  },
  'an unknown volume of a container in chart 1.2': {
    base: CHART_12,
    broken: backstage({
      extraContainers: [{ name: 'proxy', image: 'proxy:1', volumeMounts: [{ name: 'data', mountPath: '/data' }] }],
    }),
    finding: 'pod-overlaps backstage.extraContainers[0].volumeMounts[0].name',
    fix: 'use --correct extra-volumes',
    followed: [
      backstage({ extraVolumes: [{ name: 'data', emptyDir: {} }] }),
      { options: { fidelity: ['extra-volumes'] } },
    ],
    options: OF_12,
  },
  'a redirect to https of a portal whose URL is set': {
    base: EXISTING,
    broken: backstage({ baseUrl: 'http://console.example.com', ingress: { httpsRedirect: { enabled: true } } }),
    finding: 'route-options backstage.ingress.httpsRedirect.enabled',
    fix: 'set backstage.baseUrl to the https URL, or set this value to false',
    followed: [
      backstage({ baseUrl: 'https://console.example.com' }),
      backstage({ ingress: { httpsRedirect: { enabled: false } } }),
    ],
  },
  'a redirect to https of a portal whose URL is derived': {
    base: EXISTING,
    broken: { global: { tls: { enabled: false } }, backstage: { ingress: { httpsRedirect: { enabled: true } } } },
    finding: 'route-options backstage.ingress.httpsRedirect.enabled',
    fix: 'set global.tls.enabled to true',
    followed: [{ global: { tls: { enabled: true } } }],
  },
  'a route of the API with the labels of Helm': {
    base: EXISTING,
    broken: {},
    finding: 'api-route-owner openchoreoApi.ingress.enabled',
    fix: 'set it to false',
    followed: [{ openchoreoApi: { ingress: { enabled: false } } }, { options: { allow: ['api-route-owner'] } }],
    options: { managedBy: 'Helm' },
  },
  'a route of the API with the labels of Helm, in chart 1.2': {
    base: CHART_12,
    broken: {},
    finding: 'api-route-owner openchoreoApi.http.enabled',
    fix: 'set it to false',
    followed: [{ openchoreoApi: { http: { enabled: false } } }],
    options: { ...OF_12, managedBy: 'Helm' },
  },
  'a placeholder as host of the API': {
    base: CHART_12,
    broken: { openchoreoApi: { http: { hostnames: ['api.openchoreo.invalid'] } } },
    finding: 'placeholders openchoreoApi.http.hostnames[0]',
    fix: 'set it to a host of the OpenChoreo API, such as api.example.com, or set openchoreoApi.http.enabled to false if Helm keeps the route',
    followed: [
      { openchoreoApi: { http: { hostnames: ['api.example.com'] } } },
      { openchoreoApi: { http: { enabled: false } } },
    ],
    options: OF_12,
  },
  'a placeholder as host of the API, which chart 1.0 always checks': {
    base: CHART_12,
    broken: { openchoreoApi: { http: { hostnames: ['api.openchoreo.invalid'], enabled: false } } },
    finding: 'placeholders openchoreoApi.http.hostnames[0]',
    fix: 'set it to a host of the OpenChoreo API, such as api.example.com',
    followed: [{ openchoreoApi: { http: { hostnames: ['api.example.com'] } } }],
    options: { chartVersion: '1.0.5' },
  },
  'redirect URLs that nothing registers': {
    base: EXISTING,
    broken: backstage({ auth: { redirectUrls: ['https://other.example.com/a'] } }),
    finding: 'redirect-urls backstage.auth.redirectUrls',
    fix: 'or register the URLs by hand and allow redirect-urls',
    followed: [backstage({ auth: { registration: { enabled: true } } }), { options: { allow: ['redirect-urls'] } }],
  },
  'a claim that the release names': {
    base: EXISTING,
    broken: { fullnameOverride: 'console', backstage: { database: { sqlite: { persistence: { enabled: true } } } } },
    finding: 'claim-name backstage.database.sqlite.persistence.existingClaim',
    fix: 'for a new portal, allow claim-name',
    followed: [
      backstage({ database: { sqlite: { persistence: { existingClaim: 'old' } } } }),
      { options: { allow: ['claim-name'] } },
    ],
  },
};

function findings(layers: readonly YamlMap[], options: Options): readonly Finding[] {
  const found: Finding[] = [];
  try {
    const onFinding = (finding: Finding) => found.push(finding);
    renderManifests<ChartVersion>(mergeValues(layers) as never, { ...options, onFinding });
  } catch (error) {
    if (!(error instanceof ValuesError)) {
      throw error;
    }
    return error.findings;
  }
  return found;
}

const idOf = ({ rule, path }: Finding) => `${rule} ${path}`;

describe.each(Object.entries(CASES))('%s', (_what, { base, broken, finding, fix, followed, options = {} }) => {
  test('is found', () => {
    const found = findings([base, broken], options);
    expect(found.map(idOf)).toContain(finding);
    expect(found.find((each) => idOf(each) === finding)?.fix).toContain(fix);
  });

  test('is fixed by its fix, which breaks nothing else', () => {
    // A fix that has several ways to follow it works in each. Options of chart 1.2 go together with the values.
    const ways =
      followed.some((each) => 'options' in each) && options.chartVersion === '1.2.3'
        ? [followed]
        : followed.map((each) => [each]);
    for (const way of ways) {
      const layers = way.filter((each): each is YamlMap => !('options' in each));
      const changed = way.flatMap((each) => ('options' in each ? [each.options as Options] : []));
      const found = findings([base, broken, ...layers], Object.assign({}, options, ...changed));
      expect(found.filter(({ severity }) => severity === 'error').map(idOf)).toEqual([]);
      expect(found.map(idOf)).not.toContain(finding);
    }
  });
});
