import { sha256 } from '../../util/sha256';
import { type Identity, identityKey, identityOf } from './identity';

/** Object that several groups contain, such as the charts of an app. Applied to one cluster, they overwrite it. */
export interface SharedObject extends Identity {
  /** Names of the groups, in their order. */
  readonly groups: readonly string[];
}

interface Entry {
  readonly identity: Identity;
  /** Hash of the object in the first group. Only cluster-scoped objects have one. */
  readonly hash?: string;
  readonly groups: string[];
  /** Whether the groups contain different objects, or objects of a namespace, which belong to one owner. */
  isConflict: boolean;
}

/**
 * Groups of objects that may go to the same cluster or to different ones. Keeps only the identities of the objects, and
 * the hashes of cluster-scoped ones.
 */
export class ObjectGroups {
  private readonly entries = new Map<string, Entry>();

  /** Adds the objects of a group. */
  add(group: string, objects: readonly unknown[]): void {
    for (const object of objects) {
      const identity = identityOf(object);
      if (identity !== undefined) {
        this.addObject(group, identity, object);
      }
    }
  }

  /**
   * Returns the objects that several groups contain, in their order. A cluster-scoped object is one of them only if
   * the groups contain different ones, because clusters often share it.
   */
  shared(): SharedObject[] {
    return [...this.entries.values()]
      .filter(({ groups, isConflict }) => groups.length > 1 && isConflict)
      .map(({ identity, groups }) => ({ ...identity, groups }));
  }

  private addObject(group: string, identity: Identity, object: unknown): void {
    const key = identityKey(identity);
    const hash = identity.isClusterScoped ? sha256(sortedJson(object)) : undefined;
    const before = this.entries.get(key);
    if (before === undefined) {
      this.entries.set(key, { identity, hash, groups: [group], isConflict: !identity.isClusterScoped });
    } else if (before.groups.at(-1) !== group) {
      before.groups.push(group);
      before.isConflict ||= before.hash !== hash;
    }
  }
}

/** Returns a value as JSON whose maps have sorted keys. */
function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([one], [two]) => (one < two ? -1 : 1)))
      : member,
  );
}
