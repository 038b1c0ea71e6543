/** Share of the random inputs that `npm run test:unit` tries, which people run while they work; all other runs try all. */
const SHARE = process.env.npm_lifecycle_event === 'test:unit' ? 0.25 : 1;

/** How many random inputs to try, where `count` are tried by `npm test`. */
export function runs(count: number): number {
  return Math.ceil(count * SHARE);
}
