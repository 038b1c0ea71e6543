import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderManifests, synthesize } from '../../lib';
import { base, baseValues, file, folder, manifests, run } from './support';

test('prints manifests in apply order to standard output, and findings to standard error', () => {
  const { status, stdout, stderr } = run(['-f', base]);
  expect(status).toBe(0);
  expect(manifests(stdout)).toEqual(renderManifests(baseValues));
  expect(stderr).toMatch(
    /^warning \[redirect-urls\] base\.yaml:1:1: backstage\.auth\.redirectUrls: no rendered object registers /,
  );
});

test('reads release and namespace as Helm does', () => {
  const { stdout } = run(['portal', '--namespace', 'platform', '-f', base, '--set', 'fullnameOverride=']);
  expect(manifests(stdout).map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)).toContain(
    'platform/portal-openchoreo-control-plane-ui',
  );
});

test('overrides earlier files with later ones, files with --set, and --set with --set-string', () => {
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

test('reads values from standard input if the file is a hyphen', () => {
  const { status, stdout } = run(['-f', '-'], 'backstage: {enabled: false}');
  expect(status).toBe(0);
  expect(manifests(stdout).map(({ kind }) => kind)).toEqual(['HTTPRoute']);
});

test('writes the same files with --output as synthesize, and nothing to standard output', () => {
  const { status, stdout, stderr } = run(['-f', base, '--output', 'out/portal']);
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  expect(stderr).toMatch(/^warning [\s\S]*\nout\/portal: 6 objects, 1 warning\n$/);
  synthesize({ portal: { values: baseValues } }, join(folder, 'synthesized'));
  const written = readdirSync(join(folder, 'out/portal'));
  expect(written).toEqual(readdirSync(join(folder, 'synthesized/portal')));
  expect(written).toContain('kustomization.yaml');
  for (const name of written) {
    expect(readFileSync(join(folder, 'out/portal', name), 'utf8')).toBe(
      readFileSync(join(folder, 'synthesized/portal', name), 'utf8'),
    );
  }
});

test('exits with 4 for invalid values, prints all errors, and writes no output', () => {
  const { status, stdout, stderr } = run([
    '-f',
    base,
    '--set',
    'backstage.databse=x,backstage.service.port=0',
    '-o',
    'refused',
  ]);
  expect(status).toBe(4);
  expect(stdout).toBe('');
  expect(stderr).toBe(`error [schema] --set: backstage.databse: unknown key, did you mean backstage.database?
  fix: rename it to database, or remove it
error [kubernetes-objects] --set: backstage.service.port: must be an integer from 1 to 65535, got 0
  fix: set it to a value in this range
`);
  expect(existsSync(join(folder, 'refused'))).toBe(false);
});

test('renders the objects of another chart version', () => {
  const values = join(__dirname, '../..', 'examples/helm-values-1.2/values.yaml');
  const { status, stdout } = run(['--chart-version', '1.2.9', '-f', values, '-o', 'newer']);
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  expect(readFileSync(join(folder, 'newer/Deployment.backstage.k8s.yaml'), 'utf8')).toContain('openchoreo-ui:v1.2.9');
  expect(run(['--chart-version', '1.2.9', '-f', values]).stderr).toContain('warning [newer-chart] chartVersion: ');
  const allowed = run(['--chart-version', '1.2.9', '-f', values, '--allow', 'newer-chart']);
  expect(allowed.status).toBe(0);
  expect(allowed.stderr).not.toContain('newer-chart');
  expect(run(['-f', values]).stderr).toMatch(
    /^error \[schema\] chartVersion: these look like values of chart 1\.2, got 0\.11\.0; .*\n {2}fix: set chartVersion to 1\.2\.3 .*\n$/,
  );
});

test('accepts values with --allow that break the rule', () => {
  expect(run(['--set', 'backstage.enabled=true']).status).toBe(4);
  expect(run(['--allow', 'stable-backend-secret']).status).toBe(0);
  expect(run(['--allow', '*']).status).toBe(0);
});

test('refuses an unknown rule in --allow, and suggests a similar one', () => {
  const { status, stderr } = run(['-f', base, '--allow', 'stable-backend-secrets']);
  expect(status).toBe(2);
  expect(stderr).toContain(
    'allow: must contain only ids of rules, got "stable-backend-secrets"\n  fix: use stable-backend-secret',
  );
});

test('reports invalid YAML with file, line and column, and quotes nothing of the file', () => {
  file('broken.yaml', 'backstage:\n  backendSecret: *hunter2\n');
  const { status, stderr } = run(['-f', 'broken.yaml']);
  expect(status).toBe(2);
  expect(stderr).toBe(
    'error [yaml] broken.yaml:2:18: unidentified alias\n  fix: define the anchor above its first use\n',
  );
});

test('prints a Mermaid flowchart and no manifests with --graph', () => {
  const { status, stdout } = run(['-f', base, '--graph']);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^flowchart LR\n/);
  expect(stdout).toContain('Service_openchoreo_ui -->|selects| Deployment_openchoreo_ui');
  expect(run(['-f', base, '--graph', '-o', 'out'])).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('--graph must not be set together with --output or --against'),
  });
});

describe('--redirect-urls', () => {
  test('prints the redirect URLs of the OAuth client, one per line, and no manifests', () => {
    expect(run(['-f', base, '--redirect-urls'])).toMatchObject({
      status: 0,
      stdout: 'http://localhost:7007/api/auth/openchoreo-auth/handler/frame\n',
      stderr: run(['-f', base]).stderr,
    });
    const given = ['https://a.example.com/frame', 'https://b.example.com/frame'];
    expect(run(['-f', base, '--redirect-urls', '--set', `backstage.auth.redirectUrls={${given}}`]).stdout).toBe(
      ['http://localhost:7007/api/auth/openchoreo-auth/handler/frame', ...given, ''].join('\n'),
    );
  });

  test('prints nothing if the portal is disabled, and refuses invalid values', () => {
    expect(run(['-f', base, '--redirect-urls', '--set', 'backstage.enabled=false'])).toMatchObject({
      status: 0,
      stdout: '',
    });
    expect(run(['-f', base, '--redirect-urls', '--set', 'backstage.replicas=2'])).toMatchObject({
      status: 4,
      stdout: '',
    });
  });

  test('is refused together with --output or --against', () => {
    for (const other of [
      ['-o', 'out'],
      ['--against', '-'],
    ]) {
      expect(run(['-f', base, '--redirect-urls', ...other])).toMatchObject({
        status: 2,
        stderr: expect.stringContaining('--redirect-urls must not be set together with --output or --against'),
      });
    }
  });
});

test('prints usage with --help, and the version with --version', () => {
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
])('accepts the documented arguments for %s', (_, host) => {
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

test('accepts the documented arguments for an OAuth client', () => {
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

test.each(['--set', '--set-string'])('does not show a part of a secret after a comma in %s', (option) => {
  const { status, stderr } = run(['-f', base, option, 'backstage.auth.clientSecret=hunter2,hunter3=hunter4']);
  expect(status).toBe(2);
  expect(stderr).toContain(`${option} backstage.auth.clientSecret: has a comma in its value; write \\, for a comma`);
  expect(stderr).not.toContain('hunter');
});
