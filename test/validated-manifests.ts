import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { parse } from 'yaml';
import { development } from '../environments/development';
import { helmValues } from '../environments/helm-values';
import { production } from '../environments/production';
import {
  type Environment,
  FIDELITIES,
  loadValues,
  type Manifest,
  type RenderOptions,
  renderManifests,
  type Values,
} from '../lib';
import { readFolder } from '../lib/output/read-manifests';
import { validValues } from './arbitrary-values';

// What schemas that others wrote are held against: by validators.test.ts those that the project has, by
// scripts/test-validators.mjs those of many versions. Paths are from the project's folder, in which both run.

/** Objects that belong together, rendered when they are asked for. */
export interface ManifestSet {
  /** What they are of. */
  readonly name: string;
  /** Renders them. */
  readonly render: () => readonly Manifest[];
}

/** Sets of a sort, in the order of the table that the script prints. */
export interface ManifestSets {
  /** The environments and the examples: what people begin with. */
  readonly 'environments and examples': readonly ManifestSet[];
  /** Each option by itself. */
  readonly options: readonly ManifestSet[];
  /** The values that a real Helm rendered. None where the folder of the cases is not beside the checkout. */
  readonly parity: readonly ManifestSet[];
  /** Values that a generator made. */
  readonly random: readonly ManifestSet[];
}

/**
 * Everything that is validated, in both fidelities.
 *
 * @param runs how many random values
 * @param seed of the random values: the same ones come of the same seed
 */
export function manifestSets(runs: number, seed = 1): ManifestSets {
  return {
    'environments and examples': [
      ...Object.entries({ development, production, 'helm-values': helmValues }).flatMap(
        ([name, { values, ...options }]) => inBoth(`environments/${name}`, values, options),
      ),
      ...['helm-values', 'external-secrets', 'operators-options'].flatMap((name) =>
        inBoth(`examples/${name}`, loadValues(`examples/${name}/values.yaml`), { allow: ['*'] }),
      ),
      ...['constructs', 'fleet'].map((name) => ({ name: `examples/${name}`, render: () => runExample(name) })),
    ],
    options: Object.entries(OPTIONS).flatMap(([name, backstage]) => inBoth(name, [BASE, { backstage }])),
    parity: [...parityCases('0.11.0'), ...parityCases('ingress', { backstage: { ingress: { kind: 'Ingress' } } })],
    random: fc
      .sample(validValues, { numRuns: runs, seed })
      .flatMap((values, index) => inBoth(`values ${index} of seed ${seed}`, values)),
  };
}

const BASE: Values = { backstage: { backendSecret: 'test-backend' } };

/** The objects of values in both fidelities, whichever the options say. */
function inBoth(name: string, values: Environment['values'], options: RenderOptions = {}): ManifestSet[] {
  return FIDELITIES.map((fidelity) => ({
    name: `${name}, ${fidelity}`,
    render: () => renderManifests(values, { ...options, fidelity }),
  }));
}

