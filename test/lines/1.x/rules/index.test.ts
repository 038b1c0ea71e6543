import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { schema } from '../../../../lib/lines/1.2/schema';
import { rules } from '../../../../lib/lines/1.x/rules';
import type { JsonMap } from '../../../../lib/util/json';
import { nodes } from '../../0.11/schema-nodes';
import { BASE, findings, found, LEAST, on, tree, type Values, VERSIONS } from '../support';

const ids = rules.map(({ id }) => id);

/** Returns the names of the files in folders, without their extension. */
function filesOf(extension: string, ...folders: readonly string[]): string[] {
  return folders
    .flatMap((folder) => readdirSync(join(__dirname, '../../../..', folder)))
    .filter((file) => file.endsWith(extension))
    .map((file) => file.slice(0, -extension.length));
}

test('each rule has a file with its id as name, and each file of these lines is a rule', () => {
  const own = filesOf('.ts', 'lib/lines/1.x/rules').filter((name) => name !== 'index');
  const shared = filesOf('.ts', 'lib/values/rules');
  expect(ids.filter((id) => ![...own, ...shared].includes(id))).toEqual([]);
  expect(own.filter((name) => !ids.includes(name))).toEqual([]);
});

test('each rule has a test', () => {
  const tests = filesOf('.test.ts', 'test/values/rules', 'test/lines/1.x/rules');
  expect(ids.filter((id) => !tests.includes(id) && !tests.some((name) => name.startsWith(`${id}.`)))).toEqual([]);
});

test('each rule has one id, and describes its requirement in one sentence', () => {
  expect(new Set(ids).size).toBe(ids.length);
  expect(rules.map(({ about }) => about).filter((about) => !/^[A-Z`][^\n]*\.$/.test(about))).toEqual([]);
});

test('errors come before warnings, and warnings before infos', () => {
  const order = ['error', 'warning', 'info'];
  const severities = rules.map(({ severity }) => order.indexOf(severity));
  expect(severities).toEqual([...severities].sort());
});

test.each(VERSIONS)('the least values of chart %s have few findings', (chartVersion) => {
  expect(findings([LEAST], { chartVersion }).map(({ severity, rule }) => `${severity} ${rule}`)).toEqual([
    'warning ephemeral-database',
    'warning redirect-urls',
    'info chart-defects',
    'info secret-keys',
  ]);
});

test.each(VERSIONS)('no rule warns about the base in chart %s', (chartVersion) => {
  expect(found({}, { chartVersion })).toEqual([]);
  expect(found({}, { chartVersion, fidelity: 'corrected' })).toEqual([]);
});

test.each<[string, Values]>([
  ['sqlite-single-replica', on({ replicas: 2 })],
  ['autoscaling-range', on({ autoscaling: { enabled: true, maxReplicas: 1, targetMemoryUtilizationPercentage: 101 } })],
  ['reserved-env', on({ extraEnv: [{ name: 'BACKEND_SECRET', value: 'hunter2' }] })],
  ['reserved-env', on({ extraEnv: [{ name: 'JENKINS_API_KEY', value: 'hunter2' }] })],
  [
    'duplicate-env',
    on({
      extraEnv: [
        { name: 'TOKEN', value: 'hunter2' },
        { name: 'TOKEN', value: 'hunter2' },
      ],
    }),
  ],
  ['pod-overlaps', on({ podLabels: { 'app.kubernetes.io/name': 'portal' } })],
  ['deployment-strategy', on({ strategy: { type: 'RollingUpdate' } })],
  ['app-config-secrets', on({ appConfig: { proxy: { headers: { Authorization: 'Bearer hunter2' } } } })],
  ['app-config-conflicts', on({ appConfig: { backend: { listen: ':8080' } } })],
  ['service-monitor', on({ metrics: { enabled: false, serviceMonitor: { enabled: true } } })],
  ['ephemeral-database', on({ database: { sqlite: { persistence: { enabled: false } } } })],
  ['app-config-variables', on({ appConfig: { app: { title: '${TITLE}' } } })],
])('the shared rule %s looks at these values too: %j', (rule, values) => {
  const reported = found(values);
  expect(reported.map((finding) => finding.rule)).toContain(rule);
  expect(JSON.stringify(reported)).not.toContain('hunter2');
  expect(found(values, { allow: [rule] }).map((finding) => finding.rule)).not.toContain(rule);
});

test('warns about a known defect of the chart that affects a value', () => {
  expect(findings([BASE, on({ tls: { enabled: true }, baseUrl: 'http://console.example.com' })])).toContainEqual(
    expect.objectContaining({ rule: 'chart-defects', severity: 'warning', defect: 'csp-scheme' }),
  );
});

test('the id * switches all rules off', () => {
  const values = on({ replicas: 2, name: 'openchoreo-api', baseUrl: '/console', secretName: '0123' });
  expect(findings([values], { allow: ['*'] })).toEqual([]);
});

test('no message contains undefined if a value is null', () => {
  const everything = on({
    database: { type: 'postgresql' },
    autoscaling: { enabled: true },
    podDisruptionBudget: { enabled: true },
    networkPolicy: { enabled: true },
    priorityClass: { create: true },
    metrics: { serviceMonitor: { enabled: true } },
  });
  const paths = [...nodes(schema)].map(([path]) => path).filter((path) => /^[\w.-]+$/.test(path));
  const reported = paths.flatMap((path) => {
    const taken: JsonMap = tree(path, null);
    return findings([BASE, everything, taken]);
  });
  const texts = new Set(reported.map(({ path, message, fix }) => `${path}: ${message}; ${fix}`));
  expect(paths.length).toBeGreaterThan(200);
  expect([...texts].filter((text) => /undefined|NaN|\[object/.test(text))).toEqual([]);
});
