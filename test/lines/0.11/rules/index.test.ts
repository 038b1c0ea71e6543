import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { App } from 'cdk8s';
import {
  BackstageChart,
  type Finding,
  type RenderOptions,
  renderManifests,
  type Values,
  ValuesError,
} from '../../../../lib';
import { checkValues } from '../../../../lib/app/check-values';
import { rules } from '../../../../lib/lines/0.11/rules';
import { schema } from '../../../../lib/lines/0.11/schema';
import type { JsonMap } from '../../../../lib/util/json';
import { nodes } from '../schema-nodes';
import { BASE, defectFindings, errors, POSTGRESQL, tree, urlFindings, warnings, yaml } from './support';

/** Minimal values over the base that each rule reports. */
const MINIMAL: Readonly<Record<string, Values>> = {
  'stable-backend-secret': { backstage: { backendSecret: '' } },
  'secret-source': { backstage: { secretName: 'credentials' } },
  'external-secret': {
    backstage: {
      backendSecret: '',
      externalSecret: {
        secretStoreRef: { name: 'vault' },
        data: { backendSecret: { key: 'a' }, clientSecret: { key: 'b' } },
        refreshInterval: '1d',
      },
    },
  },
  'encrypted-values': { backstage: { auth: { clientSecret: 'ENC[AES256_GCM,data:p673w==,type:str]' } } },
  'sqlite-single-replica': { backstage: { replicas: 2 } },
  'postgresql-connection': { backstage: { database: { type: 'postgresql', postgresql: { host: 'postgres' } } } },
  'autoscaling-range': {
    backstage: { autoscaling: { enabled: true, maxReplicas: 1, targetCPUUtilizationPercentage: 101 } },
  },
  image: { backstage: { image: { tag: 'a b' } } },
  'reserved-env': { backstage: { env: [{ name: 'BACKEND_SECRET', value: 'hunter2' }] } },
  'duplicate-env': { backstage: { env: [{ name: 'TOKEN', value: 'hunter2' }, { name: 'TOKEN' }] } },
  'duplicate-keys': yaml('backstage: {replicas: 1, replicas: 1}'),
  'disruption-budget-exclusive': {
    backstage: { podDisruptionBudget: { enabled: true, minAvailable: 1, maxUnavailable: 1 } },
  },
  'pod-overlaps': { backstage: { podLabels: { 'app.kubernetes.io/name': 'portal' } } },
  'deployment-strategy': { backstage: { strategy: { type: 'RollingUpdate' } } },
  'app-config-secrets': { backstage: { appConfig: { proxy: { headers: { Authorization: 'Bearer hunter2' } } } } },
  'app-config-conflicts': { backstage: { appConfig: { thunder: { baseUrl: 'https://thunder.example.com' } } } },
  'base-url': { backstage: { baseUrl: 'console.example.com' } },
  urls: { security: { oidc: { tokenUrl: '/oauth2/token' } } },
  ports: { global: { port: '8443' } },
  hosts: { backstage: { ingress: { hosts: [{ host: 'console.localhost', paths: [] }] } } },
  'route-options': { backstage: { ingress: { pathType: 'Prefix' } } },
  'client-registration': { backstage: { auth: { clientId: '', registration: { enabled: true } } } },
  'service-monitor': { backstage: { metrics: { enabled: false, serviceMonitor: { enabled: true } } } },
  'inline-secrets': { backstage: { baseUrl: 'https://console.example.com', auth: { clientSecret: '' } } },
  'public-client-secret': { backstage: { baseUrl: 'https://console.example.com' } },
  'weak-backend-secret': { backstage: { baseUrl: 'https://console.example.com', backendSecret: 'changeme' } },
  'oauth-client': { backstage: { auth: { clientId: '' } } },
  'ephemeral-database': {
    backstage: {
      baseUrl: 'https://console.example.com',
      database: { sqlite: { persistence: { enabled: false } } },
    },
  },
  'blocked-drains': { backstage: { podDisruptionBudget: { enabled: true } } },
  'autoscaling-requests': { backstage: { autoscaling: { enabled: true, maxReplicas: 1 }, resources: null } },
  'termination-grace-period': { backstage: { lifecycle: { preStop: { exec: { command: ['sleep', '30'] } } } } },
  'claim-name': { fullnameOverride: 'portal' },
  'ingress-class': { global: { ingressClassName: 'nginx' } },
  'tls-without-class': { backstage: { ingress: { tls: [{ secretName: 'console-tls', hosts: ['localhost'] }] } } },
  'tls-host-coverage': {
    backstage: {
      ingress: { kind: 'Ingress', tls: [{ secretName: 'console-tls', hosts: ['localhost', 'a.localhost'] }] },
    },
  },
  'routed-url': {
    backstage: { baseUrl: 'https://console.example.com' },
    openchoreoApi: { ingress: { enabled: false } },
    security: { enabled: false },
  },
  'url-scheme': { backstage: { ingress: { parentRefs: [{ name: 'public', sectionName: 'https' }] } } },
  'default-domain': { backstage: { ingress: { hosts: [{ host: 'console.example.com', paths: [{ path: '/' }] }] } } },
  'open-clients': { backstage: { networkPolicy: { enabled: true }, ingress: { kind: 'Ingress' } } },
  'open-peers': { backstage: { networkPolicy: { enabled: true } } },
  'redirect-urls': { backstage: { auth: { redirectUrls: ['https://console.example.com'] } } },
  'oidc-endpoints': {
    security: { oidc: { authorizationUrl: 'https://id.example.com/authorize' } },
    backstage: { auth: { redirectUrls: ['http://localhost/api/auth/openchoreo-auth/handler/frame'] } },
  },
  'app-config-variables': { backstage: { appConfig: { app: { title: '${TITLE}' } } } },
  'api-route-owner': {},
  'image-config': { backstage: { appConfig: { auth: { environment: 'production' } } } },
  'image-variables': { backstage: { extraEnv: [{ name: 'NODE_OPTIONS', value: '--inspect' }] } },
  'database-tls': {
    backstage: { database: { ...POSTGRESQL, postgresql: { ...POSTGRESQL.postgresql, ssl: 'prefer' } } },
  },
  'thunder-token': { backstage: { thunder: { token: 'hunter2' } } },
  'container-port': { backstage: { env: [{ name: 'PORT', value: '8080' }] } },
  'unread-values': { openchoreoApi: { ingress: { tls: [{ secretName: 'api-tls' }] } } },
  'service-account': { backstage: { serviceAccount: { create: false } } },
  'chart-defects': { backstage: { podDisruptionBudget: { enabled: true } } },
};

