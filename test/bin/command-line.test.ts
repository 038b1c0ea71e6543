import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { type Manifest, renderManifests, type Values } from '../../lib';

const command = join(__dirname, '../../build/bin/backstage-synth.js');
const folder = mkdtempSync(join(tmpdir(), 'backstage-synth-'));
afterAll(() => rmSync(folder, { recursive: true }));

function run(args: readonly string[], input = '') {
  return spawnSync(process.execPath, [command, ...args], { cwd: folder, encoding: 'utf8', input });
}

function file(name: string, text: string | Uint8Array): string {
  writeFileSync(join(folder, name), text);
  return name;
}

function manifests(stdout: string): Manifest[] {
  return parseAllDocuments(stdout, { version: '1.1' }).map((document) => document.toJS());
}

const base = file('base.yaml', 'backstage:\n  backendSecret: s\n  baseUrl: http://localhost:7007\n');

test('manifests go to standard output in apply order, and warnings to standard error', () => {
  const { status, stdout, stderr } = run(['-f', base]);
  expect(status).toBe(0);
  const values: Values = { backstage: { backendSecret: 's', baseUrl: 'http://localhost:7007' } };
  expect(manifests(stdout)).toEqual(renderManifests(values));
  expect(stderr).toContain('warning [ephemeral-database] backstage.database.sqlite.persistence.enabled: is off');
});

test('release and namespace are taken as Helm takes them', () => {
  const { stdout } = run(['portal', '--namespace', 'platform', '-f', base, '--set', 'fullnameOverride=']);
  expect(manifests(stdout).map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)).toContain(
    'platform/portal-openchoreo-control-plane-ui',
  );
});

test('later files win over earlier ones, --set over files, and --set-string over --set', () => {
  file('one.yaml', 'backstage: {replicas: 2, auth: {clientId: one}, image: {tag: one}}');
  file('two.json', '{"backstage": {"auth": {"clientId": "two"}}}');
  const args = [
    '-f',
    base,
    '-f',
    'one.yaml',
    '--values=two.json',
    '--set-string',
    'backstage.image.tag=3',
    '--set',
    'backstage.replicas=1,backstage.image.tag=2',
  ];
  const deployment = manifests(run(args).stdout).find(({ kind }) => kind === 'Deployment');
  expect(deployment).toMatchObject({
    spec: {
      replicas: 1,
      template: {
        spec: {
          containers: [
            {
              image: 'ghcr.io/openchoreo/openchoreo-ui:3',
              env: expect.arrayContaining([{ name: 'OPENCHOREO_AUTH_CLIENT_ID', value: 'two' }]),
            },
          ],
        },
      },
    },
  });
});

test('standard input is a values file by the name of a hyphen', () => {
  const { status, stdout } = run(['-f', '-'], 'backstage: {enabled: false}');
  expect(status).toBe(0);
  expect(manifests(stdout).map(({ kind }) => kind)).toEqual(['HTTPRoute']);
});

test('--output writes the files that cdk8s synth writes, and nothing to standard output', () => {
  const { status, stdout } = run(['-f', base, '--output', 'out/portal']);
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  expect(readdirSync(join(folder, 'out/portal'))).toContain('Deployment.openchoreo-ui.k8s.yaml');
  expect(readFileSync(join(folder, 'out/portal/Service.openchoreo-ui.k8s.yaml'), 'utf8')).toContain('kind: Service');
});

test('refused values end with status 1, all problems, and no output', () => {
  const { status, stdout, stderr } = run([
    '-f',
    base,
    '--set',
    'backstage.databse=x,backstage.service.port=0',
    '-o',
    'refused',
  ]);
  expect(status).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toBe(`error [schema] backstage.databse: unknown key, did you mean backstage.database?
  rename it to database, or remove it
error [ports] backstage.service.port: must be 1 to 65535, got 0
  set it to the port that is meant
`);
  expect(existsSync(join(folder, 'refused'))).toBe(false);
});

