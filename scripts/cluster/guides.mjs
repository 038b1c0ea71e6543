// Runs the code blocks of docs/migrating-from-helm.md and docs/exact-to-corrected.md against a cluster, in the order of
// their readers, with a real Helm release. Takes every way back once.
import { commands, correcting, correction, migrating, Session } from './session.mjs';

/** Field managers that apply on the server side, as kubectl can play them. */
const APPLIERS = ['argocd-controller', 'kustomize-controller', 'kubectl'];

/**
 * Moves a Helm release to committed YAML with each manager, from `exact` to `corrected`, and back.
 *
 * @param options `chart`: folder, version and title of the chart's blocks; `values`: values of the portal; `available`: number of
 * pods that must stay available; `helm`, `kubectl`: programs; `namespace`: namespace and name of the release
 */
export async function followGuides(options) {
  const guide = HelmSession.start(options);
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

/** A Helm release, which somebody takes through the guides. */
class HelmSession extends Session {
  #title;

  /** Installs the release, and waits for its pods. */
  static start({ helm, values, ...options }) {
    const session = new HelmSession(options);
    session.#title = options.chart.title;
    session.provide('helm', helm);
    session.write('values.json', JSON.stringify(values));
    session.bash('helm install $release $chart -n $namespace -f values.json');
    session.waitForPods();
    return session;
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
    if (!this.#release().includes('app.kubernetes.io/component: backstage')) {
      throw new Error('the release has no objects of Backstage after the way back');
    }
  }

  /** Writes portal.yaml as the guide shows it. */
  writePortalFile() {
    const isForChart = ({ language, attributes: { title } }) =>
      language === 'yaml' && title?.replace('charts', 'chart') === this.#title;
    this.write('environments/portal/portal.yaml', migrating.find(isForChart).code);
  }

  hasClaim() {
    return this.uids().claims.length > 0;
  }

  /** Checks that the release has no objects of Backstage, and that nothing marks the objects as those of Helm. */
  expectReleased() {
    if (this.#release().includes('app.kubernetes.io/component: backstage')) {
      throw new Error('the release has objects of Backstage');
    }
    const marks =
      `kubectl get -k dist/portal -o jsonpath='{range .items[*]}{.metadata.annotations.meta\\.helm\\.sh/release-name}` +
      `{.metadata.labels.helm\\.sh/chart}{end}'`;
    const { stdout } = this.bash(marks);
    if (stdout !== '') {
      throw new Error(`objects still have the marks of Helm: ${stdout}`);
    }
  }

  end() {
    this.bash('helm uninstall $release -n $namespace --no-hooks || true');
    super.end();
  }

  #release() {
    return this.bash('helm get manifest $release -n $namespace').stdout;
  }
}
