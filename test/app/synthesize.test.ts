import fs, { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Environment, ForeignFilesError, InputError, synthesize, ValuesError } from '../../lib';

const folder = mkdtempSync(join(tmpdir(), 'synthesize-'));
afterAll(() => rmSync(folder, { recursive: true }));

const values = { backstage: { backendSecret: 's', baseUrl: 'http://localhost:7007' } };

test('writes a folder per environment, with one file per object and a kustomization.yaml', () => {
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
  expect(readFileSync(join(outdir, 'two/kustomization.yaml'), 'utf8')).toBe(`---
# Made by cdk8s-openchoreo-backstage, which replaces this folder as a whole: change it in an overlay.
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - ServiceAccount.openchoreo-backstage.k8s.yaml
  - Secret.openchoreo-backstage-secrets.k8s.yaml
  - Service.openchoreo-ui.k8s.yaml
  - Deployment.openchoreo-ui.k8s.yaml
`);
  expect(readdirSync(join(outdir, 'two'))).not.toContain('HTTPRoute.openchoreo-backstage.k8s.yaml');
  expect(readFileSync(join(outdir, 'one/ServiceAccount.openchoreo-backstage.k8s.yaml'), 'utf8')).toBe(`---
# Made by cdk8s-openchoreo-backstage, which replaces this folder as a whole: change it in an overlay.
apiVersion: v1
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

test('begins findings with the name of the environment', () => {
  const findings = synthesize({ one: { values } }, join(folder, 'warned'));
  expect(findings.map(({ severity, path }) => `${severity} ${path}`)).toEqual([
    'warning one: backstage.auth.redirectUrls',
    'info one',
  ]);
});

test('throws the errors of all environments together, and writes nothing', () => {
  const outdir = join(folder, 'refused');
  const environments = { good: { values }, bad: { values: {} }, worse: { values: { backstage: { replicas: 0 } } } };
  expect(() => synthesize(environments, outdir)).toThrow(ValuesError);
  try {
    synthesize(environments, outdir);
  } catch (error) {
    expect(error instanceof ValuesError && error.findings.map(({ path }) => path)).toEqual([
      'bad and worse: backstage.backendSecret',
      'worse: backstage.replicas',
    ]);
  }
  expect(existsSync(outdir)).toBe(false);
});

test('leaves the previous output unchanged if values are refused', () => {
  const outdir = join(folder, 'kept');
  synthesize({ one: { values } }, outdir);
  expect(() => synthesize({ two: { values }, bad: { values: {} } }, outdir)).toThrow(ValuesError);
  expect(readdirSync(outdir)).toEqual(['one']);
});

test('deletes the folders of removed environments', () => {
  const outdir = join(folder, 'gone');
  synthesize({ one: { values }, two: { values } }, outdir);
  synthesize({ two: { values } }, outdir);
  expect(readdirSync(outdir)).toEqual(['two']);
});

test('refuses to delete foreign files in the output', () => {
  const outdir = join(folder, 'foreign');
  synthesize({ one: { values } }, outdir);
  writeFileSync(join(outdir, 'one/patch.yaml'), '');
  expect(() => synthesize({ one: { values } }, outdir)).toThrow(ForeignFilesError);
  expect(() => synthesize({ one: { values } }, outdir, { only: 'one' })).toThrow(ForeignFilesError);
  expect(existsSync(join(outdir, 'one/patch.yaml'))).toBe(true);
});

test.each(['', '.', '..', '../up', 'a/b', 'a\\b', '/etc', '.hidden', 'a\0'])(
  'refuses an environment called %j',
  (name) => {
    const parent = join(folder, 'names');
    expect(() => synthesize({ good: { values }, [name]: { values } }, join(parent, 'out'))).toThrow(
      `names of environments must be folder names without slashes and leading dots, got ${JSON.stringify(name)}; rename them`,
    );
    expect(existsSync(parent)).toBe(false);
  },
);

test.each(['con', 'AUX', 'nul.old', 'com1', 'prod.', 'prod ', 'eu:prod', 'a<b', 'prod?'])(
  'refuses an environment called %j, which cannot be a folder on Windows',
  (name) => {
    const parent = join(folder, 'names');
    expect(() => synthesize({ good: { values }, [name]: { values } }, join(parent, 'out'))).toThrow(
      `names of environments must be folder names on Windows too, got ${JSON.stringify(name)}; rename them`,
    );
    expect(existsSync(parent)).toBe(false);
  },
);

describe('only', () => {
  const other: Environment = { values: { ...values, gateway: { enabled: false } } };

  test('renders one environment, and leaves the others unchanged', () => {
    const outdir = join(folder, 'only');
    synthesize({ one: { values }, two: { values } }, outdir);
    const findings = synthesize({ one: other, two: other, bad: { values: {} } }, outdir, { only: 'two' });
    expect(findings.map(({ path }) => path)).toContain('two: backstage.auth.redirectUrls');
    expect(readdirSync(outdir)).toEqual(['one', 'two']);
    expect(readdirSync(join(outdir, 'one'))).toContain('HTTPRoute.openchoreo-backstage.k8s.yaml');
    expect(readdirSync(join(outdir, 'two'))).not.toContain('HTTPRoute.openchoreo-backstage.k8s.yaml');
  });

  test('creates a missing output folder', () => {
    const outdir = join(folder, 'new/only');
    synthesize({ one: { values }, two: { values } }, outdir, { only: 'one' });
    expect(readdirSync(outdir)).toEqual(['one']);
  });

  test('leaves everything unchanged if values are refused', () => {
    const outdir = join(folder, 'only-refused');
    synthesize({ one: { values } }, outdir);
    expect(() => synthesize({ one: { values: {} } }, outdir, { only: 'one' })).toThrow('one: backstage.backendSecret');
    expect(readdirSync(outdir)).toEqual(['one']);
    expect(readdirSync(join(outdir, 'one'))).toContain('kustomization.yaml');
  });

  test.each(['three', '', 'constructor', '../one'])('refuses %j if no environment has that name', (only) => {
    expect(() => synthesize({ one: { values }, two: { values } }, join(folder, 'no'), { only })).toThrow(
      `no environment is called ${JSON.stringify(only)}; use one of these: one, two`,
    );
    expect(existsSync(join(folder, 'no'))).toBe(false);
  });
});

test('reports progress after each environment', () => {
  const reported: string[] = [];
  const onProgress = (rendered: number, all: number, objects: number) =>
    reported.push(`${rendered} of ${all}, ${objects} objects`);
  synthesize({ one: { values }, two: { values } }, join(folder, 'progress'), { onProgress });
  expect(reported).toEqual(['1 of 2, 6 objects', '2 of 2, 12 objects']);
});

test('refuses an empty list of environments, and keeps the previous output', () => {
  const outdir = join(folder, 'none');
  synthesize({ one: { values } }, outdir);
  const none = new InputError(
    'at least one environment is required, because an empty list would delete all output; add an environment',
  );
  expect(() => synthesize({}, outdir)).toThrow(none);
  expect(() => synthesize({}, outdir, { only: 'one' })).toThrow(none);
  expect(readdirSync(join(outdir, 'one'))).toContain('kustomization.yaml');
});

test('refuses two objects that would be written to the same file, and keeps the previous output', () => {
  const outdir = join(folder, 'doubled');
  synthesize({ one: { values } }, outdir);
  const doubled = { ...values, openchoreoApi: { name: 'openchoreo-backstage' } };
  expect(() => synthesize({ one: { values: doubled, allow: ['object-conflicts'] } }, outdir)).toThrow(
    'two objects would be written to HTTPRoute.openchoreo-backstage.k8s.yaml: ',
  );
  expect(readdirSync(join(outdir, 'one'))).toContain('HTTPRoute.openchoreo-api.k8s.yaml');
});

describe('strict', () => {
  const fine: Environment = { values, allow: ['*'] };

  test('treats warnings of all environments as errors, and writes nothing', () => {
    const outdir = join(folder, 'strict');
    const environments = { fine, one: { values }, bad: { values: {} } };
    try {
      synthesize(environments, outdir, { strict: true });
      throw new Error('must be refused');
    } catch (error) {
      const found = error instanceof ValuesError ? error.findings : [];
      expect(found.map(({ path }) => path)).toEqual(
        expect.arrayContaining(['one: backstage.auth.redirectUrls', 'bad: backstage.backendSecret']),
      );
      expect(new Set(found.map(({ severity }) => severity))).toEqual(new Set(['error']));
    }
    expect(existsSync(outdir)).toBe(false);
  });

  test('accepts infos', () => {
    const informed: Environment = { values, allow: ['redirect-urls'] };
    const findings = synthesize({ informed }, join(folder, 'strict-informed'), { strict: true });
    expect(findings.map(({ severity }) => severity)).toEqual(['info']);
  });

  test('renders values without warnings', () => {
    const outdir = join(folder, 'strict-fine');
    expect(synthesize({ fine }, outdir, { strict: true })).toEqual([]);
    expect(readdirSync(outdir)).toEqual(['fine']);
  });
});

describe('names with the same folder on the file system', () => {
  afterEach(() => jest.restoreAllMocks());

  /** Mocks a file system that ignores upper and lower case. */
  function withoutCase(): void {
    const makeFolder = fs.mkdirSync;
    const made = new Set<string>();
    jest.spyOn(fs, 'mkdirSync').mockImplementation((path, options) => {
      const plain = String(path).normalize('NFC').toLowerCase();
      if (made.has(plain)) {
        throw Object.assign(new Error('EEXIST: file already exists'), { code: 'EEXIST' });
      }
      made.add(plain);
      return makeFolder(path, options);
    });
  }

  test.each([
    ['Prod', 'prod'],
    ['caf\u00e9', 'cafe\u0301'],
  ])('are refused: %s and %s', (one, other) => {
    withoutCase();
    const outdir = join(folder, 'clash');
    expect(() => synthesize({ [one]: { values }, third: { values }, [other]: { values } }, outdir)).toThrow(
      new InputError(`environments ${one} and ${other} have the same folder on this file system; rename one of them`),
    );
    expect(existsSync(outdir)).toBe(false);
  });
});

describe('objects that several environments share', () => {
  const outdir = join(folder, 'shared');

  /** Returns the infos about shared objects. */
  function infos(environments: Record<string, Environment>): string[] {
    const found = synthesize(environments, outdir).filter(({ rule }) => rule === 'shared-objects');
    return found.map(({ severity, path, message }) => `${severity} ${path}${message}`);
  }

  test('are one info, because the environments may go to different clusters', () => {
    expect(infos({ staging: { values }, production: { values } })).toEqual([
      expect.stringMatching(
        /^info staging and production both render .* in the namespace openchoreo-control-plane, and \d+ more of the same objects\. In one cluster, they overwrite each other$/,
      ),
    ]);
  });

  test('are one info for many environments', () => {
    const many = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`e${index}`, { values }]));
    expect(infos(many)).toEqual([expect.stringContaining('e0, e1, e2 and 17 more all render ')]);
  });

  test('are not reported in different namespaces', () => {
    expect(infos({ staging: { values, namespace: 'staging' }, production: { values } })).toEqual([]);
  });

  test('are not reported if the environments allow it', () => {
    const allow = ['shared-objects'];
    expect(infos({ staging: { values, allow }, production: { values } })).toEqual([]);
  });
});
