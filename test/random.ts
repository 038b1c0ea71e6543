/** Share of the random inputs that a run tries. `npm run test:unit` tries a quarter to be fast; other runs try all. */
const SHARE = process.env.npm_lifecycle_event === 'test:unit' ? 0.25 : 1;

/**
 * Returns the number of random inputs to try.
 *
 * @param count number of inputs that `npm test` tries
 */
export function runs(count: number): number {
  return Math.ceil(count * SHARE);
}
