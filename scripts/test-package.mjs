// Installs the npm package into empty projects, as users do: `npm run test:package`. Requires the npm registry.
// Prints a table row after each project. The last line is "N passed, N failed".
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'package-'));
const { peerDependencies, peerDependenciesMeta } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const required = Object.keys(peerDependencies).filter((name) => !peerDependenciesMeta?.[name]?.optional);
const least = required.map((name) => `${name}@${peerDependencies[name].replace('^', '')}`);

const PROJECTS = [
  { name: 'CommonJS, node16', type: 'commonjs', typescript: '5', resolution: 'node16', plus: 'cdk8s-plus-28' },
  { name: 'ESM, node16', type: 'module', typescript: '5', resolution: 'node16', plus: 'cdk8s-plus-33' },
  { name: 'CommonJS, node16', type: 'commonjs', typescript: '7', resolution: 'node16', plus: 'cdk8s-plus-34' },
  { name: 'ESM, node16', type: 'module', typescript: '7', resolution: 'node16', plus: 'cdk8s-plus-28', node: 'latest' },
  {
    name: 'ESM, bundler',
    type: 'module',
    typescript: '7',
    resolution: 'bundler',
    plus: 'cdk8s-plus-34',
    node: 'latest',
  },
  {
    name: 'oldest TypeScript and peers',
    type: 'commonjs',
    typescript: '5.0',
    resolution: 'node16',
    plus: 'cdk8s-plus-28',
    peers: least,
  },
];

/** Largest size of the packed package, in bytes. */
const MAX_SIZE = 450_000;

/** Reads a file of the test projects. */
const fixture = (name) => readFileSync(join(root, 'scripts/package-fixtures', name), 'utf8');

/** Files that must not compile, each with the lines for which the compiler must report an error. */
const WRONG = {
  'wrong-values.ts': linesWith('wrong-values.ts', /replica/),
  'wrong-list.ts': linesWith('wrong-list.ts', /replica/),
  'wrong-plus.ts': linesWith('wrong-plus.ts', /^export const/),
};
const KINDS = 'ServiceAccount Secret Service Deployment HTTPRoute HTTPRoute';
/** Output of composed.ts: its charts, each with its number of objects. */
const COMPOSED = 'composed: 22, scaled: 3';

function linesWith(file, pattern) {
  return fixture(file)
    .split('\n')
    .flatMap((line, index) => (pattern.test(line) ? [index + 1] : []));
}

try {
  process.exitCode = main();
} finally {
  rmSync(folder, { recursive: true });
}

