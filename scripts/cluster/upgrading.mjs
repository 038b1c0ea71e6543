// Runs the code blocks of docs/upgrading.md against a cluster: a portal of chart 0.11 from `exact` to `corrected`, to the
// new chart, and back. Compares the effects that the guide predicts with what happens.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { blocksOf } from './guide.mjs';
import { commands, correcting, correction, migrating, Session } from './session.mjs';

const upgrading = blocksOf(join(fileURLToPath(new URL('../../', import.meta.url)), 'docs/upgrading.md'));

/** Version that the guide upgrades to. The command line has it in a variable, and the environment as a text. */
const TO = /\bto=(\S+)/.exec(commands(upgrading, 'From chart')[0].code)[1];

/**
 * Takes a portal to the new chart and back.
 *
 * @param options `chart`: version and title of the chart's blocks; `values`, `portal`: values of its two files; `objects`:
 * objects that exist before; `available`: number of pods that must stay available; `prune`: whether objects that left the
 * output are deleted; `stops`: versions of the chart on the way; `kubectl`: program; `namespace`: namespace and name of the
 * release
 */
export async function followUpgrade({ stops, ...options }) {
  const guide = UpgradeSession.start(options);
  try {
    const [corrected] = correcting.filter(({ language }) => language === 'ts');
    await guide.synthesize(migrating);
    guide.install();
    await guide.change('corrected', corrected, () => {
      guide.keepReplicas();
      return correction('3. Fix all defects');
    });
    for (const version of stops) {
      await guide.upgradeTo(version);
    }
    await guide.goBack(corrected);
    await guide.change('the way back to exact', migrating.find(isProgram), () => correction('Go back'));
  } finally {
    guide.end();
  }
}

function step(heading) {
  return commands(upgrading, heading);
}

function isProgram({ language }) {
  return language === 'ts';
}

/** A portal from committed YAML, which somebody upgrades. */
class UpgradeSession extends Session {
  #prune;
  #version;
  #objects;
  #files;

  static start({ values, portal, objects, prune, ...options }) {
    const session = new UpgradeSession(options);
    session.#prune = prune;
    session.#version = options.chart.version;
    session.#objects = objects;
    session.write('environments/portal/values.yaml', JSON.stringify(values, null, 2));
    session.write('environments/portal/portal.yaml', JSON.stringify(portal, null, 2));
    session.#files = session.#valuesFiles();
    return session;
  }

  /** Applies the first output, and what exists before it. */
  install() {
    this.write('objects.json', JSON.stringify({ apiVersion: 'v1', kind: 'List', items: this.#objects }));
    if (this.#objects.length > 0) {
      this.bash('kubectl create -n $namespace -f objects.json');
    }
    this.bash('kubectl apply --server-side -k dist/$environment');
    this.waitForPods();
  }

  /** Upgrades the values, creates the Secret, and applies the output. */
  async upgradeTo(version) {
    this.run(step('1. Save the output'));
    const report = this.#run(step('2. Upgrade the values'), version).stderr;
    if (report.includes('To decide')) {
      throw new Error(`the values of this portal must leave nothing to decide:\n${report}`);
    }
    const required = /^ +kubectl (?:get secret|patch secret|annotate) .*$/gm;
    this.expectSame('the commands of the report', () => this.bash((report.match(required) ?? []).join('\n')));
    const environment = upgrading.find(({ language, code }) => language === 'ts' && code.includes('chartVersion'));
    const written = { ...environment, code: environment.code.replace(`'${TO}'`, `'${version}'`) };
    await this.#change(`chart ${version}`, written, () => {
      this.run(step('5. See the effects'));
      return step('6. Apply');
    });
    this.#version = version;
    this.#expectCredentials();
  }

  /** Takes the files of the old chart again, as a reverted commit does, and applies its output. */
  async goBack(environment) {
    this.run(step('1. Save the output'));
    for (const [file, text] of Object.entries(this.#files)) {
      this.write(file, text);
    }
    await this.#change('the way back', environment, () => step('6. Apply'));
    this.#expectCredentials();
  }

  /** Applies another output of the same values. */
  async change(what, environment, apply) {
    this.run(step('1. Save the output'));
    await this.#change(what, environment, apply);
  }

  /**
   * Applies the output of an environment, and deletes what left it. The claim must stay mounted, and what happens must be
   * what the command `effects` predicts.
   */
  async #change(what, environment, apply) {
    await this.synthesize([environment]);
    const option = this.#prune ? '' : ' --no-prune';
    const effects = `npx backstage-synth effects build/before dist/$environment --format json${option}`;
    const predicted = JSON.parse(this.bash(effects, [0, 1]).stdout).effects;
    const blocks = apply();
    const before = this.#objectsByName();
    const { pods, claims } = this.uids();
    this.expectAvailable(what, () => this.run(blocks));
    if (this.#prune) {
      this.expectSame(`${what}, pruned`, () => this.run(step('7. Delete what left')));
    }
    expectPredicted(what, predicted, before, changesOf(before, this.#objectsByName()), this.#prune);
    const kept = this.uids().pods.filter((uid) => pods.includes(uid));
    const restarts = predicted.some(({ effect }) => effect === 'restarts');
    if (restarts ? kept.length > 0 : kept.length < pods.length) {
      throw new Error(`${what}: ${restarts ? 'predicted that the pods restart' : 'predicted no restart'}`);
    }
    if (!isDeepStrictEqual(this.#mountedClaims(), claims)) {
      throw new Error(`${what}: the Deployment must mount the claim`);
    }
  }

  /** Checks that each variable from a Secret finds its key. */
  #expectCredentials() {
    const [{ spec }] = this.list('deployment');
    const { items } = JSON.parse(this.bash('kubectl get secrets -n $namespace -o json').stdout);
    const missing = spec.template.spec.containers
      .flatMap(({ env = [] }) => env.flatMap(({ valueFrom }) => valueFrom?.secretKeyRef ?? []))
      .filter(({ name, key }) => items.find(({ metadata }) => metadata.name === name)?.data?.[key] === undefined);
    if (missing.length > 0) {
      throw new Error(`the pods lack keys of Secrets: ${missing.map(({ name, key }) => `${name}/${key}`).join(', ')}`);
    }
  }

  /** Returns the UIDs of the claims that the Deployment mounts. */
  #mountedClaims() {
    const [{ spec }] = this.list('deployment');
    const names = (spec.template.spec.volumes ?? []).flatMap(
      ({ persistentVolumeClaim: claim }) => claim?.claimName ?? [],
    );
    return this.list('pvc')
      .filter(({ metadata }) => names.includes(metadata.name))
      .map(({ metadata }) => metadata.uid);
  }

  /** Returns the objects of the old and of the new output that exist in the cluster, by kind and name. */
  #objectsByName() {
    const objects = ['build/before', 'dist/$environment'].flatMap((folder) => {
      const { stdout } = this.bash(`kubectl get -k ${folder} --ignore-not-found -o json`);
      const found = stdout === '' ? { items: [] } : JSON.parse(stdout);
      return found.items ?? [found];
    });
    return new Map(objects.map((object) => [`${object.kind} ${object.metadata.name}`, object]));
  }

  /** Runs blocks with the versions of this step. */
  #run([block], to) {
    return this.bash(`version=${this.#version} to=${to}\n${block.code}`);
  }

