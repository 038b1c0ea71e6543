import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Script } from 'node:vm';
import type { Deployment } from 'kubernetes-types/apps/v1';
import type { Job } from 'kubernetes-types/batch/v1';
import { type Manifest, renderManifests, type Values } from '../lib';
import { manifestStream } from '../lib/output/manifest-yaml';

// The way over from Helm, and the commands for operating: as far as they run without a cluster.

const root = join(__dirname, '..');
const command = join(root, 'build/bin/backstage-synth.js');
const migrating = readFileSync(join(root, 'docs/migrating-from-helm.md'), 'utf8');
const operating = readFileSync(join(root, 'docs/operating.md'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'migrating-'));
afterAll(() => rmSync(folder, { recursive: true }));

const SECRETS = ['hidden-backend-secret', 'hidden-client-secret', 'hidden-password', 'hidden-token'];

/** SQLite on a claim, as the default values have it otherwise. */
const small: Values = {
  backstage: {
    backendSecret: 'hidden-backend-secret',
    auth: { clientSecret: 'hidden-client-secret' },
    database: { sqlite: { persistence: { enabled: true } } },
  },
};

/** Every object that the chart can render, but for the claim. */
const large: Values = {
  global: { imagePullSecrets: [{ name: 'registry' }] },
  backstage: {
    backendSecret: 'hidden-backend-secret',
    auth: { clientSecret: 'hidden-client-secret' },
    thunder: { token: 'hidden-token' },
    database: { type: 'postgresql', postgresql: { host: 'postgres.example.com', password: 'hidden-password' } },
    replicas: 2,
    autoscaling: { enabled: true, minReplicas: 2 },
    podDisruptionBudget: { enabled: true },
    networkPolicy: { enabled: true },
    priorityClass: { create: true },
  },
};

/** Values with objects that the chart does not render. */
const withOptions: Values = {
  ...small,
  backstage: {
    ...small.backstage,
    appConfig: { 'my-plugin': { title: 'Portal' } },
    auth: { ...small.backstage?.auth, registration: { enabled: true } },
    metrics: { serviceMonitor: { enabled: true } },
  },
};

/** What `helm get manifest` prints: the objects as the chart labels them, each below the name of its template. */
function helmManifest(manifests: readonly Manifest[]): string {
  return manifests
    .map((manifest) => `---\n# Source: openchoreo-control-plane/templates/x.yaml\n${manifestStream([manifest])}`)
    .join('');
}

const byHelm = (values: Values) => renderManifests(values, { managedBy: 'Helm' });

/** The arguments of the documented command, with this file of values. */
function documentedArguments(valuesFile: string): string[] {
  const [, line = ''] = /\| npx backstage-synth (.*--against -)$/m.exec(migrating) ?? [];
  return line.split(' ').map((word) => (word === 'environments/portal.yaml' ? valuesFile : word));
}

function against(manifest: string, values: Values, ...more: string[]) {
  const file = join(folder, 'portal.yaml');
  writeFileSync(file, JSON.stringify(values));
  const args = [command, ...documentedArguments(file), ...more];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', input: manifest });
  for (const secret of SECRETS) {
    expect(stdout + stderr).not.toContain(secret);
    expect(stdout + stderr).not.toContain(Buffer.from(secret).toString('base64'));
  }
  return { status, stdout, stderr };
}

const LABELS = `
  metadata.labels["app.kubernetes.io/managed-by"]: "Helm" -> "cdk8s"
  metadata.labels["helm.sh/chart"]: "openchoreo-control-plane-0.11.0" -> (nothing)`;

function identity({ kind, metadata: { namespace, name } }: Manifest): string {
  return namespace === undefined ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}