/** Options for rules that do not apply to `exact`. */
const OPTIONS: Readonly<Record<string, RenderOptions>> = {
  'disruption-budget-exclusive': { fidelity: 'corrected' },
  'api-route-owner': { managedBy: 'Helm' },
  'blocked-drains': { fidelity: 'corrected' },
  'open-clients': { fidelity: 'corrected' },
  'open-peers': { fidelity: 'corrected' },
  // Defects that affect the base.
  'chart-defects': {
    fidelity: [
      'claim-update-strategy',
      'claim-protection',
      'health-endpoints',
      'startup-probe',
      'apparmor-unconfined',
      'csp-scheme',
      'stale-config',
      'crd-defaults',
    ],
  },
};

/** Functions that return the findings of rules about which other tests care little. */
const FINDINGS: Readonly<Record<string, typeof warnings>> = {
  'routed-url': urlFindings,
  'url-scheme': urlFindings,
  'default-domain': urlFindings,
  'chart-defects': defectFindings,
};

/** Other rules that also report the minimal values of a rule. */
const COMPANIONS: Readonly<Record<string, readonly string[]>> = {
  // Its minimal values are a portal outside localhost, for which the chart registers no redirect URL, without the
  // documented client secret.
  'inline-secrets': ['oauth-client', 'redirect-urls'],
  // This portal also has an inline backend secret.
  'public-client-secret': ['inline-secrets', 'redirect-urls'],
  'weak-backend-secret': ['inline-secrets', 'public-client-secret', 'redirect-urls'],
  'ephemeral-database': ['inline-secrets', 'public-client-secret', 'redirect-urls'],
  // Its policy also lets the portal out to Thunder, whose host is neither a Service nor an IP address.
  'open-clients': ['open-peers'],
};

const ids = rules.map(({ id }) => id);
const minimal = (id: string): Values => MINIMAL[id] ?? {};
const companions = (id: string) => COMPANIONS[id] ?? [];

/** Returns all findings of a function, whether it throws them or not. */
function all(render: () => readonly Finding[]): readonly Finding[] {
  try {
    return render();
  } catch (error) {
    if (error instanceof ValuesError) {
      return error.findings;
    }
    throw error;
  }
}

/** Returns the findings about a rule's minimal values, whether they are refused or not. */
function findingsOf(id: string, options: RenderOptions = {}): readonly Finding[] {
  const findings = FINDINGS[id] ?? warnings;
  return all(() => findings(minimal(id), { ...OPTIONS[id], ...options }));
}

