import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdk8s';
import {
  BackstageChart,
  type Finding,
  type RenderOptions,
  renderManifests,
  type Values,
  ValuesError,
} from '../../../lib';
import { rules } from '../../../lib/values/rules';
import { BASE, errors, warnings } from './support';

/** For each rule the least that it has something to say about, over the base. */
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
  'sqlite-single-replica': { backstage: { replicas: 2 } },
  'postgresql-connection': { backstage: { database: { type: 'postgresql', postgresql: { host: 'postgres' } } } },
  'autoscaling-range': { backstage: { autoscaling: { enabled: true, minReplicas: 2, maxReplicas: 1 } } },
  'kubernetes-names': { fullnameOverride: 'Portal' },
  'kubernetes-quantities': { backstage: { resources: { limits: { memory: '8 gigs' } } } },
  'reserved-env': { backstage: { env: [{ name: 'BACKEND_SECRET', value: 'hunter2' }] } },
  'duplicate-env': { backstage: { env: [{ name: 'TOKEN', value: 'hunter2' }, { name: 'TOKEN' }] } },
  'disruption-budget-exclusive': { backstage: { podDisruptionBudget: { enabled: true, maxUnavailable: 1 } } },
  'pod-overlaps': { backstage: { podLabels: { 'app.kubernetes.io/name': 'portal' } } },
  probes: { backstage: { startupProbe: { failureThreshold: 30 } } },
  'deployment-strategy': { backstage: { strategy: { type: 'Recreate', rollingUpdate: {} } } },
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
  'oauth-client': { backstage: { auth: { clientId: '' } } },
  'ephemeral-database': { backstage: { database: { sqlite: { persistence: { enabled: false } } } } },
  'claim-name': { fullnameOverride: 'portal' },
  'ingress-class': { global: { ingressClassName: 'nginx' } },
  'tls-without-class': { backstage: { ingress: { tls: [{ secretName: 'console-tls', hosts: ['localhost'] }] } } },
  'tls-host-coverage': {
    backstage: {
      ingress: { kind: 'Ingress', tls: [{ secretName: 'console-tls', hosts: ['localhost', 'a.localhost'] }] },
    },
  },
  'unmatched-selectors': { backstage: { networkPolicy: { enabled: true } } },
  'open-clients': { backstage: { networkPolicy: { enabled: true }, ingress: { kind: 'Ingress' } } },
  'replicas-with-autoscaling': { backstage: { autoscaling: { enabled: true, maxReplicas: 1 } } },
  'redirect-urls': { backstage: { auth: { redirectUrls: ['https://console.example.com'] } } },
  'oidc-endpoints': {
    security: { oidc: { authorizationUrl: 'https://id.example.com/authorize' } },
    backstage: { auth: { redirectUrls: ['http://localhost/api/auth/openchoreo-auth/handler/frame'] } },
  },
  'app-config-variables': { backstage: { appConfig: { app: { title: '${TITLE}' } } } },
  'read-only-tmp': { backstage: { containerSecurityContext: { readOnlyRootFilesystem: true } } },
  'unread-values': { global: { imagePullSecrets: [{ name: 'registry' }] } },
};

/** What is rendered where a rule is not about `exact`. */
const OPTIONS: Readonly<Record<string, RenderOptions>> = {
  'open-clients': { fidelity: 'corrected' },
};

/** Inputs that cannot but make several rules speak, with the other ones. */
const COMPANIONS: Readonly<Record<string, readonly string[]>> = {
  // The rules are about a portal outside localhost, for which the chart registers no redirect URL, without the documented
  // client secret …
  'inline-secrets': ['oauth-client', 'redirect-urls'],
  // … and which has a backend secret inline.
  'public-client-secret': ['inline-secrets', 'redirect-urls'],
};

const ids = rules.map(({ id }) => id);
const minimal = (id: string): Values => MINIMAL[id] ?? {};
const companions = (id: string) => COMPANIONS[id] ?? [];

/** Everything that a front door has to say. */
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

test('has a file for each rule, named like its id, and a rule for each file', () => {
  const files = readdirSync(join(__dirname, '../../../lib/values/rules'))
    // Without the folders, which have parts of rules.
    .flatMap((file) => /^(.*)\.ts$/.exec(file)?.[1] ?? [])
    .filter((name) => !['index', 'rule'].includes(name));
  expect([...ids].sort()).toEqual(files.sort());
});

test('has a test beside each rule', () => {
  const tests = readdirSync(__dirname)
    .filter((file) => file.endsWith('.test.ts') && file !== 'index.test.ts')
    .map((file) => file.replace(/\.test\.ts$/, ''));
  expect(tests.sort()).toEqual([...ids].sort());
});

