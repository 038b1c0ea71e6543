import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { SecretStore } from '@kubernetes-models/external-secrets/external-secrets.io/v1beta1/SecretStore';
import {
  type ChartVersion,
  describeDifferences,
  differences,
  loadValues,
  type Manifest,
  renderManifests,
} from '../lib';
import { readFolder, readManifests } from '../lib/output/read-manifests';
import { exampleCommands as commands } from './example-commands';
import { build, getKubectls, kubectls, sorted } from './kubectl';
import { fillSandbox, newSandbox, root, withFastNpx } from './sandbox';
import { identities, POD_LABELS } from './support';

// Builds environments and examples with kubectl, and runs the commands of each README, in a copy of the project.

const sandbox = newSandbox();
const environments = readdirSync(join(root, 'dist'));

/** Results of the commands. */
const runs = new Map<string, SpawnSyncReturns<string>>();

beforeAll(() => {
  getKubectls();
  fillSandbox(sandbox, /^test\//);
  for (const part of ['index.js', 'types', 'bin']) {
    cpSync(join(root, 'build', part), join(sandbox, 'build', part), { recursive: true });
  }
  for (const { command } of commands) {
    runs.set(command, run(command));
  }
}, 120_000);

afterAll(() => rmSync(sandbox, { recursive: true }));

function run(command: string): SpawnSyncReturns<string> {
  const env = { ...process.env, PATH: withFastNpx(newSandbox(), kubectls.at(-1)?.[1]) };
  return spawnSync('bash', ['-ec', command], { cwd: sandbox, encoding: 'utf8', env });
}

/** Reads the objects in a file of an example. */
function read(file: string): Manifest[] {
  return readManifests(readFileSync(join(sandbox, 'examples', file), 'utf8'));
}

describe.each(kubectls)('kubectl %s', (_, PATH) => {
  test.each(environments)('builds dist/%s unchanged', (environment) => {
    const folder = join(root, 'dist', environment);
    expect(build(folder, PATH)).toEqual(sorted(readFolder(folder)));
  });

  test.each([
    'helm-values-1.2/dist',
    'helm-values/dist',
    'external-secrets/dist',
    'operators-options/dist',
    'fleet/dist/eu-west',
  ])('builds the output in examples/%s unchanged', (output) => {
    const folder = join(sandbox, 'examples', output);
    expect(readFolder(folder)).not.toEqual([]);
    expect(build(folder, PATH)).toEqual(sorted(readFolder(folder)));
  });

  test('builds the staging overlay as production with the changes of the overlay only', () => {
    const staging = build(join(sandbox, 'examples/kustomize-overlays/staging'), PATH);
    const container = 'spec.template.spec.containers[backstage]';
    const objects = [
      'Deployment openchoreo-ui',
      'HTTPRoute openchoreo-api',
      'HTTPRoute openchoreo-backstage',
      'Secret openchoreo-backstage-secrets',
      'Service openchoreo-ui',
      'ServiceAccount openchoreo-backstage',
    ];
    const labels = objects.map((object) => {
      const value = object.startsWith('Secret') ? '(hidden)' : '"staging"';
      return `${object} added metadata.labels.environment: ${value}`;
    });
    const image = 'ghcr.io/openchoreo/openchoreo-ui';
    const deployment = [
      'changed spec.replicas: 2 -> 1',
      `changed ${container}.image: "${image}:v0.11.0" -> "${image}:v0.11.1"`,
      `changed ${container}.env[BACKSTAGE_BASE_URL].value: "https://console.example.com" -> "https://console.staging.example.com"`,
      `added ${container}.env[NODE_OPTIONS]: {"name":"NODE_OPTIONS","value":"(hidden)"}`,
      `changed ${container}.resources.limits.cpu: "2000m" -> "1"`,
      `changed ${container}.resources.limits.memory: "2Gi" -> "1Gi"`,
      `changed ${container}.resources.requests.cpu: "500m" -> "100m"`,
      `changed ${container}.resources.requests.memory: "512Mi" -> "256Mi"`,
    ].map((change) => `Deployment openchoreo-ui ${change}`);

    const found = differences(readFolder(join(root, 'dist/production')), staging).map((difference) =>
      describeDifferences([difference]).replace('openchoreo-control-plane/', '').replace('\n ', ''),
    );
    expect(found.sort()).toEqual(
      [
        ...labels,
        ...deployment,
        'HTTPRoute openchoreo-backstage changed spec.hostnames[0]: "console.example.com" -> "console.staging.example.com"',
        'HorizontalPodAutoscaler openchoreo-ui: removed',
      ].sort(),
    );
  });

  test('builds the overlay with a prefix as production with the prefix in names and references only', () => {
    const prefixed = build(join(sandbox, 'examples/kustomize-overlays/prefixed'), PATH);
    const base = readFolder(join(root, 'dist/production-1.2'));
    expect(prefixed.filter(({ metadata }) => !metadata.name.startsWith('team-a-'))).toEqual([]);
    expect(sorted(JSON.parse(JSON.stringify(prefixed).replaceAll('team-a-', '')))).toEqual(sorted(base));

    const text = (kind: string) => JSON.stringify(prefixed.filter((manifest) => manifest.kind === kind));
    expect(text('HTTPRoute').match(/"name":"[^"]*","port":\d+/g)).toEqual([
      '"name":"team-a-backstage","port":7007',
      '"name":"team-a-backstage","port":7007',
      '"name":"team-a-backstage","port":7007',
      // The Service of the API is not in the base.
      '"name":"openchoreo-api","port":8080',
    ]);
    expect(text('TrafficPolicy')).toContain('"kind":"HTTPRoute","name":"team-a-backstage"');
    expect(text('TrafficPolicy')).toContain('"kind":"HTTPRoute","name":"team-a-openchoreo-api"');
  });

  test("applies Flux's patch, which removes only the replicas", () => {
    const patches = read('flux/portal.yaml').flatMap(({ spec }) => Object(spec).patches ?? []);
    const folder = join(sandbox, 'flux-patched');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'kustomization.yaml'), JSON.stringify({ resources: ['../dist/production'], patches }));

    const found = differences(readFolder(join(root, 'dist/production')), build(folder, PATH));
    expect(found.map(({ path, change }) => [path, change])).toEqual([['spec.replicas', 'removed']]);
  });
});

