// The chart lines of this package, newest first, each with a version that stands for it.

/** Lines: name, version to ask `lineOf` for, and the charts that belong to the line, for texts. */
export const LINES = [
  { name: '1.2', version: '1.2.3', charts: '1.2.0 to 1.2.3' },
  { name: '1.1', version: '1.1.6', charts: '1.1.0 to 1.1.6' },
  { name: '1.0', version: '1.0.5', charts: '1.0.0 to 1.0.5' },
  { name: '0.11', version: '0.11.0', charts: '0.11.0 and 0.12.0' },
];
