/**
 * Set of fields in Kubernetes' format FieldsV1. Each key is a step below the set, such as `f:spec` for a member, or
 * `k:{"name":"http"}` for the list item with this name. An empty set, or the key `.`, is the field itself.
 */
export interface FieldSet {
  readonly [step: string]: FieldSet;
}

const ITSELF = '.';

/** Returns the fields that are in one of two sets, or in both. */
export function union(one: FieldSet, other: FieldSet): FieldSet {
  const sets = [one, other].map((set) => (Object.keys(set).length === 0 ? { [ITSELF]: {} } : set));
  const steps = [...new Set(sets.flatMap((set) => Object.keys(set)))];
  if (steps.every((step) => step === ITSELF)) {
    return {};
  }
  return Object.fromEntries(
    steps.map((step) => [step, step === ITSELF ? {} : sets.flatMap(({ [step]: below }) => below ?? []).reduce(union)]),
  );
}
