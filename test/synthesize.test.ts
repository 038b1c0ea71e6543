import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesize, ValuesError } from '../lib';

const folder = mkdtempSync(join(tmpdir(), 'synthesize-'));
afterAll(() => rmSync(folder, { recursive: true }));

const values = { backstage: { backendSecret: 's', baseUrl: 'http://localhost:7007' } };

test('each environment gets a folder with one file per object', () => {
  const outdir = join(folder, 'written');
  synthesize({ one: { values }, two: { values: { ...values, gateway: { enabled: false } } } }, outdir);
  expect(readdirSync(join(outdir, 'one'))).toEqual([
    'Deployment.openchoreo-ui.k8s.yaml',
    'HTTPRoute.openchoreo-api.k8s.yaml',
    'HTTPRoute.openchoreo-backstage.k8s.yaml',
    'Secret.openchoreo-backstage-secrets.k8s.yaml',
    'Service.openchoreo-ui.k8s.yaml',
    'ServiceAccount.openchoreo-backstage.k8s.yaml',
  ]);
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
