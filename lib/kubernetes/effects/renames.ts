import { isMap, memberOf } from '../../util/members';
import { podsOf } from '../across/pods';
import { selectionsOf } from '../across/references';
import { selects } from '../label-selector';
import { affected, type Change, type KnownObject, kubectlName } from './change';
import type { Effect } from './effect';
import { isProtected } from './lost-data';

/** An object that goes, and the one that takes its place. */
export interface Rename {
  readonly from: KnownObject;
  readonly to: KnownObject;
}

/** Kinds whose objects take no other object's place: two claims never have the same data. */
const NEVER = new Set(['PersistentVolumeClaim']);

/** Returns the objects that go, each with the one of its kind and namespace that takes its place. */
export function renamesOf({ gone, created }: Change): Rename[] {
  const free = new Set(created);
  return gone.flatMap((from) => {
    const [best] = [...free]
      .filter((to) => isAlike(from, to))
      .sort((one, two) => similarity(from, two) - similarity(from, one));
    if (best === undefined) {
      return [];
    }
    free.delete(best);
    return [{ from, to: best }];
  });
}

/** Returns an effect for each object that another one of its kind replaces. */
export function renames(change: Change, found: readonly Rename[]): Effect[] {
  return found.map((rename) => {
    const { from, to } = rename;
    const isKept = !change.prune || isProtected(from);
    const both = consequence(rename, change, isKept);
    return {
      effect: 'renames',
      object: affected(from),
      message: `${to.identity.name} takes its place${isKept ? ', and it stays' : ''}${both}`,
      ...(isKept && { fix: `after the change, run kubectl delete ${kubectlName(from.identity)}` }),
    };
  });
}

/** Describes what happens while both objects exist, or because the old name is gone. */
function consequence({ from, to }: Rename, { after }: Change, isKept: boolean): string {
  const until = isKept ? 'until somebody deletes the old one' : 'until the old one is deleted';
  switch (from.identity.kind) {
    case 'Service':
      return `. Clients must use the new name ${hostOf(to)}${isKept ? '' : '; the old one no longer resolves'}`;
    case 'Deployment':
    case 'StatefulSet':
    case 'DaemonSet': {
      const services = after.filter((each) => isServiceOf(each, from) && isServiceOf(each, to));
      const names = services.map(({ identity }) => identity.name).join(', ');
      return services.length > 0 ? `. The Service ${names} sends requests to the pods of both ${until}` : '';
    }
    case 'HorizontalPodAutoscaler':
      return scaleSamePods(from, to, after) ? `. Neither scales ${until}, because both count the same pods` : '';
    case 'PodDisruptionBudget':
      return `. Kubernetes evicts none of the pods that both select ${until}`;
    case 'HTTPRoute':
    case 'Ingress':
      return `. For the same host, the older one wins ${until}`;
    case 'Secret':
    case 'ConfigMap':
    case 'ServiceAccount':
      return `. Other objects must use the new name${isKept ? '' : ', because the old one is deleted'}`;
    default:
      return '';
  }
}

function hostOf({ identity: { name, namespace } }: KnownObject): string {
  return namespace === undefined ? name : `${name}.${namespace}`;
}

function isServiceOf({ identity, object }: KnownObject, workload: KnownObject): boolean {
  return (
    identity.kind === 'Service' &&
    identity.namespace === workload.identity.namespace &&
    selectionsOf(object).some(({ selector }) => selects(selector, podsOf(workload.object)?.labels))
  );
}

/** Whether the workloads of two autoscalers have pods with the same labels, which the autoscalers then both count. */
function scaleSamePods(from: KnownObject, to: KnownObject, after: readonly KnownObject[]): boolean {
  return (
    from.identity.namespace === to.identity.namespace &&
    after.some(({ identity, object }) => {
      const target = memberOf(to.object, 'spec', 'scaleTargetRef', 'name');
      return identity.name === target && podsOf(object)?.labels !== undefined;
    })
  );
}

function isAlike({ identity: one }: KnownObject, { identity: two }: KnownObject): boolean {
  return one.group === two.group && one.kind === two.kind && one.namespace === two.namespace && !NEVER.has(one.kind);
}

/** Returns how much two objects have in common: labels, and the ends of their names. */
function similarity(one: KnownObject, two: KnownObject): number {
  const [a, b] = [one, two].map(({ object }) => memberOf(object, 'metadata', 'labels'));
  const labels = isMap(a) && isMap(b) ? Object.keys(a).filter((key) => a[key] === b[key]).length : 0;
  return labels * 100 + commonEnd(one.identity.name, two.identity.name);
}

function commonEnd(one: string, two: string): number {
  let length = 0;
  while (length < one.length && length < two.length && one.at(-1 - length) === two.at(-1 - length)) {
    length += 1;
  }
  return length;
}
