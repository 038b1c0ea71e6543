/**
 * Returns a list or map for a manifest; undefined if it is empty.
 *
 * The chart's templates omit members with empty values, but Kubernetes would keep `[]` and `{}`.
 */
export function omitEmpty<Item>(list: readonly Item[] | undefined): Item[] | undefined;
export function omitEmpty<Map extends object>(map: Map | undefined): Map | undefined;
export function omitEmpty(value: object | undefined): object | undefined {
  // TypeScript treats an undefined member like a missing one.
  return value && Object.values(value).some((member) => member !== undefined) ? value : undefined;
}

/** Returns a map without undefined members and empty texts. The chart's templates treat both alike. */
export function omitEmptyTexts<Members extends object>(
  map: Members,
): { readonly [Key in keyof Members]?: NonNullable<Members[Key]> } {
  const kept = Object.entries(map).filter(([, value]) => value !== undefined && value !== '');
  return Object.fromEntries(kept) as { [Key in keyof Members]?: NonNullable<Members[Key]> };
}

/** Returns a map without undefined members and empty lists, for lists of values that replace a default. */
export function omitEmptyLists<Lists extends object>(lists: Lists): Partial<Lists> {
  const kept = Object.entries(lists).filter(([, list]) => Array.isArray(list) && list.length > 0);
  return Object.fromEntries(kept) as Partial<Lists>;
}
