import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { transformSync } from '@swc/core';
import { describeDifferences, differences, parseValues, renderManifests, type Values, ValuesError } from '../lib';
import { CONTAINER_NAME } from '../lib/chart-0.11';
import { CHECKSUMS } from '../lib/checksums';
import { FIDELITIES } from '../lib/values/fidelity';
import { rules } from '../lib/values/rules';
import { pod } from '../lib/values/schema/pod';
import { APP_CONFIG, CA_BUNDLE, DATABASE_VOLUME, IMAGE_FOLDERS, TMP } from '../lib/volumes';
import { newSandbox, withFastNpx } from './sandbox';
import { POD_LABELS } from './support';

// Documentation that people copy from: its snippets compile, its commands run.

const root = join(__dirname, '..');
const pages = ['README.md', ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`)];

/** Code blocks of a language, in the order of the pages. */
function blocks(language: string): { page: string; code: string }[] {
  return pages.flatMap((page) => {
    const text = readFileSync(join(root, page), 'utf8');
    const found = text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'));
    return [...found].map(([, code = '']) => ({ page, code }));
  });
}

// Inside the package's folder, for its own name to resolve through its exports.
const folder = join(root, 'build/snippets');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('TypeScript snippets compile against the package as it is published, and those that are programs run', () => {
  mkdirSync(folder, { recursive: true });
  for (const [index, { code }] of blocks('ts').entries()) {
    writeFileSync(join(folder, `snippet-${index}.ts`), code);
  }
  const compilerOptions = { outDir: 'out', rootDir: '../..', noUnusedLocals: false };
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: '../../tsconfig.json', compilerOptions, include: ['*.ts'] }),
  );
  const { status, stdout } = spawnSync('npx', ['tsc', '-p', folder], { cwd: root, encoding: 'utf8' });
  expect(stdout).toBe('');
  expect(status).toBe(0);

  const programs = [...blocks('ts').entries()].filter(([, { code }]) => code.includes('app.synth()'));
  expect(programs.map(([, { page }]) => page)).toEqual(['docs/operators-options.md', 'docs/own-chart.md']);
  for (const [index] of programs) {
    const CDK8S_OUTDIR = join(folder, `dist-${index}`);
    const program = join(folder, `out/build/snippets/snippet-${index}.js`);
    const { status, stderr } = spawnSync('node', [program], {
      encoding: 'utf8',
      env: { ...process.env, CDK8S_OUTDIR },
    });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(readdirSync(CDK8S_OUTDIR)).toEqual(['portal.k8s.yaml']);
  }
});

/** Commands that other tests run: they install or test, or write into the checkout. */
const RUN_ELSEWHERE = ['npm ci && npm run synth', 'npm test'];

const commands = blocks('sh')
  .filter(({ page }) => page !== 'docs/tutorial.md')
  .flatMap(({ page, code }) =>
    code
      .trim()
      .split(/(?<!\\)\n/)
      .map((command) => ({ page, command })),
  )
  .filter(({ command }) => !RUN_ELSEWHERE.includes(command));

test.each(commands)('the command `$command` of $page runs', ({ page, command }) => {
  // The README's runs word for word.
  const env = page === 'README.md' ? process.env : { ...process.env, PATH: withFastNpx(newSandbox()) };
  const { status, stdout } = spawnSync('bash', ['-ec', command], { cwd: root, encoding: 'utf8', env });
  expect(status).toBe(0);
  expect(stdout).not.toBe('');
});

const read = (page: string) => readFileSync(join(root, page), 'utf8');

test('links lead to files, and to their headings', () => {
  for (const page of pages) {
    for (const [, target = '', heading] of read(page).matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g)) {
      const file = target === '' ? page : join(page, '..', target);
      expect(readdirSync(join(root, file, '..'))).toContain(file.split('/').at(-1));
      if (heading !== undefined) {
        expect(headings(read(file))).toContain(heading);
      }
    }
  }
});

/** The headings of a page, as links name them. */
function headings(text: string): string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );
}

const reference = read('docs/values.md');
const table = [...reference.matchAll(/^\| `([\w.]+)` \| (.*?) \| .* \| /gm)].map(([, path = '', type = '']) => ({
  path: `${path}.`,
  // Of Kubernetes or of Backstage: what is below is not in the table.
  isOpen: /^[A-Z]|^map/.test(type),
}));

/** Whether there is such a value, or a section of that path. */
function isValue(path: string): boolean {
  const here = `${path}.`;
  return table.some((known) => known.path.startsWith(here) || (known.isOpen && here.startsWith(known.path)));
}

test.each(pages)('values that %s names are there', (page) => {
  const named = read(page).matchAll(/`((?:backstage|global|security|thunder|openchoreoApi)\.[\w.]+)/g);
  // A list of values below `backstage` may leave that word out.
  const unknown = [...named].filter(([, path = '']) => !isValue(path) && !isValue(`backstage.${path}`));
  expect(unknown.map(([, path]) => path)).toEqual([]);
});

