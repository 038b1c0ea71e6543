import { duplicates, sameBudgets, sameSelectors, sameTargets } from './conflicts';
import { identityOf } from './identity';
import { referencesElsewhere, selectionsElsewhere } from './namespaces';
import type { AcrossViolation, KnownObject, LabelledObject } from './violation';

/**
 * Returns how objects conflict that are applied together. An object can overwrite another one, or two can work against
 * each other. An object can also refer to one that is in another namespace.
 */
export function acrossViolations(objects: readonly LabelledObject[]): AcrossViolation[] {
  const known = objects.flatMap((each): KnownObject[] => {
    const identity = identityOf(each.object);
    return identity === undefined ? [] : [{ ...each, identity }];
  });
  return [
    ...duplicates(known),
    ...sameSelectors(known),
    ...sameTargets(known),
    ...sameBudgets(known),
    ...referencesElsewhere(known),
    ...selectionsElsewhere(known),
  ];
}
