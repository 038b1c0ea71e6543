import type { IConstruct } from 'constructs';

const composites = new WeakSet<IConstruct>();

/** Marks a construct of this package. Messages about the objects inside it name its path. */
export function markComposite(construct: IConstruct): void {
  composites.add(construct);
}

/** Checks whether this package created a construct for a user. */
export function isComposite(construct: IConstruct): boolean {
  return composites.has(construct);
}