describe('what Helm installed, against what is rendered', () => {
  test.each(Object.entries({ small, large }))('differs in two labels of each object (%s)', (_, values) => {
    const manifests = byHelm(values);
    const { status, stdout } = against(helmManifest(manifests), values);
    const expected = manifests
      .map(identity)
      .sort()
      .map((object) => object + LABELS);
    expect(stdout).toBe(`${expected.join('\n')}\n`);
    expect(status).toBe(1);
  });

  test('differs in nothing where it is what is rendered', () => {
    expect(against(helmManifest(renderManifests(large)), large)).toMatchObject({ status: 0, stdout: '' });
  });

  test('is compared without the objects of other components', () => {
    const other = `---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: controller-manager
  namespace: openchoreo-control-plane
  labels:
    app.kubernetes.io/component: controller-manager
---
# Source: a template that renders nothing
---
apiVersion: v1
kind: Secret
metadata:
  name: other
  namespace: openchoreo-control-plane
data:
  password: b3RoZXI=
`;
    const manifest = other + helmManifest(renderManifests(small)) + other;
    expect(against(manifest, small)).toMatchObject({ status: 0, stdout: '' });
  });

  test("may have the API's route where it stays with Helm", () => {
    const manifest = helmManifest(renderManifests(small));
    const values = { ...small, openchoreoApi: { ingress: { enabled: false } } };
    expect(against(manifest, values)).toMatchObject({ status: 0, stdout: '' });
  });

  test('lacks nothing but the Secret where that is kept and named', () => {
    const { auth, backendSecret, ...backstage } = small.backstage ?? {};
    const values = { backstage: { ...backstage, secretName: 'openchoreo-backstage-secrets' } };
    expect(against(helmManifest(renderManifests(small)), values)).toMatchObject({
      status: 1,
      stdout: 'Secret openchoreo-control-plane/openchoreo-backstage-secrets\n  there -> (nothing)\n',
    });
  });

  test('lacks nothing but the claim where that is named', () => {
    const existing = 'backstage.database.sqlite.persistence.existingClaim=openchoreo-backstage-db';
    expect(against(helmManifest(renderManifests(small)), small, '--set', existing)).toMatchObject({
      status: 1,
      stdout: 'PersistentVolumeClaim openchoreo-control-plane/openchoreo-backstage-db\n  there -> (nothing)\n',
    });
  });

  test('tells of another backend secret, and hides both', () => {
    const other = 'backstage.backendSecret=invented-by-the-chart';
    expect(against(helmManifest(renderManifests(small)), small, '--set', other)).toMatchObject({
      status: 1,
      stdout: `Secret openchoreo-control-plane/openchoreo-backstage-secrets
  data.backend-secret: (hidden) -> (hidden)
`,
    });
  });

  test('tells of a route that an Ingress class turns into an Ingress, unless the kind is given', () => {
    const manifest = helmManifest(renderManifests(small));
    const className = 'backstage.ingress.className=nginx';
    expect(
      against(manifest, small, '--set', className).stdout,
    ).toBe(`HTTPRoute openchoreo-control-plane/openchoreo-backstage
  there -> (nothing)
Ingress openchoreo-control-plane/openchoreo-ui
  (nothing) -> there
`);
    expect(against(manifest, small, '--set', `${className},backstage.ingress.kind=HTTPRoute`).stdout).toBe('');
  });

  test('lacks the objects that the chart does not have, where the values ask for them', () => {
    const { stdout } = against(helmManifest(renderManifests(small)), withOptions);
    const added = stdout.split(/\n(?=\S)/).filter((object) => object.trimEnd().endsWith('(nothing) -> there'));
    expect(added.map((object) => object.split(/[ \n]/)[0])).toEqual(['ConfigMap', 'Job', 'ServiceMonitor']);
    for (const kind of ['ConfigMap', 'Job', 'ServiceMonitor']) {
      expect(migrating).toContain(`${kind} …`);
    }
  });

  test('is told by its release and namespace', () => {
    const manifest = helmManifest(renderManifests(small, { releaseName: 'portal' }));
    expect(against(manifest, small).stdout).toContain(
      '  spec.selector.matchLabels["app.kubernetes.io/instance"]: "portal" -> "openchoreo-control-plane"\n',
    );
    const elsewhere = helmManifest(renderManifests(small, { namespace: 'portal' }));
    expect(against(elsewhere, small).stdout).toContain(`Deployment openchoreo-control-plane/openchoreo-ui
  (nothing) -> there
`);
  });
});

const POD_LABEL = 'matchLabels["app.kubernetes.io/name"]: "openchoreo" -> "openchoreo-control-plane"';

