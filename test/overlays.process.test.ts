import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { differences, type Environment, loadValues, type Manifest, synthesize, type Values } from '../lib';
import { readFolder } from '../lib/output/read-manifests';
import { read } from './docs-pages';
import { build, getKubectls, kubectls } from './kubectl';

// docs/overlays.md says what Kustomize does with the output. Here the real Kustomize does it.

const folder = mkdtempSync(join(tmpdir(), 'overlays-'));
const base = join(folder, 'dist/production');

const values: Values = {
  backstage: {
    baseUrl: 'https://console.example.com',
    networkPolicy: { enabled: true },
    metrics: { serviceMonitor: { enabled: true } },
    appConfig: { app: { title: 'Acme' }, proxy: { token: '${TOKEN}' } },
  },
};

/** Files that the page shows, in its order. */
const snippets = [...read('docs/overlays.md').matchAll(/^```yaml title="(.*)"\n([\s\S]*?)^```$/gm)].map(
  ([, name = '', content = '']) => ({ name, content }),
);
const [safe = '', generated = ''] = snippets
  .filter(({ name }) => name === 'kustomization.yaml')
  .map(({ content }) => content);

const names = snippets.find(({ name }) => name === 'prefixed/kustomization.yaml')?.content ?? '';
const nameReferences = read('examples/kustomize-overlays/prefixed/name-references.yaml');

/** Values whose credentials come from a store, and whose URLs a Job registers. */
const fromStore: Values = {
  backstage: {
    externalSecret: {
      secretStoreRef: { name: 'vault' },
      data: { backendSecret: { key: 'portal/backend' }, clientSecret: { key: 'portal/client' } },
    },
    auth: { registration: { enabled: true } },
  },
};

