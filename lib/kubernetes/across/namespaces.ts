import { textOf } from '../../util/members';
import { selects } from '../label-selector';
import { shown } from './conflicts';
import type { Identity } from './identity';
import { podsOf } from './pods';
import { type Reference, referencesOf, selectionsOf } from './references';
import type { AcrossViolation, KnownObject } from './violation';

const FIX = 'create both in one namespace';

/** Yields a violation for each object that is referred to in a namespace where only another namespace has it. */
export function* referencesElsewhere(objects: readonly KnownObject[]): Iterable<AcrossViolation> {
  const named = byName([...objects, ...objects.flatMap(secretOf)]);
  for (const of of objects) {
    const told = new Set<string>();
    for (const { path, kind, name, namespace = of.identity.namespace } of referencesOf(of.object)) {
      const key = nameKey({ kind, name });
      const others = named.get(key) ?? [];
      const [other] = others;
      const isElsewhere = others.every(({ identity }) => isOther(identity.namespace, namespace));
      if (other !== undefined && isElsewhere && !told.has(key)) {
        told.add(key);
        yield {
          check: 'object-references',
          of,
          other,
          path,
          message: `must be a ${kind} in the namespace ${namespace}, but ${other.label} creates ${shown(other.identity)}`,
          fix: FIX,
        };
      }
    }
  }
}

/** Yields a violation for each selector that selects only pods of other namespaces. */
export function* selectionsElsewhere(objects: readonly KnownObject[]): Iterable<AcrossViolation> {
  const pods = objects.flatMap((each) => {
    const labels = podsOf(each.object)?.labels;
    return labels === undefined ? [] : [{ each, labels }];
  });
  for (const of of objects) {
    const { namespace } = of.identity;
    for (const { path, selector } of selectionsOf(of.object)) {
      const selected = pods.filter(({ labels }) => selects(selector, labels));
      const [first] = selected;
      if (first !== undefined && selected.every(({ each }) => isOther(each.identity.namespace, namespace))) {
        yield {
          check: 'object-references',
          of,
          other: first.each,
          path,
          message: `must select pods in the namespace ${namespace}, but ${first.each.label} creates ${shown(first.each.identity)}`,
          fix: FIX,
        };
      }
    }
  }
}

/** Returns the Secret that the External Secrets Operator creates from an object. */
function secretOf(each: KnownObject): KnownObject[] {
  const { kind, name: ownName } = each.identity;
  const name = textOf(each.object, 'spec', 'target', 'name') ?? ownName;
  return kind === 'ExternalSecret' ? [{ ...each, identity: { ...each.identity, kind: 'Secret', name } }] : [];
}

function byName(objects: readonly KnownObject[]): ReadonlyMap<string, readonly KnownObject[]> {
  const found = new Map<string, KnownObject[]>();
  for (const each of objects.filter(({ identity }) => !identity.isClusterScoped)) {
    const key = nameKey(each.identity);
    found.set(key, [...(found.get(key) ?? []), each]);
  }
  return found;
}

function nameKey({ kind, name }: Pick<Identity & Reference, 'kind' | 'name'>): string {
  return `${kind}/${name}`;
}

/** Whether two namespaces are known and differ. A later step may set an absent one. */
function isOther(one: string | undefined, two: string | undefined): boolean {
  return one !== undefined && two !== undefined && one !== two;
}