test('every command of every example succeeds', () => {
  const failed = commands.flatMap(({ example, command }) => {
    const { status, stderr } = runs.get(command) ?? {};
    return status === 0 ? [] : [{ example, command, stderr }];
  });
  expect(failed).toEqual([]);
});

test('the compilers of the examples do not write into the build folder of the project', () => {
  expect(readdirSync(join(sandbox, 'build')).sort()).toEqual(['bin', 'index.js', 'types']);
});

describe('constructs', () => {
  test('renders the objects of the portal and of the team', () => {
    expect(identities(read('constructs/dist/portal.k8s.yaml')).sort()).toEqual([
      'ConfigMap portal-settings',
      'Deployment openchoreo-ui',
      'HorizontalPodAutoscaler openchoreo-ui',
      'Ingress openchoreo-ui',
      'NetworkPolicy portal-only-from-the-controller',
      'PodDisruptionBudget openchoreo-ui',
      'Service openchoreo-ui',
      'ServiceAccount openchoreo-backstage',
    ]);
  });

  test("selects the portal's pods with the team's policy", () => {
    const policy = read('constructs/dist/portal.k8s.yaml').find(({ kind }) => kind === 'NetworkPolicy');
    expect(policy).toHaveProperty('spec.podSelector.matchLabels', POD_LABELS);
  });
});

describe.each<{ example: string; chartVersion: ChartVersion; deployment: string }>([
  { example: 'helm-values-1.2', chartVersion: '1.2.3', deployment: 'backstage' },
  { example: 'helm-values', chartVersion: '0.11.0', deployment: 'openchoreo-ui' },
])('$example', ({ example, chartVersion, deployment }) => {
  test('renders the values of its files, with the value that its command sets', () => {
    const files = ['values.yaml', 'portal.yaml'].map((file) => loadValues(join(root, 'examples', example, file)));
    const values = [...files, { backstage: { replicas: 2 } }];
    const rendered = renderManifests<ChartVersion>(values, { chartVersion });
    expect(sorted(readFolder(join(sandbox, 'examples', example, 'dist')))).toEqual(sorted(rendered));
  });

  test('reports a manual change with its check command', () => {
    const file = join(sandbox, 'examples', example, `dist/Deployment.${deployment}.k8s.yaml`);
    const rendered = readFileSync(file, 'utf8');
    writeFileSync(file, rendered.replace('replicas: 2', 'replicas: 3'));
    const check = commands.find((found) => found.example === example && found.command.endsWith('--check'));
    const { status, stdout } = run(check?.command ?? '');
    writeFileSync(file, rendered);

    expect(stdout).toContain('spec.replicas: 3 -> 2');
    expect(status).toBe(1);
  });
});

