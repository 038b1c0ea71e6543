import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Environment, ForeignFilesError, synthesize, ValuesError } from '../lib';

const folder = mkdtempSync(join(tmpdir(), 'synthesize-'));
afterAll(() => rmSync(folder, { recursive: true }));

const values = { backstage: { backendSecret: 's', baseUrl: 'http://localhost:7007' } };

test('each environment gets a folder with one file per object and a kustomization', () => {
  const outdir = join(folder, 'written');
  synthesize({ one: { values }, two: { values: { ...values, gateway: { enabled: false } } } }, outdir);
  expect(readdirSync(join(outdir, 'one'))).toEqual([
    'Deployment.openchoreo-ui.k8s.yaml',
    'HTTPRoute.openchoreo-api.k8s.yaml',
    'HTTPRoute.openchoreo-backstage.k8s.yaml',
    'Secret.openchoreo-backstage-secrets.k8s.yaml',
    'Service.openchoreo-ui.k8s.yaml',
    'ServiceAccount.openchoreo-backstage.k8s.yaml',
    'kustomization.yaml',
  ]);
  expect(
    readFileSync(join(outdir, 'two/kustomization.yaml'), 'utf8'),
  ).toBe(`# Made by cdk8s-openchoreo-backstage, which replaces this folder as a whole: change it in an overlay.
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - ServiceAccount.openchoreo-backstage.k8s.yaml
  - Secret.openchoreo-backstage-secrets.k8s.yaml
  - Service.openchoreo-ui.k8s.yaml
  - Deployment.openchoreo-ui.k8s.yaml
`);
  expect(readdirSync(join(outdir, 'two'))).not.toContain('HTTPRoute.openchoreo-backstage.k8s.yaml');
  expect(readFileSync(join(outdir, 'one/ServiceAccount.openchoreo-backstage.k8s.yaml'), 'utf8')).toBe(`apiVersion: v1
kind: ServiceAccount
metadata:
  name: openchoreo-backstage
  namespace: openchoreo-control-plane
  labels:
    app.kubernetes.io/component: backstage
    app.kubernetes.io/instance: openchoreo-control-plane
    app.kubernetes.io/managed-by: cdk8s
    app.kubernetes.io/name: openchoreo-control-plane
    app.kubernetes.io/part-of: openchoreo
    app.kubernetes.io/version: v0.11.0
automountServiceAccountToken: true
`);
});

test('warnings name the environment', () => {
  const [warning] = synthesize({ one: { values } }, join(folder, 'warned'));
  expect(warning?.path).toBe('one: backstage.database.sqlite.persistence.enabled');
});

test('errors of all environments are thrown together, and nothing is written', () => {
  const outdir = join(folder, 'refused');
  const environments = { good: { values }, bad: { values: {} }, worse: { values: { backstage: { replicas: 0 } } } };
  expect(() => synthesize(environments, outdir)).toThrow(ValuesError);
  try {
    synthesize(environments, outdir);
  } catch (error) {
    expect(error instanceof ValuesError && error.findings.map(({ path }) => path)).toEqual([
      'bad: backstage.backendSecret',
      'worse: backstage.replicas',
      'worse: backstage.backendSecret',
    ]);
  }
  expect(existsSync(outdir)).toBe(false);
});

test('refused values leave the previous output as it was', () => {
  const outdir = join(folder, 'kept');
  synthesize({ one: { values } }, outdir);
  expect(() => synthesize({ two: { values }, bad: { values: {} } }, outdir)).toThrow(ValuesError);
  expect(readdirSync(outdir)).toEqual(['one']);
});

test('environments that are gone leave the output', () => {
  const outdir = join(folder, 'gone');
  synthesize({ one: { values }, two: { values } }, outdir);
  synthesize({ two: { values } }, outdir);
  expect(readdirSync(outdir)).toEqual(['two']);
});

test("others' files in the output are refused", () => {
  const outdir = join(folder, 'foreign');
  synthesize({ one: { values } }, outdir);
  writeFileSync(join(outdir, 'one/patch.yaml'), '');
  expect(() => synthesize({ one: { values } }, outdir)).toThrow(ForeignFilesError);
  expect(() => synthesize({ one: { values } }, outdir, { only: 'one' })).toThrow(ForeignFilesError);
  expect(existsSync(join(outdir, 'one/patch.yaml'))).toBe(true);
});

test.each(['', '.', '..', '../up', 'a/b', 'a\\b', '/etc', '.hidden', 'a\0'])(
  'an environment called %j is refused',
  (name) => {
    const parent = join(folder, 'names');
    expect(() => synthesize({ good: { values }, [name]: { values } }, join(parent, 'out'))).toThrow(
      `names of environments must be names of folders, without slashes and with no dot in front, got ${JSON.stringify(name)}; rename them`,
    );
    expect(existsSync(parent)).toBe(false);
  },
);

describe('only', () => {
  const other: Environment = { values: { ...values, gateway: { enabled: false } } };

  test('renders one environment, and leaves the others as they are', () => {
    const outdir = join(folder, 'only');
    synthesize({ one: { values }, two: { values } }, outdir);
    const warnings = synthesize({ one: other, two: other, bad: { values: {} } }, outdir, { only: 'two' });
    expect(warnings.map(({ path }) => path)).toContain('two: backstage.database.sqlite.persistence.enabled');
    expect(readdirSync(outdir)).toEqual(['one', 'two']);
    expect(readdirSync(join(outdir, 'one'))).toContain('HTTPRoute.openchoreo-backstage.k8s.yaml');
    expect(readdirSync(join(outdir, 'two'))).not.toContain('HTTPRoute.openchoreo-backstage.k8s.yaml');
  });

  test('renders into an output that is not there', () => {
    const outdir = join(folder, 'new/only');
    synthesize({ one: { values }, two: { values } }, outdir, { only: 'one' });
    expect(readdirSync(outdir)).toEqual(['one']);
  });

  test('of refused values leaves everything as it was', () => {
    const outdir = join(folder, 'only-refused');
    synthesize({ one: { values } }, outdir);
    expect(() => synthesize({ one: { values: {} } }, outdir, { only: 'one' })).toThrow('one: backstage.backendSecret');
    expect(readdirSync(outdir)).toEqual(['one']);
    expect(readdirSync(join(outdir, 'one'))).toContain('kustomization.yaml');
  });

  test.each(['three', '', 'constructor', '../one'])('%j is refused where no environment is called so', (only) => {
    expect(() => synthesize({ one: { values }, two: { values } }, join(folder, 'no'), { only })).toThrow(
      `no environment is called ${only}; there are one, two`,
    );
    expect(existsSync(join(folder, 'no'))).toBe(false);
  });
});

test('progress is told after each environment', () => {
  const told: string[] = [];
  const onProgress = (rendered: number, all: number) => told.push(`${rendered} of ${all}`);
  synthesize({ one: { values }, two: { values } }, join(folder, 'progress'), { onProgress });
  expect(told).toEqual(['1 of 2', '2 of 2']);
});