test('has the rules that are promised, with their severities', () => {
  const severities = Object.fromEntries(rules.map(({ id, severity }) => [id, severity]));
  expect(severities).toEqual({
    'stable-backend-secret': 'error',
    'secret-source': 'error',
    'external-secret': 'error',
    'sqlite-single-replica': 'error',
    'postgresql-connection': 'error',
    'autoscaling-range': 'error',
    'kubernetes-names': 'error',
    'kubernetes-quantities': 'error',
    'reserved-env': 'error',
    'duplicate-env': 'error',
    'disruption-budget-exclusive': 'error',
    'pod-overlaps': 'error',
    probes: 'error',
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
    'oauth-client': 'warning',
    'ephemeral-database': 'warning',
    'claim-name': 'warning',
    'ingress-class': 'warning',
    'tls-without-class': 'warning',
    'tls-host-coverage': 'warning',
    'unmatched-selectors': 'warning',
    'open-clients': 'warning',
    'replicas-with-autoscaling': 'warning',
    'redirect-urls': 'warning',
    'oidc-endpoints': 'warning',
    'app-config-variables': 'warning',
    'read-only-tmp': 'warning',
    'unread-values': 'warning',
  });
});

test('has each id once', () => {
  expect(new Set(ids).size).toBe(ids.length);
});

test('reports errors before warnings', () => {
  const severities = rules.map(({ severity }) => severity);
  expect(severities).toEqual([...severities].sort());
});

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, { about, severity }) => {
  test('has an id in kebab case and says in a sentence what it is for', () => {
    expect(id).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
    expect(about).toMatch(/^[A-Z`][^\n]*\.$/);
  });

  test('alone has something to say about its minimal input, once', () => {
    const found = severity === 'error' ? errors(minimal(id), OPTIONS[id]) : warnings(minimal(id), OPTIONS[id]);
    expect(found.map(({ rule }) => rule).sort()).toEqual([id, ...companions(id)].sort());
    expect(found.every((finding) => finding.severity === severity)).toBe(true);
  });

  test('says where, what and how to mend it, in the style of messages', () => {
    for (const { path, message, mend } of severity === 'error'
      ? errors(minimal(id), OPTIONS[id])
      : warnings(minimal(id), OPTIONS[id])) {
      expect(path).toMatch(/^[a-z]/);
      expect(message).toMatch(/^[a-z].*[^.\n]$/);
      expect(mend).toMatch(/^[a-z].*[^.\n]$/);
    }
  });

  test('lets its minimal input through where allowed, and renders it', () => {
    const allow = [id, ...companions(id)];
    expect(
      all(() => warnings(minimal(id), { ...OPTIONS[id], allow })).filter(({ rule }) => allow.includes(rule)),
    ).toEqual([]);
    expect(renderManifests([BASE, minimal(id)], { ...OPTIONS[id], allow }).length).toBeGreaterThan(0);
  });

  test('says nothing while Backstage is disabled', () => {
    const values = minimal(id);
    const disabled: Values = { ...values, backstage: { ...values.backstage, enabled: false } };
    expect(all(() => warnings(disabled))).toEqual([]);
  });

  test('says the same to BackstageChart and renderManifests', () => {
    const values = [BASE, minimal(id)];
    const fromChart = all(() => new BackstageChart(new App(), 'backstage', { values, ...OPTIONS[id] }).warnings);
    const fromManifests = all(() => warnings(minimal(id), OPTIONS[id]));
    expect(fromChart.length).toBeGreaterThan(0);
    expect(fromManifests).toEqual(fromChart);
  });

  test('shows no secret', () => {
    expect(JSON.stringify(all(() => warnings(minimal(id), OPTIONS[id])))).not.toContain('hunter2');
  });
});

test('has nothing to say about the base', () => {
  expect(errors({})).toEqual([]);
  expect(warnings({})).toEqual([]);
});

test('reports the errors of all rules at once, in the order of the rules', () => {
  const backstage = { backendSecret: '', replicas: 2, baseUrl: '/console', service: { port: 0 } };
  expect(errors({ backstage }).map(({ rule }) => rule)).toEqual([
    'stable-backend-secret',
    'sqlite-single-replica',
    'base-url',
    'ports',
  ]);
});

test('lets everything through with the id *', () => {
  const backstage = { backendSecret: '', replicas: 2, baseUrl: 'https://console.example.com', service: { port: 0 } };
  expect(errors({ backstage }, { allow: ['*'] })).toEqual([]);
  expect(warnings({ backstage }, { allow: ['*'] })).toEqual([]);
});

test('refuses an id in allow that no rule has, and names the nearest', () => {
  expect(errors({}, { allow: ['host'] })).toEqual([
    {
      rule: 'schema',
      severity: 'error',
      path: 'allow',
      message: 'must be ids of rules, got "host"',
      mend: 'use hosts',
    },
  ]);
});
