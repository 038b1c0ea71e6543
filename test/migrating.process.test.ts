import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Manifest, renderManifests, type Values } from '../lib';
import { manifestStream } from '../lib/output/manifest-yaml';
import { byHelm, large, migrating, nodePrograms, small, withOptions } from './migrating-releases';

// Steps of the migration from Helm that need no cluster.

const command = join(__dirname, '../build/bin/backstage-synth.js');
const folder = mkdtempSync(join(tmpdir(), 'migrating-'));
afterAll(() => rmSync(folder, { recursive: true }));

const SECRETS = ['hidden-backend-secret', 'hidden-client-secret', 'hidden-password', 'hidden-token'];

/** Returns the objects as `helm get manifest` prints them, each with the name of its template. */
function helmManifest(manifests: readonly Manifest[]): string {
  return manifests
    .map((manifest) => `---\n# Source: openchoreo-control-plane/templates/x.yaml\n${manifestStream([manifest])}`)
    .join('');
}

/** Returns the arguments of the documented command, with these files instead of values.yaml and portal.yaml. */
function documentedArguments(valuesFile: string, portalFile: string): string[] {
  const files: Readonly<Record<string, string>> = { 'values.yaml': valuesFile, 'portal.yaml': portalFile };
  const [, line = ''] = /\| npx backstage-synth (.*--against -)$/m.exec(migrating) ?? [];
  return line.split(' ').map((word) => files[word] ?? word);
}

function against(manifest: string, values: Values, ...more: string[]) {
  const [valuesFile, portalFile] = [join(folder, 'values.yaml'), join(folder, 'portal.yaml')];
  writeFileSync(valuesFile, JSON.stringify(values));
  writeFileSync(portalFile, '{}');
  const args = [command, ...documentedArguments(valuesFile, portalFile), ...more];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', input: manifest });
  for (const secret of SECRETS) {
    expect(stdout + stderr).not.toContain(secret);
    expect(stdout + stderr).not.toContain(Buffer.from(secret).toString('base64'));
  }
  const [differences = ''] = stdout.split(/^\nEffects /m);
  return { status, stdout: differences, stderr };
}

const LABELS = `
  changed metadata.labels["app.kubernetes.io/managed-by"]: "Helm" -> "cdk8s"
  removed metadata.labels["helm.sh/chart"]: "openchoreo-control-plane-0.11.0"`;

function identity({ kind, metadata: { namespace, name } }: Manifest): string {
  return namespace === undefined ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}

describe('the comparison of a Helm release with the rendered objects', () => {
  test.each(Object.entries({ small, large }))('reports two changed labels per object (%s)', (_, values) => {
    const manifests = byHelm(values);
    const { status, stdout } = against(helmManifest(manifests), values);
    const expected = manifests
      .map(identity)
      .sort()
      .map((object) => object + LABELS);
    expect(stdout).toBe(`${expected.join('\n')}\n`);
    expect(status).toBe(1);
  });

  test('reports nothing if the objects are the same', () => {
    expect(against(helmManifest(renderManifests(large)), large)).toMatchObject({ status: 0, stdout: '' });
  });

  test('ignores the objects of other components', () => {
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

  test("ignores the API's route if Helm keeps it", () => {
    const manifest = helmManifest(renderManifests(small));
    const values = { ...small, openchoreoApi: { ingress: { enabled: false } } };
    expect(against(manifest, values)).toMatchObject({ status: 0, stdout: '' });
  });

  test('lacks only the Secret with the documented portal.yaml, even if values.yaml disables Backstage for Helm', () => {
    const [, portal = ''] = /^```yaml\n([\s\S]*?)^```$/m.exec(migrating) ?? [];
    const file = join(folder, 'documented-portal.yaml');
    writeFileSync(file, portal);
    const values = { backstage: { ...small.backstage, enabled: false } };
    expect(against(helmManifest(renderManifests(small)), values, '-f', file)).toMatchObject({
      status: 1,
      stdout: 'Secret openchoreo-control-plane/openchoreo-backstage-secrets: removed\n',
    });
  });

  test('reports only the claim as removed if the values name it', () => {
    const existing = 'backstage.database.sqlite.persistence.existingClaim=openchoreo-backstage-db';
    expect(against(helmManifest(renderManifests(small)), small, '--set', existing)).toMatchObject({
      status: 1,
      stdout: 'PersistentVolumeClaim openchoreo-control-plane/openchoreo-backstage-db: removed\n',
    });
  });

  test('reports a different backend secret, and hides both', () => {
    const other = 'backstage.backendSecret=invented-by-the-chart';
    expect(against(helmManifest(renderManifests(small)), small, '--set', other)).toMatchObject({
      status: 1,
      stdout: `Secret openchoreo-control-plane/openchoreo-backstage-secrets
  changed data.backend-secret: (hidden) -> (hidden)
`,
    });
  });

  test('reports an Ingress instead of the route if a class is set, unless the kind is HTTPRoute', () => {
    const manifest = helmManifest(renderManifests(small));
    const className = 'backstage.ingress.className=nginx';
    expect(
      against(manifest, small, '--set', className).stdout,
    ).toBe(`HTTPRoute openchoreo-control-plane/openchoreo-backstage: removed
Ingress openchoreo-control-plane/openchoreo-ui: added
`);
    expect(against(manifest, small, '--set', `${className},backstage.ingress.kind=HTTPRoute`).stdout).toBe('');
  });

  test('reports objects that the chart does not have as added', () => {
    const { stdout } = against(helmManifest(renderManifests(small)), withOptions);
    const added = stdout.split(/\n(?=\S)/).filter((object) => object.trimEnd().endsWith(': added'));
    expect(added.map((object) => object.split(/[ \n]/)[0])).toEqual(['ConfigMap', 'Job', 'ServiceMonitor']);
    for (const kind of ['ConfigMap', 'Job', 'ServiceMonitor']) {
      expect(migrating).toContain(`${kind} …`);
    }
  });

  test('reports a different release name and namespace', () => {
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
  [
    'Deployment',
    'added spec.strategy: {"rollingUpdate":{"maxSurge":0,"maxUnavailable":1},"type":"RollingUpdate"}',
    small,
  ],
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
])('corrected fidelity reports its fixes in the %s: %s', (kind, fixed, values) => {
  const manifest = helmManifest(byHelm(values));
  const { status, stdout } = against(manifest, values, '--fidelity', 'corrected');
  const ofObject = stdout.split(/\n(?=\S)/).find((object) => object.startsWith(`${kind} `));
  expect(ofObject).toContain(fixed);
  expect(status).toBe(1);
});

/** Returns values with a PodDisruptionBudget of 0, which the chart treats as unset. */
function withOneBound(values: Values): Values {
  return { ...values, backstage: { ...values.backstage, podDisruptionBudget: { enabled: true, minAvailable: 0 } } };
}

function withReadOnlyRoot(values: Values): Values {
  return { ...values, backstage: { ...values.backstage, containerSecurityContext: { readOnlyRootFilesystem: true } } };
}

/** Returns values with a route that is attached to a Gateway in another namespace. */
function withGateway(values: Values): Values {
  const ingress = { parentRefs: [{ name: 'public', namespace: 'gateways' }] };
  return { ...values, backstage: { ...values.backstage, ingress } };
}

function withMonitor(values: Values): Values {
  return { ...values, backstage: { ...values.backstage, metrics: { serviceMonitor: { enabled: true } } } };
}

test("the documented program transfers Helm's fields to kubectl, and leaves other fields unchanged", () => {
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
