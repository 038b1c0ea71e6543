// Applies environments, examples and all objects to a real cluster:
// `npm run test:cluster [-- --install-crds] [-- --keep]`.
//
// It also asks the cluster about the objects in test/kubernetes/verdicts. The object checks must answer as it does. The
// effects of random changes must be what it does.
// Uses the cluster of kubectl's current context (KUBECONFIG). Each case has a separate namespace, and the script
// deletes everything that it made at the end, unless --keep is set. It skips kinds that the cluster does not know, and
// prints their names. With --install-crds, it installs these kinds from crds/ for the run.
// It takes portals through docs/upgrading.md, and checks that the predicted effects happen.
// Set CHART_0_11 or CHART_1_2 to the folder of a chart, and HELM to a Helm program. It then installs the chart, and runs
// the commands of docs/migrating-from-helm.md and docs/exact-to-corrected.md.
// The last line is "N passed, N failed, N skipped".
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { build } from 'esbuild';
import { load } from 'js-yaml';
import { Cluster } from './changes/cluster.mjs';
import { objectPairs, portalPairs } from './changes/pairs.mjs';
import { wrongPredictions } from './changes/predictions.mjs';
import { followGuides } from './cluster/guides.mjs';
import { BASE_0_11, BASE_1_X, CHARTS, portalsOf, UPGRADES } from './cluster/portals.mjs';
import { followUpgrade } from './cluster/upgrading.mjs';
import { EXTERNAL_SECRET_DATA } from './external-secret-data.mjs';
import { LINES } from './lines.mjs';
import { randomFrom } from './verdicts/cases.mjs';
import { differenceOf } from './verdicts/difference.mjs';
import { readExceptions, readVerdicts } from './verdicts/file.mjs';
import { Server } from './verdicts/server.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
const require = createRequire(import.meta.url);
const { loadValues, renderManifests } = require('../build/lib/index.js');
const { checkObject } = require('../build/lib/kubernetes/checks/index.js');
const { readFolder, readManifests } = require('../build/lib/output/read-manifests.js');
const { values: options } = parseArgs({ options: { 'install-crds': { type: 'boolean' }, keep: { type: 'boolean' } } });

const run = Math.random().toString(36).slice(2, 8);
const made = { namespaces: [], priorityClasses: [], crds: [] };
const count = { passed: 0, failed: 0, skipped: 0 };
const skippedKinds = new Set();
const kindsOfGroup = new Map();

/** An older cluster may know a field but drop it, because the feature gate is off by default. */
const DROPPED = { ours: 'is known since Kubernetes' };
const MANAGER = 'backstage-test';
/** Examples of values files, each with its chart version. */
const EXAMPLES = {
  'helm-values-1.2': '1.2.3',
  'helm-values': '0.11.0',
  'external-secrets': '1.2.3',
  'operators-options': '1.2.3',
};
/** Values of SQLite, with and without a claim. */
const SQLITE = (enabled) => ({ backstage: { database: { type: 'sqlite', sqlite: { persistence: { enabled } } } } });
const RECREATE = { backstage: { strategy: { type: 'Recreate' } } };
const REGISTRATION = { backstage: { auth: { registration: { enabled: true } } } };

/** Values that switch on every option that renders another object. */
const ALL_OBJECTS = {
  backstage: {
    priorityClass: { create: true },
    podDisruptionBudget: { enabled: true },
    networkPolicy: { enabled: true },
    autoscaling: { enabled: true },
    database: { type: 'postgresql', postgresql: { host: 'postgres', password: 'only-for-this-test' } },
  },
};

/** Values that switch on every option that renders another object, on the charts from 1.0 on. */
const ALL_OBJECTS_1_X = {
  backstage: {
    priorityClass: { create: true },
    podDisruptionBudget: { enabled: true },
    networkPolicy: { enabled: true },
    autoscaling: { enabled: true },
    baseUrl: 'https://localhost',
    appConfig: { app: { title: 'Portal' } },
    database: { type: 'postgresql' },
    http: { httpsRedirect: { enabled: true } },
    metrics: { serviceMonitor: { enabled: true } },
    externalSecret: {
      secretStoreRef: { name: 'vault' },
      data: EXTERNAL_SECRET_DATA,
    },
  },
};

