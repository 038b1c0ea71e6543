import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** How many lanes there are: a few more than cores, for one with slow tests not to be waited for. */
export const LANES = 5;

const folder = join(__dirname, '..');

/**
 * Runs every so many-th file of the tests that start no process, in one Jest environment. Jest makes a new one for each
 * file, and loads cdk8s and this library into it again, which takes longer than most files run. `npx jest FILE` runs
 * one by itself.
 *
 * @param lane number of the lane, from 0
 */
export function runLane(lane: number): void {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts') && !name.endsWith('.process.test.ts'))
    .sort();
  // Those with random values take longest, so they are dealt out first.
  const [slow, others] = [true, false].map((isSlow) => files.filter((file) => hasRandomValues(file) === isSlow));
  for (const file of [...(slow ?? []), ...(others ?? [])].filter((_, index) => index % LANES === lane)) {
    describe(file, () => {
      require(join(folder, file));
    });
  }
}

function hasRandomValues(file: string): boolean {
  return /from '(?:fast-check|.*\/arbitrary-values)'/.test(readFileSync(join(folder, file), 'utf8'));
}
