import { listOf, memberOf } from '../util/members';

/** Seconds that a pod has to stop by default. */
const DEFAULT_GRACE_SECONDS = 30;

const UNITS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600 };

/** A hook that uses up the time that a pod has to stop. */
export interface LongSleep {
  /** Seconds that the hook sleeps. */
  readonly seconds: number;
  /** Seconds that the pod has to stop. */
  readonly graceSeconds: number;
}

/**
 * Returns how long a container's `preStop` hook sleeps, if it leaves no time to stop: Kubernetes then kills the process
 * while the hook sleeps. Undefined if it leaves time.
 *
 * @param lifecycle hooks of the container
 * @param graceSeconds `terminationGracePeriodSeconds` of the pod
 */
export function longSleep(lifecycle: unknown, graceSeconds: unknown): LongSleep | undefined {
  const grace = typeof graceSeconds === 'number' ? graceSeconds : DEFAULT_GRACE_SECONDS;
  const handler = memberOf(lifecycle, 'preStop');
  const seconds = Number(memberOf(handler, 'sleep', 'seconds') ?? commandSleep(listOf(handler, 'exec', 'command')));
  return seconds > 0 && seconds >= grace ? { seconds, graceSeconds: grace } : undefined;
}

/** Returns how long a command sleeps, at its own level or in the text of a shell. */
function commandSleep(command: readonly unknown[]): number {
  const text = command.filter((word) => typeof word === 'string').join(' ');
  const calls = !text.includes('sleep') ? [] : text.matchAll(/(?<![\w.-])sleep +(\d+(?:\.\d+)?)([smh]?)(?![\w.])/g);
  return [...calls].reduce((sum, [, count, unit = '']) => sum + Number(count) * (UNITS[unit] ?? 1), 0);
}
