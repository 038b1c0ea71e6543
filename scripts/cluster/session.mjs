// The folder and the shell of somebody who follows the guides, with checks of the portal in the cluster.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { build } from 'esbuild';
import { blocksOf } from './guide.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Blocks of the guides that set the variables of the shell, and that go from `exact` to `corrected`. */
export const migrating = blocksOf(join(root, 'docs/migrating-from-helm.md'));
export const correcting = blocksOf(join(root, 'docs/exact-to-corrected.md'));

/** Name of the release and the namespace in the guides. */
const DOCUMENTED = 'openchoreo-control-plane';

/** Returns the commands below a heading of a guide. */
export function commands(blocks, heading) {
  const found = blocks.filter((block) => block.language === 'bash' && block.heading.startsWith(heading));
  if (found.length === 0) {
    throw new Error(`the guide must have commands below the heading ${heading}`);
  }
  return found;
}

/** Returns the commands below a heading of the guide from `exact` to `corrected`. */
export function correction(heading) {
  return commands(correcting, heading);
}

/** One portal, which somebody takes through the guides. */
export class Session {
  #options;
  #folder = mkdtempSync(join(tmpdir(), 'guide-'));

  /**
   * @param options `chart`: version and title of the chart's blocks, and the folder of a chart that Helm installs; `available`:
   * number of pods that must stay available; `kubectl`: program; `namespace`: namespace and name of the release
   */
  constructor(options) {
    this.#options = options;
    mkdirSync(join(this.#folder, 'bin'));
    this.provide('kubectl', options.kubectl);
    const command = join(root, 'build/bin/backstage-synth.js');
    writeFileSync(join(this.#folder, 'bin/npx'), `#!/bin/sh\nshift\nexec node '${command}' "$@"\n`, { mode: 0o755 });
  }

  /** Puts a program on the PATH of the shell. */
  provide(name, program) {
    symlinkSync(execFileSync('which', [program], { encoding: 'utf8' }).trim(), join(this.#folder, 'bin', name));
  }

  read(file) {
    return readFileSync(join(this.#folder, file), 'utf8');
  }

  write(file, text) {
    const path = join(this.#folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  /** Runs blocks that are for this chart. A block that shows differences may exit with status 1. */
  run(blocks) {
    return blocks
      .filter(({ attributes: { title } }) => title === undefined || title === this.#options.chart.title)
      .map(({ code, attributes }) => this.bash(code, attributes.status === '1' ? [0, 1] : [0]).stdout)
      .join('');
  }

  /** Runs the app with the environment that the first TypeScript block defines. */
  async synthesize(blocks) {
    const { namespace, chart } = this.#options;
    const { code } = blocks.find(({ language }) => language === 'ts');
    const environment = code.replaceAll(`'${DOCUMENTED}'`, `'${namespace}'`).replace("'0.11.0'", `'${chart.version}'`);
    this.write('environments/portal.ts', environment);
    const main = `import { runApp } from 'cdk8s-openchoreo-backstage';
import { portal } from './environments/portal';
runApp({ portal });
`;
    this.write('main.ts', main);
    await build({
      entryPoints: [join(this.#folder, 'main.ts')],
      outfile: join(this.#folder, 'main.cjs'),
      bundle: true,
      platform: 'node',
      logLevel: 'error',
      external: ['cdk8s-openchoreo-backstage'],
      alias: { 'cdk8s-openchoreo-backstage': join(root, 'build/lib/index.js') },
      nodePaths: [join(root, 'node_modules')],
    });
    this.bash('node main.cjs');
  }

  /** Waits for the pods that must stay available. An autoscaler sets their number a moment after the first apply. */
  waitForPods() {
    this.bash('kubectl rollout status deployment -l $selector -n $namespace --timeout=5m');
    if (this.#options.available > 0) {
      const enough = `--for=jsonpath='{.status.availableReplicas}'=${this.#options.available}`;
      this.bash(`kubectl wait ${enough} deployment -l $selector -n $namespace --timeout=5m`);
    }
  }

  /** Hands the replicas over, if the guide says so for this chart and portal. */
  keepReplicas() {
    this.run(this.#options.available > 0 ? correction('2. Keep the replicas') : []);
  }

  /** Runs steps that must not replace a pod, the Deployment, the Service or the claim. */
  expectSame(what, steps) {
    const before = this.uids();
    steps();
    const after = this.uids();
    if (!isDeepStrictEqual(after, before)) {
      throw new Error(`${what} replaced objects: ${JSON.stringify(before)} became ${JSON.stringify(after)}`);
    }
  }

  /** Runs steps that may restart the pods. The other objects must stay, and enough pods must be available at any time. */
  expectAvailable(what, steps) {
    const { pods, ...before } = this.uids();
    const file = join(this.#folder, 'available');
    const log = openSync(file, 'w');
    const template = '-o=jsonpath={.spec.replicas} {.status.availableReplicas}{"\\n"}';
    const { namespace, kubectl, available } = this.#options;
    const args = ['get', 'deployment', '-n', namespace, '-l', this.#selector(), '--watch', template];
    const watch = spawn(kubectl, args, { stdio: ['ignore', log, 'ignore'] });
    try {
      steps();
    } finally {
      watch.kill();
      closeSync(log);
    }
    const { pods: _, ...after } = this.uids();
    if (!isDeepStrictEqual(after, before)) {
      throw new Error(`${what} replaced the Deployment, the Service or the claim`);
    }
    for (const line of readFileSync(file, 'utf8').trim().split('\n')) {
      const [replicas, ready = '0'] = line.split(' ');
      if (Number(replicas) < available || Number(ready) < available) {
        throw new Error(`${what} must keep ${available} pods, got ${replicas} replicas and ${ready} available pods`);
      }
    }
  }

  /** Returns the UIDs of the portal's pods, Deployment, Service and claim. */
  uids() {
    const objects = this.list('pods,deployment,service,pvc');
    const uids = (kind) =>
      objects
        .filter((object) => object.kind === kind && object.metadata.deletionTimestamp === undefined)
        .map(({ metadata }) => metadata.uid)
        .sort();
    return {
      pods: uids('Pod'),
      deployments: uids('Deployment'),
      services: uids('Service'),
      claims: uids('PersistentVolumeClaim'),
    };
  }

  /** Returns the portal's objects of a kind, or of several kinds with commas between them. */
  list(kinds) {
    return JSON.parse(this.bash(`kubectl get ${kinds} -n $namespace -l $selector -o json`).stdout).items;
  }

  end() {
    rmSync(this.#folder, { recursive: true });
  }

  /** Runs commands in the folder, and returns what they printed. */
  bash(code, statuses = [0]) {
    const path = [join(this.#folder, 'bin'), dirname(process.execPath), process.env.PATH].join(delimiter);
    const { status, stdout, stderr } = spawnSync('bash', ['-ec', this.#preamble() + code], {
      cwd: this.#folder,
      encoding: 'utf8',
      env: { ...process.env, PATH: path },
      maxBuffer: 1 << 26,
    });
    if (!statuses.includes(status)) {
      throw new Error(`${code.trim()}\nexited with status ${status}: ${(stderr || stdout).trim()}`);
    }
    return { stdout, stderr };
  }

  #selector() {
    return this.bash('echo $selector').stdout.trim();
  }

  /** Returns the guide's variables, with this release and chart. */
  #preamble() {
    const { namespace, chart } = this.#options;
    const { code } = migrating.find(
      ({ language, attributes: { title } }) => language === 'bash' && title === chart.title,
    );
    return code
      .replace(`release=${DOCUMENTED} namespace=${DOCUMENTED}`, `release=${namespace} namespace=${namespace}`)
      .replace(/version=\S+/, `version=${chart.version}`)
      .replace(/^chart=oci:.*$/m, `chart='${chart.folder ?? ''}'`);
  }
}