test('--allow lets values pass that break the rule', () => {
  expect(run(['--set', 'backstage.enabled=true']).status).toBe(1);
  expect(run(['--allow', 'stable-backend-secret']).status).toBe(0);
  expect(run(['--allow', '*']).status).toBe(0);
});

test('an unknown rule in --allow is refused with the nearest', () => {
  const { status, stderr } = run(['-f', base, '--allow', 'stable-backend-secrets']);
  expect(status).toBe(1);
  expect(stderr).toContain('allow: must be ids of rules, got "stable-backend-secrets"\n  use stable-backend-secret');
});

test('faults of YAML name file, line and column, and show nothing of the file', () => {
  file('broken.yaml', 'backstage:\n  backendSecret: hunter2\n  backendSecret: hunter3\n');
  const { status, stderr } = run(['-f', 'broken.yaml']);
  expect(status).toBe(1);
  expect(stderr).toBe('error [yaml] broken.yaml:3:3: duplicated mapping key\n  keep one of the two keys\n');
});

test.each([
  [['--sett', 'a=1'], 'unknown option --sett, did you mean --set?'],
  [['-x'], 'unknown option -x'],
  [['one', 'two'], 'takes one RELEASE, got two too; leave out the chart, it is built in'],
  [['-f', 'missing.yaml'], "cannot read missing.yaml: no such file or directory, open 'missing.yaml'"],
  [['-f', '.'], 'cannot read .: illegal operation on a directory, read'],
  [['-f', '-', '-f', '-'], '--values - must be there once: standard input can be read once'],
  [['--set', 'a'], '--set a: has no value; write a=VALUE, and \\, for a comma in a value'],
  [['--fidelity', 'exakt'], '--fidelity must be exact or corrected, got exakt'],
])('%j is wrong usage: status 2 and a way on', (args, message) => {
  const { status, stdout, stderr } = run(args);
  expect({ status, stdout, stderr }).toEqual({
    status: 2,
    stdout: '',
    stderr: `backstage-synth: ${message}\nSee backstage-synth --help\n`,
  });
});

test('--output that cannot be written is status 2', () => {
  file('occupied', 'a file');
  const { status, stderr } = run(['-f', base, '-o', 'occupied']);
  expect(status).toBe(2);
  expect(stderr).toContain('cannot write occupied');
});

test('--help and --version say what people expect', () => {
  expect(run(['--help'])).toMatchObject({
    status: 0,
    stderr: '',
    stdout: expect.stringMatching(/^Usage: backstage-synth \[RELEASE\]/),
  });
  const { version } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8'));
  expect(run(['--version'])).toMatchObject({ status: 0, stderr: '', stdout: `${version}\n` });
});

test.each([
  ['external PostgreSQL', 'postgres.example.com'],
  ['in-cluster PostgreSQL', 'postgres.your-namespace.svc.cluster.local'],
])('the documented arguments for %s work unchanged', (_, host) => {
  const documented = [
    'openchoreo-control-plane',
    ...['--namespace', 'openchoreo-control-plane'],
    ...['--set', 'backstage.database.type=postgresql'],
    ...['--set', `backstage.database.postgresql.host=${host}`],
    ...['--set', 'backstage.database.postgresql.port=5432'],
    ...['--set', 'backstage.database.postgresql.user=backstage'],
    ...['--set', 'backstage.database.postgresql.password=your-secure-password'],
    ...['--set', 'backstage.database.postgresql.database=backstage'],
  ];
  const { status, stdout } = run([...documented, '-f', base]);
  expect(status).toBe(0);
  expect(stdout).toContain(`value: ${host}`);
});

test('the documented arguments for an OAuth client work unchanged', () => {
  const redirect =
    'backstage.auth.redirectUrls[0]=<protocol>://<backstage-domain>/api/auth/openchoreo-auth/handler/frame';
  const documented = [
    '--set',
    'backstage.auth.clientId=your-client-id',
    '--set',
    'backstage.auth.clientSecret=your-client-secret',
    '--set',
    redirect,
  ];
  const { status, stdout } = run(['-f', base, ...documented]);
  expect(status).toBe(0);
  expect(stdout).toContain('value: your-client-id');
});