function main() {
  const tarball = pack();
  const print = (cells) => console.log(`| ${cells.join(' | ')} |`);
  const head = [
    'project',
    'TypeScript',
    'cdk8s-plus',
    'compiles',
    'wrong types refused',
    'runs',
    'composes',
    'backstage-synth',
  ];
  print(head);
  print(head.map(() => '---'));
  const rows = PROJECTS.map((project, index) => {
    const row = check(project, join(folder, String(index)), tarball);
    print(row);
    return row;
  });
  const started = firstCommands();
  console.log(`\nthe first commands of README.md: ${started}`);
  const results = [...rows.flatMap((row) => row.slice(3)), started];
  const failed = results.filter((result) => result !== 'ok').length;
  console.log(`\n${results.length - failed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}

/**
 * Packs the npm package and returns its path. Checks that it contains only files for users, that it contains the pages
 * that messages name, and that it is small. The links of README.md lead to the repository, in which npm resolves them.
 */
function pack() {
  const [{ filename, files, size }] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  );
  const expected =
    /^(?:LICENSE|README\.md|CHANGELOG\.md|package\.json|docs\/[\w.-]+\.md|schema\/(?:values-[\d.]+|kubernetes|config|report)\.schema\.json|build\/index\.js|build\/types\/(?:lib|imports)\/.+\.d\.ts|build\/bin\/(?:(?:backstage-synth|bundle)\.js|THIRD-PARTY-LICENSES\.txt))$/;
  const paths = files.map(({ path }) => path);
  const others = paths.filter((path) => !expected.test(path));
  if (others.length > 0) {
    throw new Error(`the npm package must not contain ${others.join(', ')}; check files in package.json`);
  }
  const named = readFileSync(join(root, 'build/bin/bundle.js'), 'utf8').match(/\bdocs\/[\w.-]+\.md/g) ?? [];
  const missing = named.filter((page) => !paths.includes(page));
  if (missing.length > 0) {
    throw new Error(
      `the npm package must contain ${missing.join(', ')}, because messages name it; check files in package.json`,
    );
  }
  if (size > MAX_SIZE) {
    throw new Error(`the npm package must have at most ${MAX_SIZE} bytes, got ${size}; remove files or code`);
  }
  return join(folder, filename);
}

function check({ name, type, typescript, resolution, plus, node = '20', peers = required }, project, tarball) {
  mkdirSync(project);
  const write = (file, text) => writeFileSync(join(project, file), text);
  const run = (command, ...args) => spawnSync(command, args, { cwd: project, encoding: 'utf8' });
  write('package.json', JSON.stringify({ name: 'portal', version: '1.0.0', private: true, type }));
  const installed = run(
    'npm',
    'install',
    '--no-audit',
    '--no-fund',
    tarball,
    `typescript@${typescript}`,
    `@types/node@${node}`,
    plus,
    ...peers,
  );
  if (installed.status !== 0) {
    console.error(installed.stderr);
    return [name, typescript, plus, 'not installed', '', '', '', ''];
  }
  for (const file of ['main.ts', 'composed.ts', ...Object.keys(WRONG)]) {
    write(file, fixture(file).replaceAll('cdk8s-plus-28', plus));
  }
  const compiler = (files, emit) => ({
    compilerOptions: {
      strict: true,
      target: 'es2022',
      module: resolution === 'bundler' ? 'esnext' : 'node16',
      moduleResolution: resolution,
      types: ['node'],
      noEmit: !emit,
    },
    files,
  });
  write('tsconfig.json', JSON.stringify(compiler(['main.ts', 'composed.ts'], true)));
  write('tsconfig.wrong.json', JSON.stringify(compiler(Object.keys(WRONG), false)));
  const compiled = run('npx', 'tsc');
  const wrong = run('npx', 'tsc', '-p', 'tsconfig.wrong.json');
  const ran = run(process.execPath, 'main.js');
  const composed = run(process.execPath, 'composed.js');
  const synth = run('npx', 'backstage-synth', '--set', 'backstage.backendSecret=test');
  const ok = (isOk, of) => {
    if (!isOk) {
      console.error(`${name}: ${of.stdout}${of.stderr}`);
    }
    return isOk ? 'ok' : 'FAILED';
  };
  const version = run('npx', 'tsc', '--version').stdout.trim().replace('Version ', '');
  return [
    name,
    version,
    plus,
    ok(compiled.status === 0, compiled),
    ok(
      wrong.status !== 0 && Object.entries(WRONG).every(([file, lines]) => isRefused(file, lines, wrong.stdout)),
      wrong,
    ),
    ok(ran.status === 0 && ran.stdout.trim() === KINDS && readdirSync(join(project, 'dist')).length > 0, ran),
    ok(composed.status === 0 && composed.stdout.trim() === COMPOSED, composed),
    ok(synth.status === 0 && synth.stdout.startsWith('---\napiVersion: v1\nkind: ServiceAccount'), synth),
  ];
}

/** Runs the first commands of README.md in a copy of the checkout, inside the folder of another npm project. */
function firstCommands() {
  const parent = join(folder, 'parent');
  const clone = join(parent, 'clone');
  mkdirSync(clone, { recursive: true });
  const ofParent = JSON.stringify({ name: 'parent', private: true });
  writeFileSync(join(parent, 'package.json'), ofParent);
  const files = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0').filter(Boolean);
  for (const file of files) {
    cpSync(join(root, file), join(clone, file));
  }
  const [, commands = ''] =
    /^```sh title=.*\n([\s\S]*?)^```$/m.exec(readFileSync(join(root, 'README.md'), 'utf8')) ?? [];
  const ran = spawnSync('bash', ['-ec', commands], { cwd: clone, encoding: 'utf8' });
  const isRendered = existsSync(join(parent, 'portal/dist/portal/kustomization.yaml'));
  const isParentUnchanged =
    readFileSync(join(parent, 'package.json'), 'utf8') === ofParent && !existsSync(join(parent, 'node_modules'));
  if (ran.status === 0 && isRendered && isParentUnchanged) {
    return 'ok';
  }
  console.error(`${ran.stdout}${ran.stderr}`);
  return 'FAILED';
}

/** Whether the compiler reports an error for each of these lines of a file. */
function isRefused(file, lines, output) {
  return lines.every((line) => output.includes(`${file}(${line},`));
}
