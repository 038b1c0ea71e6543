import { printable } from './printable';

/** Violation of a rule: its path, the problem and the fix. */
export interface Violation {
  /** Path of the invalid value, such as `extraVolumes[0].name`. */
  readonly path: string;
  /** Description of the problem. It shows the invalid value, but never a secret. */
  readonly message: string;
  /** Instruction for fixing the problem. */
  readonly fix: string;
}

/** Returns a violation as one line. */
export function violationText({ path, message, fix }: Violation): string {
  return printable(`${path}: ${message}; ${fix}`);
}
