/** Exit statuses of the command. */
export const EXIT_STATUS = {
  /** The command succeeded, and a comparison found no difference. */
  fine: 0,
  /** The values are invalid, or a comparison found a difference. */
  refused: 1,
  /** The command line is wrong, or a file cannot be read or written. */
  usage: 2,
} as const;

/** One of the exit statuses. */
export type ExitStatus = (typeof EXIT_STATUS)[keyof typeof EXIT_STATUS];