beforeAll(() => {
  getKubectls();
  const portal = join(folder, 'portal.yaml');
  writeFileSync(portal, snippets.find(({ name }) => name === 'portal.yaml')?.content ?? '');
  const production: Environment = { values: [values, loadValues(portal)], fidelity: 'corrected' };
  synthesize({ production, store: { values: [values, fromStore], fidelity: 'corrected' } }, join(folder, 'dist'));
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes an overlay over the base. */
function overlay(name: string, content: string, files: Readonly<Record<string, string>> = {}): string {
  mkdirSync(join(folder, name), { recursive: true });
  for (const [file, text] of Object.entries({ 'kustomization.yaml': content, ...files })) {
    writeFileSync(join(folder, name, file), text);
  }
  return join(folder, name);
}

/** Differences of an overlay's objects from the base's, as `<object> <path>: <before> -> <after>`. */
function changes(manifests: readonly Manifest[]): string[] {
  return differences(readFolder(base), manifests).map(
    ({ object, path, before, after }) => `${object} ${path}: ${before} -> ${after}`,
  );
}

const BASE = 'resources: [../dist/production]\n';

describe.each(kubectls)('kubectl %s', (_, PATH) => {
  test('applies the safe changes, and no others', () => {
    const found = changes(build(overlay('safe', safe), PATH)).filter((line) => !line.includes('labels.environment'));
    expect(found).toEqual([
      expect.stringMatching(/containers\[backstage\].image: .* -> "ghcr.io\/openchoreo\/openchoreo-ui:v0.11.1"$/),
      'Deployment openchoreo-control-plane/openchoreo-ui spec.minReadySeconds: undefined -> 10',
    ]);
  });

  test('a generated Secret with a namespace is the one that the Deployment reads', () => {
    const files = { 'credentials.env': 'backend-secret=x\nclient-secret=y\n' };
    const manifests = build(overlay('generated', generated, files), PATH);
    const secret = manifests.find(({ kind }) => kind === 'Secret')?.metadata.name ?? '';
    expect(secret).toMatch(/^portal-credentials-\w+$/);
    expect(JSON.stringify(manifests.find(({ kind }) => kind === 'Deployment'))).not.toContain('"portal-credentials"');
  });

  test('a generated Secret without a namespace is read by nothing', () => {
    const files = { 'credentials.env': 'backend-secret=x\n' };
    const content = generated.replace('    namespace: openchoreo-control-plane\n', '');
    const manifests = build(overlay('without-namespace', content, files), PATH);
    expect(JSON.stringify(manifests.find(({ kind }) => kind === 'Deployment'))).toContain('"portal-credentials"');
  });

  test('a name prefix renames the Service, and not the backend of the route', () => {
    const manifests = build(overlay('prefix', `${BASE}namePrefix: team-\n`), PATH);
    expect(manifests.find(({ kind }) => kind === 'Service')?.metadata.name).toBe('team-openchoreo-ui');
    const routes = manifests.filter(({ kind }) => kind === 'HTTPRoute');
    expect(routes.map(({ metadata }) => metadata.name)).toContain('team-openchoreo-api');
    expect(JSON.stringify(routes)).toContain('"name":"openchoreo-ui"');
    expect(JSON.stringify(routes)).not.toContain('"name":"team-openchoreo-ui"');
  });

  test('name references rename the backends of the routes, and the Secret of an ExternalSecret', () => {
    const folder = overlay('prefix-with-references', names, { 'name-references.yaml': nameReferences });
    const manifests = build(folder, PATH);
    const routes = JSON.stringify(manifests.filter(({ kind }) => kind === 'HTTPRoute'));
    expect(routes).toContain('"name":"team-a-openchoreo-ui"');
    expect(routes).not.toContain('"name":"openchoreo-ui"');
    // The Service of the API and the Gateway are not in the base.
    expect(routes).toContain('"name":"openchoreo-api"');
    expect(routes).toContain('"name":"gateway-default"');
    expect(JSON.stringify(manifests)).toContain('http://openchoreo-api.openchoreo-control-plane.svc');
    const selector = { 'app.kubernetes.io/instance': 'openchoreo-control-plane' };
    expect(manifests.find(({ kind }) => kind === 'Service')?.spec).toMatchObject({ selector });

    // Without the base's references, Kustomize changes nothing else.
    expect(JSON.parse(JSON.stringify(manifests).replaceAll('team-a-', ''))).toEqual(
      build(overlay('unchanged', BASE), PATH),
    );
  });

  test('name references rename the Secret of an ExternalSecret where the pods read it', () => {
    const files = { 'name-references.yaml': nameReferences };
    const manifests = build(overlay('store', names.replace('production', 'store'), files), PATH);
    const secret = 'team-a-openchoreo-backstage-secrets';
    const external = manifests.find(({ kind }) => kind === 'ExternalSecret');
    expect(external).toMatchObject({ metadata: { name: secret }, spec: { target: { name: secret } } });
    for (const kind of ['Deployment', 'Job']) {
      const text = JSON.stringify(manifests.find((manifest) => manifest.kind === kind));
      expect(text).toContain(`"name":"${secret}"`);
      expect(text).not.toContain('"name":"openchoreo-backstage-secrets"');
    }
  });

  test('a namespace moves the objects, and leaves URLs, Gateways and the NetworkPolicy behind', () => {
    const manifests = build(overlay('namespace', `${BASE}namespace: other\n`), PATH);
    expect(new Set(manifests.map(({ metadata }) => metadata.namespace))).toEqual(new Set(['other']));
    const text = (kind: string) => JSON.stringify(manifests.filter((manifest) => manifest.kind === kind));
    expect(text('Deployment')).toContain('http://openchoreo-api.openchoreo-control-plane.svc');
    expect(text('HTTPRoute')).toContain('"namespace":"openchoreo-control-plane"');
    expect(text('NetworkPolicy')).toContain('"kubernetes.io/metadata.name":"openchoreo-control-plane"');
    expect(text('ServiceMonitor')).toContain('"matchNames":["openchoreo-control-plane"]');
  });

  test('labels with selectors change the selector, and the peers of the NetworkPolicy', () => {
    const content = `${BASE}labels:\n  - pairs: {team: a}\n    includeSelectors: true\n`;
    const found = changes(build(overlay('selectors', content), PATH)).join('\n');
    expect(found).toMatch(/^Deployment \S+ spec\.selector\.matchLabels\.team: undefined -> "a"$/m);
    expect(found).toMatch(
      /^NetworkPolicy \S+ spec\.egress\[\d+\]\.to\[\d+\]\.podSelector\.matchLabels\.team: undefined -> "a"$/m,
    );
    expect(found).toMatch(/^NetworkPolicy \S+ spec\.ingress\[0\]\.from\[0\]\.podSelector\.matchLabels\.team/m);
  });

  test.each(['replace', 'merge'])('configMapGenerator with behavior %s changes nothing of the pods', (behavior) => {
    const content = `${BASE}configMapGenerator:
  - name: openchoreo-backstage-extra-config
    namespace: openchoreo-control-plane
    behavior: ${behavior}
    files: [app-config.extra.yaml]
`;
    const manifests = build(overlay(behavior, content, { 'app-config.extra.yaml': 'app: {title: Other}\n' }), PATH);
    const file = /^ConfigMap \S+\/openchoreo-backstage-extra-config data\["app-config\.extra\.yaml"\]/;
    expect(changes(manifests).filter((change) => !file.test(change))).toEqual([]);
    expect(changes(manifests)).not.toEqual([]);
  });

  test('a strategic merge patch without a namespace matches nothing', () => {
    const patch = JSON.stringify({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'openchoreo-ui' } });
    const path = overlay('merge-patch', `${BASE}patches:\n  - patch: '${patch}'\n`);
    const { status, stderr } = spawnSync('kubectl', ['kustomize', path], {
      encoding: 'utf8',
      env: { ...process.env, PATH },
    });
    expect(status).not.toBe(0);
    expect(stderr).toContain('no matches for Id Deployment.v1.apps/openchoreo-ui.[noNs]');
    expect(read('docs/overlays.md')).toContain('no matches for Id Deployment.v1.apps/openchoreo-ui.[noNs]');
  });

  test('a strategic merge patch of an HTTPRoute replaces its lists', () => {
    const patch = { spec: { parentRefs: [{ name: 'public' }] } };
    const content = `${BASE}patches:
  - target: {kind: HTTPRoute, name: openchoreo-backstage}
    patch: '${JSON.stringify({ apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata: { name: 'a' }, ...patch })}'
`;
    const route = build(overlay('route', content), PATH).find(
      ({ kind, metadata }) => kind === 'HTTPRoute' && metadata.name === 'openchoreo-backstage',
    );
    expect(route).toMatchObject(patch);
  });
});
