import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { isSystemError } from '../util/system-error';

/** Distinguishes the descriptions from files of other programs. */
const MADE_BY = 'cdk8s-openchoreo-backstage';

/** A process, described so that other processes can find out whether it is still running. */
export interface RunOwner {
  readonly madeBy: typeof MADE_BY;
  readonly host: string;
  /** Id of the system's start. @default - the system has none */
  readonly boot?: string;
  /** PID namespace, in which the process id is valid. @default - the system has none */
  readonly pidNamespace?: string;
  readonly pid: number;
  /** Start time of the process in ticks, because a later process may have the same id. @default - unknown */
  readonly started?: string;
}

/** Returns the description of this process. */
export function thisProcess(): RunOwner {
  return {
    madeBy: MADE_BY,
    host: hostname(),
    boot: textOf(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
    pidNamespace: textOf(() => readlinkSync('/proc/self/ns/pid')),
    pid: process.pid,
    started: processInfo('self')?.started,
  };
}

/** Whether parsed JSON is the description of a process. */
export function isRunOwner(value: unknown): value is RunOwner {
  if (typeof value !== 'object' || value === null || !('madeBy' in value) || !('pid' in value)) {
    return false;
  }
  return value.madeBy === MADE_BY && Number.isSafeInteger(value.pid) && Number(value.pid) > 0;
}

/** Whether a process ended. Returns undefined if this process cannot find out, for example on another host. */
export function hasEnded(owner: RunOwner): boolean | undefined {
  const self = thisProcess();
  if (owner.host !== self.host || owner.boot !== self.boot || owner.pidNamespace !== self.pidNamespace) {
    return undefined;
  }
  if (!exists(owner.pid)) {
    return true;
  }
  // In another PID namespace than that of /proc, the ids there mean other processes.
  const info = textOf(() => readlinkSync('/proc/self')) === String(process.pid) ? processInfo(owner.pid) : undefined;
  if (info === undefined || owner.started === undefined) {
    return undefined;
  }
  return info.started !== owner.started || info.isZombie;
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !isSystemError(error, 'ESRCH');
  }
}

/** Reads the start time and the state of a process, if the system has a `/proc` that shows them. */
function processInfo(pid: number | 'self'): { started: string; isZombie: boolean } | undefined {
  const stat = textOf(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  // The name of the program is in parentheses, and may contain spaces and parentheses. The state follows as field 3.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, started] = [fields?.[0], fields?.[22 - 3]];
  return state === undefined || started === undefined ? undefined : { started, isZombie: /^[ZX]$/.test(state) };
}

/** Returns a text, or undefined if the system cannot read it. */
function textOf(read: () => string): string | undefined {
  try {
    return read();
  } catch (error) {
    if (!isSystemError(error)) {
      throw error;
    }
    return undefined;
  }
}
