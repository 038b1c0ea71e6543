// Runs the code blocks of docs/migrating-from-helm.md and docs/exact-to-corrected.md against a cluster, in the order of
// their readers, with a real Helm release. Takes every way back once.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { build } from 'esbuild';
import { blocksOf } from './guide.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const migrating = blocksOf(join(root, 'docs/migrating-from-helm.md'));
const correcting = blocksOf(join(root, 'docs/exact-to-corrected.md'));

/** Name of the release and the namespace in the guides. */
const DOCUMENTED = 'openchoreo-control-plane';

/** Field managers that apply on the server side, as kubectl can play them. */
const APPLIERS = ['argocd-controller', 'kustomize-controller', 'kubectl'];

/**
 * Moves a Helm release to committed YAML with each manager, from `exact` to `corrected`, and back.
 *
 * @param options `chart`: folder, version and title of the chart's blocks; `values`: values of the portal; `available`: number of
 * pods that must stay available; `helm`, `kubectl`: programs; `namespace`: namespace and name of the release
 */
export async function followGuides(options) {
  const guide = await Guide.start(options);
  try {
    guide.expectSame('the values', () => {
      guide.run(step('1. Take the values'));
      guide.writePortalFile();
      guide.expectEqual(step('2. See the difference'));
    });
    await guide.synthesize(migrating);
    guide.expectSame('the annotation', () => guide.run(step('4. Let Helm keep')));
    guide.expectSame('the upgrade', () => guide.run(step('5. Remove the objects')));
    guide.expectSame('the way back from step 5', () => guide.run(wayBack(5)));
    for (const manager of APPLIERS) {
      guide.expectSame(`the move to ${manager}`, () => {
        guide.run([...step('4. Let Helm keep'), ...step('5. Remove the objects')]);
        guide.run(step('6. Adopt the objects').map((block) => appliedBy(block, manager)));
        guide.run(step('7. Verify').map((block) => appliedBy(block, manager)));
      });
      guide.expectReleased();
      guide.expectSame(`the way back from ${manager}`, () => guide.goBack(manager));
    }
    guide.expectSame('the move to client-side apply', () => {
      guide.run([...step('4. Let Helm keep'), ...step('5. Remove the objects')]);
      guide.run(migrating.filter(({ attributes }) => attributes.manager === 'kubectl-client-side-apply'));
    });
    guide.expectReleased();
    guide.expectSame('the way back from client-side apply', () => guide.goBack('kubectl-client-side-apply'));
    guide.expectSame('the second move to kubectl', () => {
      guide.run([...step('4. Let Helm keep'), ...step('5. Remove the objects'), ...step('6. Adopt the objects')]);
      guide.run(guide.hasClaim() ? step('The claim') : []);
    });
    await followCorrections(guide);
    guide.expectSame('the last way back', () => guide.goBack('kubectl'));
  } finally {
    guide.end();
  }
}

/** Moves from `exact` to `corrected` and back: all at once, and defect by defect. */
async function followCorrections(guide) {
  const [all, listed] = correcting.filter(({ language }) => language === 'ts');
  const fix = correction('3. Fix all defects');
  guide.expectSame('the corrected output', () => guide.run(correction('1. See the effects')));
  guide.expectSame('the hand-over of the replicas', () => guide.keepReplicas());
  await guide.synthesize([all]);
  guide.expectAvailable('corrected at once', () => guide.run(fix));
  await guide.synthesize(migrating);
  guide.expectAvailable('the way back to exact', () => guide.run(correction('Go back')));

  guide.expectSame('the second hand-over of the replicas', () => guide.keepReplicas());
  await guide.synthesize([{ ...listed, code: listed.code.replace(', ...oneRestart]', ']') }]);
  guide.expectSame('defects that are fixed in place', () => guide.run(fix));
  await guide.synthesize([listed]);
  guide.expectAvailable('defects that restart the pods', () => guide.run(fix));
  guide.expectSame('--correct', () => guide.run(correction('Defect by defect')));
  await guide.synthesize(migrating);
  guide.expectAvailable('the second way back to exact', () => guide.run(correction('Go back')));
}