/** Returns the actual result of each rule whose result differs from the expected one. */
function offenders<T>(got: (id: string) => T, wanted: (id: string) => T): Readonly<Record<string, T>> {
  return Object.fromEntries(ids.filter((id) => !isDeepStrictEqual(got(id), wanted(id))).map((id) => [id, got(id)]));
}

/** Returns the names of the files in folders, without their extension. */
function filesOf(extension: string, ...folders: readonly string[]): string[] {
  return folders
    .flatMap((folder) => readdirSync(join(__dirname, '../../../..', folder)))
    .filter((file) => file.endsWith(extension))
    .map((file) => file.slice(0, -extension.length))
    .sort();
}

test('each rule has a file with its id as name, and each file of this line is a rule', () => {
  const own = filesOf('.ts', 'lib/lines/0.11/rules').filter((name) => name !== 'index');
  const shared = filesOf('.ts', 'lib/values/rules');
  expect(ids.filter((id) => ![...own, ...shared].includes(id))).toEqual([]);
  expect(own.filter((name) => !ids.includes(name))).toEqual([]);
});

test('each rule has a test', () => {
  const tests = filesOf('.test.ts', 'test/values/rules', 'test/lines/0.11/rules');
  expect(ids.filter((id) => !tests.some((name) => name === id || name.startsWith(`${id}.`)))).toEqual([]);
});

test('the rules and their severities are as documented', () => {
  const severities = Object.fromEntries(rules.map(({ id, severity }) => [id, severity]));
  expect(severities).toEqual({
    'stable-backend-secret': 'error',
    'secret-source': 'error',
    'external-secret': 'error',
    'encrypted-values': 'error',
    'sqlite-single-replica': 'error',
    'postgresql-connection': 'error',
    'autoscaling-range': 'error',
    image: 'error',
    'reserved-env': 'error',
    'disruption-budget-exclusive': 'error',
    'duplicate-env': 'error',
    'duplicate-keys': 'warning',
    'pod-overlaps': 'error',
    'deployment-strategy': 'error',
    'app-config-secrets': 'error',
    'app-config-conflicts': 'error',
    'base-url': 'error',
    urls: 'error',
    ports: 'error',
    hosts: 'error',
    'route-options': 'error',
    'client-registration': 'error',
    'service-monitor': 'error',
    'inline-secrets': 'warning',
    'public-client-secret': 'warning',
    'weak-backend-secret': 'warning',
    'oauth-client': 'warning',
    'ephemeral-database': 'warning',
    'blocked-drains': 'warning',
    'autoscaling-requests': 'warning',
    'termination-grace-period': 'warning',
    'claim-name': 'warning',
    'ingress-class': 'warning',
    'tls-without-class': 'warning',
    'tls-host-coverage': 'warning',
    'routed-url': 'warning',
    'url-scheme': 'warning',
    'default-domain': 'warning',
    'open-clients': 'warning',
    'open-peers': 'warning',
    'redirect-urls': 'warning',
    'oidc-endpoints': 'warning',
    'app-config-variables': 'warning',
    'api-route-owner': 'warning',
    'image-config': 'warning',
    'image-variables': 'warning',
    'database-tls': 'warning',
    'thunder-token': 'warning',
    'container-port': 'warning',
    'unread-values': 'warning',
    'service-account': 'warning',
    'chart-defects': 'warning',
  });
});

test('each rule has a unique id in kebab case', () => {
  expect(ids.filter((id, index) => ids.indexOf(id) !== index || !/^[a-z]+(?:-[a-z]+)*$/.test(id))).toEqual([]);
});

test('errors are reported before warnings', () => {
  const severities = rules.map(({ severity }) => severity);
  expect(severities).toEqual([...severities].sort());
});