/** Number of random changes of portals, and share of the changes of single objects. */
const CHANGED_PORTALS = 16;
const CHANGED_OBJECTS = 0.0001;

const { gitVersion } = serverVersion();
console.log(`cluster ${gitVersion}`);
try {
  for (const name of readdirSync(join(root, 'dist'))) {
    applyTwice(`dist/${name}`, readFolder(join(root, 'dist', name)));
  }
  for (const [example, chartVersion] of Object.entries(EXAMPLES)) {
    const values = valuesOf(example);
    for (const fidelity of ['exact', 'corrected']) {
      applyTwice(`examples/${example}, ${fidelity}`, renderManifests(values, { chartVersion, fidelity, allow: ['*'] }));
    }
  }
  applyTwice('examples/constructs', await customChart());
  upgrade('from exact to corrected', [
    renderManifests([BASE_0_11, ALL_OBJECTS], { fidelity: 'exact' }),
    renderManifests([BASE_0_11, ALL_OBJECTS], { fidelity: 'corrected' }),
  ]);
  for (const { version: chartVersion } of LINES.filter(({ name }) => name !== '0.11')) {
    const renderings = ['exact', 'corrected'].map((fidelity) =>
      renderManifests([BASE_1_X, ALL_OBJECTS_1_X], { chartVersion, fidelity }),
    );
    applyTwice(`all objects of chart ${chartVersion}, exact`, renderings[0]);
    upgrade(`chart ${chartVersion}: from exact to corrected`, renderings);
  }
  for (const { name, version: chartVersion } of LINES) {
    const base = name === '0.11' ? BASE_0_11 : BASE_1_X;
    const render = (fidelity, ...values) => renderManifests([base, ...values], { chartVersion, fidelity });
    upgrade(`chart ${chartVersion}: SQLite on a claim, from exact to corrected to Recreate`, [
      render('exact', SQLITE(true)),
      render('corrected', SQLITE(true)),
      render('corrected', SQLITE(true), RECREATE),
    ]);
    upgrade(`chart ${chartVersion}: SQLite, from an emptyDir to a claim`, [
      render('corrected', SQLITE(false)),
      render('corrected', SQLITE(true)),
    ]);
    runInRestricted(`chart ${chartVersion}`, render('corrected', SQLITE(true), name === '0.11' ? REGISTRATION : {}));
  }
  for (const [example, chartVersion] of Object.entries(EXAMPLES)) {
    const values = valuesOf(example);
    runInRestricted(
      `examples/${example}`,
      renderManifests(values, { chartVersion, fidelity: 'corrected', allow: ['*'] }),
    );
  }
  runInRestricted('examples/constructs', await customChart());
  const withOptions = loadValues(join(root, 'examples/operators-options/portal.yaml'));
  const newest = { chartVersion: '1.2.3' };
  upgrade('from all options to none', [renderManifests(withOptions, newest), renderManifests(BASE_1_X, newest)]);
  for (const portal of UPGRADES) {
    await upgradePortal(portal);
  }
  for (const chart of CHARTS) {
    await followGuidesOf(chart);
  }
  test('the effects of random changes are what the cluster does', () => comparePredictions());
  const answers = await askAboutVerdicts();
  test('the object checks answer as the cluster does', () => compareWithChecks(answers));
} finally {
  cleanUp();
}
if (skippedKinds.size > 0) {
  console.log(
    `skipped kinds that the cluster does not know: ${[...skippedKinds].sort().join(', ')}; use --install-crds to install some`,
  );
}
console.log(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
process.exitCode = count.failed > 0 ? 1 : 0;

/** Returns the version of the cluster. Ends the run if there is no cluster. */
function serverVersion() {
  try {
    return JSON.parse(kubectl(['get', '--raw', '/version']));
  } catch (error) {
    console.error(`cannot reach a cluster: ${error.message}`);
    process.exit(2);
  }
}

/** Applies objects twice, and checks that the second time changes nothing. */
function applyTwice(name, manifests) {
  test(name, () => {
    const objects = inNewNamespace(manifests);
    apply(objects);
    const before = objects.map(live);
    apply(objects);
    for (const [index, object] of objects.entries()) {
      if (!isDeepStrictEqual(live(object), before[index])) {
        throw new Error(`${object.kind} ${object.metadata.name} changed when it was applied again`);
      }
    }
  });
}

/** Applies several renderings one after the other, and checks that the result equals that of the last one alone. */
function upgrade(name, renderings) {
  test(name, () => {
    const namespace = newNamespace();
    const steps = renderings.map((manifests) => moved(manifests, namespace));
    for (const objects of steps) {
      apply(objects);
    }
    const last = steps.at(-1);
    const removed = steps.flat().filter((object) => !last.some((other) => identity(other) === identity(object)));
    for (const object of removed) {
      kubectl(['delete', '--wait=false', '-f', '-'], JSON.stringify(object));
    }
    const alone = moved(renderings.at(-1), newNamespace());
    apply(alone);
    for (const [index, object] of last.entries()) {
      if (!isDeepStrictEqual(content(live(object)), content(live(alone[index])))) {
        throw new Error(`${object.kind} ${object.metadata.name} differs from a newly created one`);
      }
    }
  });
}

/** Creates the pods of Deployments and Jobs, on trial, in a namespace that enforces `restricted` Pod Security. */
function runInRestricted(name, manifests) {
  test(`restricted Pod Security: ${name}`, () => {
    const namespace = newNamespace();
    kubectl(['label', 'namespace', namespace, 'pod-security.kubernetes.io/enforce=restricted']);
    kubectl(['wait', '--for=create', 'serviceaccount/default', '-n', namespace, '--timeout=60s']);
    const pods = manifests.flatMap(({ kind, spec }) => {
      const { serviceAccountName, priorityClassName, ...pod } = spec?.template?.spec ?? {};
      const metadata = { name: kind.toLowerCase(), namespace };
      return pod.containers ? [{ apiVersion: 'v1', kind: 'Pod', metadata, spec: pod }] : [];
    });
    for (const pod of pods) {
      kubectl(['create', '--dry-run=server', '-f', '-'], JSON.stringify(pod));
    }
  });
}

/** Applies random changes, other ones in each run, and compares their predicted effects with what the cluster does. */
function comparePredictions() {
  const seed = Math.floor(Math.random() * 1e6);
  const random = randomFrom(seed);
  const cluster = new Cluster(command());
  try {
    const pairs = [...portalPairs(random, CHANGED_PORTALS), ...objectPairs(random, CHANGED_OBJECTS)];
    const modes = ['server-side', 'client-side'];
    const wrong = pairs.flatMap((pair, index) => {
      const isKnownPair = [...pair.before, ...pair.after].every(({ apiVersion, kind }) =>
        kinds(apiVersion).includes(kind),
      );
      const change = isKnownPair ? cluster.observe(pair, modes[index % modes.length]) : undefined;
      return change === undefined
        ? []
        : wrongPredictions(change).map((text) => `${change.what} (${change.apply}): ${text}`);
    });
    if (wrong.length > 0) {
      throw new Error(`seed ${seed}, ${wrong.length} wrong predictions:\n${wrong.join('\n')}`);
    }
  } finally {
    cluster.cleanUp();
  }
}

/** Returns the verdicts that tests use, each with the answer of this cluster. Nothing changes in the cluster. */
async function askAboutVerdicts() {
  const { version, verdicts } = readVerdicts();
  const known = verdicts.filter(({ object }) => kinds(object.apiVersion).includes(object.kind));
  const server = await Server.start({ command: command(), namespace: newNamespace() });
  try {
    const answers = await server.askAll(known.map(({ object }) => object));
    return known.map((verdict, index) => ({ ...verdict, version, answer: answers[index] }));
  } finally {
    server.stop();
  }
}

/**
 * Compares the object checks for the cluster's version with its answers. Prints answers that another version gave
 * differently. If a custom resource has another answer, the cluster has another version of its CRD.
 */
function compareWithChecks(verdicts) {
  const exceptions = [...readExceptions(), DROPPED];
  const [{ version }] = verdicts;
  const failures = [];
  for (const { what, object, ok, answer } of verdicts) {
    if (answer.ok !== ok) {
      console.log(`        ${ok ? `only ${version} accepts` : `only ${version} refuses`} ${what}`);
    }
    const violations = checkObject(object, { kubernetesVersion: gitVersion });
    const difference = differenceOf(answer, violations, exceptions);
    if (difference !== undefined && (isBuiltIn(object) || answer.ok === ok)) {
      failures.push(`${what}: ${difference}`);
    }
  }
  if (failures.length > 0) {
    throw new Error(`${failures.length} of ${verdicts.length} differ:\n${failures.join('\n')}`);
  }
}

/** Whether Kubernetes defines the kind of an object, not a CRD. */
function isBuiltIn({ apiVersion }) {
  const [group] = apiVersion.split('/');
  return !group.includes('.') || (group.endsWith('.k8s.io') && !group.startsWith('gateway.'));
}

/** Moves portals of a chart from Helm and back, if the variable of the chart names its folder. */
async function followGuidesOf({ variable, title }) {
  const name = `the guides from Helm and from exact to corrected, ${title}`;
  const folder = process.env[variable];
  if (folder === undefined) {
    count.skipped++;
    console.log(`skipped ${name}: set ${variable} to the folder of the chart`);
    return;
  }
  const { version } = load(readFileSync(join(folder, 'Chart.yaml'), 'utf8'));
  const helm = process.env.HELM ?? 'helm';
  for (const portal of portalsOf({ version })) {
    const chart = { folder: resolve(folder), version, title };
    await testLater(`${name}, a portal ${portal.name}`, () =>
      followGuides({ ...portal, chart, helm, kubectl: command(), namespace: newNamespace() }),
    );
  }
}

/** Takes a portal of chart 0.11 to the newest chart and back, if the cluster knows the kinds of its objects. */
async function upgradePortal(portal) {
  const routes = [
    { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute' },
    { apiVersion: 'gateway.kgateway.dev/v1alpha1', kind: 'TrafficPolicy' },
  ];
  if (routes.every(isKnown)) {
    const chart = { version: '0.11.0', title: 'chart 0.11' };
    await testLater(`the guide from chart 0.11 to 1.2, a portal ${portal.name}`, () =>
      followUpgrade({ ...portal, chart, kubectl: command(), namespace: newNamespace() }),
    );
  }
}

/** Returns the values of an example. */
function valuesOf(example) {
  const folder = join(root, 'examples', example);
  const files = readdirSync(folder).filter((file) => ['values.yaml', 'portal.yaml'].includes(file));
  return files.reverse().map((file) => loadValues(join(folder, file)));
}

function test(name, body) {
  try {
    body();
    count.passed++;
    console.log(`ok      ${name}`);
  } catch (error) {
    count.failed++;
    console.log(`FAILED  ${name}: ${error.message}`);
  }
}

async function testLater(name, body) {
  const outcome = await body().then(
    () => undefined,
    (error) => error,
  );
  test(name, () => {
    if (outcome) {
      throw outcome;
    }
  });
}

function apply(objects) {
  kubectl(
    ['apply', '--server-side', `--field-manager=${MANAGER}`, '-f', '-'],
    JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }),
  );
}

