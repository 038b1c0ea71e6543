/**
 * The list or map in a form that can go into a manifest, or undefined where there is nothing in it.
 *
 * Templates of the chart leave a member out when its value is empty; Kubernetes would keep `[]` and `{}`.
 */
export function unlessEmpty<Item>(list: readonly Item[] | undefined): Item[] | undefined;
export function unlessEmpty<Map extends object>(map: Map | undefined): Map | undefined;
export function unlessEmpty(value: object | undefined): object | undefined {
  // TypeScript takes a member that is undefined for one that is left out.
  return value && Object.values(value).some((member) => member !== undefined) ? value : undefined;
}