test.each([
  ['Deployment', 'spec.strategy: (nothing) -> {"type":"Recreate"}', small],
  ['Deployment', 'spec.template.metadata.annotations: (nothing) -> {"checksum/secret":', small],
  ['Deployment', 'spec.replicas: 2 -> (nothing)', large],
  ['Deployment', 'spec.template.spec.imagePullSecrets: (nothing) -> [{"name":"registry"}]', large],
  ['Deployment', `spec.template.spec.topologySpreadConstraints[1].labelSelector.${POD_LABEL}`, large],
  ['Deployment', 'env[THUNDER_TOKEN].value: (hidden) -> (nothing)', large],
  ['Deployment', 'env[THUNDER_TOKEN].valueFrom: (nothing) -> {"secretKeyRef":', large],
  [
    'Deployment',
    'env[OPENCHOREO_API_URL].value: "http://openchoreo-api.',
    { ...large, openchoreoApi: { name: 'api' } },
  ],
  ['Secret', 'data.thunder-token: (nothing) -> (hidden)', large],
  ['PodDisruptionBudget', `spec.selector.${POD_LABEL}`, large],
  ['PodDisruptionBudget', 'spec.minAvailable: (nothing) -> 0', withOneBound(large)],
  ['NetworkPolicy', `spec.podSelector.${POD_LABEL}`, large],
  ['Deployment', 'volumeMounts[tmp]: (nothing) -> {"mountPath":"/tmp"', withReadOnlyRoot(small)],
  ['NetworkPolicy', 'spec.ingress[0].from', large],
  ['NetworkPolicy', 'matchLabels["gateway.networking.k8s.io/gateway-name"]: (nothing) -> "public"', withGateway(large)],
  ['NetworkPolicy', 'matchLabels["kubernetes.io/metadata.name"]: (nothing) -> "monitoring"', withMonitor(large)],
  ['NetworkPolicy', 'spec.egress', large],
])('corrected fidelity names what it mends in the %s: %s', (kind, mended, values) => {
  const manifest = helmManifest(byHelm(values));
  const { status, stdout } = against(manifest, values, '--fidelity', 'corrected');
  const ofObject = stdout.split(/\n(?=\S)/).find((object) => object.startsWith(`${kind} `));
  expect(ofObject).toContain(mended);
  expect(status).toBe(1);
});

/** A budget that says 0, which the chart takes for nothing. */
function withOneBound(values: Values): Values {
  return { ...values, backstage: { ...values.backstage, podDisruptionBudget: { enabled: true, minAvailable: 0 } } };
}

function withReadOnlyRoot(values: Values): Values {
  return { ...values, backstage: { ...values.backstage, containerSecurityContext: { readOnlyRootFilesystem: true } } };
}

/** The route attached to a Gateway of another namespace. */
function withGateway(values: Values): Values {
  const ingress = { parentRefs: [{ name: 'public', namespace: 'gateways' }] };
  return { ...values, backstage: { ...values.backstage, ingress } };
}

function withMonitor(values: Values): Values {
  return { ...values, backstage: { ...values.backstage, metrics: { serviceMonitor: { enabled: true } } } };
}

/** The program of a documented `node -e '…'`, and those of all. */
function programs(text: string): string[] {
  return [...text.matchAll(/node -e '([^']+)'/g)].map(([, program = '']) => program);
}

test("the fields' handover makes Helm's entries those of the applier, and leaves others alone", () => {
  const [program = ''] = programs(migrating);
  const handOver = (input: unknown) => {
    const { stdout } = spawnSync(process.execPath, ['-e', program], { encoding: 'utf8', input: JSON.stringify(input) });
    return JSON.parse(stdout);
  };
  const status = { manager: 'kube-controller-manager', operation: 'Update', subresource: 'status' };
  const fields = { 'f:spec': { 'f:replicas': {} } };
  const object = (manager: string, operation: string) => ({
    metadata: { name: 'openchoreo-ui', managedFields: [{ manager, operation, fieldsV1: fields }, status] },
  });
  const [before, after] = [object('helm', 'Update'), object('kubectl', 'Apply')];
  const bare = { metadata: { name: 'bare' } };
  expect(handOver({ kind: 'List', items: [before, bare] })).toEqual({ kind: 'List', items: [after, bare] });
  expect(handOver(before)).toEqual(after);
});

