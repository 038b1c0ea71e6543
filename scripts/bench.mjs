// Measures how long a user waits, compared with an empty Node.js process, js-yaml alone, and Helm:
// `npm run bench [-- --helm PATH --chart VERSION=FOLDER ...]`.
//
// Every figure is the median of several processes. The processes to compare run in turn, so that a busy moment slows
// all of them alike.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { load } from 'js-yaml';
import { LINES } from './lines.mjs';
import { table } from './markdown.mjs';
import { npm } from './npm.mjs';

const require = createRequire(import.meta.url);
const { lineOf } = require('../build/lib/lines/index.js');

const root = fileURLToPath(new URL('../', import.meta.url));
const worker = join(root, 'scripts/bench-worker.cjs');
const program = join(root, 'build/bin/backstage-synth.js');
const valuesFile = join(root, 'environments/helm-values.yaml');
const newestFile = join(root, 'examples/helm-values-1.2/values.yaml');
const newestValues = load(readFileSync(newestFile, 'utf8'));
const ENVIRONMENTS = [1, 10, 100, 1000];
const VERSIONS = LINES.map(({ version }) => version).reverse();
const RELEASE = 'openchoreo-control-plane';
const STARTS = 21;
const RUNS = 5;

const { values: options } = parseArgs({
  options: { helm: { type: 'string', default: 'helm' }, chart: { type: 'string', multiple: true, default: [] } },
});

/** Folders of the charts to compare with, by version. */
const CHARTS = new Map(options.chart.map((each) => each.split('=')));
for (const [version, chart] of CHARTS) {
  if (chart === undefined) {
    console.error(`error: --chart must be VERSION=FOLDER, got ${version}\n  fix: write --chart 1.2.3=${version}`);
    process.exit(2);
  }
}

// It would add time to each start of Node.js 20.
delete process.env.NODE_EXTRA_CA_CERTS;

// Delete nothing before the end: deletions slow down later writes.
const folder = mkdtempSync(join(tmpdir(), 'bench-'));
let outputs = 0;
process.on('exit', () => rmSync(folder, { recursive: true }));

const cold = coldStarts();
const node = cold.get('node -e 0');
print(
  ['one process, cold', 'median', 'times `node -e 0`'],
  [...cold].map(([name, ms]) => [name, `${ms.toFixed(0)} ms`, (ms / node).toFixed(2)]),
);
if (CHARTS.size > 0) {
  print(
    ['chart', '`node -e 0`', '`backstage-synth`', 'without the cache', '`helm template`', 'cached / Helm'],
    [...CHARTS.keys()].map((version) => {
      const [cached, uncached, helm] = ['', ', no cache', ', Helm'].map((of) => cold.get(`chart ${version}${of}`));
      return [
        version,
        ...[node, cached, uncached, helm].map((ms) => `${ms.toFixed(0)} ms`),
        (cached / helm).toFixed(2),
      ];
    }),
  );
}
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
const helm = cold.get(`chart ${VERSIONS[0]}, Helm`);
if (helm !== undefined) {
  const [synth] = medians(RUNS, [['synth', 100]]);
  const inProcess = node + synth.each * 100;
  console.log(
    `100 environments: Helm ${(helm / 10).toFixed(1)} s, this package ${(inProcess / 1000).toFixed(2)} s: ${((helm * 100) / inProcess).toFixed(0)} times faster\n`,
  );
}
print(['npm package', ''], packageSize());

/** Returns a values file for a chart, without the values that this package adds to it, because Helm refuses them. */
function valuesFor(version) {
  if (version.startsWith('0.')) {
    return valuesFile;
  }
  const { properties } = lineOf(version).schema.properties.backstage;
  const backstage = Object.entries(newestValues.backstage).filter(([key]) => !properties[key].addition);
  const file = join(folder, `values-${version}.json`);
  writeFileSync(file, JSON.stringify({ ...newestValues, backstage: Object.fromEntries(backstage) }));
  return file;
}

function coldStarts() {
  const synth = (version) => [process.execPath, [program, '--chart-version', version, '-f', valuesFor(version)]];
  const newCache = () => join(folder, `${outputs++}`);
  const commands = new Map([
    ['node -e 0', [process.execPath, ['-e', '0']]],
    ['first start', [...synth(VERSIONS[0]), newCache]],
    ...[...new Set([...VERSIONS, ...CHARTS.keys()])].map((version) => [`chart ${version}`, synth(version)]),
    ...[...CHARTS].flatMap(([version, chart]) => [
      [`chart ${version}, no cache`, [...synth(version), () => undefined]],
      [`chart ${version}, Helm`, [options.helm, ['template', RELEASE, chart, '-f', valuesFor(version)]]],
    ]),
  ]);
  const times = new Map([...commands.keys()].map((name) => [name, []]));
  const cache = join(folder, 'cache');
  // The first run fills the cache of compiled code, and does not count.
  for (let run = 0; run <= STARTS; run++) {
    for (const [name, [command, args, caches = () => cache]] of commands) {
      const env = environmentOf(caches());
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

/** Returns the variables of a process. Without a cache folder, it uses no cache. */
function environmentOf(cache) {
  if (cache === undefined) {
    return { ...process.env, BACKSTAGE_SYNTH_CACHE: 'off' };
  }
  mkdirSync(cache, { recursive: true });
  return { ...process.env, XDG_CACHE_HOME: cache };
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
