import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { type ChartVersion, renderManifests, type UpgradeReport, upgradeValues, type Values } from '../lib';
import { upgradeLayers } from '../lib/app/upgrade-layers';
import { memberOf } from '../lib/util/members';
import { isWithin, keysOf, pathOf } from '../lib/util/path';
import { readValues } from '../lib/values/load';
import { rewriteYaml } from '../lib/values/rewrite-yaml';
import { changedAt, leaves } from '../lib/values/tree';
import { validValues } from './arbitrary-values';
import { runs } from './random';

// Upgrades of random values, of the examples in OpenChoreo's documentation, and of values as its k3d clusters have them.

const TARGETS = ['1.0.5', '1.1.6', '1.2.3'] as const;

const DECISIONS: Readonly<Record<string, unknown>> = {
  'security.oidc.issuer': 'https://id.example.com',
  'gateway.tls.hostname': '*.example.com',
};

/** Rules that only another fidelity or other names can satisfy, and not a value. */
const ALLOWED = ['extra-volumes', 'unquoted-texts'];

/** Returns values in which everything is decided. Fails if something remains to be decided that has no example here. */
function decided(values: object, { entries }: UpgradeReport): object {
  const open = entries.filter(({ kind, rule = '' }) => kind === 'decide' && !ALLOWED.includes(rule));
  return open.reduce<object>((now, { path }) => {
    const value = path.startsWith('backstage.externalSecret.data.') ? { key: 'entry' } : DECISIONS[path];
    expect({ path, value }).toEqual({ path, value: expect.anything() });
    return changedAt(now, {}, keysOf(path), value) as object;
  }, values);
}

/** Renders values in which everything is decided. */
function render(values: object, report: UpgradeReport, chartVersion: ChartVersion) {
  const given: Values<ChartVersion> = decided(values, report);
  return renderManifests(given, { chartVersion, allow: ALLOWED });
}

/** Returns the paths of the settings that are neither the same after the upgrade, nor in the report. */
function lost(before: object, after: object, { entries }: UpgradeReport): string[] {
  return [...leaves(JSON.parse(JSON.stringify(before)))]
    .filter(([keys, value]) => !isDeepStrictEqual(memberOf(after, ...keys), value))
    .map(([keys]) => pathOf(keys))
    .filter((path) => !entries.some((entry) => isWithin(path, entry.path) || isWithin(entry.path, path)));
}

const samples = fc.sample(validValues, runs(200));

/** Number of the samples for each version. All of them go through the steps to the newest one. */
const COUNTS = { '1.0.5': runs(40), '1.1.6': runs(40), '1.2.3': samples.length };

test.each(TARGETS)(
  'random values of chart 0.11 render on %s once everything is decided, and no setting is lost',
  (to) => {
    for (const values of samples.slice(0, COUNTS[to])) {
      const { values: upgraded, report } = upgradeValues(values, { from: '0.11.0', to });
      expect(lost(values, upgraded, report)).toEqual([]);
      expect(() => render(upgraded, report, to)).not.toThrow();
      expect(JSON.stringify([report, upgraded.backstage?.auth])).not.toContain('zsecretz');
    }
  },
);

const example: Record<string, Values> = {
  development: {
    backstage: {
      enabled: true,
      replicas: 1,
      baseUrl: 'http://localhost:7007',
      ingress: { enabled: true, hosts: [{ host: 'localhost', paths: [{ path: '/' }] }] },
      features: { workflows: { enabled: true }, observability: { enabled: true } },
    },
  },
  production: {
    backstage: {
      replicas: 2,
      baseUrl: 'https://console.example.com',
      backendSecret: 'your-production-secret-32chars!',
      database: {
        type: 'postgresql',
        postgresql: { host: 'postgres.example.com', port: 5432, user: 'backstage', password: 'your-secure-password' },
      },
      ingress: {
        hosts: [{ host: 'console.example.com', paths: [{ path: '/' }] }],
        tls: [{ secretName: 'console-tls', hosts: ['console.example.com'] }],
      },
      autoscaling: { enabled: true, minReplicas: 2, maxReplicas: 5, targetCPUUtilizationPercentage: 70 },
    },
  },
  'the API alone': { backstage: { enabled: false }, security: { enabled: false } },
  'a k3d cluster': {
    global: { baseDomain: 'openchoreo.localhost', port: ':8080' },
    clusterGateway: { enabled: true },
    controllerManager: { clusterGateway: { enabled: true } },
    thunder: { configuration: { server: { publicUrl: 'http://thunder.openchoreo.localhost:8080' } } },
    gateway: { enabled: true, envoy: { enabled: true, mountTmpVolume: true } },
  },
  'a k3d cluster for development': {
    global: { baseDomain: 'openchoreo.localhost', port: ':8080' },
    security: { enabled: false },
    openchoreoApi: { enabled: true, image: { tag: 'latest-dev', pullPolicy: 'Never' } },
    backstage: { enabled: false },
    thunder: { enabled: false },
    gateway: { enabled: true },
  },
};

describe.each(Object.entries(example))('the values of %s', (_, values) => {
  test.each(TARGETS)('render on %s, and no setting is lost', (to) => {
    const { values: upgraded, report } = upgradeValues(values, { from: '0.11.0', to });
    expect(lost(values, upgraded, report)).toEqual([]);
    const kinds = render(upgraded, report, to).map(({ kind }) => kind);
    expect(kinds.includes('Deployment')).toBe(values.backstage?.enabled !== false);
    expect(kinds).toContain('HTTPRoute');
  });
});

test('an upgrade in steps has the same result as one upgrade', () => {
  const values = { ...example.production, ...{ security: { oidc: { issuer: 'https://id.example.com' } } } };
  const first = upgradeValues(values, { from: '0.11.0', to: '1.0.5' }).values;
  const second = upgradeValues(first, { from: '1.0.5', to: '1.1.6' }).values;
  const third = upgradeValues(second, { from: '1.1.6', to: '1.2.3' }).values;
  expect(third).toEqual(upgradeValues(values, { from: '0.11.0', to: '1.2.3' }).values);
});

/** Returns YAML with a comment above, or beside, each third line. */
function commented(values: object): string {
  const text = stringify(JSON.parse(JSON.stringify(values)), { lineWidth: 0, version: '1.1' });
  const lines = text.trimEnd().split('\n');
  return lines
    .map((line, index) => {
      const indent = ' '.repeat(line.length - line.trimStart().length);
      const above = index % 3 === 0 ? `${indent}# above ${index}.\n` : '';
      return `${above}${line}${index % 3 === 1 ? ` # beside ${index}.` : ''}\n`;
    })
    .join('');
}

const commentsOf = (text: string) => text.match(/# (?:above|beside) \d+\./g);

test('the text of random values keeps all comments in their order', () => {
  for (const values of samples.slice(0, runs(10))) {
    const text = commented(values);
    const given = readValues(Buffer.from(text), 'values.yaml');
    const { layers, moves } = upgradeLayers([given], { from: '0.11.0', to: '1.2.3', separate: false });
    const change = { values: layers[0] ?? {}, moves, comments: new Map(), removed: 'removed' };
    const rewritten = rewriteYaml(text, 'values.yaml', change);
    expect(readValues(Buffer.from(rewritten), 'values.yaml')).toEqual(layers[0]);
    expect(commentsOf(rewritten)).toEqual(commentsOf(text));
  }
});