test('programs for the container are programs, and print no secret', () => {
  const secrets = ['BACKEND_SECRET', 'OPENCHOREO_AUTH_CLIENT_SECRET', 'POSTGRES_PASSWORD', 'THUNDER_TOKEN'];
  const env = {
    ...Object.fromEntries(secrets.map((name) => [name, 'hunter2'])),
    BACKSTAGE_BASE_URL: 'https://console.example.com',
    OPENCHOREO_API_URL: 'http://127.0.0.1:1/api/v1',
    OPENCHOREO_AUTH_TOKEN_URL: 'http://127.0.0.1:1/oauth2/token',
    POSTGRES_HOST: '127.0.0.1',
    POSTGRES_PORT: '1',
    SQLITE_STORAGE_DIR: folder,
  };
  const printed = programs(operating).map((program) => {
    expect(() => new Script(program)).not.toThrow();
    const { stdout, stderr } = spawnSync(process.execPath, ['-e', program], { encoding: 'utf8', env });
    expect(stdout + stderr).not.toContain('hunter2');
    return stdout;
  });
  const all = printed.join('');
  expect(all).toContain('https://console.example.com/api/auth/openchoreo-auth/handler/frame');
  expect(all).toContain('POSTGRES_PASSWORD (set)');
  expect(all).toContain('OPENCHOREO_AUTH_TOKEN_URL http://127.0.0.1:1/oauth2/token');
  expect(all).toContain('connect ECONNREFUSED 127.0.0.1:1');
  expect(all).toContain(`may write to ${folder}`);
});

/** Commands in the blocks of text of a page, a line each; a program in quotes may span lines. */
function kubectlCommands(page: string): string[][] {
  const blocks = [...page.matchAll(/^ *```text\n([\s\S]*?)^ *```$/gm)].map(([, block = '']) => block);
  const bare = blocks
    .join('\n')
    .replace(/'[^']*'/g, 'QUOTED')
    .replaceAll('$(', '\n');
  return [...bare.matchAll(/kubectl ([^|&)\n]+)/g)].map(([, words = '']) => words.trim().split(/\s+/));
}

const KINDS: Readonly<Record<string, string>> = {
  deployment: 'Deployment',
  service: 'Service',
  secret: 'Secret',
  pvc: 'PersistentVolumeClaim',
  hpa: 'HorizontalPodAutoscaler',
  pdb: 'PodDisruptionBudget',
  networkpolicy: 'NetworkPolicy',
  httproute: 'HTTPRoute',
  serviceaccount: 'ServiceAccount',
  priorityclass: 'PriorityClass',
  gateway: 'Gateway',
  servicemonitor: 'ServiceMonitor',
};

/** The objects that a command names, as `<Kind> <name>`. */
function namedObjects([verb = '', ...words]: readonly string[]): string[] {
  const named = words.flatMap((word) => {
    const [, kind = '', name = ''] = /^([a-z]+)\/([a-z0-9-]+)$/.exec(word) ?? [];
    return kind === '' || words[words.indexOf(word) - 1] === '-k' ? [] : [`${KINDS[kind] ?? kind} ${name}`];
  });
  const [kind = '', name = ''] = words;
  const takesKind = ['get', 'describe', 'annotate', 'label', 'delete', 'patch'].includes(verb);
  return takesKind && /^[a-z]+$/.test(kind) && /^[a-z0-9-]+$/.test(name) && !name.startsWith('-')
    ? [...named, `${KINDS[kind] ?? kind} ${name}`]
    : named;
}

