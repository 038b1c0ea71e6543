import type { ChartVersion } from '../../backstage/profile';
import { type ChartLine, defineLine } from '../line';
import { definition } from './definition';

/** Returns the chart line for one of its versions. */
export function line(version: ChartVersion): ChartLine {
  return defineLine(definition(version));
}
