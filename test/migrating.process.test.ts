import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Manifest, renderManifests, type Values } from '../lib';
import { manifestStream } from '../lib/output/manifest-yaml';
import { byHelm, large, migrating, nodePrograms, small, withOptions } from './migrating-releases';

// The way over from Helm, as far as it goes without a cluster.

const command = join(__dirname, '../build/bin/backstage-synth.js');
const folder = mkdtempSync(join(tmpdir(), 'migrating-'));
afterAll(() => rmSync(folder, { recursive: true }));

const SECRETS = ['hidden-backend-secret', 'hidden-client-secret', 'hidden-password', 'hidden-token'];

/** What `helm get manifest` prints: the objects as the chart labels them, each below the name of its template. */
function helmManifest(manifests: readonly Manifest[]): string {
  return manifests
    .map((manifest) => `---\n# Source: openchoreo-control-plane/templates/x.yaml\n${manifestStream([manifest])}`)
    .join('');
}

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
  changed metadata.labels["app.kubernetes.io/managed-by"]: "Helm" -> "cdk8s"
  removed metadata.labels["helm.sh/chart"]: "openchoreo-control-plane-0.11.0"`;

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
      stdout: 'Secret openchoreo-control-plane/openchoreo-backstage-secrets: removed\n',
    });
  });

  test('lacks nothing but the claim where that is named', () => {
    const existing = 'backstage.database.sqlite.persistence.existingClaim=openchoreo-backstage-db';
    expect(against(helmManifest(renderManifests(small)), small, '--set', existing)).toMatchObject({
      status: 1,
      stdout: 'PersistentVolumeClaim openchoreo-control-plane/openchoreo-backstage-db: removed\n',
    });
  });

  test('tells of another backend secret, and hides both', () => {
    const other = 'backstage.backendSecret=invented-by-the-chart';
    expect(against(helmManifest(renderManifests(small)), small, '--set', other)).toMatchObject({
      status: 1,
      stdout: `Secret openchoreo-control-plane/openchoreo-backstage-secrets
  changed data.backend-secret: (hidden) -> (hidden)
`,
    });
  });

  test('tells of a route that an Ingress class turns into an Ingress, unless the kind is given', () => {
    const manifest = helmManifest(renderManifests(small));
    const className = 'backstage.ingress.className=nginx';
    expect(
      against(manifest, small, '--set', className).stdout,
    ).toBe(`HTTPRoute openchoreo-control-plane/openchoreo-backstage: removed
Ingress openchoreo-control-plane/openchoreo-ui: added
`);
    expect(against(manifest, small, '--set', `${className},backstage.ingress.kind=HTTPRoute`).stdout).toBe('');
  });

  test('lacks the objects that the chart does not have, where the values ask for them', () => {
    const { stdout } = against(helmManifest(renderManifests(small)), withOptions);
    const added = stdout.split(/\n(?=\S)/).filter((object) => object.trimEnd().endsWith(': added'));
    expect(added.map((object) => object.split(/[ \n]/)[0])).toEqual(['ConfigMap', 'Job', 'ServiceMonitor']);
    for (const kind of ['ConfigMap', 'Job', 'ServiceMonitor']) {
      expect(migrating).toContain(`${kind} …`);
    }
  });

  test('is told by its release and namespace', () => {
    const manifest = helmManifest(renderManifests(small, { releaseName: 'portal' }));
    expect(against(manifest, small).stdout).toContain(
      '  changed spec.selector.matchLabels["app.kubernetes.io/instance"]: "portal" -> "openchoreo-control-plane"\n',
    );
    const elsewhere = helmManifest(renderManifests(small, { namespace: 'portal' }));
    expect(against(elsewhere, small).stdout).toContain('Deployment openchoreo-control-plane/openchoreo-ui: added\n');
  });
});

const POD_LABEL = 'matchLabels["app.kubernetes.io/name"]: "openchoreo" -> "openchoreo-control-plane"';

test.each([
  ['Deployment', 'added spec.strategy: {"type":"Recreate"}', small],
  ['Deployment', 'added spec.template.metadata.annotations: {"checksum/secret":', small],
  ['Deployment', 'removed spec.replicas: 2', large],
  ['Deployment', 'added spec.template.spec.imagePullSecrets: [{"name":"registry"}]', large],
  ['Deployment', `spec.template.spec.topologySpreadConstraints[1].labelSelector.${POD_LABEL}`, large],
  ['Deployment', 'env[THUNDER_TOKEN].value: (hidden)', large],
  ['Deployment', 'env[THUNDER_TOKEN].valueFrom: {"secretKeyRef":', large],
  [
    'Deployment',
    'env[OPENCHOREO_API_URL].value: "http://openchoreo-api.',
    { ...large, openchoreoApi: { name: 'api' } },
  ],
  ['Secret', 'data.thunder-token: (hidden)', large],
  ['PodDisruptionBudget', `spec.selector.${POD_LABEL}`, large],
  ['PodDisruptionBudget', 'spec.minAvailable: 0', withOneBound(large)],
  ['NetworkPolicy', `spec.podSelector.${POD_LABEL}`, large],
  ['Deployment', 'volumeMounts[tmp]: {"mountPath":"/tmp"', withReadOnlyRoot(small)],
  ['NetworkPolicy', 'spec.ingress[0].from', large],
  ['NetworkPolicy', 'matchLabels["gateway.networking.k8s.io/gateway-name"]: "public"', withGateway(large)],
  ['NetworkPolicy', 'matchLabels["kubernetes.io/metadata.name"]: "monitoring"', withMonitor(large)],
  ['NetworkPolicy', 'spec.egress', large],
])('corrected fidelity names what it fixes in the %s: %s', (kind, fixed, values) => {
  const manifest = helmManifest(byHelm(values));
  const { status, stdout } = against(manifest, values, '--fidelity', 'corrected');
  const ofObject = stdout.split(/\n(?=\S)/).find((object) => object.startsWith(`${kind} `));
  expect(ofObject).toContain(fixed);
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

test("the fields' handover makes Helm's entries those of the applier, and leaves others alone", () => {
  const [program = ''] = nodePrograms(migrating);
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
