// Measures how long a user waits, compared with an empty Node.js process, js-yaml alone, and Helm:
// `npm run bench [-- --helm PATH --chart FOLDER]`.
//
// Every figure is the median of several processes. The processes to compare run in turn, so that a busy moment slows
// all of them alike.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { LINES } from './lines.mjs';
import { table } from './markdown.mjs';
import { npm } from './npm.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
const worker = join(root, 'scripts/bench-worker.cjs');
const program = join(root, 'build/bin/backstage-synth.js');
const valuesFile = join(root, 'environments/helm-values.yaml');
const newestFile = join(root, 'examples/helm-values-1.2/values.yaml');
const ENVIRONMENTS = [1, 10, 100, 1000];
const VERSIONS = LINES.map(({ version }) => version).reverse();
const STARTS = 15;
const RUNS = 5;

const { values: options } = parseArgs({ options: { helm: { type: 'string' }, chart: { type: 'string' } } });

// Delete nothing before the end: deletions slow down later writes.
const folder = mkdtempSync(join(tmpdir(), 'bench-'));
let outputs = 0;
process.on('exit', () => rmSync(folder, { recursive: true }));

const cold = coldStarts();
const node = cold.get('node -e 0');
print(
  ['one process, cold', 'median', `times ${'`node -e 0`'}`],
  [...cold].map(([name, ms]) => [`\`${name}\``, `${ms.toFixed(0)} ms`, (ms / node).toFixed(2)]),
);
print(
  [
    'environments',
    'rendered and serialised, each',
    'js-yaml alone, each',
    'times',
    'written to folders, in all',
    'peak memory',
  ],
  ENVIRONMENTS.map((count) => {
    const [render, yaml, synth] = medians(RUNS, [
      ['render', count],
      ['yaml', count],
      ['synth', count],
    ]);
    return [
      String(count),
      `${render.each.toFixed(2)} ms`,
      `${yaml.each.toFixed(2)} ms`,
      (render.each / yaml.each).toFixed(2),
      `${(synth.each * count).toFixed(0)} ms`,
      `${synth.megabytes.toFixed(0)} MB`,
    ];
  }),
);
print(
  ['1000 environments of chart', 'rendered and serialised, each', 'peak memory'],
  [...VERSIONS.map((version) => [version]), VERSIONS].map((versions) => {
    const [{ each, megabytes }] = medians(RUNS, [['render', 1000, ...versions]]);
    return [versions.join(', '), `${each.toFixed(2)} ms`, `${megabytes.toFixed(0)} MB`];
  }),
);
if (cold.has('helm template')) {
  const [synth] = medians(RUNS, [['synth', 100]]);
  const hundred = cold.get('helm template') * 100;
  const inProcess = node + synth.each * 100;
  console.log(
    `100 environments: Helm ${(hundred / 1000).toFixed(1)} s, this package ${(inProcess / 1000).toFixed(2)} s: ${(hundred / inProcess).toFixed(0)} times faster\n`,
  );
}
print(['npm package', ''], packageSize());

function coldStarts() {
  const commands = new Map([
    ['node -e 0', [process.execPath, ['-e', '0']]],
    [
      'backstage-synth, first start',
      [process.execPath, [program, '-f', valuesFile], () => join(folder, `${outputs++}`)],
    ],
    ['backstage-synth', [process.execPath, [program, '-f', valuesFile]]],
    ...VERSIONS.slice(1).map((version) => [
      `backstage-synth --chart-version ${version}`,
      [process.execPath, [program, '--chart-version', version, '-f', newestFile]],
    ]),
    ...(options.helm && options.chart
      ? [['helm template', [options.helm, ['template', 'openchoreo-control-plane', options.chart, '-f', valuesFile]]]]
      : []),
  ]);
  const times = new Map([...commands.keys()].map((name) => [name, []]));
  const cache = join(folder, 'cache');
  // The first run fills the cache of compiled code, and does not count.
  for (let run = 0; run <= STARTS; run++) {
    for (const [name, [command, args, caches = () => cache]] of commands) {
      const env = { ...process.env, XDG_CACHE_HOME: caches() };
      mkdirSync(env.XDG_CACHE_HOME, { recursive: true });
      const start = performance.now();
      const { status, stderr } = spawnSync(command, args, { encoding: 'utf8', env });
      if (run > 0) {
        times.get(name).push(performance.now() - start);
      }
      if (status !== 0) {
        throw new Error(`${name} exited with ${status}: ${stderr}`);
      }
    }
  }
  return new Map([...times].map(([name, list]) => [name, median(list)]));
}

/** Runs the jobs in worker processes, and returns the medians of their figures. */
function medians(runs, jobs) {
  const results = jobs.map(() => []);
  for (let run = 0; run < runs; run++) {
    for (const [index, [mode, count, ...versions]] of jobs.entries()) {
      const to = join(folder, `${outputs++}`);
      const output = execFileSync(process.execPath, [worker, mode, String(count), to, ...versions], {
        encoding: 'utf8',
      });
      results[index].push(JSON.parse(output));
    }
  }
  return results.map((list) => ({
    each: median(list.map(({ each }) => each)),
    megabytes: median(list.map(({ megabytes }) => megabytes)),
  }));
}

function median(list) {
  const sorted = [...list].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

function packageSize() {
  const [{ size, unpackedSize, entryCount }] = JSON.parse(
    npm(['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  );
  const kilobytes = (bytes) => `${(bytes / 1000).toFixed(0)} kB`;
  return [
    ['packed', kilobytes(size)],
    ['unpacked', kilobytes(unpackedSize)],
    ['files', String(entryCount)],
  ];
}

/** Prints a Markdown table. */
function print(head, rows) {
  console.log(`${table(head, rows)}\n`);
}