/** Returns an object as it is in the cluster, without the fields that controllers write. */
function live({ apiVersion, kind, metadata: { name, namespace } }) {
  const [version, group] = apiVersion.split('/').reverse();
  const type = group ? `${kind}.${version}.${group}` : kind;
  const scope = namespace ? ['-n', namespace] : [];
  const { status, metadata, ...object } = JSON.parse(kubectl(['get', type, name, ...scope, '-o', 'json']));
  const { managedFields, resourceVersion, annotations = {}, ...others } = metadata;
  const { 'deployment.kubernetes.io/revision': _, ...own } = annotations;
  return { ...object, metadata: { ...others, annotations: own } };
}

/** Returns the part of an object that does not depend on the time and namespace of its creation. */
function content({ metadata: { labels, annotations }, spec, ...object }) {
  const { clusterIP, clusterIPs, selector, template, volumeName, ...others } = spec ?? {};
  // The labels and selector of a Job contain its UID.
  const pods = object.kind === 'Job' ? template?.spec : { selector, template };
  // The volume of a claim is bound a moment after the claim is created.
  const own = Object.entries(annotations ?? {}).filter(([key]) => !/^(?:pv|volume)\.[\w.]*kubernetes\.io\//.test(key));
  return { ...object, labels, annotations: Object.fromEntries(own), spec: { ...others, pods } };
}

function inNewNamespace(manifests) {
  return moved(manifests, newNamespace());
}

function newNamespace() {
  const name = `backstage-test-${run}-${made.namespaces.length}`;
  kubectl(['create', 'namespace', name]);
  made.namespaces.push(name);
  return name;
}

/**
 * Moves objects to another namespace, and drops kinds that the cluster does not know. Adds the id of this run to the
 * names of PriorityClasses, which have no namespace.
 */
function moved(manifests, namespace) {
  const nameInRun = (name) => `${name}-${run}`;
  return manifests.filter(isKnown).map((manifest) => {
    const object = structuredClone(manifest);
    if (object.kind === 'PriorityClass') {
      object.metadata.name = nameInRun(object.metadata.name);
      made.priorityClasses.push(object.metadata.name);
    } else {
      object.metadata.namespace = namespace;
    }
    const pod = object.kind === 'Deployment' ? object.spec.template.spec : undefined;
    if (pod?.priorityClassName) {
      pod.priorityClassName = nameInRun(pod.priorityClassName);
    }
    return object;
  });
}

/** Whether the cluster knows the kind of an object. With --install-crds, installs a kind that it does not know. */
function isKnown({ apiVersion, kind }) {
  if (kinds(apiVersion).includes(kind)) {
    return true;
  }
  const file = join(root, 'crds', `${kind.toLowerCase()}.yaml`);
  if (options['install-crds'] && existsSync(file)) {
    const crd = kubectl(['create', '-f', file, '-o', 'name']).trim();
    made.crds.push(crd);
    kubectl(['wait', '--for=condition=Established', '--timeout=60s', crd]);
    kindsOfGroup.set(apiVersion, [...kinds(apiVersion), kind]);
    return true;
  }
  skippedKinds.add(`${kind} (${apiVersion})`);
  count.skipped++;
  return false;
}

/** Returns the kinds of an API version, or none if the cluster does not have the API version. */
function kinds(apiVersion) {
  if (!kindsOfGroup.has(apiVersion)) {
    const path = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const { status, stdout } = spawnSync(command(), ['get', '--raw', path], { encoding: 'utf8' });
    kindsOfGroup.set(apiVersion, status === 0 ? JSON.parse(stdout).resources.map(({ kind }) => kind) : []);
  }
  return kindsOfGroup.get(apiVersion);
}

/** Returns the objects of examples/constructs. Its app is TypeScript, so it is bundled first. */
async function customChart() {
  const folder = mkdtempSync(join(tmpdir(), 'constructs-'));
  const outfile = join(folder, 'main.cjs');
  await build({
    entryPoints: [join(root, 'examples/constructs/main.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    logLevel: 'error',
    alias: { 'cdk8s-openchoreo-backstage': join(root, 'build/lib/index.js') },
    nodePaths: [join(root, 'node_modules')],
  });
  const out = join(folder, 'out');
  spawnSync(process.execPath, [outfile], { env: { ...process.env, CDK8S_OUTDIR: out }, cwd: folder, stdio: 'inherit' });
  const files = readdirSync(out, { recursive: true }).filter((file) => file.endsWith('.yaml'));
  return files.flatMap((file) => readManifests(readFileSync(join(out, file), 'utf8')));
}

function identity({ apiVersion, kind, metadata: { name } }) {
  return `${apiVersion} ${kind} ${name}`;
}

function cleanUp() {
  if (options.keep) {
    console.log(`kept: ${made.namespaces.join(' ')}`);
    return;
  }
  const remove = (kind, names) => {
    const found = [...new Set(names)];
    if (found.length > 0) {
      spawnSync(command(), ['delete', kind, '--ignore-not-found', '--wait=false', ...found], { stdio: 'ignore' });
    }
  };
  remove('namespace', made.namespaces);
  remove('priorityclass', made.priorityClasses);
  remove(
    'crd',
    made.crds.map((crd) => crd.split('/').at(-1)),
  );
}

/** Returns the kubectl to run: the variable KUBECTL, or kubectl on the PATH. */
function command() {
  return process.env.KUBECTL ?? 'kubectl';
}

/** Runs kubectl and returns its output. */
function kubectl(args, input) {
  const { status, stdout, stderr, error } = spawnSync(command(), args, { encoding: 'utf8', input, maxBuffer: 1 << 26 });
  if (error || status !== 0) {
    throw new Error(error?.message ?? stderr.trim());
  }
  return stdout;
}
