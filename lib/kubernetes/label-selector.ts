import { entriesOf, isMap, listOf, memberOf, textOf } from '../util/members';

/** Checks whether a label selector has no conditions. */
export function isEmptySelector(selector: unknown): boolean {
  return entriesOf(memberOf(selector, 'matchLabels')).length === 0 && listOf(selector, 'matchExpressions').length === 0;
}

/** Checks whether a label selector selects an object with these labels. One without conditions selects every object. */
export function selects(selector: unknown, labels: unknown): boolean {
  const wanted = entriesOf(memberOf(selector, 'matchLabels'));
  return (
    isMap(selector) &&
    wanted.every(([key, value]) => memberOf(labels, key) === value) &&
    listOf(selector, 'matchExpressions').every((requirement) => isFulfilled(requirement, labels))
  );
}

function isFulfilled(requirement: unknown, labels: unknown): boolean {
  const value = memberOf(labels, textOf(requirement, 'key') ?? '');
  const isListed = listOf(requirement, 'values').includes(value);
  switch (memberOf(requirement, 'operator')) {
    case 'In':
      return isListed;
    case 'NotIn':
      return !isListed;
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}