test('each rule is described in a sentence', () => {
  expect(rules.map(({ about }) => about).filter((about) => !/^[A-Z`][^\n]*\.$/.test(about))).toEqual([]);
});

test('only the rule itself reports its minimal values, once', () => {
  const severities = new Map(rules.map(({ id, severity }) => [id, severity]));
  expect(
    offenders(
      (id) =>
        findingsOf(id)
          .map(({ rule, severity }) => `${severity} ${rule}`)
          .sort(),
      (id) => [id, ...companions(id)].map((rule) => `${severities.get(id)} ${rule}`).sort(),
    ),
  ).toEqual({});
});

test('each finding has a path, a message and a fix', () => {
  const found = ids.flatMap((id) => findingsOf(id));
  expect(found.filter(({ path }) => !/^[a-z]/.test(path))).toEqual([]);
  expect(found.flatMap(({ message, fix }) => [message, fix]).filter((text) => !/^[a-z].*[^.\n]$/.test(text))).toEqual(
    [],
  );
});

test('each rule accepts its minimal values if it is switched off, and they are rendered', () => {
  const allowing = (id: string) => [id, ...companions(id)];
  expect(
    offenders(
      (id) => findingsOf(id, { allow: allowing(id) }).filter(({ rule }) => allowing(id).includes(rule)),
      () => [],
    ),
  ).toEqual({});
  expect(
    offenders(
      (id) => renderManifests([BASE, minimal(id)], { ...OPTIONS[id], allow: allowing(id) }).length > 0,
      () => true,
    ),
  ).toEqual({});
});

test('no rule reports anything if Backstage is disabled', () => {
  const disabled = (id: string): Values => ({
    ...minimal(id),
    backstage: { ...minimal(id).backstage, enabled: false },
  });
  const reported = (id: string) =>
    all(() => renderFindings([BASE, disabled(id)], { ...OPTIONS[id] })).map(({ rule }) => rule);
  // The route to the API does not depend on Backstage.
  expect(offenders(reported, (id) => (id === 'api-route-owner' ? [id] : []))).toEqual({});
});

test('each rule reports the same to BackstageChart and renderManifests', () => {
  const options = (id: string) => ({ ...OPTIONS[id] });
  const toChart = (id: string) =>
    all(() => new BackstageChart(new App(), 'backstage', { values: [BASE, minimal(id)], ...options(id) }).findings);
  expect(offenders((id) => all(() => renderFindings([BASE, minimal(id)], options(id))), toChart)).toEqual({});
  expect(ids.filter((id) => !toChart(id).some(({ rule }) => rule === id))).toEqual([]);
});

test('no rule shows a secret', () => {
  expect(ids.filter((id) => JSON.stringify(findingsOf(id)).includes('hunter2'))).toEqual([]);
});

test('no message contains undefined if a value is null', () => {
  const everything: Values = {
    backstage: {
      baseUrl: 'https://console.example.com',
      database: POSTGRESQL,
      autoscaling: { enabled: true },
      podDisruptionBudget: { enabled: true },
      networkPolicy: { enabled: true },
      priorityClass: { create: true },
      metrics: { serviceMonitor: { enabled: true } },
      auth: { registration: { enabled: true } },
      ingress: { kind: 'Ingress' },
    },
  };
  const paths = [...nodes(schema)].map(([path]) => path).filter((path) => /^[\w.-]+$/.test(path));
  const findings = paths.flatMap((path) => {
    const taken: JsonMap = tree(path, null);
    return all(() => checkValues([BASE, everything, yaml(JSON.stringify(taken))], {}).findings);
  });
  const texts = new Set(findings.map(({ path, message, fix }) => `${path}: ${message}; ${fix}`));
  expect(paths.length).toBeGreaterThan(200);
  expect(new Set(findings.map(({ rule }) => rule)).size).toBeGreaterThan(5);
  expect([...texts].filter((text) => /undefined|NaN|\[object/.test(text))).toEqual([]);
});

/** Returns the findings that `renderManifests` reports for values that it renders. */
function renderFindings(values: readonly Values[], options: RenderOptions = {}): readonly Finding[] {
  const findings: Finding[] = [];
  renderManifests(values, { ...options, onFinding: (finding) => findings.push(finding) });
  return findings;
}

test('no rule reports the base', () => {
  expect(errors({})).toEqual([]);
  expect(warnings({})).toEqual([]);
});

test('the errors of all rules are reported at once, in the order of the rules, and then those of the objects', () => {
  const backstage = { backendSecret: '', replicas: 2, baseUrl: '/console', service: { port: 0 } };
  expect(errors({ backstage }).map(({ rule }) => rule)).toEqual([
    'stable-backend-secret',
    'sqlite-single-replica',
    'base-url',
    'kubernetes-objects',
  ]);
});

test('the id * switches all rules off', () => {
  const backstage = { backendSecret: '', replicas: 2, baseUrl: 'https://console.example.com', service: { port: 0 } };
  expect(errors({ backstage }, { allow: ['*'] })).toEqual([]);
  expect(warnings({ backstage }, { allow: ['*'] })).toEqual([]);
});

test('an unknown id in allow is refused, and the nearest id is suggested', () => {
  expect(errors({}, { allow: ['host'] })).toEqual([
    {
      rule: 'options',
      severity: 'error',
      path: 'allow',
      message: 'must contain only ids of rules, got "host"',
      fix: 'use hosts',
    },
  ]);
});