/** Returns the commands below a heading of the guide from Helm, except for those of other managers. */
function step(heading) {
  return commands(migrating, heading).filter(({ attributes }) => attributes.manager === undefined);
}

function correction(heading) {
  return commands(correcting, heading);
}

function commands(blocks, heading) {
  const found = blocks.filter((block) => block.language === 'bash' && block.heading.startsWith(heading));
  if (found.length === 0) {
    throw new Error(`the guide must have commands below the heading ${heading}`);
  }
  return found;
}

function wayBack(from) {
  return migrating.filter(({ attributes }) => attributes.back === String(from));
}

/** Returns a block with another field manager than kubectl. */
function appliedBy({ code, ...block }, manager) {
  const isKubectl = manager === 'kubectl';
  const option = isKubectl ? '' : ` --field-manager=${manager}`;
  const handedOver = code.replace('--to kubectl', `--to ${manager}`).replace('--from kubectl', `--from ${manager}`);
  return { ...block, code: handedOver.replaceAll(/kubectl (apply|diff) --server-side/g, `$&${option}`) };
}

/** A Helm release, and the folder and shell of somebody who follows the guides. */
class Guide {
  #options;
  #folder = mkdtempSync(join(tmpdir(), 'guide-'));

  /** Installs the release, and waits for its pods. */
  static async start(options) {
    const guide = new Guide(options);
    await guide.#install();
    return guide;
  }