test('README.md shows what is refused, the same put right, and all that differs then', () => {
  const readme = read('README.md');
  const code = (language: string) =>
    new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(readme)?.[1] ?? '';
  const wrong: Values = parseValues(Buffer.from(code('yaml')), 'values.yaml');
  expect(`${reportOn([wrong])}\n`).toBe(code('text'));

  const { values } = moduleOf(code('ts')).production as { values: Values };
  const { database, ...backstage } = values.backstage ?? {};
  const minReplicas = wrong.backstage?.autoscaling?.minReplicas;
  expect({ backstage: { ...backstage, autoscaling: { ...backstage.autoscaling, minReplicas } } }).toEqual(wrong);

  const found = differences(renderManifests(values, { managedBy: 'Helm' }), renderManifests(values));
  const ofDeployment = found.filter(({ object }) => object === 'Deployment openchoreo-control-plane/openchoreo-ui');
  // Helm writes the labels in another order.
  for (const line of describeDifferences(ofDeployment).split('\n')) {
    expect(readme).toContain(`\n${line}\n`);
  }
  expect(new Set(found.map(({ path }) => path)).size).toBe(2);
});

/** What a snippet exports. */
function moduleOf(code: string): Record<string, unknown> {
  const exports = {};
  const options = { jsc: { parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } } as const;
  new Function('exports', transformSync(code, options).code)(exports);
  return exports;
}

describe('docs/tutorial.md', () => {
  const sandbox = newSandbox();
  const portal = join(sandbox, 'portal');
  afterAll(() => rmSync(sandbox, { recursive: true }));

  /** Code blocks: a file to write, a change of one or all of it, commands, or what they print, with `…` for what is left out. */
  const steps = [...read('docs/tutorial.md').matchAll(/^```(\w+)(?: title="(.*)")?\n([\s\S]*?)^```$/gm)].map(
    ([, language = '', title, code = '']) => ({ language, title, code }),
  );

  test('packs what there is: the name and version in the commands are those of the package', () => {
    const { name, version } = JSON.parse(read('package.json'));
    expect(commandsOf('beside the clone')).toContain(`../${name}/${name}-${version}.tgz`);
    expect(commandsOf('in the clone')).toBe('npm ci\nnpm pack\n');
  });

  test('leads where it says, each command and each change after the other', () => {
    fillProject(portal);
    let output = '';
    for (const { language, title, code } of steps) {
      if (language === 'sh') {
        output = ['in the clone', 'beside the clone'].includes(title ?? '') ? '' : run(code, title === 'fails');
      } else if (title === undefined) {
        for (const part of code.split('…')) {
          expect(output).toContain(part);
        }
      } else if (title.endsWith(', whole')) {
        expect(readFileSync(join(portal, title.replace(', whole', '')), 'utf8')).toBe(code);
      } else if (language === 'diff') {
        edit(join(portal, title), code);
      } else {
        writeFileSync(join(portal, title), code);
      }
    }
    expect(readdirSync(join(portal, 'dist/portal'))).toContain('PodDisruptionBudget.openchoreo-ui.k8s.yaml');
  });

  function commandsOf(title: string): string {
    return steps.find((step) => step.title === title)?.code ?? '';
  }

  /** A project as the commands of the first step leave it; the package is this checkout. */
  function fillProject(folder: string): void {
    const packages = ['typescript', '@types', ...Object.keys(JSON.parse(read('package.json')).peerDependencies)];
    mkdirSync(join(folder, 'node_modules'), { recursive: true });
    symlinkSync(root, join(folder, 'node_modules/cdk8s-openchoreo-backstage'));
    for (const name of packages) {
      symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name));
    }
    const [, synth] = /scripts\.synth="(.*)"/.exec(commandsOf('beside the clone')) ?? [];
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'portal', scripts: { synth } }));
  }

  function run(commands: string, fails: boolean): string {
    const who = { GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@example.com' };
    const { status, stdout, stderr } = spawnSync('bash', ['-ec', commands], {
      cwd: portal,
      encoding: 'utf8',
      env: {
        ...process.env,
        ...who,
        // Settings of whoever runs the tests, such as signatures, are none of the tutorial's.
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_COMMITTER_NAME: who.GIT_AUTHOR_NAME,
        GIT_COMMITTER_EMAIL: who.GIT_AUTHOR_EMAIL,
        PATH: [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter),
      },
    });
    expect({ commands, fails: status !== 0, stderr }).toEqual({ commands, fails, stderr });
    return stdout + stderr;
  }

  /** Applies a change that is shown without line numbers. */
  function edit(file: string, change: string): void {
    const lines = change.trimEnd().split('\n');
    const side = (sign: string) =>
      lines
        .filter((line) => line[0] === ' ' || line[0] === sign)
        .map((line) => `${line.slice(1)}\n`)
        .join('');
    const text = readFileSync(file, 'utf8');
    expect(text.split(side('-')).length).toBe(2);
    writeFileSync(
      file,
      text.replace(side('-'), () => side('+')),
    );
  }
});