/** Objects that the default names give, and those of other components that they refer to. */
function knownObjects(): string[] {
  const manifests = [...renderManifests(small), ...renderManifests(large), ...renderManifests(withOptions)];
  const routes = manifests.filter(({ kind }) => kind === 'HTTPRoute') as unknown as {
    spec: { parentRefs: { name: string }[]; rules: { backendRefs: { name: string }[] }[] };
  }[];
  return [
    ...manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`),
    ...routes.flatMap(({ spec }) => spec.parentRefs.map(({ name }) => `Gateway ${name}`)),
    ...routes.flatMap(({ spec }) =>
      spec.rules.flatMap((rule) => rule.backendRefs.map(({ name }) => `Service ${name}`)),
    ),
  ];
}

function optionValues(words: readonly string[], ...options: string[]): string[] {
  return words.flatMap((word, index) => (options.includes(words[index - 1] ?? '') ? [word] : []));
}

describe.each(Object.entries({ migrating, operating }))('the kubectl commands of %s', (_, page) => {
  const commands = kubectlCommands(page);

  test('name objects that are rendered, or that those refer to', () => {
    const named = commands.flatMap(namedObjects);
    expect(named.length).toBeGreaterThan(2);
    expect(knownObjects()).toEqual(expect.arrayContaining(named));
  });

  test('name the namespace of the objects that they name', () => {
    for (const words of commands.filter((words) => namedObjects(words).length > 0)) {
      const namespaces = namedObjects(words).map((object) =>
        object.startsWith('ServiceMonitor ') ? 'monitoring' : 'openchoreo-control-plane',
      );
      expect([words.join(' '), optionValues(words, '-n')]).toEqual([words.join(' '), [...new Set(namespaces)]]);
    }
  });

  test('select by labels that are rendered', () => {
    const manifests = [...renderManifests(small), ...renderManifests(large), ...renderManifests(withOptions)];
    const deployment = manifests.find(({ kind }) => kind === 'Deployment') as unknown as Deployment;
    const job = manifests.find(({ kind }) => kind === 'Job') as unknown as Job;
    const labels = [
      ...[deployment, job].map(({ spec }) => spec?.template.metadata?.labels ?? {}),
      ...manifests.map(({ metadata }) => metadata.labels ?? {}),
    ].map((of) => Object.entries(of).map(([key, value]) => `${key}=${value}`));
    const variables = JSON.stringify(deployment.spec);
    for (const selector of commands.flatMap((words) => optionValues(words, '-l'))) {
      const [, service] = /^kubernetes\.io\/service-name=(.+)$/.exec(selector) ?? [];
      if (service === undefined) {
        expect(labels).toContainEqual(expect.arrayContaining(selector.split(',')));
      } else if (!knownObjects().includes(`Service ${service}`)) {
        expect(variables).toContain(`http://${service}.openchoreo-control-plane.svc.cluster.local`);
      }
    }
  });
});

test.each([
  ['Thunder refused the credentials of the client', 401],
  ['Thunder does not answer at', 503],
])('the Job logs what is said of it: %s', async (message, status) => {
  const thunder = createServer((_, answer) => answer.writeHead(status).end());
  await new Promise<void>((listening) => thunder.listen(0, '127.0.0.1', listening));
  const { port } = thunder.address() as AddressInfo;
  const env = {
    THUNDER_URL: `http://127.0.0.1:${port}`,
    CLIENT_ID: 'portal',
    CLIENT_SECRET: 'hunter2',
    WAIT_SECONDS: '0',
  };
  const job = spawn(process.execPath, [join(root, 'job/register-redirect-urls.mjs')], {
    env: { ...env, REDIRECT_URLS: '[]' },
  });
  const logged = (await job.stderr.toArray()).join('');
  thunder.close();

  expect(logged).toContain(message);
  expect(logged).not.toContain('hunter2');
  expect(operating).toContain(`\`${message} …\` in the log of the Job`);
});

test('folders that the operating commands name are environments of this repository', () => {
  const folders = kubectlCommands(operating).flatMap((words) => optionValues(words, '-k'));
  expect(folders.length).toBeGreaterThan(0);
  expect(folders.filter((name) => !existsSync(join(root, name)))).toEqual([]);
});

test("Helm is told to keep every kind of object that the chart renders for Backstage, and the API's route is left out", () => {
  const [, kinds = ''] = kubectlCommands(migrating).find(([verb]) => verb === 'annotate') ?? [];
  const rendered = [...byHelm(small), ...byHelm(large)].filter(
    ({ metadata }) => metadata.labels?.['app.kubernetes.io/component'] === 'backstage',
  );
  expect(new Set(kinds.split(',').map((kind) => KINDS[kind]))).toEqual(new Set(rendered.map(({ kind }) => kind)));
  expect(rendered.map(({ metadata }) => metadata.name)).not.toContain('openchoreo-api');
});
