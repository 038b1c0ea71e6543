import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { parse } from 'yaml';
import { development } from '../environments/development';
import { development1_2 } from '../environments/development-1.2';
import { helmValues } from '../environments/helm-values';
import { production } from '../environments/production';
import { production1_2 } from '../environments/production-1.2';
import {
  type ChartVersion,
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
import { exactValues, validValues as validValues1_x, valuesOf } from './lines/1.x/arbitrary-values';
import { NEWEST, VERSIONS } from './lines/1.x/support';

// This file lists the manifests that tests validate with third-party schemas. validators.process.test.ts uses the
// schemas in the project, and scripts/test-validators.mjs those of many versions. Both run in the project's folder,
// where all paths start.

/** Objects that belong together. They are rendered on demand. */
export interface ManifestSet {
  /** Name of the set. */
  readonly name: string;
  /** Renders the objects. */
  readonly render: () => readonly Manifest[];
}

/** Sets of manifests by category, in the order of the table that the script prints. */
export interface ManifestSets {
  /** Environments and examples, which users start with. */
  readonly 'environments and examples': readonly ManifestSet[];
  /** Each option alone. */
  readonly options: readonly ManifestSet[];
  /** Values that Helm rendered. The list is empty if the checkout has no sibling folder with these cases. */
  readonly parity: readonly ManifestSet[];
  /** Random values. */
  readonly random: readonly ManifestSet[];
}

/**
 * Returns all manifests to validate, in both fidelities.
 *
 * @param runs number of random values
 * @param seed seed of the random values; the same seed gives the same values
 */
export function manifestSets(runs: number, seed = 1): ManifestSets {
  return {
    'environments and examples': [
      ...Object.entries({
        development,
        production,
        'helm-values': helmValues,
        'development-1.2': development1_2,
        'production-1.2': production1_2,
      }).flatMap(([name, { values, ...options }]) => inBoth(`environments/${name}`, values, options)),
      ...Object.entries(EXAMPLES).flatMap(([name, chartVersion]) =>
        inBoth(`examples/${name}`, exampleValues(name), { chartVersion, allow: ['*'] }),
      ),
      ...['constructs', 'fleet'].map((name) => ({ name: `examples/${name}`, render: () => runExample(name) })),
    ],
    options: Object.entries(OPTIONS).flatMap(([name, backstage]) => inBoth(name, [BASE, { backstage }])),
    parity: [
      ...parityCases('0.11.0', [BASE]),
      ...parityCases('ingress', [BASE], [{ backstage: { ingress: { kind: 'Ingress' } } }]),
      ...['1.0', '1.1', '1.2'].flatMap((line) => parityCases(line)),
    ],
    random: [
      ...fc
        .sample(validValues, { numRuns: runs, seed })
        .flatMap((values, index) => inBoth(`values ${index} of seed ${seed}`, values)),
      ...fc.sample(validValues1_x, { numRuns: runs, seed }).flatMap(randomOfEachLine),
    ],
  };
}

/** Returns random values of chart 1.2, as those of one of the lines 1.0, 1.1 and 1.2 in turn. */
function randomOfEachLine(values: Values<typeof NEWEST>, index: number): ManifestSet[] {
  const chartVersion = VERSIONS[index % VERSIONS.length] ?? NEWEST;
  return FIDELITIES.map((fidelity) => ({
    name: `values ${index} of chart ${chartVersion}, ${fidelity}`,
    render: () => {
      const given = valuesOf(chartVersion, fidelity === 'exact' ? exactValues(values) : values);
      return renderManifests(given, { chartVersion, fidelity });
    },
  }));
}

/** Examples of values files, each with its chart version. */
const EXAMPLES: Readonly<Record<string, ChartVersion>> = {
  'helm-values-1.2': '1.2.3',
  'helm-values': '0.11.0',
  'external-secrets': '1.2.3',
  'operators-options': '1.2.3',
};

const BASE: Values = { backstage: { backendSecret: 'test-backend' } };

/** Returns the objects of values in both fidelities, regardless of the options' fidelity. */
function inBoth(name: string, values: Environment['values'], options: RenderOptions = {}): ManifestSet[] {
  return FIDELITIES.map((fidelity) => ({
    name: `${name}, ${fidelity}`,
    render: () => renderManifests(values, { ...options, fidelity }),
  }));
}

/** Returns the values of an example: its values.yaml, and its portal.yaml if there is one. */
function exampleValues(name: string): Values[] {
  const files = ['values.yaml', 'portal.yaml'].map((file) => `examples/${name}/${file}`);
  return files.filter((file) => existsSync(file)).map((file) => loadValues(file));
}

/** Runs the app of an example in its folder, and returns the objects that it writes. */
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
 * Returns the cases that Helm rendered. Cases that Helm rejected are skipped.
 *
 * All rules are off, because Kubernetes would reject some cases for reasons outside of its schema.
 */
function parityCases(cases: string, before: readonly Values[] = [], after: readonly Values[] = []): ManifestSet[] {
  const parity = join('../shared/parity', cases);
  const names = existsSync(parity) ? readdirSync(parity) : [];
  return names
    .filter((name) => existsSync(join(parity, name, 'expected.yaml')))
    .flatMap((name) => {
      const files = readdirSync(join(parity, name)).filter((file) => /^values(\.\d+)?\.yaml$/.test(file));
      const values = files.sort().map((file) => loadValues(join(parity, name, file)));
      const { releaseName, namespace, chartVersion }: RenderOptions = parse(
        readFileSync(join(parity, name, 'release.yaml'), 'utf8'),
      );
      // If the values contain no secret, Helm generated one.
      const options = { releaseName, namespace, chartVersion, allow: ['*'] };
      return inBoth(`${cases}/${name}`, [...before, ...values, ...after], options);
    });
}

const CHECK = { exec: { command: ['true'] } };
const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

/** Each option alone, with all of its members. */
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
  'no probes': { livenessProbe: null, readinessProbe: null },
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
  'additional containers': {
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
      registration: {
        enabled: true,
        image: { digest: DIGEST, pullPolicy: null },
        waitSeconds: 0,
        nodeSelector: { pool: 'platform' },
        tolerations: [{ key: 'platform', operator: 'Exists' }],
        resources: { limits: { cpu: '100m' } },
        podSecurityContext: { runAsUser: null, fsGroup: null },
        containerSecurityContext: { runAsUser: 1001 },
      },
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
  networkPolicy: {
    service: { type: 'LoadBalancer' },
    networkPolicy: {
      enabled: true,
      ingress: [{ ports: [{ port: 9464 }] }],
      egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }] }],
      peers: {
        dns: [{ ipBlock: { cidr: '169.254.20.10/32' } }],
        kubernetesApi: [{ ipBlock: { cidr: '10.0.0.1/32' } }],
        telemetry: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'observability' } } }],
      },
      ports: { dns: [53, 5353], kubernetesApi: [6443] },
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
