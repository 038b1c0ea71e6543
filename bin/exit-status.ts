/** Status that a run ends with. */
export const EXIT_STATUS = {
  /** Rendered, or nothing differs. */
  fine: 0,
  /** Values were refused, or something differs. */
  refused: 1,
  /** Wrong usage, or an unreadable file. */
  usage: 2,
} as const;

/** One of the statuses. */
export type ExitStatus = (typeof EXIT_STATUS)[keyof typeof EXIT_STATUS];
