import { lineOf, otherVersions, verifiedBefore } from '../lines';
import type { CheckedValues } from '../lines/line';
import { json } from '../util/data-shape';
import { isPlainMap } from '../util/shape';
import { type Finding, ValuesError } from '../values/finding';
import { NEWER_CHART, type ResolveOptions } from '../values/options';
import { SCHEMA } from '../values/validate';

/**
 * Merges the documented values and checks them for a chart version.
 *
 * @throws ValuesError with all errors, if the values do not fit the schema or break a rule that is not allowed
 */
export function checkValues(values: object | readonly object[], options: ResolveOptions): CheckedValues {
  const layers: readonly unknown[] = Array.isArray(values) ? values : [values];
  const { chartVersion } = options;
  refuseForeignValues(layers);
  const checked = lineOf(chartVersion).check(layers, options, () => otherVersions(chartVersion));
  return { ...checked, findings: [...newerPatch(options), ...checked.findings] };
}

/**
 * Refuses values that no file can contain, such as a value that contains itself. JavaScript can pass them.
 *
 * @throws ValuesError with their paths
 */
export function refuseForeignValues(layers: readonly unknown[]): void {
  const found = layers.filter(isPlainMap).flatMap((layer) => json.check(layer, ''));
  if (found.length > 0) {
    throw new ValuesError(found.map((problem) => ({ ...problem, rule: SCHEMA, severity: 'error' })));
  }
}

/** Warns about a chart version that nobody has compared with the chart yet. */
function newerPatch({ chartVersion, allow = [] }: ResolveOptions): Finding[] {
  const verified = verifiedBefore(chartVersion);
  return verified === undefined || allow.includes(NEWER_CHART) || allow.includes('*')
    ? []
    : [
        {
          rule: NEWER_CHART,
          severity: 'warning',
          path: 'chartVersion',
          message: `is newer than ${verified}, the newest version that this package was compared with; got ${chartVersion}`,
          fix: `compare the output with Helm's (--against), or use ${verified} and set backstage.image.tag`,
        },
      ];
}