  constructor(options) {
    this.#options = options;
    const bin = join(this.#folder, 'bin');
    mkdirSync(bin);
    for (const name of ['helm', 'kubectl']) {
      symlinkSync(execFileSync('which', [options[name]], { encoding: 'utf8' }).trim(), join(bin, name));
    }
    const command = join(root, 'build/bin/backstage-synth.js');
    writeFileSync(join(bin, 'npx'), `#!/bin/sh\nshift\nexec node '${command}' "$@"\n`, { mode: 0o755 });
  }

  #install() {
    const { chart, values, available } = this.#options;
    writeFileSync(join(this.#folder, 'values.json'), JSON.stringify(values));
    this.#bash(`helm install $release '${chart.folder}' -n $namespace -f values.json`);
    this.#bash('kubectl rollout status deployment -l $selector -n $namespace --timeout=5m');
    if (available > 0) {
      // An autoscaler sets the number of pods a moment later.
      const enough = `--for=jsonpath='{.status.availableReplicas}'=${available}`;
      this.#bash(`kubectl wait ${enough} deployment -l $selector -n $namespace --timeout=5m`);
    }
  }

  /** Runs blocks that are for this chart. A block that shows differences may exit with status 1. */
  run(blocks) {
    return blocks
      .filter(({ attributes: { title } }) => title === undefined || title === this.#options.chart.title)
      .map(({ code, attributes }) => this.#bash(code, attributes.status === '1' ? [0, 1] : [0]))
      .join('');
  }

  /** Runs comparisons with the release. With the labels of Helm, only the Secret may differ, which Helm keeps. */
  expectEqual(comparisons) {
    this.run(comparisons);
    const differences = this.run(comparisons.slice(-1));
    if (!/^(?:Secret \S+: removed\n)?$/.test(differences)) {
      throw new Error(`the output differs from the release:\n${differences}`);
    }
  }

  /** Returns the objects to Helm after step 6 with a manager. */
  goBack(manager) {
    this.run([...wayBack(6), ...wayBack(5)].map((block) => appliedBy(block, manager)));
    const { release } = this.#release();
    if (!release.includes('app.kubernetes.io/component: backstage')) {
      throw new Error('the release has no objects of Backstage after the way back');
    }
  }

  /** Writes portal.yaml as the guide shows it. */
  writePortalFile() {
    const isForChart = ({ language, attributes: { title } }) =>
      language === 'yaml' && title?.replace('charts', 'chart') === this.#options.chart.title;
    const { code } = migrating.find(isForChart);
    writeFileSync(join(this.#folder, 'environments/portal/portal.yaml'), code);
  }

  /** Runs the app with the environment that the first TypeScript block defines. */
  async synthesize(blocks) {
    const { namespace, chart } = this.#options;
    const { code } = blocks.find(({ language }) => language === 'ts');
    const environment = code.replaceAll(`'${DOCUMENTED}'`, `'${namespace}'`).replace("'0.11.0'", `'${chart.version}'`);
    writeFileSync(join(this.#folder, 'environments/portal.ts'), environment);
    const main = `import { runApp } from 'cdk8s-openchoreo-backstage';
import { portal } from './environments/portal';
runApp({ portal });
`;
    writeFileSync(join(this.#folder, 'main.ts'), main);
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
    this.#bash('node main.cjs');
  }

  /** Hands the replicas over, if the guide says so for this chart and portal. */
  keepReplicas() {
    this.run(this.#options.available > 0 ? correction('2. Keep the replicas') : []);
  }

  hasClaim() {
    return this.#live().claims.length > 0;
  }

  /** Runs steps that must not replace a pod, the Deployment or the claim. */
  expectSame(what, steps) {
    const before = this.#live();
    steps();
    const after = this.#live();
    if (!isDeepStrictEqual(after, before)) {
      throw new Error(`${what} replaced objects: ${JSON.stringify(before)} became ${JSON.stringify(after)}`);
    }
  }

  /** Runs steps that may restart the pods. The claim must stay, and enough pods must be available at any time. */
  expectAvailable(what, steps) {
    const { claims, deployments } = this.#live();
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
    const after = this.#live();
    if (!isDeepStrictEqual({ claims: after.claims, deployments: after.deployments }, { claims, deployments })) {
      throw new Error(`${what} replaced the Deployment or the claim`);
    }
    for (const line of readFileSync(file, 'utf8').trim().split('\n')) {
      const [replicas, ready = '0'] = line.split(' ');
      if (Number(replicas) < available || Number(ready) < available) {
        throw new Error(`${what} must keep ${available} pods, got ${replicas} replicas and ${ready} available pods`);
      }
    }
  }

  /** Checks that the release has no objects of Backstage, and that nothing marks the objects as those of Helm. */
  expectReleased() {
    const { release, marks } = this.#release();
    if (release.includes('app.kubernetes.io/component: backstage')) {
      throw new Error('the release has objects of Backstage');
    }
    if (marks !== '') {
      throw new Error(`objects still have the marks of Helm: ${marks}`);
    }
  }

  end() {
    spawnSync('bash', ['-c', `${this.#preamble()}helm uninstall $release -n $namespace --no-hooks`], this.#shell());
    rmSync(this.#folder, { recursive: true });
  }

  #release() {
    const marks =
      `kubectl get -k dist/portal -o jsonpath='{range .items[*]}{.metadata.annotations.meta\\.helm\\.sh/release-name}` +
      `{.metadata.labels.helm\\.sh/chart}{end}'`;
    return { release: this.#bash('helm get manifest $release -n $namespace'), marks: this.#bash(marks) };
  }

  /** Returns the UIDs of the portal's pods, Deployment and claim. */
  #live() {
    const uids = (kind) =>
      this.#bash(`kubectl get ${kind} -n $namespace -l $selector -o jsonpath='{.items[*].metadata.uid}'`)
        .split(' ')
        .filter((uid) => uid !== '')
        .sort();
    return { pods: uids('pods'), deployments: uids('deployment'), claims: uids('pvc') };
  }

  #selector() {
    return this.#bash('echo $selector').trim();
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
      .replace(/^chart=oci:.*$/m, `chart='${chart.folder}'`);
  }

  #shell() {
    const path = [join(this.#folder, 'bin'), dirname(process.execPath), process.env.PATH].join(delimiter);
    return { cwd: this.#folder, encoding: 'utf8', env: { ...process.env, PATH: path }, maxBuffer: 1 << 26 };
  }

  /** Runs commands in the folder, and returns what they printed. */
  #bash(code, statuses = [0]) {
    const { status, stdout, stderr } = spawnSync('bash', ['-ec', this.#preamble() + code], this.#shell());
    if (!statuses.includes(status)) {
      throw new Error(`${code.trim()}\nexited with status ${status}: ${stderr.trim()}`);
    }
    return stdout;
  }
}
