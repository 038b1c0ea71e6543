import type { Finding } from '../../util/finding';
import { nameList } from '../../util/name-list';
import { SHARED_OBJECTS } from './check-ids';
import { shown } from './conflicts';
import type { SharedObject } from './shared-objects';

/** Returns a finding for the objects that the same groups share in a namespace. It names the first object. */
export function sharedFindings(shared: readonly SharedObject[]): Finding[] {
  const folded = new Map<string, SharedObject[]>();
  for (const object of shared) {
    const key = JSON.stringify([object.isClusterScoped, object.namespace, object.groups]);
    folded.set(key, [...(folded.get(key) ?? []), object]);
  }
  return [...folded.values()].flatMap(findingOf);
}

function findingOf([first, ...others]: readonly SharedObject[]): Finding[] {
  if (first === undefined) {
    return [];
  }
  const { groups, kind, name, isClusterScoped } = first;
  const more = others.length > 0 ? `, and ${others.length} more of the same objects` : '';
  const words = isClusterScoped
    ? `render different objects ${shown(first)}${more}`
    : `${groups.length > 2 ? 'all' : 'both'} render ${shown(first)}${more}`;
  return [
    {
      rule: SHARED_OBJECTS,
      severity: 'info',
      path: '',
      message: `${nameList(groups)} ${words}. In one cluster, they overwrite each other`,
      fix: isClusterScoped
        ? 'apply them to different clusters, or give the objects different names'
        : 'apply them to different clusters, or to different namespaces',
      object: `${kind} ${name}`,
    },
  ];
}