test('docs/README.md leads to every page', () => {
  const index = read('docs/README.md');
  for (const page of pages.filter((page) => page !== 'README.md' && page !== 'docs/README.md')) {
    expect(index).toContain(`](${page.replace('docs/', '')})`);
  }
  expect(read('README.md')).toContain('](docs/README.md)');
});

test('docs/compatibility.md takes away what an older Kubernetes does not know', () => {
  const [, yaml = ''] = /^```yaml\n([\s\S]*?)^```$/m.exec(read('docs/compatibility.md')) ?? [];
  const given: Values = { backstage: { secretName: 'portal-credentials' } };
  const taken = parseValues(Buffer.from(yaml), 'values.yaml');
  expect(JSON.stringify(renderManifests(given))).toContain('appArmorProfile');
  expect(JSON.stringify(renderManifests([given, taken]))).not.toContain('appArmorProfile');
});

describe('docs/operators-options.md', () => {
  const page = read('docs/operators-options.md');

  /** What the snippets lie over. */
  const base: Values = {
    backstage: {
      baseUrl: 'https://console.example.com',
      secretName: 'portal-credentials',
      ingress: { hosts: [{ host: 'console.example.com', paths: [{ path: '/' }] }] },
    },
  };

  /** Values with the heading above them, and with the report below them where they are refused. */
  const snippets = page.split(/^#+ (?=.*\n\n)/m).flatMap((section) => {
    const [heading = ''] = section.split('\n');
    const found = section.matchAll(/^```yaml\n([\s\S]*?)^```$(?:\n\n```text\n(error [\s\S]*?)\n```$)?/gm);
    return [...found].map(([, yaml = '', refusal]) => ({
      heading,
      values: parseValues(Buffer.from(yaml), heading),
      refusal,
    }));
  });
  const rendered = snippets.filter(({ refusal }) => refusal === undefined);
  const refused = snippets.filter(({ refusal }) => refusal !== undefined);

  test('has all its values in snippets that are tested here', () => {
    expect(snippets.length).toBe(page.match(/^ *```yaml/gm)?.length);
    expect(refused.length).toBe(page.match(/^error \[/gm)?.length);
  });

  test.each(FIDELITIES.flatMap((fidelity) => rendered.map((snippet) => ({ fidelity, ...snippet }))))(
    'the values of $heading render in $fidelity',
    ({ fidelity, values }) => {
      expect(renderManifests([base, values], { fidelity })).not.toEqual([]);
    },
  );

  test.each(refused)('the refusal of $heading is what is reported', ({ values, refusal }) => {
    expect(reportOn([base, values])).toBe(refusal);
  });

  test('each snippet changes what the text below it says', () => {
    const changes = rendered.map(({ heading, values }) => [
      heading,
      differences(renderManifests(base), renderManifests([base, values])).map(({ object, path, after }) => {
        const name = object.replace('openchoreo-control-plane/', '').replace(/[0-9a-f]{8}$/, '<hash>');
        const field = path.replace('spec.template.spec.', '').replace('containers[backstage].', '');
        return [name, field, /^\[?\{/.test(after) ? '' : after].filter(Boolean).join(' ');
      }),
    ]);
    expect(changes).toEqual([
      [
        "Backstage's own configuration",
        [
          'Deployment openchoreo-ui env[APP_CONFIG_app_title]',
          'Deployment openchoreo-ui env[APP_CONFIG_organization_name]',
          'Deployment openchoreo-ui env[APP_CONFIG_catalog_rules]',
        ],
      ],
      [
        "Backstage's own configuration",
        [
          'ConfigMap openchoreo-backstage-extra-config there',
          'Deployment openchoreo-ui spec.template.metadata.annotations',
          'Deployment openchoreo-ui env[GITHUB_TOKEN]',
          'Deployment openchoreo-ui volumeMounts[extra-app-config]',
          'Deployment openchoreo-ui args ["node","packages/backend","--config","app-config.yaml","--config","app-config.extra.yaml"]',
          'Deployment openchoreo-ui volumes[extra-app-config]',
        ],
      ],
      [
        'Another identity provider',
        [
          'Deployment openchoreo-ui env[OPENCHOREO_AUTH_AUTHORIZATION_URL].value "https://id.example.com/oauth2/authorize"',
          'Deployment openchoreo-ui env[OPENCHOREO_AUTH_TOKEN_URL].value "https://id.example.com/oauth2/token"',
          'Deployment openchoreo-ui env[OPENCHOREO_AUTH_CLIENT_ID].value "portal"',
          'Deployment openchoreo-ui env[OPENCHOREO_AUTH_METADATA_URL]',
        ],
      ],
      ['The bundled Thunder', ['Job openchoreo-ui-client-<hash> there']],
      [
        'Pods',
        [
          'Deployment openchoreo-ui spec.template.metadata.labels.cost-center "portal"',
          'Deployment openchoreo-ui env[TZ]',
          'Deployment openchoreo-ui image "registry.example.com/openchoreo/openchoreo-ui@sha256:6c3c624b58dbbcd3c0dd82b4c53f04194d1247c6eebdaab7c610cf7d66709b3b"',
          'Deployment openchoreo-ui livenessProbe.periodSeconds 20',
          'Deployment openchoreo-ui lifecycle',
          'Deployment openchoreo-ui startupProbe',
          'Deployment openchoreo-ui imagePullSecrets',
          'Deployment openchoreo-ui terminationGracePeriodSeconds 60',
        ],
      ],
      [
        'A read-only root filesystem',
        [
          'Deployment openchoreo-ui securityContext.readOnlyRootFilesystem true',
          'Deployment openchoreo-ui volumeMounts[tmp]',
          'Deployment openchoreo-ui volumes[tmp]',
        ],
      ],
      [
        'Sidecars and volumes',
        [
          'Deployment openchoreo-ui volumeMounts[templates]',
          'Deployment openchoreo-ui containers[docs-cache]',
          'Deployment openchoreo-ui volumes[templates]',
          'Deployment openchoreo-ui initContainers',
        ],
      ],
      ['Metrics', ['ServiceMonitor monitoring/openchoreo-ui there']],
      [
        'Gateways, listeners and timeouts',
        [
          'HTTPRoute openchoreo-backstage spec.parentRefs[gateway-default] (nothing)',
          'HTTPRoute openchoreo-backstage spec.parentRefs[public]',
          'HTTPRoute openchoreo-backstage spec.rules[0].timeouts',
        ],
      ],
      [
        'From http to https',
        [
          'HTTPRoute openchoreo-backstage spec.parentRefs[gateway-default].sectionName "https"',
          'HTTPRoute openchoreo-backstage-redirect there',
        ],
      ],
      ['An Ingress', ['HTTPRoute openchoreo-backstage (nothing)', 'Ingress openchoreo-ui there']],
      ['Patches', ['Deployment openchoreo-ui spec.minReadySeconds 10']],
    ]);
  });

  test('lists the options of pods, all of them and no others', () => {
    const [, , rows = ''] = /^(\| of \| values below `backstage` \|\n.*\n)((?:\|.*\n)+)/m.exec(page) ?? [];
    const listed = [...rows.matchAll(/`([\w.]+)`/g)].map(([, path = '']) => path);
    expect(listed.filter((path) => !isValue(`backstage.${path}`))).toEqual([]);
    expect(new Set(listed.map((path) => path.split('.')[0]))).toEqual(new Set([...Object.keys(pod), 'priorityClass']));
  });

  test('lists the names and places that are taken', () => {
    const [, rows = ''] = /^\| \| taken \|\n.*\n((?:\|.*\n)+)/m.exec(page) ?? [];
    const listed = [...rows.matchAll(/`([^`]+)`/g)].map(([, word]) => word);
    const volumes = [DATABASE_VOLUME, CA_BUNDLE.volume, APP_CONFIG.volume, TMP.volume];
    const keys = [...Object.keys(POD_LABELS), ...Object.values(CHECKSUMS)];
    expect(listed).toEqual(expect.arrayContaining([CONTAINER_NAME, ...volumes, ...IMAGE_FOLDERS, ...keys]));
  });

  test('names rules that are there, and lists errors as what is refused', () => {
    const ids = rules.map(({ id }) => id);
    const errors = rules.filter(({ severity }) => severity === 'error').map(({ id }) => id);
    const listed = [...page.matchAll(/^\| `([a-z-]+)` \| /gm)].map(([, id]) => id);
    const named = [...page.matchAll(/(?:rule|warning) `([a-z-]+)`/g)].map(([, id]) => id);

    expect([...errors, 'kubernetes-fields', 'schema']).toEqual(expect.arrayContaining(listed));
    expect(ids).toEqual(expect.arrayContaining(named));
    expect(listed.length).toBeGreaterThan(10);
    expect(named.length).toBeGreaterThan(5);
  });
});

function reportOn(values: readonly Values[]): string {
  try {
    renderManifests(values);
  } catch (error) {
    if (error instanceof ValuesError) {
      return error.message;
    }
    throw error;
  }
  return 'nothing';
}
