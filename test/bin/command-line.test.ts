import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { type Manifest, manifestStream, renderManifests, synthesize, type Values } from '../../lib';

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

const baseValues: Values = { backstage: { backendSecret: 's', baseUrl: 'http://localhost:7007' } };
const base = file('base.yaml', 'backstage:\n  backendSecret: s\n  baseUrl: http://localhost:7007\n');

test('manifests go to standard output in apply order, and warnings to standard error', () => {
  const { status, stdout, stderr } = run(['-f', base]);
  expect(status).toBe(0);
  expect(manifests(stdout)).toEqual(renderManifests(baseValues));
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

test('--output writes the files that synthesize writes, and nothing to standard output', () => {
  const { status, stdout, stderr } = run(['-f', base, '--output', 'out/portal']);
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  expect(stderr).toMatch(/^warning [\s\S]*\nout\/portal: 6 objects, 3 warnings\n$/);
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

describe('--strict', () => {
  test.each([['-o', 'strict'], ['--check', '-o', 'strict'], ['--against', base], ['--graph'], ['--redirect-urls'], []])(
    'refuses warnings as errors, and writes nothing: %j',
    (...args) => {
      const { status, stdout, stderr } = run(['-f', base, '--strict', ...args]);
      expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
      expect(stderr).toMatch(/^error \[ephemeral-database\] backstage.database.sqlite.persistence.enabled: is off/);
      expect(stderr).not.toContain('warning');
      expect(existsSync(join(folder, 'strict'))).toBe(false);
    },
  );

  test('lets warnings pass that are allowed', () => {
    const { status, stdout, stderr } = run(['-f', base, '--strict', '--allow', '*']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toBe(run(['-f', base]).stdout);
  });
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
  [['-f', '-', '-f', '-'], '- must be there once: standard input can be read once'],
  [['--set', 'a'], '--set a: has no value; write a=VALUE'],
  [['-f', '-', '--against', '-'], '- must be there once: standard input can be read once'],
  [['--check', '--output', ''], '--output needs the name of a folder, got none'],
  [['--check'], '--check needs --output DIR, the folder to compare with'],
  [['--against', 'a', '-o', 'b'], '--against and --output must not stand together: the one compares, the other writes'],
  [
    ['--allow', '*', '--against', 'missing.yaml'],
    "cannot read missing.yaml: no such file or directory, open 'missing.yaml'",
  ],
  [['--fidelity', 'exakt'], '--fidelity must be exact or corrected, got exakt'],
  [['--managed-by', 'helm'], '--managed-by must be cdk8s or Helm, got helm'],
])('%j is wrong usage: status 2 and a way on', (args, message) => {
  const { status, stdout, stderr } = run(args);
  expect({ status, stdout, stderr }).toEqual({
    status: 2,
    stdout: '',
    stderr: `backstage-synth: ${message}\nSee backstage-synth --help\n`,
  });
});

describe('--output', () => {
  /** What a refused run says after its warnings. */
  const refusal = (stderr: string) => stderr.slice(stderr.indexOf('backstage-synth: '));

  test.each([
    ['occupied', 'cannot write occupied: not a directory, scandir '],
    ['occupied/below', 'cannot write occupied/below: not a directory, '],
    ['.', `${folder} is or holds the working folder, and would be replaced; choose a folder below it`],
    ['/', '/ is or holds the working folder, and would be replaced; choose a folder below it'],
  ])('%s cannot be written: status 2', (output, message) => {
    file('occupied', 'a file');
    const { status, stdout, stderr } = run(['-f', base, '-o', output]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(refusal(stderr)).toContain(`backstage-synth: ${message}`);
    expect(refusal(stderr)).toMatch(/\nSee backstage-synth --help\n$/);
    expect(readFileSync(join(folder, 'occupied'), 'utf8')).toBe('a file');
  });

  test("a folder with others' files is refused, and stays as it was", () => {
    mkdirSync(join(folder, 'foreign'));
    file('foreign/notes.txt', 'text');
    const { status, stderr } = run(['-f', base, '-o', 'foreign']);
    expect(status).toBe(2);
    expect(refusal(stderr)).toBe(
      'backstage-synth: foreign holds files that were not made here: notes.txt; move them, or choose another folder\nSee backstage-synth --help\n',
    );
    expect(readdirSync(join(folder, 'foreign'))).toEqual(['notes.txt']);
  });

  test('objects that left the values leave the folder', () => {
    run(['-f', base, '-o', 'again/']);
    const { status } = run(['-f', base, '--set', 'gateway.enabled=false', '-o', 'again/']);
    expect(status).toBe(0);
    expect(readdirSync(join(folder, 'again'))).not.toContain('HTTPRoute.openchoreo-backstage.k8s.yaml');
  });

  test('a read-only folder is refused, and stays as it was', () => {
    const output = join(folder, 'read-only');
    expect(run(['-f', base, '-o', output]).status).toBe(0);
    const before = readdirSync(output);
    chmodSync(output, 0o555);
    // Permissions apply to everyone but root.
    const nobody = process.getuid?.() === 0 ? 65534 : undefined;
    if (nobody !== undefined) {
      chownSync(folder, nobody, nobody);
    }
    const { status, stderr } = spawnSync(process.execPath, [command, '-f', base, '-o', output], {
      cwd: folder,
      encoding: 'utf8',
      ...(nobody === undefined ? {} : { uid: nobody }),
    });
    chmodSync(output, 0o755);
    expect(refusal(stderr)).toContain(`cannot write ${output}: permission denied`);
    expect(status).toBe(2);
    expect(readdirSync(output)).toEqual(before);
  });

  test('two objects that would be one file are refused, and nothing is written', () => {
    const doubled = ['--set', 'openchoreoApi.name=openchoreo-backstage', '--allow', 'kubernetes-names'];
    const { status, stderr } = run(['-f', base, ...doubled, '-o', 'doubled']);
    expect(status).toBe(2);
    expect(refusal(stderr)).toContain('two objects would be HTTPRoute.openchoreo-backstage.k8s.yaml: ');
    expect(existsSync(join(folder, 'doubled'))).toBe(false);
  });

  test('a fault in the program keeps its stack', () => {
    const fault = file('fault.cjs', "require('node:fs').writeFileSync = () => undefined.member;");
    const { status, stderr } = spawnSync(process.execPath, ['-r', `./${fault}`, command, '-f', base, '-o', 'fault'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^TypeError: Cannot read properties of undefined .*\n +at /m);
    expect(existsSync(join(folder, 'fault'))).toBe(false);
  });

  test('standard output that is full is status 2', () => {
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(process.execPath, [command, '-f', base], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', full, 'pipe'],
    });
    expect(status).toBe(2);
    expect(refusal(stderr)).toBe('backstage-synth: cannot write standard output: no space left on device, write\n');
  });
});

describe('--check', () => {
  beforeAll(() => run(['-f', base, '-o', 'checked']));

  const check = (...args: string[]) => run(['-f', base, '--check', '-o', 'checked', ...args]);

  test('of what the values render is status 0 and says so beside the output', () => {
    const { status, stdout, stderr } = check();
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(stderr).toMatch(/\nchecked is as rendered\n$/);
  });

  test('of a checkout with the line ends of Windows is status 0', () => {
    const options = ['-f', base, '-f', 'registration.yaml', '-o', 'windows'];
    file('registration.yaml', 'backstage: {auth: {registration: {enabled: true}}}');
    run(options);
    for (const name of readdirSync(join(folder, 'windows'))) {
      const path = join('windows', name);
      file(path, readFileSync(join(folder, path), 'utf8').replaceAll('\n', '\r\n'));
    }
    expect(run([...options, '--check'])).toMatchObject({ status: 0, stdout: '' });
    expect(run(options).status).toBe(0);
    expect(readFileSync(join(folder, 'windows/kustomization.yaml'), 'utf8')).not.toContain('\r');
  });

  test('of something else is status 1 with each difference, and writes nothing', () => {
    const before = readFileSync(join(folder, 'checked/Deployment.openchoreo-ui.k8s.yaml'), 'utf8');
    const { status, stdout, stderr } = check(
      '--set',
      'backstage.image.tag=x,gateway.enabled=false,backstage.backendSecret=t',
    );
    expect(status).toBe(1);
    expect(stderr).not.toContain('is as rendered');
    expect(stdout).toContain('HTTPRoute openchoreo-control-plane/openchoreo-backstage\n  there -> (nothing)\n');
    expect(stdout).toContain(
      'Secret openchoreo-control-plane/openchoreo-backstage-secrets\n  data.backend-secret: (hidden) -> (hidden)\n',
    );
    expect(readFileSync(join(folder, 'checked/Deployment.openchoreo-ui.k8s.yaml'), 'utf8')).toBe(before);
  });

  test('of a folder that is not there is status 1 with all objects', () => {
    const { status, stdout } = run(['-f', base, '--check', '-o', 'missing']);
    expect(status).toBe(1);
    expect(stdout).toContain('Deployment openchoreo-control-plane/openchoreo-ui\n  (nothing) -> there\n');
    expect(existsSync(join(folder, 'missing'))).toBe(false);
  });

  test('of a folder that is not there is status 1 where no object is rendered, too', () => {
    const nothing = ['--set', 'backstage.enabled=false,gateway.enabled=false'];
    expect(run([...nothing, '--check', '-o', 'missing'])).toMatchObject({
      status: 1,
      stdout: 'kustomization.yaml: is not as rendered\n',
    });
  });

  test('tells files that differ where no object does', () => {
    run(['-f', base, '-o', 'files']);
    mkdirSync(join(folder, 'files/below'));
    file('files/notes.txt', 'text');
    file('files/kustomization.yaml', 'resources: []');
    const service = 'files/Service.openchoreo-ui.k8s.yaml';
    file(service, `# changed\n${readFileSync(join(folder, service), 'utf8')}`);
    const { status, stdout } = run(['-f', base, '--check', '-o', 'files']);
    expect(status).toBe(1);
    expect(stdout.split('\n').sort()).toEqual([
      '',
      'Service.openchoreo-ui.k8s.yaml: is not as rendered',
      'below: is not rendered',
      'kustomization.yaml: is not as rendered',
      'notes.txt: is not rendered',
    ]);
  });

  test('of a folder that cannot be read is status 2', () => {
    run(['-f', base, '-o', 'broken']);
    file('broken/Service.openchoreo-ui.k8s.yaml', 'a: {');
    const { status, stderr } = run(['-f', base, '--check', '-o', 'broken']);
    expect(status).toBe(2);
    expect(stderr).toContain(`backstage-synth: ${join('broken', 'Service.openchoreo-ui.k8s.yaml')}:1:5: `);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test('of refused values is status 1 with their problems', () => {
    const { status, stdout, stderr } = check('--set', 'backstage.replicas=0');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain('backstage.replicas: must be at least 1, got 0');
  });
});

test('--graph prints a picture and no manifests', () => {
  const { status, stdout } = run(['-f', base, '--graph']);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^flowchart LR\n/);
  expect(stdout).toContain('Service_openchoreo_ui -->|selects| Deployment_openchoreo_ui');
  expect(run(['-f', base, '--graph', '-o', 'out'])).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('--graph must stand without --output and --against'),
  });
});

describe('--redirect-urls', () => {
  test('prints what the OAuth client must carry, one a line, and no manifests', () => {
    expect(run(['-f', base, '--redirect-urls'])).toMatchObject({
      status: 0,
      stdout: 'http://localhost:7007/api/auth/openchoreo-auth/handler/frame\n',
      stderr: '',
    });
    const given = ['https://a.example.com/frame', 'https://b.example.com/frame'];
    expect(run(['-f', base, '--redirect-urls', '--set', `backstage.auth.redirectUrls={${given}}`]).stdout).toBe(
      ['http://localhost:7007/api/auth/openchoreo-auth/handler/frame', ...given, ''].join('\n'),
    );
  });

  test('prints nothing without a portal, and refuses wrong values as rendering does', () => {
    expect(run(['-f', base, '--redirect-urls', '--set', 'backstage.enabled=false'])).toMatchObject({
      status: 0,
      stdout: '',
    });
    expect(run(['-f', base, '--redirect-urls', '--set', 'backstage.replicas=2'])).toMatchObject({
      status: 1,
      stdout: '',
    });
  });

  test('needs a command line without a folder or manifests', () => {
    for (const other of [
      ['-o', 'out'],
      ['--against', '-'],
    ]) {
      expect(run(['-f', base, '--redirect-urls', ...other])).toMatchObject({
        status: 2,
        stderr: expect.stringContaining('--redirect-urls must stand without --output and --against'),
      });
    }
  });
});

describe('--against', () => {
  test('what is rendered differs in nothing from itself, from a file or standard input', () => {
    const { stdout } = run(['-f', base]);
    expect(run(['-f', base, '--against', file('rendered.yaml', stdout)])).toMatchObject({ status: 0, stdout: '' });
    expect(run(['-f', base, '--against', '-'], stdout)).toMatchObject({ status: 0, stdout: '' });
  });

  test('what Helm manages differs in nothing with --managed-by Helm', () => {
    const helm = manifestStream(renderManifests(baseValues, { managedBy: 'Helm' }));
    expect(run(['-f', base, '--managed-by', 'Helm', '--against', '-'], helm)).toMatchObject({ status: 0, stdout: '' });
    expect(run(['-f', base, '--managed-by', 'cdk8s', '--against', '-'], helm)).toMatchObject({ status: 1 });
  });

  test('of live objects that kubectl applied, secrets are not shown', () => {
    const live = renderManifests(baseValues).map((manifest) => ({
      ...manifest,
      metadata: {
        ...manifest.metadata,
        annotations: { 'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify(manifest) },
      },
    }));
    expect(run(['-f', base, '--against', '-'], JSON.stringify({ kind: 'List', items: live }))).toMatchObject({
      status: 0,
      stdout: '',
    });
  });

  test('of everything that a chart renders, only what is of Backstage is compared', () => {
    const rendered = run(['-f', base]).stdout;
    const others =
      'apiVersion: v1\nkind: Service\nmetadata: {name: openchoreo-api, namespace: openchoreo-control-plane}\n';
    const left =
      'apiVersion: v1\nkind: Service\nmetadata: {name: left, namespace: n, labels: {app.kubernetes.io/component: backstage}}\n';
    const { status, stdout } = run(['-f', base, '--against', '-'], `${rendered}---\n${others}---\n${left}`);
    expect(status).toBe(1);
    expect(stdout).toBe('Service n/left\n  there -> (nothing)\n');
  });

  test('differences are told by object and path, less secrets', () => {
    const { stdout: rendered } = run([
      '-f',
      base,
      '--set',
      'backstage.service.port=80,backstage.backendSecret=hunter2',
    ]);
    const { status, stdout } = run(['-f', base, '--against', '-'], rendered);
    expect(status).toBe(1);
    expect(stdout).toContain('Service openchoreo-control-plane/openchoreo-ui\n  spec.ports[http].port: 80 -> 7007\n');
    expect(stdout).toContain('  data.backend-secret: (hidden) -> (hidden)\n');
    expect(stdout).not.toContain(Buffer.from('hunter2').toString('base64'));
  });

  test('what is no YAML is status 2', () => {
    const { status, stderr } = run(['-f', base, '--against', '-'], 'a: {');
    expect(status).toBe(2);
    expect(stderr).toContain('backstage-synth: standard input:1:5: ');
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(run(['-f', base, '--against', '-'], 'password: hunter2: x').stderr).not.toContain('hunter2');
  });
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

test('--against nothing is called out, for the command in front of the pipe has failed', () => {
  const { status, stderr } = run(['-f', base, '--against', '-'], '');
  expect(status).toBe(2);
  expect(stderr).toContain('backstage-synth: standard input holds no Kubernetes objects to compare with');
});

test.each(['--set', '--set-string'])('a part of a secret behind a comma is not shown by %s', (option) => {
  const { status, stderr } = run(['-f', base, option, 'backstage.auth.clientSecret=hunter2,hunter3=hunter4']);
  expect(status).toBe(2);
  expect(stderr).toContain('--set backstage.auth.clientSecret: has a comma in its value; write \\, for it');
  expect(stderr).not.toContain('hunter');
});
