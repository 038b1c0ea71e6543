// Installs what npm ships into empty projects, as its users do: `npm run test:package`. Needs the registry.
// Prints a table, a row as soon as it is there, and ends with "N passed, N failed".
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

/** A file of the projects. */
const fixture = (name) => readFileSync(join(root, 'scripts/package-fixtures', name), 'utf8');

/** Files that must not compile, each with the lines that the compiler must name. */
const WRONG = {
  'wrong-values.ts': linesWith('wrong-values.ts', /replica/),
  'wrong-list.ts': linesWith('wrong-list.ts', /replica/),
  'wrong-plus.ts': linesWith('wrong-plus.ts', /^export const/),
};
const KINDS = 'ServiceAccount Secret Service Deployment HTTPRoute HTTPRoute';
/** Charts of the composed project, with their numbers of objects. */
const COMPOSED = 'composed: 21, scaled: 3';

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
  const results = rows.flatMap((row) => row.slice(3));
  const failed = results.filter((result) => result !== 'ok').length;
  console.log(`\n${results.length - failed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}

/** What npm ships: nothing but what users need is in it, and each page of the documentation that the README leads to. */
function pack() {
  const [{ filename, files }] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  );
  const wanted =
    /^(?:LICENSE|README\.md|CHANGELOG\.md|package\.json|docs\/[\w-]+\.md|schema\/values\.schema\.json|build\/(?:lib|imports)\/.+\.(?:d\.ts|js|json)|build\/bin\/backstage-synth\.js)$/;
  const paths = files.map(({ path }) => path);
  const others = paths.filter((path) => !wanted.test(path));
  if (others.length > 0) {
    throw new Error(`npm would ship ${others.join(', ')}`);
  }
  const linked = readFileSync(join(root, 'README.md'), 'utf8').matchAll(/\]\((docs\/[^)#]+)/g);
  const missing = [...linked].map(([, page]) => page).filter((page) => !paths.includes(page));
  if (missing.length > 0) {
    throw new Error(`npm would not ship ${missing.join(', ')}`);
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
    ok(synth.status === 0 && synth.stdout.startsWith('apiVersion: v1\nkind: ServiceAccount'), synth),
  ];
}

/** Whether the compiler names each of these lines of a file. */
function isRefused(file, lines, output) {
  return lines.every((line) => output.includes(`${file}(${line},`));
}
