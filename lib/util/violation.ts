/** Something that breaks a rule: where, what is wrong, and how to fix it. */
export interface Violation {
  /** Path, such as `extraVolumes[0].name`. */
  readonly path: string;
  /** What is wrong, with the value that was given. */
  readonly message: string;
  /** How to fix it. */
  readonly fix: string;
}

/** A violation as one line. */
export function violationText({ path, message, fix }: Violation): string {
  return `${path}: ${message}; ${fix}`;
}
