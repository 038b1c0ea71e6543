// Installs what npm ships into empty projects, as its users do: `npm run test:package`. Needs the registry.
// Prints a table, a row as soon as it is there, and ends with "N passed, N failed".
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'package-'));
const { peerDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const least = (ranges) => Object.entries(ranges).map(([name, range]) => `${name}@${range.replace('^', '')}`);
const newest = Object.keys(peerDependencies);

const PROJECTS = [
  { name: 'CommonJS, node16', type: 'commonjs', typescript: '5', resolution: 'node16', peers: newest },
  { name: 'ESM, node16', type: 'module', typescript: '5', resolution: 'node16', peers: newest },
  { name: 'CommonJS, node16', type: 'commonjs', typescript: '7', resolution: 'node16', peers: newest },
  { name: 'ESM, node16', type: 'module', typescript: '7', resolution: 'node16', peers: newest },
  { name: 'ESM, bundler', type: 'module', typescript: '7', resolution: 'bundler', peers: newest },
  {
    name: 'oldest TypeScript and peers',
    type: 'commonjs',
    typescript: '5.0',
    resolution: 'node16',
    peers: least(peerDependencies),
  },
];

/** A chart of one's own, and values: every front door once. */
const MAIN = `import { App, Chart } from 'cdk8s';
import { BackstageChart, BackstageDatabase, BackstageSecret, BackstageDeployment, renderManifests, type Values } from 'cdk8s-openchoreo-backstage';

const values: Values = { backstage: { backendSecret: 'test', appConfig: { app: { title: 'Portal' } } } };
const app = new App();
new BackstageChart(app, 'values', { values });
const chart = new Chart(app, 'constructs', { namespace: 'portal' });
new BackstageDeployment(chart, 'deployment', {
  baseUrl: 'https://console.example.com',
  secret: new BackstageSecret(chart, 'secret', { backendSecret: 'a', clientSecret: 'b' }),
  database: new BackstageDatabase(chart, 'database', { type: 'sqlite' }),
  oidc: { authorizationUrl: 'https://id.example.com/a', tokenUrl: 'https://id.example.com/t' },
});
app.synth();
console.log(renderManifests(values).map(({ kind }) => kind).join(' '));
`;
/** Must not compile: the types say so, of values by themselves and of those beside a file. */
const WRONG = {
  'wrong-values.ts': `import type { Values } from 'cdk8s-openchoreo-backstage';
export const values: Values = { backstage: { replica: 2 } };
`,
  'wrong-list.ts': `import { type Environment, loadValues } from 'cdk8s-openchoreo-backstage';
export const environment: Environment = { values: [loadValues('x.yaml'), { backstage: { replica: 2 } }] };
`,
};
const KINDS = 'ServiceAccount Secret Service Deployment HTTPRoute HTTPRoute';

try {
  process.exitCode = main();
} finally {
  rmSync(folder, { recursive: true });
}

function main() {
  const tarball = pack();
  const print = (cells) => console.log(`| ${cells.join(' | ')} |`);
  const head = ['project', 'TypeScript', 'compiles', 'misspelt key refused', 'runs', 'backstage-synth'];
  print(head);
  print(head.map(() => '---'));
  const rows = PROJECTS.map((project, index) => {
    const row = check(project, join(folder, String(index)), tarball);
    print(row);
    return row;
  });
  const results = rows.flatMap((row) => row.slice(2));
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

function check({ name, type, typescript, resolution, peers }, project, tarball) {
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
    '@types/node@20',
    ...peers,
  );
  if (installed.status !== 0) {
    console.error(installed.stderr);
    return [name, typescript, 'not installed', '', '', ''];
  }
  write('main.ts', MAIN);
  for (const [file, text] of Object.entries(WRONG)) {
    write(file, text);
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
  write('tsconfig.json', JSON.stringify(compiler(['main.ts'], true)));
  write('tsconfig.wrong.json', JSON.stringify(compiler(Object.keys(WRONG), false)));
  const compiled = run('npx', 'tsc');
  const wrong = run('npx', 'tsc', '-p', 'tsconfig.wrong.json');
  const ran = run(process.execPath, 'main.js');
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
    ok(compiled.status === 0, compiled),
    ok(wrong.status !== 0 && Object.keys(WRONG).every((file) => isRefused(file, wrong.stdout)), wrong),
    ok(ran.status === 0 && ran.stdout.trim() === KINDS && readdirSync(join(project, 'dist')).length > 0, ran),
    ok(synth.status === 0 && synth.stdout.startsWith('apiVersion: v1\nkind: ServiceAccount'), synth),
  ];
}

/** Whether the compiler names the misspelt key in this file. */
function isRefused(file, output) {
  return output.split('\n').some((line) => line.startsWith(`${file}(2,`) && /\breplica\b/.test(line));
}
