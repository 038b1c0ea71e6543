import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Number of lanes.
 *
 * It is greater than the usual number of cores, so that no core waits for one lane with slow tests.
 */
export const LANES = 5;

const folder = join(__dirname, '..');

/**
 * Runs the test files of one lane in the same Jest environment. Tests that start processes are not in any lane.
 *
 * Without lanes, Jest creates an environment for each file, and loads cdk8s and this library into it again. That takes
 * longer than most files run. `npx jest FILE` runs a single file.
 *
 * @param lane number of the lane, from 0
 */
export function runLane(lane: number): void {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts') && !name.endsWith('.process.test.ts'))
    .sort();
  // Files with random values take longest, so they are distributed first.
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
