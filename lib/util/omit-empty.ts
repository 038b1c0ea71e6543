/**
 * The list or map in a form that can go into a manifest, or undefined where there is nothing in it.
 *
 * Templates of the chart leave a member out when its value is empty; Kubernetes would keep `[]` and `{}`.
 */
export function omitEmpty<Item>(list: readonly Item[] | undefined): Item[] | undefined;
export function omitEmpty<Map extends object>(map: Map | undefined): Map | undefined;
export function omitEmpty(value: object | undefined): object | undefined {
  // TypeScript takes a member that is undefined for one that is left out.
  return value && Object.values(value).some((member) => member !== undefined) ? value : undefined;
}

/** The map without members that have no value or an empty text: templates of the chart treat both alike. */
export function omitEmptyTexts<Members extends object>(
  map: Members,
): { readonly [Key in keyof Members]?: NonNullable<Members[Key]> } {
  const kept = Object.entries(map).filter(([, value]) => value !== undefined && value !== '');
  return Object.fromEntries(kept) as { [Key in keyof Members]?: NonNullable<Members[Key]> };
}
