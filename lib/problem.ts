/** Something that is wrong with what is given. */
export interface Problem {
  /** Where it is, such as `extraVolumes[0].name`. */
  readonly path: string;
  /** What is wrong, with what was got. */
  readonly message: string;
  /** What to do about it. */
  readonly mend: string;
}

/** A problem as one line. */
export function problemText({ path, message, mend }: Problem): string {
  return `${path}: ${message}; ${mend}`;
}
