import { type DefectId, lineOf, type Values } from '../lines';
import type { CheckedValues } from '../lines/line';
import type { ResolveOptions } from '../values/options';

/**
 * Merges the documented values and checks them for a chart version.
 *
 * @throws ValuesError with all errors, if the values do not fit the schema or break a rule that is not allowed
 */
export function checkValues(values: Values | readonly Values[], options: ResolveOptions<DefectId>): CheckedValues {
  const layers: readonly unknown[] = Array.isArray(values) ? values : [values];
  return lineOf(options.chartVersion).check(layers, options);
}