/** What the app of an example writes. It knows the project as a package, and its folder as the current one. */
function runExample(example: string): Manifest[] {
  const folder = mkdtempSync(join(tmpdir(), 'example-'));
  const [app, out] = [join(folder, 'main.cjs'), join(folder, 'dist')];
  try {
    execFileSync('node_modules/.bin/esbuild', [
      `examples/${example}/main.ts`,
      `--outfile=${app}`,
      '--bundle',
      '--platform=node',
      '--log-level=error',
      `--alias:cdk8s-openchoreo-backstage=${resolve('lib/index.ts')}`,
    ]);
    execFileSync(process.execPath, [app], {
      cwd: `examples/${example}`,
      env: { ...process.env, CDK8S_OUTDIR: out },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const folders = readdirSync(out, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    return [out, ...folders.map(({ name }) => join(out, name))].flatMap(readFolder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * The cases that Helm rendered; those that it refused render nothing. Rules are off, as some cases are of what Kubernetes
 * would refuse for other reasons than its schema.
 */
function parityCases(cases: string, ...more: readonly Values[]): ManifestSet[] {
  const parity = join('../shared/parity', cases);
  const names = existsSync(parity) ? readdirSync(parity) : [];
  return names
    .filter((name) => existsSync(join(parity, name, 'expected.yaml')))
    .flatMap((name) => {
      const files = readdirSync(join(parity, name)).filter((file) => /^values(\.\d+)?\.yaml$/.test(file));
      const values = files.sort().map((file) => loadValues(join(parity, name, file)));
      const { releaseName, namespace }: RenderOptions = parse(readFileSync(join(parity, name, 'release.yaml'), 'utf8'));
      // Where the values have no secret Helm made one up.
      return inBoth(`${cases}/${name}`, [BASE, ...values, ...more], { releaseName, namespace, allow: ['*'] });
    });
}

const CHECK = { exec: { command: ['true'] } };
const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

/** Each option by itself, with all that it may have. */
const OPTIONS: Readonly<Record<string, Values['backstage']>> = {
  annotations: { annotations: { 'example.com/owner': 'team a' } },
  podLabels: { podLabels: { 'example.com/team': 'a' } },
  podAnnotations: { podAnnotations: { 'example.com/owner': 'team a' } },
  image: { image: { registry: 'mirror.example.com', tag: 'v9', digest: DIGEST, pullPolicy: 'Always' } },
  imagePullSecrets: { imagePullSecrets: [{ name: 'registry' }] },
  command: { command: ['tini', 'node', 'packages/backend'] },
  extraArgs: { extraArgs: ['--config', 'app-config.team.yaml'] },
  extraEnv: {
    extraEnv: [
      { name: 'A', value: 'b' },
      { name: 'NODE', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
      { name: 'CPUS', valueFrom: { resourceFieldRef: { resource: 'limits.cpu' } } },
      { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'team', key: 'token', optional: true } } },
    ],
  },
  envFrom: {
    envFrom: [{ prefix: 'TEAM_', configMapRef: { name: 'team', optional: true } }, { secretRef: { name: 'team' } }],
  },
  livenessProbe: { livenessProbe: { httpGet: null, ...CHECK, timeoutSeconds: 3, failureThreshold: 6 } },
  readinessProbe: { readinessProbe: { successThreshold: 2 } },
  startupProbe: { startupProbe: { tcpSocket: { port: 'http' }, failureThreshold: 30 } },
  'no checks': { livenessProbe: null, readinessProbe: null },
  lifecycle: { lifecycle: { postStart: CHECK, preStop: { sleep: { seconds: 5 } } } },
  tmp: { tmp: { medium: 'Memory', sizeLimit: '1Gi' } },
  readOnlyRootFilesystem: { containerSecurityContext: { readOnlyRootFilesystem: true } },
  'volumes and mounts': {
    extraVolumes: [
      { name: 'docs', configMap: { name: 'docs', items: [{ key: 'a', path: 'b' }] } },
      { name: 'keys', secret: { secretName: 'keys', defaultMode: 0o400 } },
      { name: 'all', projected: { sources: [{ secret: { name: 'keys' } }, { configMap: { name: 'docs' } }] } },
    ],
    extraVolumeMounts: [
      { name: 'docs', mountPath: '/docs', readOnly: true },
      { name: 'keys', mountPath: '/keys/one', subPath: 'one' },
      { name: 'all', mountPath: '/all' },
    ],
  },
  'further containers': {
    initContainers: [{ name: 'wait', image: 'busybox:1', restartPolicy: 'Always', command: ['sleep', '1'] }],
    extraContainers: [{ name: 'proxy', image: 'proxy:1', ports: [{ containerPort: 9000, name: 'proxy' }], env: [] }],
  },
  terminationGracePeriodSeconds: { terminationGracePeriodSeconds: 0 },
  hostAliases: { hostAliases: [{ ip: '10.0.0.7', hostnames: ['git.example.com', 'git'] }] },
  dnsConfig: { dnsConfig: { nameservers: ['10.0.0.2'], searches: ['a.b'], options: [{ name: 'ndots', value: '2' }] } },
  runtimeClassName: { runtimeClassName: 'gvisor' },
  automountServiceAccountToken: { automountServiceAccountToken: false },
  strategy: { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } } },
  revisionHistoryLimit: { revisionHistoryLimit: 0 },
  'appConfig in variables': { appConfig: { app: { title: 'Portal' }, catalog: { rules: [{ allow: ['API'] }] } } },
  'appConfig in a file': { appConfig: { integrations: { github: [{ host: 'github.com', token: '${TOKEN}' }] } } },
  'auth.registration': {
    auth: {
      redirectUrls: ['https://a.example.com/callback'],
      registration: { enabled: true, image: { digest: DIGEST, pullPolicy: null }, waitSeconds: 0 },
    },
  },
  'metrics.serviceMonitor': {
    metrics: {
      serviceMonitor: {
        enabled: true,
        interval: '1m30s',
        scrapeTimeout: '500ms',
        path: '/m',
        labels: { release: 'stack' },
        relabelings: [
          { action: 'hashmod', sourceLabels: ['a', 'b'], separator: ';', modulus: 8, targetLabel: 'shard' },
          { action: 'replace', regex: '(.*)', replacement: '$1', targetLabel: 'c', sourceLabels: ['d'] },
        ],
      },
    },
  },
  'ingress.parentRefs': {
    ingress: {
      parentRefs: [
        { name: 'shared', namespace: 'gateways', sectionName: 'https', port: 443 },
        { name: 'own', group: 'gateway.networking.k8s.io', kind: 'Gateway' },
      ],
    },
  },
  'ingress.timeouts': { ingress: { timeouts: { request: '1h30m', backendRequest: '500ms' } } },
  'ingress.pathType of an HTTPRoute': { ingress: { pathType: 'RegularExpression' } },
  'ingress.pathType of an Ingress': { ingress: { kind: 'Ingress', pathType: 'ImplementationSpecific' } },
  'ingress.defaultBackend': { ingress: { kind: 'Ingress', defaultBackend: true } },
  'ingress.httpsRedirect': {
    baseUrl: 'https://console.example.com:8443',
    ingress: { httpsRedirect: { enabled: true, sectionName: 'web', statusCode: 302 } },
  },
  patches: {
    patches: [
      {
        target: { kind: 'Deployment', name: 'openchoreo-ui' },
        patch: [{ op: 'add', path: '/spec/minReadySeconds', value: 5 }],
      },
    ],
  },
};