describe('external-secrets', () => {
  test('renders an ExternalSecret for the store, and no Secret', () => {
    const objects = readFolder(join(sandbox, 'examples/external-secrets/dist'));
    const [store] = read('external-secrets/secret-store.yaml');
    const external = objects.find(({ kind }) => kind === 'ExternalSecret');

    expect(objects.map(({ kind }) => kind)).not.toContain('Secret');
    expect(external).toHaveProperty('spec.secretStoreRef', { name: store?.metadata.name, kind: store?.kind });
    expect(external?.metadata.namespace).toBe(store?.metadata.namespace);
  });

  test('has a store that the operator accepts', () => {
    const [store] = read('external-secrets/secret-store.yaml');
    // The package has only the schema of v1beta1, which for this store is the same as v1.
    const manifest = { ...store, apiVersion: 'external-secrets.io/v1beta1' as const, kind: 'SecretStore' as const };
    expect(() => new SecretStore(manifest).validate()).not.toThrow();
  });

  test('renders without warnings', () => {
    const [{ command } = { command: '' }] = commands.filter(({ example }) => example === 'external-secrets');
    expect(runs.get(command)?.stderr).not.toContain('warning [');
  });
});

describe('operators-options', () => {
  const [render, redirectUrls] = commands.filter(({ example }) => example === 'operators-options');
  const objects = () => readFolder(join(sandbox, 'examples/operators-options/dist'));
  const find = (wanted: string) => objects().find(({ kind, metadata }) => `${kind} ${metadata.name}` === wanted);

  test('renders the objects of the portal and of its options', () => {
    expect(identities(objects()).sort()).toEqual([
      'ConfigMap backstage-ci-config',
      'ConfigMap backstage-extra-config',
      'Deployment backstage',
      'HTTPRoute backstage',
      'HTTPRoute backstage-redirect',
      'NetworkPolicy backstage',
      'Service backstage',
      'ServiceAccount openchoreo-backstage',
      'ServiceMonitor backstage',
      'TrafficPolicy backstage-wirelogs-timeout',
    ]);
  });

  test('reads the token in the configuration from a Secret', () => {
    const secretKeyRef = { name: 'portal-integrations', key: 'github-token' };
    expect(find('Deployment backstage')).toHaveProperty(
      'spec.template.spec.containers[0].env',
      expect.arrayContaining([{ name: 'GITHUB_TOKEN', valueFrom: { secretKeyRef } }]),
    );
    expect(JSON.stringify(find('ConfigMap backstage-extra-config'))).toContain('token: ${GITHUB_TOKEN}');
    expect(objects().map(({ kind }) => kind)).not.toContain('Secret');
  });

  test('prints the URL to register', () => {
    const url = 'https://console.example.com/api/auth/openchoreo-auth/handler/frame';
    expect(runs.get(redirectUrls?.command ?? '')?.stdout).toBe(`${url}\n`);
  });

  test('attaches the redirect to the http listener and the portal to the https listener of the same Gateway', () => {
    const gateway = { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'public', namespace: 'gateways' };
    expect(find('HTTPRoute backstage')).toHaveProperty('spec.parentRefs', [{ ...gateway, sectionName: 'https' }]);
    expect(find('HTTPRoute backstage-redirect')).toHaveProperty('spec.parentRefs', [
      { ...gateway, sectionName: 'http' },
    ]);
  });

  test('is scraped from a namespace that its NetworkPolicy allows', () => {
    const monitor = find('ServiceMonitor backstage');
    const matchLabels = { 'kubernetes.io/metadata.name': monitor?.metadata.namespace };

    expect(find('NetworkPolicy backstage')).toHaveProperty(
      'spec.ingress[0].from',
      expect.arrayContaining([{ namespaceSelector: { matchLabels } }]),
    );
    expect(monitor?.metadata.labels).toMatchObject({ release: 'kube-prometheus-stack' });
    expect(monitor?.metadata.labels).not.toHaveProperty('prometheus');
  });

  test('contains the field that the patch adds, and a writable /tmp', () => {
    const deployment = find('Deployment backstage');
    expect(deployment).toHaveProperty('spec.minReadySeconds', 10);
    expect(deployment).toHaveProperty(
      'spec.template.spec.volumes',
      expect.arrayContaining([{ name: 'tmp', emptyDir: { sizeLimit: '1Gi' } }]),
    );
  });

  test('renders without warnings', () => {
    expect(runs.get(render?.command ?? '')?.stderr).not.toContain('warning [');
  });
});

describe('fleet', () => {
  const regions = readdirSync(join(root, 'examples/fleet/environments')).map((file) => basename(file, '.yaml'));

  test.each(regions)('renders the region %s, with its label and host', (region) => {
    const objects = readFolder(join(sandbox, 'examples/fleet/dist', region));
    const isRoute = ({ kind, metadata }: Manifest) => kind === 'HTTPRoute' && metadata.name === 'backstage';
    const { backstage } = loadValues(join(root, 'examples/fleet/environments', `${region}.yaml`));

    expect(objects.filter(({ metadata }) => metadata.labels?.region !== region)).toEqual([]);
    expect(objects.find(isRoute)).toHaveProperty('spec.hostnames', Object(backstage).http.hostnames);
  });

  test('renders no other region', () => {
    expect(readdirSync(join(sandbox, 'examples/fleet/dist')).sort()).toEqual(regions.sort());
  });
});
