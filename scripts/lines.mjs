// The chart lines of this package, newest first, each with a version that stands for it.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { CHART_LINES } = require('../build/lib/lines/index.js');

/** Lines: name, version to ask `lineOf` for, and the charts that belong to the line, for texts. */
export const LINES = CHART_LINES.map(({ name, verified }) => ({
  name,
  version: verified[0],
  charts: verified.length > 1 ? verified.join(' and ') : `${name}.0 to ${verified[0]}`,
})).reverse();
