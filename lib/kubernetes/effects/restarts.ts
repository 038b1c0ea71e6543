import { listOf, memberOf, textOf } from '../../util/members';
import type { Identity } from '../across/identity';
import { podsOf } from '../across/pods';
import { parseQuantity } from '../quantity';
import { affected, type Change, type KnownObject, type UpdatedObject } from './change';
import { changedPaths, shownPaths } from './changed-paths';
import type { Effect } from './effect';

/** Kinds whose pods are replaced if their template changes. */
const REPLACING = new Set(['DaemonSet', 'Deployment', 'ReplicationController', 'StatefulSet']);

/** Returns the paths in the pod template of an object that change. */
export function templateChanges({ identity, live, result }: UpdatedObject): string[] {
  const keys = ['spec', 'template'] as const;
  return REPLACING.has(identity.kind)
    ? changedPaths(memberOf(live, ...keys), memberOf(result, ...keys), keys.join('.'))
    : [];
}

/** Returns an effect for each workload whose pods are replaced. */
export function restarts(change: Change): Effect[] {
  return change.updated.flatMap((each) => {
    const paths = templateChanges(each);
    return paths.length === 0
      ? []
      : [
          {
            effect: 'restarts' as const,
            object: affected(each),
            path: 'spec.template',
            message: `${howPodsRestart(each, change)}. Changed: ${shownPaths(paths.map(inTemplate))}${lostFiles(each)}`,
          },
        ];
  });
}

/** Returns the end of a path in the pod template, which every path of a restart begins with. */
function inTemplate(path: string): string {
  return path.replace(/^spec\.template\.(?:spec\.)?/, '');
}

/** Describes how the pods of a workload are replaced. */
function howPodsRestart({ identity, result }: UpdatedObject, { after }: Change): string {
  const spec = memberOf(result, 'spec');
  if (identity.kind !== 'Deployment') {
    const isManual = textOf(spec, 'updateStrategy', 'type') === 'OnDelete';
    return isManual ? 'each pod changes when somebody deletes it' : 'the pods restart one by one';
  }
  const replicas = replicasOf(identity, spec, after);
  if (replicas === 0) {
    return 'no pod runs, so none restarts';
  }
  if (textOf(spec, 'strategy', 'type') === 'Recreate') {
    return 'the pods restart with a gap, because all of them stop before new ones start';
  }
  const { surge, unavailable } = rollingUpdate(memberOf(spec, 'strategy', 'rollingUpdate'), replicas);
  const ready = replicas - unavailable;
  if (ready <= 0) {
    return `the pods restart with a gap, because ${replicas === 1 ? 'the old one stops' : 'all of them can stop'} before a new one is ready`;
  }
  const claim = surge > 0 ? singleClaim(result, after) : undefined;
  const waiting = claim === undefined ? '' : `. A new pod on another node waits for the volume of the claim ${claim}`;
  const kept =
    replicas === 1
      ? 'the old one stays until the new one is ready'
      : `at least ${ready} of ${replicas} ${ready === 1 ? 'stays' : 'stay'} ready`;
  return `the pods restart one by one, and ${kept}${waiting}`;
}

/** Returns how many pods a rolling update adds at most, and how many may be missing. */
function rollingUpdate(given: unknown, replicas: number): { readonly surge: number; readonly unavailable: number } {
  const surge = share(memberOf(given, 'maxSurge'), replicas, Math.ceil);
  const unavailable = share(memberOf(given, 'maxUnavailable'), replicas, Math.floor);
  // Kubernetes does the same if both percentages round to 0.
  return { surge, unavailable: surge === 0 && unavailable === 0 ? 1 : unavailable };
}

/** Returns the name of a claim that the pods mount, and that only one node can mount at a time. */
function singleClaim(workload: unknown, objects: readonly KnownObject[]): string | undefined {
  const names = listOf(podsOf(workload)?.spec, 'volumes').map((volume) =>
    textOf(volume, 'persistentVolumeClaim', 'claimName'),
  );
  const claim = objects.find(
    ({ identity, object }) =>
      identity.kind === 'PersistentVolumeClaim' &&
      names.includes(identity.name) &&
      listOf(object, 'spec', 'accessModes').every((mode) => mode !== 'ReadWriteMany' && mode !== 'ReadOnlyMany'),
  );
  return claim?.identity.name;
}

/** Returns the number of pods that a Deployment has at least: its replicas, or the minimum of its autoscaler. */
function replicasOf(deployment: Identity, spec: unknown, objects: readonly KnownObject[]): number {
  const autoscaler = autoscalerOf(deployment, objects);
  const known =
    autoscaler === undefined ? memberOf(spec, 'replicas') : memberOf(autoscaler.object, 'spec', 'minReplicas');
  return typeof known === 'number' ? known : 1;
}

/** Returns the autoscaler of a workload; undefined if it has none. */
export function autoscalerOf(
  { kind, name, namespace }: Identity,
  objects: readonly KnownObject[],
): KnownObject | undefined {
  return objects.find(
    ({ identity, object }) =>
      identity.kind === 'HorizontalPodAutoscaler' &&
      identity.namespace === namespace &&
      textOf(object, 'spec', 'scaleTargetRef', 'kind') === kind &&
      textOf(object, 'spec', 'scaleTargetRef', 'name') === name,
  );
}

function share(value: unknown, replicas: number, round: (value: number) => number): number {
  if (typeof value === 'string' && value.endsWith('%')) {
    return round((parseQuantity(value.slice(0, -1)) * replicas) / 100);
  }
  return Number(value ?? 0);
}

/** Path of temporary files, which a restart may delete. */
const TEMPORARY = '/tmp';

/** Names the volumes that lose their content with the pod. */
function lostFiles({ live }: UpdatedObject): string {
  const { spec } = podsOf(live) ?? {};
  const containers = ['initContainers', 'containers'].flatMap((list) => listOf(spec, list));
  const temporary = containers
    .flatMap((container) => listOf(container, 'volumeMounts'))
    .filter((mount) => textOf(mount, 'mountPath') === TEMPORARY)
    .map((mount) => textOf(mount, 'name'));
  const names = listOf(spec, 'volumes')
    .filter((volume) => memberOf(volume, 'emptyDir') !== undefined)
    .map((volume) => textOf(volume, 'name') ?? '')
    .filter((name) => !temporary.includes(name));
  return names.length === 0 ? '' : `. The content of the emptyDir ${names.join(', ')} is lost`;
}
