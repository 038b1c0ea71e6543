import { withoutAppArmor } from '../../../backstage/pod-defaults';
import { shellWord } from '../../../util/shell-word';
import type { Edit } from '../../../values/upgrade/step';
import { DEFAULTS } from '../../0.11/profile';
import { PORTAL_NAME } from '../../1.x/profile';
import type { Source } from './source';

/**
 * Yields what changes for the names of the objects. Chart 0.11 derives them from `fullnameOverride` and the release.
 * Chart 1.0 has `backstage.name`.
 */
export function* names(source: Source): Iterable<Edit> {
  const { subject, newNames } = source;
  const { fullnameOverride, backstage } = subject.values;
  if (backstage.enabled) {
    yield* newNames ? renamed(source) : kept(source);
  }
  const selects = fullnameOverride === subject.release.chartName;
  if (fullnameOverride && fullnameOverride !== DEFAULTS.fullnameOverride && !selects) {
    yield {
      type: 'drop',
      path: 'fullnameOverride',
      message: newNames
        ? 'names no object since chart 1.0'
        : 'names no object since chart 1.0; backstage.name keeps the names of the portal',
    };
  }
}

const NAME = 'backstage.name';
const PERSISTENCE = 'backstage.database.sqlite.persistence';

function* kept(source: Source): Iterable<Edit> {
  const { subject, namespace } = source;
  const { names } = subject.release;
  yield {
    type: 'derive',
    path: NAME,
    value: names.workload,
    message: `is ${names.workload}, so that the Deployment, the Service and the other objects keep their names`,
  };
  if (rendersClaim(source)) {
    yield {
      type: 'derive',
      path: `${PERSISTENCE}.claimName`,
      value: names.claim,
      message: `is ${names.claim}, the claim with SQLite's data, which stays in the output`,
      fix: 'keep this key: without it, the portal starts with a new, empty claim, and a tool that prunes deletes the old one',
    };
    yield {
      type: 'task',
      path: `${PERSISTENCE}.claimName`,
      message: `is a key that Helm refuses; Helm deletes the claim ${names.claim} at its upgrade, if Helm manages it`,
      fix: 'annotate the claim before',
      command: keepCommand(names.claim, namespace),
    };
  }
  if (subject.facts.routeKind === 'HTTPRoute') {
    yield {
      type: 'task',
      path: NAME,
      message: `is also the name of the HTTPRoute, which was ${names.route}; both route the same hosts, and the older one wins`,
      fix: 'delete the old one after you applied the new one, unless your tool prunes it',
      command: `kubectl delete httproute ${shellWord(names.route)} -n ${shellWord(namespace)}`,
    };
  }
}

function* renamed(source: Source): Iterable<Edit> {
  const { subject, namespace } = source;
  const { names } = subject.release;
  const { service } = subject.values.backstage;
  if (rendersClaim(source)) {
    yield {
      type: 'task',
      path: `${PERSISTENCE}.enabled`,
      message: `renders the new, empty claim ${PORTAL_NAME}-db; SQLite's data is in ${names.claim}`,
      fix: `set ${PERSISTENCE}.claimName to ${names.claim}, or copy the files while no pod runs`,
      command: copyCommand(source),
    };
  }
  const ports = service.nodePort ? ' The old Service also holds the fixed nodePort until then.' : '';
  yield {
    type: 'task',
    path: NAME,
    message: `is ${PORTAL_NAME}, so the Service is no longer called ${names.workload}; both Services send requests to the pods of both Deployments.${ports}`,
    fix: `let callers of ${names.workload} use ${PORTAL_NAME}, and delete the old objects before you apply the new ones`,
    command: [
      `kubectl delete deployment,service,hpa,pdb,networkpolicy ${shellWord(names.workload)} -n ${shellWord(namespace)} --ignore-not-found`,
      `kubectl delete httproute ${shellWord(names.route)} -n ${shellWord(namespace)} --ignore-not-found`,
    ].join('\n'),
  };
}

function rendersClaim({ subject }: Source): boolean {
  const { type, sqlite } = subject.values.backstage.database;
  const { enabled, existingClaim } = sqlite.persistence;
  return type !== 'postgresql' && Boolean(enabled) && !existingClaim;
}

/** Returns the command that keeps Helm, Argo CD and Flux from deleting a claim. */
function keepCommand(claim: string, namespace: string): string {
  const annotations = [
    'helm.sh/resource-policy=keep',
    'argocd.argoproj.io/sync-options=Prune=false,Delete=false',
    'kustomize.toolkit.fluxcd.io/prune=disabled',
  ];
  return `kubectl annotate pvc ${shellWord(claim)} -n ${shellWord(namespace)} --overwrite ${annotations.join(' ')}`;
}

/** Returns commands that copy SQLite's files from the old claim to the new one, which the new output contains. */
function copyCommand({ subject, namespace }: Source): string {
  const { names } = subject.release;
  const { podSecurityContext, containerSecurityContext } = subject.values.backstage;
  const claim = `${PORTAL_NAME}-db`;
  const volume = (name: string, claimName: string) => ({ name, persistentVolumeClaim: { claimName } });
  const spec = {
    securityContext: podSecurityContext,
    volumes: [volume('from', names.claim), volume('to', claim)],
    containers: [
      {
        name: 'copy',
        image: 'busybox:1.37',
        command: ['cp', '-a', '/from/.', '/to/'],
        // A namespace that enforces Pod Security refuses the chart's default profile.
        securityContext: withoutAppArmor(containerSecurityContext ?? {}),
        volumeMounts: ['from', 'to'].map((name) => ({ name, mountPath: `/${name}` })),
      },
    ],
  };
  return [
    keepCommand(names.claim, namespace),
    `kubectl scale deployment ${shellWord(names.workload)} -n ${shellWord(namespace)} --replicas=0`,
    `kubectl apply --server-side -f ${shellWord(`PersistentVolumeClaim.${claim}.k8s.yaml`)}`,
    `kubectl run ${shellWord(`copy-${claim}`)} -n ${shellWord(namespace)} --image=busybox:1.37 --restart=Never --overrides=${shellWord(JSON.stringify({ spec }))}`,
    `kubectl wait ${shellWord(`pod/copy-${claim}`)} -n ${shellWord(namespace)} --for=jsonpath='{.status.phase}'=Succeeded --timeout=10m`,
    `kubectl delete pod ${shellWord(`copy-${claim}`)} -n ${shellWord(namespace)}`,
  ].join('\n');
}