  #valuesFiles() {
    const files = ['values.yaml', 'portal.yaml'].map((name) => `environments/portal/${name}`);
    return Object.fromEntries(files.map((file) => [file, this.read(file)]));
  }
}

/** Returns the names of the objects that a change created, deleted and changed. */
function changesOf(before, after) {
  const names = (objects, isSo) => [...objects].filter(([name, object]) => isSo(name, object)).map(([name]) => name);
  return {
    created: names(after, (name) => !before.has(name)),
    deleted: names(before, (name) => !after.has(name)),
    changed: names(after, (name, object) => {
      const old = before.get(name);
      return old !== undefined && !isDeepStrictEqual(contentOf(old), contentOf(object));
    }),
  };
}

/** Returns what a change writes, without the fields of servers and controllers. */
function contentOf({ status, metadata, ...object }) {
  const { managedFields, resourceVersion, generation, uid, annotations = {}, ...others } = metadata;
  const { 'deployment.kubernetes.io/revision': _, ...own } = annotations;
  return { ...object, metadata: { ...others, annotations: own } };
}

/** Checks that a change has the predicted effects on the objects, and no others. */
function expectPredicted(what, predicted, before, actual, prune) {
  const named = (...kinds) =>
    predicted.filter(({ effect }) => kinds.includes(effect)).map(({ object: { kind, name } }) => `${kind} ${name}`);
  const replacements = predicted
    .filter(({ effect }) => effect === 'renames')
    .map(({ object, message }) => `${object.kind} ${message.split(' ')[0]}`);
  const expected = {
    // Without pruning, the objects of an earlier output are still in the cluster. The compared files do not show that.
    created: [...named('creates'), ...replacements].filter((name) => !before.has(name)),
    deleted: prune ? named('deletes', 'renames', 'loses-data') : [],
    changed: named('updates', 'restarts', 'resets', 'stale'),
  };
  for (const [kind, names] of Object.entries(expected)) {
    const [found, wanted] = [actual[kind], names].map((list) => [...new Set(list)].sort());
    if (!isDeepStrictEqual(found, wanted)) {
      throw new Error(`${what}: effects predicted ${kind}: ${wanted.join(', ')}; got ${found.join(', ')}`);
    }
  }
  const wrong = predicted.filter(({ effect }) => ['refused', 'loses-data'].includes(effect));
  if (wrong.length > 0) {
    throw new Error(`${what}: effects predicted ${JSON.stringify(wrong)}, but the change was applied without loss`);
  }
}
