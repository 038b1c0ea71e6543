// Values that hold nothing: Helm's templates take them for values that are not set.

/** Whether a list is there and has entries. */
export function isFilled<T>(list: readonly T[] | null): list is readonly T[] {
  return list !== null && list.length > 0;
}

/** The map without the members that have no value. */
export function withoutNulls<Members extends object>(
  map: Members,
): { readonly [Key in keyof Members]?: NonNullable<Members[Key]> } {
  const filled = Object.entries(map).filter(([, value]) => value !== null && value !== undefined && value !== '');
  return Object.fromEntries(filled) as { [Key in keyof Members]?: NonNullable<Members[Key]> };
}

/** The value, or undefined where it is empty. */
export function orUndefined<Value>(value: Value | null): Value | undefined {
  return value || undefined;
}
