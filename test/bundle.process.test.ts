import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { type ChartVersion, FIDELITIES, type Finding } from '../lib';
import { DEFAULT_VERSION } from '../lib/lines';
import { validValues as before } from './arbitrary-values';
import { validValues as since } from './lines/1.x/arbitrary-values';
import { LEAST, VERSIONS } from './lines/1.x/support';
import { runs } from './random';

// The bundle in the npm package, its licenses and its bill of materials. `npm run build` writes the bundle.

const root = join(__dirname, '..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');

const { outputs }: { outputs: Record<string, { inputs: Record<string, object> }> } = JSON.parse(
  read('build/bin/metafile.json'),
);

/** Folders of the packages whose files esbuild bundled. */
const folders = new Set(
  Object.values(outputs)
    .flatMap(({ inputs }) => Object.keys(inputs))
    .flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []),
);

const packages = [...folders].map((folder) => {
  const { name, version } = JSON.parse(read(`${folder}/package.json`));
  return { folder, name, version };
});

interface Component {
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly licenses?: readonly unknown[];
  readonly properties: readonly { readonly name: string }[];
}

test('the bundle contains packages of others', () => {
  expect(packages.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['cdk8s', 'constructs', 'fast-json-patch', 'js-yaml']),
  );
});

test('the licenses and notices of all bundled packages are in the npm package', () => {
  const text = read('build/bin/THIRD-PARTY-LICENSES.txt');
  for (const { folder, name, version } of packages) {
    expect(text).toContain(`\n${name} ${version} (`);
    const files = ['LICENSE', 'LICENSE.txt', 'LICENSE.md', 'NOTICE'].map((file) => `${folder}/${file}`);
    const found = files.filter((file) => existsSync(join(root, file)));
    expect(found.length).toBeGreaterThan(0);
    for (const file of found) {
      expect(text).toContain(read(file).trim());
    }
  }
  expect(JSON.parse(read('package.json')).files).toContain('build/bin/THIRD-PARTY-LICENSES.txt');
  expect(read('build/bin/bundle.js').slice(0, 200)).toContain('THIRD-PARTY-LICENSES.txt');
});

describe('the bill of materials', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sbom-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const output = join(folder, 'sbom.json');
  execFileSync(process.execPath, ['scripts/sbom.mjs', '--output', output], { cwd: root, stdio: 'pipe' });
  const bill: {
    readonly bomFormat: string;
    readonly metadata: { readonly component: { readonly name: string } };
    readonly components: readonly Component[];
    readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
  } = JSON.parse(readFileSync(output, 'utf8'));
  const identifiers = bill.components.map(({ purl }) => purl);

  test('describes this package in the format CycloneDX', () => {
    expect(bill.bomFormat).toBe('CycloneDX');
    expect(bill.metadata.component.name).toBe('cdk8s-openchoreo-backstage');
  });

  test('contains each bundled package with its version, license and mark', () => {
    for (const { name, version } of packages) {
      const found = bill.components.filter(({ purl }) => purl === `pkg:npm/${name}@${version}`);
      expect(found).toHaveLength(1);
      expect(found[0]?.licenses?.length).toBeGreaterThan(0);
      expect(found[0]?.properties).toContainEqual(
        expect.objectContaining({ name: 'cdk8s-openchoreo-backstage:bundled' }),
      );
    }
  });

  test('contains the packages that npm installs with this one, and no tool of its developers', () => {
    const { dependencies } = JSON.parse(read('package.json'));
    for (const name of Object.keys(dependencies)) {
      expect(identifiers.some((purl) => purl.startsWith(`pkg:npm/${name}@`))).toBe(true);
    }
    expect(identifiers.filter((purl) => /\/(?:jest|typescript|esbuild|cdk8s-cli)@/.test(purl))).toEqual([]);
    expect(JSON.stringify(bill.components)).not.toContain('cdx:npm:package:development');
  });

  test('refers only to packages that it contains', () => {
    const known = [...bill.components.map(({ name, version }) => `${name}@${version}`)];
    expect(bill.dependencies.flatMap(({ dependsOn }) => dependsOn).filter((ref) => !known.includes(ref))).toEqual([]);
  });
});

describe('the library in the bundle', () => {
  /** Runs code that uses the package as an installed one, and returns what it prints to standard error. */
  function failure(code: string): string {
    const { status, stderr } = spawnSync(process.execPath, ['-e', `const library = require('./build');\n${code}`], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    return stderr;
  }

  const code = `
    const { App, Chart } = require('cdk8s');
    function myPortal() {
      new library.BackstageDeployment(new Chart(new App(), 'c'), 'd', { replicas: 2 });
    }
    myPortal();`;

  test('names the construct and the place in the code of the user if it throws an error', () => {
    expect(failure(code)).toMatch(/Error: c\/d: [\s\S]* at new BackstageDeployment [\s\S]* at myPortal \(\[eval\]:5:/);
  });

  test('prints no long lines of its code with an error', () => {
    for (const line of failure(code).split('\n')) {
      expect(line.length).toBeLessThan(2000);
    }
    // No error comes from the lines of data: JSON, which may have a name.
    const lines = read('build/bin/bundle.js').trimEnd().split('\n');
    for (const line of lines.filter((each) => !/^(\S+ )?\{"/.test(each))) {
      expect(line.length).toBeLessThan(2000);
    }
  });

  test('names its errors as the types do', () => {
    const code = `try {
      library.renderManifests({ backstage: { replicas: 'many' } });
    } catch (error) {
      throw new Error([error.name, error.constructor.name, error instanceof library.ValuesError].join());
    }`;
    expect(failure(code)).toContain('Error: ValuesError,ValuesError,true');
  });

  test('contains no texts that only docs and editors show', () => {
    const bundle = read('build/bin/bundle.js');
    const described = 'Number of pods';
    expect(read('schema/values-1.2.schema.json')).toContain(described);
    expect(bundle).not.toContain(described);
    // The description of the PriorityClass is part of the output.
    expect(bundle).toContain('"Priority class for Backstage UI"');
  });
});

describe('the bundle renders the same as the code that it consists of', () => {
  const library = require('../build/index.js') as typeof import('../lib');
  const source = require('../build/lib/index.js') as typeof import('../lib');

  test.each<[ChartVersion, object, fc.Arbitrary<object>]>([
    [DEFAULT_VERSION, { backstage: { backendSecret: 's' } }, before],
    ...VERSIONS.map((version): [ChartVersion, object, fc.Arbitrary<object>] => [version, LEAST, since]),
  ])('with chart %s', (version, least, anyValues) => {
    const all = [least, ...fc.sample(anyValues, runs(20))].map((values) => [
      answer(library, values),
      answer(source, values),
    ]);
    for (const [found, expected] of all) {
      expect(found).toEqual(expected);
    }
    expect(all[0]?.[0]).toMatchObject(FIDELITIES.map(() => ({ manifests: expect.any(Array) })));

    /** Returns the objects and findings of values in each fidelity, or why a library refuses them. */
    function answer({ renderManifests, ValuesError }: typeof source, values: object) {
      return FIDELITIES.map((fidelity) => {
        const findings: Finding[] = [];
        try {
          const options = { chartVersion: version, fidelity, onFinding: (finding: Finding) => findings.push(finding) };
          return { manifests: renderManifests(values, options), findings };
        } catch (error) {
          expect(error).toBeInstanceOf(ValuesError);
          return { refusals: (error as InstanceType<typeof ValuesError>).findings };
        }
      });
    }
  });
});
