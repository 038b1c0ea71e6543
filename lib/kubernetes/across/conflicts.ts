import { isDeepStrictEqual } from 'node:util';
import { isMap, memberOf, textOf } from '../../util/members';
import { selects } from '../label-selector';
import { type Identity, identityKey } from './identity';
import { podsOf } from './pods';
import type { AcrossViolation, KnownObject } from './violation';

/** Yields a violation for each object that has the identity of an earlier one, which it would overwrite. */
export function* duplicates(objects: readonly KnownObject[]): Iterable<AcrossViolation> {
  const first = new Map<string, KnownObject>();
  for (const each of objects) {
    const other = first.get(identityKey(each.identity));
    if (other === undefined) {
      first.set(identityKey(each.identity), each);
    } else {
      yield {
        check: 'object-conflicts',
        of: each,
        other,
        path: 'metadata.name',
        message: `must be unique, but ${other.label} also creates ${shown(each.identity)}`,
        fix: 'rename one of them, or create the object once and share it',
      };
    }
  }
}

/** Yields a violation for each workload that selects the pods of an earlier one. Services then send requests to both. */
export function* sameSelectors(objects: readonly KnownObject[]): Iterable<AcrossViolation> {
  const first = new Map<string, KnownObject>();
  for (const each of objects.filter(({ identity }) => SELECTING.has(identity.kind))) {
    const selector = memberOf(each.object, 'spec', 'selector', 'matchLabels');
    const { kind, name, namespace } = each.identity;
    const key = JSON.stringify([namespace, isMap(selector) ? Object.entries(selector).sort() : name]);
    const other = first.get(key);
    if (other === undefined) {
      first.set(key, each);
    } else if (identityKey(other.identity) !== identityKey(each.identity)) {
      yield {
        check: 'object-conflicts',
        of: each,
        other,
        path: 'spec.selector',
        message: `must not select the pods of another workload, but ${other.label} has the same selector`,
        fix: `change a label of the selector and the pods of ${kind} ${name}`,
      };
    }
  }
}

/** Kinds of workloads that select their pods by labels. */
const SELECTING = new Set(['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet']);

/** Yields a violation for each autoscaler that scales the target of an earlier one. They work against each other. */
export function* sameTargets(objects: readonly KnownObject[]): Iterable<AcrossViolation> {
  const first = new Map<string, KnownObject>();
  for (const each of objects.filter(({ identity }) => identity.kind === 'HorizontalPodAutoscaler')) {
    const target = memberOf(each.object, 'spec', 'scaleTargetRef');
    const [kind, name] = [textOf(target, 'kind'), textOf(target, 'name')];
    const key = [each.identity.namespace, kind, name].join('/');
    const other = first.get(key);
    if (other === undefined) {
      first.set(key, each);
    } else if (name !== undefined && other.identity.name !== each.identity.name) {
      yield {
        check: 'object-conflicts',
        of: each,
        other,
        path: 'spec.scaleTargetRef',
        message: `must not be the target of another autoscaler, but ${other.label} also scales ${kind} ${name}`,
        fix: 'remove one of the two autoscalers',
      };
    }
  }
}

/** Yields a violation for each budget that counts pods of an earlier one. Kubernetes then evicts none of them. */
export function* sameBudgets(objects: readonly KnownObject[]): Iterable<AcrossViolation> {
  const budgets = objects.filter(({ identity }) => identity.kind === 'PodDisruptionBudget');
  for (const [index, each] of budgets.entries()) {
    const other = budgets
      .slice(0, index)
      .find((before) => before.identity.name !== each.identity.name && countSamePods(before, each, objects));
    if (other !== undefined) {
      yield {
        check: 'object-conflicts',
        of: each,
        other,
        path: 'spec.selector',
        message: `must not select pods of another PodDisruptionBudget, but ${other.label} also selects them`,
        fix: 'remove one of the two; Kubernetes refuses to evict a pod that two of them select',
      };
    }
  }
}

function countSamePods(one: KnownObject, two: KnownObject, objects: readonly KnownObject[]): boolean {
  const { namespace } = one.identity;
  if (namespace !== two.identity.namespace) {
    return false;
  }
  const [a, b] = [one, two].map(({ object }) => memberOf(object, 'spec', 'selector'));
  const countSame = objects.some(({ object, identity }) => {
    const labels = identity.namespace === namespace ? podsOf(object)?.labels : undefined;
    return labels !== undefined && selects(a, labels) && selects(b, labels);
  });
  return countSame || (isMap(a) && isDeepStrictEqual(a, b));
}

/** Returns an object as messages name it, such as `Service portal in the namespace team-a`. */
export function shown({ kind, name, namespace }: Identity): string {
  return `${kind} ${name}${namespace === undefined ? '' : ` in the namespace ${namespace}`}`;
}
